"""Is a line shell code, or is it output, prose, or a file of another kind?"""

from __future__ import annotations

import re

from harvest.checkers.shells.sessions import Command

_WORDS = """
if then else elif fi for while until do done case esac in select function time local export declare typeset readonly
return exit break continue set unset shopt trap source alias eval exec shift read mapfile readarray printf echo test
true false wait kill cd pwd pushd popd ls cp mv rm mkdir rmdir ln touch chmod chown chgrp cat less more head tail tee
sort uniq wc cut tr paste awk gawk sed grep egrep fgrep rg ag find fd xargs which whereis type command env sudo su doas
nohup nice ssh scp sftp rsync curl wget http ping dig nslookup host ip ifconfig netstat ss lsof nc telnet openssl gpg
tar zip unzip gzip gunzip bzip2 xz zcat df du mount umount fdisk lsblk mkfs dd free top htop ps pgrep pkill killall
systemctl service journalctl crontab at date cal sleep watch uname hostname whoami id who uptime history man info
apt apt-get aptitude dpkg yum dnf rpm pacman yay zypper apk brew port snap flatpak nix nix-env choco winget scoop
pip pip3 pipx pipenv poetry uv conda mamba pyenv virtualenv venv mkvirtualenv workon python python2 python3 ipython
pytest tox nox black ruff mypy flake8 twine jupyter node nodejs npm npx yarn pnpm bun bunx deno nvm corepack tsc vite
webpack gulp grunt bower ng vue react-native expo next ember ruby gem bundle rake rails irb rbenv rvm jekyll hugo
php composer artisan phpunit perl cpan lua luarocks go cargo rustc rustup gcc g++ clang make cmake ninja meson configure
java javac jar mvn gradle gradlew kotlinc scala sbt lein clj dotnet swift xcodebuild pod flutter dart stack cabal ghc
git gh hub svn hg docker docker-compose podman buildah kubectl helm minikube kind k3s terraform tofu ansible
ansible-playbook vagrant packer aws az gcloud gsutil doctl heroku vercel netlify firebase fly flyctl wrangler serverless
sls sam cdk pulumi mysql mysqldump psql pg_dump createdb sqlite3 mongo mongosh redis-cli nginx apachectl certbot ffmpeg
convert magick jq yq vim vi nvim nano emacs code open xdg-open tmux screen zsh bash sh fish dash clear tput stty
base64 md5sum sha256sum shasum strings file stat truncate split diff patch cmp comm column fold seq yes expr bc
"""
_KNOWN = frozenset(_WORDS.split())
_START = re.compile(
    r"""
    \s*
    (?:
        $ | \#
      | (?:[A-Za-z_]\w*(?:\[[^\]\n]{0,60}\])?\+?=\S*[ \t]*)                # an assignment
      | [A-Za-z_][\w:.-]*[ ]?\(\)                                          # a function
      | [{}()]+[ \t]*(?:$|[;&|<>\#]|\w) | ;;|\[\[?[ ]|\(\(|\$\(|!\ |:[ ]|:$ # syntax
      | ["'$\w*?\[\]|./@~! -]{1,60}\)(?:\s|$)                              # a branch of `case`
      | -{1,2}[A-Za-z] | [|&]{1,2}[ ] | [0-9]?[<>]{1,2}[ &]?\S             # a command goes on
      | \.{0,2}/[\w./-]+(?:\s|$) | ~/[\w./-]+(?:\s|$)                      # a path
      | ["$][\w{(]                                                         # a command in a variable
    )
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[\s({!]*([A-Za-z0-9_.+-]+)(?=[\s;&|)<>]|$)")
_INSIDE = re.compile(
    r"\$\{?\w|\$\(|`[^`\n]+`|[^|]\|[ ]?[a-z]|&&|\|\||[12]?>[ ]?/dev/|2>&1|<<|\\$|;;$|;[ ]?(?:then|do)\b|[ ]--?[a-z]"
)

_OUTPUT = re.compile(
    r"""
      [+|](?=[-=+| ]*---)[-=+| ]*$ | \|.*\|\s*$                # a table
    | \S+\.[a-z]{1,4}:[0-9]+(?::[0-9]+)?:(?:\s|in\b) | \s+at\ \S     # a trace
    | \s*File\ "[^"\n]*",\ line | Traceback\ \(most | [\w.]*(?:Error|Exception):\s
    | [-=*_\u2500\u2501]{8,}\s*$
    """,
    re.VERBOSE,
)
_SHELL = re.compile(r"[!/ \t](?:[bdkz]|mk|pdk|rb|ya)?a?sh(?![A-Za-z.])|\bbusybox\b")
"""An interpreter that reads shell code, however it is called."""
_SETTING = re.compile(r"\s*(?:$|[#;]|\[[^\]\n]*\]\s*$|[\w.-]+[ \t]*=)")
_APOSTROPHE = re.compile(r"\w=[^'\"\s][^'\"\n]*'(?:s|t|re|ll|ve|d|m)[ ]")
"""A value that is words of prose."""
_HEAD = re.compile(r"\s*(?:for|while|until|if|elif|case|select|function|[\w-]+\s?\(\))")


def is_command(line: str) -> bool:
    """Whether a line looks like shell code, seen alone."""
    if _START.match(line):
        return True
    word = _WORD.match(line)
    return (word is not None and word[1] in _KNOWN) or _INSIDE.search(line) is not None


def strangers(text: str) -> list[int]:
    """0-based numbers of the lines that do not look like shell code and do not go on the line before."""
    lines = text.split("\n")
    return [
        number
        for number, line in enumerate(lines)
        if not is_command(line) and not (number and lines[number - 1].rstrip().endswith(("\\", "|", "&&", "||", ",")))
    ]


def is_meant(text: str, command: Command | None, line: int, *, console: bool = False) -> bool:
    """Whether the faulty line was meant as shell code, and what surrounds it too.

    Args:
        text: the block.
        command: the one at fault, in a session.
        line: where it is, 1-based.
        console: the author says that it is what a terminal showed; without a prompt that is output, if not a command.
    """
    if command is not None:
        return not command.answered
    lines = text.split("\n")
    if _is_for_another(lines) or any(map(_OUTPUT.match, lines)) or _is_lone_head(lines) or _is_sketch(lines[line:]):
        return False
    if console and not _is_typed(lines):
        return False
    functions = {name for row in lines if (name := _function(row) or _program(row)) is not None}
    odd = [n for n in strangers(text) if not _calls(lines[n], functions) and n != len(lines) - 1]
    written = sum(1 for row in lines if row.strip())
    return line - 1 not in odd and len(odd) * 8 <= written and _is_code(lines)


def _is_for_another(lines: list[str]) -> bool:
    """A script that another interpreter runs, or the settings of a program, with words of prose as values."""
    if lines[0].startswith("#!"):
        return _SHELL.search(lines[0]) is None
    return all(map(_SETTING.match, lines)) and any(map(_APOSTROPHE.search, lines))


def _is_typed(lines: list[str]) -> bool:
    """Whether the first line is a household command."""
    first = next((row for row in lines if row.strip() and not row.lstrip().startswith("#")), "")
    word = _WORD.match(first)
    return word is not None and word[1] in _KNOWN


def _is_lone_head(lines: list[str]) -> bool:
    """A loop's, a function's or a pipe's first line, shown alone."""
    rows = [row for row in lines if row.strip()]
    if len(rows) == 1 and rows[0].rstrip().endswith(" |"):
        return True
    alone = bool(rows) and all(row.lstrip().startswith("#") for row in rows[:-1])
    return alone and _HEAD.match(rows[-1]) is not None and rows[-1].rstrip().endswith(("do", "then", "{", "in"))


def _is_sketch(below: list[str]) -> bool:
    """A body of which only a comment is shown."""
    rows = [row.strip() for row in below if row.strip()]
    body = next((n for n, row in enumerate(rows) if not row.startswith("#")), 0)
    return body > 0 and re.match(r"\}|fi\b|done\b|else\b|elif\b|;;", rows[body]) is not None


def _function(row: str) -> str | None:
    found = re.match(r"\s*(?:function )?([A-Za-z_][\w:.-]*)[ ]?\(\)", row)
    return found[1] if found else None


def _program(row: str) -> str | None:
    """The first word of a line that looks like a command: on the next lines it is one as well."""
    word = _WORD.match(row)
    return word[1] if word is not None and _INSIDE.search(row) else None


def _calls(row: str, functions: set[str]) -> bool:
    return any(word in functions for word in row.split(maxsplit=1)[:1])


def _is_code(lines: list[str]) -> bool:
    return any(row.strip() and not row.lstrip().startswith("#") and is_command(row) for row in lines)
