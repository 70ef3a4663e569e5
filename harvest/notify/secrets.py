"""Secrets come from the environment, and go nowhere but to whom they are for."""

from __future__ import annotations

import os

from harvest.errors import NoticeError


def secret(variable: str) -> str:
    """The value of `$NAME`.

    Raises:
        NoticeError: it is not set.
    """
    value = os.environ.get(variable.removeprefix("$"))
    if not value:
        raise NoticeError(f"notify: the environment variable {variable.removeprefix('$')} is not set")
    return value
