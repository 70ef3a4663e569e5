"""One POST to an address that the user gave: no redirect, no cache, a short wait, and no word of the address."""

from __future__ import annotations

from harvest.errors import NoticeError

_PATIENCE = 30.0


def post(url: str, body: bytes, called: str) -> None:
    """Post JSON.

    Args:
        url: a secret: it is in no message.
        body: JSON.
        called: what messages call the address.

    Raises:
        NoticeError: it was not taken.
    """
    import httpx2

    try:
        answer = httpx2.post(
            url, content=body, headers={"Content-Type": "application/json"}, timeout=_PATIENCE, follow_redirects=False
        )
    except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
        raise NoticeError(f"webhook {called}: {type(error).__name__}") from None
    if not answer.is_success:
        raise NoticeError(f"webhook {called}: HTTP {answer.status_code}")
