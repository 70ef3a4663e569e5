"""Everybody who is to be told is told, whatever becomes of the others."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.errors import NoticeError
from harvest.notices import Notify
from harvest.notify import mail, webhook
from harvest.notify.news import News


def send(news: News, notify: Notify) -> Iterator[NoticeError]:
    """Tell everybody; yield what went wrong."""
    for hook in notify.webhooks:
        try:
            webhook.send(news, hook)
        except NoticeError as error:
            yield error
    if notify.email is not None:
        try:
            mail.send(news, notify.email)
        except NoticeError as error:
            yield error
