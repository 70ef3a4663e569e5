"""`harvest init`: a first config.yaml."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from harvest.commands.settings import DEFAULT
from harvest.errors import ConfigError

_TEMPLATE = """\
# What `harvest run` reads, and how it judges. Every key but `sources` may be left out.

sources:  # feeds and pages: a path, a folder of them, or a URL
{sources}
# - location: https://blog.example/feed.xml
#   name: our blog       # what reports call it
#   limit: 20            # at most so many articles

output: snippets         # the blocks as files, and manifest.jsonl

fail_on: warning         # error | warning | note | never

# rules:                 # a rule's name -> error | warning | note | off; `harvest rules` lists them
#   used-before-defined: off

# names:                 # what every article may use without defining it, by language
#   python: [spark, dbutils]

# ignore:                # findings that you have looked at and accept; all that is given must match
#   - rule: undefined-name
#     name: client
#     article: https://blog.example/a-client
#     reason: the article is about an imagined client

# reports:               # kind -> path, written at every run
#   json: report.json

# notify:                # when something is new or fixed; `$NAME` is a variable of the environment
#   webhooks:
#     - url: $TEAM_CHAT_WEBHOOK
#       shape: slack     # json | slack | discord
"""


def init(sources: Sequence[str]) -> int:
    """Write config.yaml into this folder.

    Raises:
        ConfigError: there is one.
    """
    lines = "".join(f"  - {json.dumps(source)}\n" for source in sources or ("feed.xml",))
    try:
        with DEFAULT.open("x", encoding="utf-8") as file:
            file.write(_TEMPLATE.format(sources=lines))
    except FileExistsError:
        raise ConfigError(f"{DEFAULT} is there already") from None
    except OSError as error:
        raise ConfigError(f"{DEFAULT}: {error.strerror}") from None
    click.echo(f"wrote {DEFAULT}; {'' if sources else 'name your sources in it, then '}`harvest run` comes next")
    return 0
