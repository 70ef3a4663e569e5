"""One way to read a block that is no whole file."""

from __future__ import annotations

from msgspec import Struct


class Form(Struct, frozen=True):
    """One way to read a block: `text` keeps every offset of the published text, between `before` and `after`."""

    dialect: str | None
    text: str
    before: str = ""
    after: str = ""
    inner: bool = False
    """What it declares is inside something, and not for blocks further down."""

    @property
    def code(self) -> str:
        """What the parser reads."""
        if not self.before and not self.after:
            return self.text
        return f"{self.before}\n{self.text}\n{self.after}"

    @property
    def shift(self) -> int:
        """How far offsets in `code` are ahead of the published ones."""
        return len(self.before) + 1 if self.before or self.after else 0
