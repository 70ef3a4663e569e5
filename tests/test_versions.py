"""What decides how a text is read: another version of a tool, by whatever name and in whatever folder, is noticed."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from harvest.versions import stamp

ROOT = Path(__file__).resolve().parents[1]


def stamped(tool: str, place: Path) -> str:
    """The stamp in an interpreter that finds distributions in a folder, too."""
    told = {**os.environ, "PYTHONPATH": f"{place}{os.pathsep}{ROOT}"}
    words = [sys.executable, "-c", f"from harvest.versions import stamp; print(stamp([{tool!r}]).hex())"]
    return subprocess.run(words, env=told, capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.mark.parametrize("name", ["tea_pot", "Tea.Pot", "tea-pot"])
def test_a_version_is_that_of_the_folder_of_the_distribution(tmp_path: Path, name: str) -> None:
    (tmp_path / "tea_pot-1.0.dist-info").mkdir()
    first = stamped(name, tmp_path)
    assert stamped(name, tmp_path) == first
    (tmp_path / "tea_pot-1.0.dist-info").rename(tmp_path / "tea_pot-1.0.1.dist-info")
    assert stamped(name, tmp_path) != first


def test_of_two_distributions_that_of_the_first_place_counts(tmp_path: Path) -> None:
    (tmp_path / "pyflakes-0.1.dist-info").mkdir()
    assert stamped("pyflakes", tmp_path) != stamped("pyflakes", tmp_path / "none")


def test_a_distribution_without_such_a_folder_has_a_version(tmp_path: Path) -> None:
    told = tmp_path / "tea_pot.egg-info"
    told.mkdir()
    stamps = set()
    for version in ("1.0", "2.0"):
        (told / "PKG-INFO").write_text(f"Metadata-Version: 2.1\nName: tea-pot\nVersion: {version}\n", encoding="utf-8")
        stamps.add(stamped("tea-pot", tmp_path))
    assert len(stamps) == 2


def test_a_tool_that_is_not_there_is_an_error() -> None:
    with pytest.raises(metadata.PackageNotFoundError):
        stamp(["no-such-kettle"])
