"""Messages, to a real web server and a real mail server."""

from __future__ import annotations

import email
import email.policy
import json
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import trustme
from runs_of import finding, judged, run_of
from servers import Site, mail_server, status

from harvest.history.history import History
from harvest.history.records import Diff
from harvest.notices import Email, Notify, Webhook
from harvest.notify.news import News, news
from harvest.notify.sending import send

NEWS = News(
    subject="harvest: 1 new, 0 fixed, 2 still broken",
    new=("A <title> & *more*: `x` is not defined [NAM004] https://blog.example/a",),
    counts={"new": 1, "fixed": 0, "still": 2, "gone": 0},
    started="2024-05-01T02:00:00+00:00",
    link="https://ci.example/report",
)

TO = Email(to=("docs@example.org", "qa@example.org"), sender="harvest@example.org", host="127.0.0.1", tls="none")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with Site() as running:
        running["/sesame"] = status(204)
        monkeypatch.setenv("OUR_HOOK", f"{running.root}/sesame")
        yield running


def posted(site: Site, shape: str, message: News = NEWS) -> dict[str, Any]:
    hook = msgspec.convert({"url": "$OUR_HOOK", "shape": shape}, Webhook)
    assert list(send(message, Notify(webhooks=(hook,)))) == []
    [seen] = site.seen
    assert seen.headers["content-type"] == "application/json"
    return json.loads(seen.body)  # type: ignore[no-any-return]  # an object, as all three shapes are


def diff_of(tmp_path: Path, *runs: Any) -> Diff:
    with History(tmp_path / "history.db") as history:
        return [history.record(run) for run in runs][-1]


BROKEN = judged("x = undefined\n", finding(name="undefined", message="`undefined` is not defined"))
SOUND = judged("x = 1\n")


def test_a_webhook_gets_the_news_as_json(site: Site) -> None:
    body = posted(site, "json")
    assert body["counts"] == {"new": 1, "fixed": 0, "still": 2, "gone": 0}
    assert body["new"] == list(NEWS.new)
    assert body["link"] == "https://ci.example/report"


def test_slack_gets_text_without_markup(site: Site) -> None:
    body = posted(site, "slack")
    assert body["text"] == NEWS.subject
    [block] = body["blocks"]
    assert block["text"]["type"] == "plain_text"
    assert "A <title> & *more*" in block["text"]["text"]


def test_discord_gets_text_that_mentions_nobody(site: Site) -> None:
    body = posted(site, "discord", msgspec.structs.replace(NEWS, new=("@everyone *look* " * 300,)))
    assert body["allowed_mentions"] == {"parse": []}
    assert r"\*look\*" in body["content"]
    assert len(body["content"]) <= 2000


def test_a_message_lists_some_findings_and_counts_the_rest() -> None:
    text = News(subject="s", new=tuple(f"finding {n}" for n in range(50))).text
    assert "- finding 19\n- and 30 more" in text
    assert "finding 20" not in text


@pytest.mark.parametrize("code", [400, 500, 302])
def test_a_webhook_that_refuses_is_said_without_its_address(site: Site, code: int) -> None:
    site["/sesame"] = status(code, Location="/elsewhere")
    [error] = send(NEWS, Notify(webhooks=(Webhook(url="$OUR_HOOK"),)))
    assert str(error) == f"webhook $OUR_HOOK: HTTP {code}"
    assert [seen.path for seen in site.seen] == ["/sesame"]


@pytest.mark.parametrize(
    "address", [f"http://{'a' * 300}.example/", "http://127.0.0.1:9/sesame", "not a URL sesame", "gopher://sesame"]
)
def test_an_address_that_does_not_work_is_not_repeated(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("OUR_HOOK", address)
    [error] = send(NEWS, Notify(webhooks=(Webhook(url="$OUR_HOOK"),)))
    assert "sesame" not in str(error)
    assert error.__cause__ is None


def test_a_variable_that_is_not_set_is_named() -> None:
    [error] = send(NEWS, Notify(webhooks=(Webhook(url="$NOT_SET_ANYWHERE"),)))
    assert "NOT_SET_ANYWHERE is not set" in str(error)


@pytest.mark.parametrize("field", [{"url": "https://hooks.example/secret"}, {"url": "OUR_HOOK"}])
def test_a_secret_in_the_configuration_is_refused(field: dict[str, str]) -> None:
    with pytest.raises(msgspec.ValidationError, match="regex"):
        msgspec.convert(field, Webhook)


def test_one_that_fails_does_not_keep_the_news_from_the_others(site: Site) -> None:
    hooks = (Webhook(url="$NOT_SET_ANYWHERE"), Webhook(url="$OUR_HOOK"))
    assert len(list(send(NEWS, Notify(webhooks=hooks)))) == 1
    assert len(site.seen) == 1


def test_mail_arrives_as_plain_text() -> None:
    with mail_server() as (port, kept):
        assert list(send(NEWS, Notify(email=msgspec.structs.replace(TO, port=port)))) == []
    [mail] = kept
    assert mail.recipients == ("docs@example.org", "qa@example.org")
    message = email.message_from_bytes(mail.content, policy=email.policy.default)
    assert message["Subject"] == NEWS.subject
    assert message["Auto-Submitted"] == "auto-generated"
    body = message.get_body()
    assert body is not None
    assert "A <title> & *more*" in body.get_content()


@pytest.fixture
def tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate for this machine, of an authority that this test trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def test_mail_logs_in_over_tls(tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server(tls, ("me", "sesame")) as (port, kept):
        to = msgspec.structs.replace(TO, port=port, tls="starttls", user="$MAIL_USER", password="$MAIL_WORD")
        monkeypatch.setenv("MAIL_USER", "me")
        monkeypatch.setenv("MAIL_WORD", "sesame, the wrong one")
        [error] = send(NEWS, Notify(email=to))
        assert str(error) == "e-mail through 127.0.0.1: refused with 535"
        monkeypatch.setenv("MAIL_WORD", "sesame")
        assert list(send(NEWS, Notify(email=to))) == []
        assert len(kept) == 1


def test_a_password_that_mail_cannot_carry_is_said_and_not_repeated(
    tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAIL_WORD", "sésame")
    with mail_server(tls, ("me", "sesame")) as (port, kept):
        to = msgspec.structs.replace(TO, port=port, tls="starttls", user="$MAIL_WORD", password="$MAIL_WORD")
        [error] = send(NEWS, Notify(email=to))
        assert str(error).startswith("e-mail through 127.0.0.1: ")
        assert "sésame" not in str(error)
        assert kept == []


@pytest.mark.parametrize("field", [{"sender": "a@example.org\nBcc: b@example.org"}, {"to": ("",)}])
def test_an_address_that_no_mail_has_is_said(field: dict[str, Any]) -> None:
    with mail_server() as (port, kept):
        [error] = send(NEWS, Notify(email=msgspec.structs.replace(TO, port=port, **field)))
        assert str(error).startswith("e-mail through 127.0.0.1: ")
        assert kept == []


def test_a_certificate_that_nobody_signed_gets_no_mail(tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with mail_server(tls) as (port, kept):
        [error] = send(NEWS, Notify(email=msgspec.structs.replace(TO, port=port, tls="starttls")))
        assert str(error) == "e-mail through 127.0.0.1: TLS: CERTIFICATE_VERIFY_FAILED"
        assert kept == []


def test_a_password_is_not_sent_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_WORD", "sesame")
    with mail_server() as (port, kept):
        to = msgspec.structs.replace(TO, port=port, user="$MAIL_WORD", password="$MAIL_WORD")
        [error] = send(NEWS, Notify(email=to))
        assert "no password is sent without TLS" in str(error)
        assert kept == []


def test_a_mail_server_without_tls_gets_no_mail() -> None:
    with mail_server() as (port, kept):
        [error] = send(NEWS, Notify(email=msgspec.structs.replace(TO, port=port, tls="starttls")))
        assert "e-mail through 127.0.0.1: " in str(error)
        assert kept == []


def test_a_mail_server_that_is_not_there_is_said() -> None:
    [error] = send(NEWS, Notify(email=msgspec.structs.replace(TO, port=9)))
    assert str(error) == "e-mail through 127.0.0.1: Connection refused"


def test_what_is_new_is_news(tmp_path: Path) -> None:
    found = news(diff_of(tmp_path, run_of(SOUND), run_of(BROKEN)), {}, 3, "https://ci.example/1")
    assert found is not None
    assert found.subject == "harvest: 1 new, 0 fixed, 0 still broken"
    assert found.new == ("On https://blog.example/a: `undefined` is not defined [NAM004] https://blog.example/a",)
    assert found.text.endswith("https://ci.example/1")


def test_what_was_fixed_is_news(tmp_path: Path) -> None:
    found = news(diff_of(tmp_path, run_of(BROKEN), run_of(SOUND)), {}, 3)
    assert found is not None
    assert found.subject == "harvest: 0 new, 1 fixed, 0 still broken"


def test_what_is_still_broken_is_no_news(tmp_path: Path) -> None:
    assert news(diff_of(tmp_path, run_of(BROKEN), run_of(BROKEN)), {}, 3) is None


@pytest.mark.parametrize(("nights", "told"), [(1, False), (2, False), (3, True), (4, False)])
def test_a_source_that_keeps_failing_is_news_once(tmp_path: Path, nights: int, told: bool) -> None:
    found = news(diff_of(tmp_path, run_of(SOUND)), {"https://blog.example/feed": nights}, 3)
    assert (found.failing if found else ()) == (("https://blog.example/feed: 3 runs in a row",) if told else ())


def test_hostile_words_stay_on_one_line(tmp_path: Path) -> None:
    row = judged("x\n", finding(name="x", message="a\r\nBcc: everybody\u202e\x1b[2J"))
    found = news(diff_of(tmp_path, run_of(row)), {"s\r\nBcc: x": 1}, 1)
    assert found is not None
    assert all(line.isprintable() for line in (found.subject, *found.new, *found.failing))
