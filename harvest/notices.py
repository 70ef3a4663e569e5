"""Who is told about a run, and where: `notify:` in config. Secrets are names of environment variables, never values."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Variable = Annotated[str, Meta(pattern=r"^\$[A-Za-z_][A-Za-z0-9_]*$")]
"""`$NAME` of an environment variable."""


class Webhook(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A URL that is posted to."""

    url: Variable
    """Whoever knows a webhook's address can post to it, so the address is a secret."""
    shape: Literal["json", "slack", "discord"] = "json"
    """What the receiver takes."""


class Email(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A message through a mail server."""

    to: Annotated[tuple[str, ...], Meta(min_length=1)]
    """Addresses."""
    sender: str
    """The address that it comes from."""
    host: str = "localhost"
    """The mail server."""
    port: Annotated[int, Meta(ge=1, le=65535)] = 587
    """587 for `starttls`, 465 for `tls`, 25 for `none`, as a rule."""
    tls: Literal["starttls", "tls", "none"] = "starttls"
    """`none` sends no password."""
    user: Variable | None = None
    """`$NAME` of the variable that holds it."""
    password: Variable | None = None
    """Likewise."""


class Notify(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When something is new or fixed, or a source has failed for some nights."""

    webhooks: tuple[Webhook, ...] = ()
    """Addresses that are posted to."""
    email: Email | None = None
    """A message by mail."""
    after: Annotated[int, Meta(ge=1)] = 3
    """A source is told of when it has failed in so many runs in a row, once."""
    link: str | None = None
    """Where the report can be read; put into the message."""
