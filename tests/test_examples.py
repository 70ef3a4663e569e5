"""The examples of running unattended: each is what its reader takes it for, and speaks to this version of `harvest`."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

import pytest
import yaml

from harvest.cli import cli
from harvest.config_file import load
from harvest.tools import locate

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "unattended"
COMMAND = re.compile(r"(?:^|/| )harvest ((?:run|check|collect)\b[^|&\n]*)", re.MULTILINE)


def commands(name: str) -> list[list[str]]:
    text = (EXAMPLES / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [shlex.split(found.partition("2>")[0]) for found in COMMAND.findall(text)]


@pytest.mark.parametrize("name", ["crontab", "harvest.service", "workflow.yml"])
def test_the_command_is_one_that_harvest_takes(name: str) -> None:
    [words] = commands(name)
    command = cli.commands[words[0]]
    assert command.make_context(words[0], words[1:]).params["log_format"]


def test_the_configuration_is_one_that_harvest_takes() -> None:
    config = load(EXAMPLES / "config.yaml")
    assert config.notify is not None
    assert [source.label for source in config.all_sources] == ["blog", "docs"]


def test_the_crontab_has_five_times_and_a_command() -> None:
    lines = (EXAMPLES / "crontab").read_text(encoding="utf-8").splitlines()
    [entry] = [line for line in lines if line and not re.match(r"#|[A-Z]+=", line)]
    minute, hour, *days, command = entry.split(maxsplit=5)
    assert int(minute) < 60
    assert int(hour) < 24
    assert days == ["*", "*", "*"]
    assert "%" not in command, "cron reads it as a line end"


@pytest.mark.parametrize("name", ["harvest.service", "harvest.timer"])
def test_systemd_takes_the_units(name: str, tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed")
    for unit in EXAMPLES.glob("harvest.*"):
        here = unit.read_text(encoding="utf-8").replace("/opt/harvest/bin/harvest", sys.executable)
        (tmp_path / unit.name).write_text(here, encoding="utf-8")
    done = subprocess.run(
        [analyze, "verify", "--man=no", "--recursive-errors=no", str(tmp_path / name)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_service_calls_findings_no_failure() -> None:
    parser = RawConfigParser()
    parser.read(EXAMPLES / "harvest.service", encoding="utf-8")
    assert parser["Service"]["SuccessExitStatus"] == "1"


def test_the_workflow_is_one_that_github_takes() -> None:
    words = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(EXAMPLES / "workflow.yml")]
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_scripts_of_the_workflow_are_sound() -> None:
    workflow = yaml.safe_load((EXAMPLES / "workflow.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["harvest"]["steps"]
    scripts = [step["run"] for step in steps if "run" in step]
    assert len(scripts) == 2
    for script in scripts:
        done = subprocess.run(
            [locate("shellcheck"), "--shell=bash", "-"], input=script, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout


def test_the_workflow_keeps_what_it_found_also_when_something_fails() -> None:
    workflow = yaml.safe_load((EXAMPLES / "workflow.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["harvest"]["steps"]
    after = steps[[step.get("id") for step in steps].index("harvest") + 1 :]
    assert len(after) == 3
    assert all(step["if"] == "${{ !cancelled() }}" for step in after)
