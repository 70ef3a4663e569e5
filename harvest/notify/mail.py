"""A message through a mail server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from harvest.errors import NoticeError
from harvest.notices import Email
from harvest.notify.news import News
from harvest.notify.secrets import secret

_PATIENCE = 30


def send(news: News, email: Email) -> None:
    """Send the news.

    Raises:
        NoticeError: it was not taken; the message holds no secret.
    """
    try:
        message = _message(news, email)
        with _connection(email) as server:
            server.send_message(message)
    except smtplib.SMTPResponseException as error:
        raise NoticeError(f"e-mail through {email.host}: refused with {error.smtp_code}") from None
    except smtplib.SMTPException as error:
        raise NoticeError(f"e-mail through {email.host}: {type(error).__name__}") from None
    except ssl.SSLError as error:
        raise NoticeError(f"e-mail through {email.host}: TLS: {error.reason}") from None
    except OSError as error:
        raise NoticeError(f"e-mail through {email.host}: {error.strerror or error}") from None
    except ValueError:  # an end of line in an address, a letter beyond ASCII in a password
        raise NoticeError(f"e-mail through {email.host}: no mail can carry these addresses or this password") from None


def _message(news: News, email: Email) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = news.subject
    message["From"] = email.sender
    message["To"] = ", ".join(email.to)
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain="harvest.invalid")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(news.text)
    return message


@contextmanager
def _connection(email: Email) -> Iterator[smtplib.SMTP]:
    if email.tls == "none" and email.password is not None:
        raise NoticeError(f"e-mail through {email.host}: no password is sent without TLS")
    context = ssl.create_default_context()
    with (
        smtplib.SMTP_SSL(email.host, email.port, timeout=_PATIENCE, context=context)
        if email.tls == "tls"
        else smtplib.SMTP(email.host, email.port, timeout=_PATIENCE)
    ) as server:
        if email.tls == "starttls":
            server.starttls(context=context)
        if email.user is not None and email.password is not None:
            server.login(secret(email.user), secret(email.password))
        yield server
