"""A message to a webhook: plain JSON, or the shapes that Slack and Discord take."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from harvest.fetch.posting import post
from harvest.notices import Webhook
from harvest.notify.news import News
from harvest.notify.secrets import secret

_DISCORD = 2000
"""Characters that Discord takes."""
_SLACK = 3000
"""Characters that one of Slack's sections takes."""


def send(news: News, webhook: Webhook) -> None:
    """Post the news.

    Raises:
        NoticeError: it was not taken; the message does not hold the address.
    """
    body = {"json": _json, "slack": _slack, "discord": _discord}[webhook.shape](news)
    post(secret(webhook.url), msgspec.json.encode(body), webhook.url)


def _json(news: News) -> dict[str, Any]:
    return {
        "subject": news.subject,
        "started": news.started,
        "counts": news.counts,
        "new": news.new,
        "fixed": news.fixed,
        "failing": news.failing,
        "link": news.link,
    }


def _slack(news: News) -> dict[str, Any]:
    """Blocks with plain text, in which Slack reads neither markup nor mentions."""
    section = {"type": "section", "text": {"type": "plain_text", "text": news.text[:_SLACK], "emoji": False}}
    return {"text": _quiet(news.subject), "blocks": [section]}


def _discord(news: News) -> dict[str, Any]:
    text = re.sub(r"([\\`*_~|<>\[\]#])", r"\\\1", news.text)
    return {"content": text[:_DISCORD], "allowed_mentions": {"parse": []}, "flags": 4}


def _quiet(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
