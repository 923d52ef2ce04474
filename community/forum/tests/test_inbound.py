"""Answers by mail become posts: each once, from whom they may come, and refused with a reason."""

from __future__ import annotations

import hashlib
import hmac
import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from community.forum.gateways import GATEWAYS, MailTooLarge, SignatureRefused, Source
from community.forum.gateways.signed.gateway import sign
from community.forum.models import InboundMail, Post, ReplyAddress, Topic
from community.forum.services.inbound import deal_with_mail, forget_old_mails, receive_mail
from community.forum.services.merging import merge_topics
from community.forum.services.moderating import mark_topic
from community.forum.tests.reading_world import (
    ANSWERS_AT,
    DAY,
    letter,
    make_category,
    settle,
    topic_by,
)
from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.notifications.models import OutgoingMail
from marketplace.orders.tests.world import race

pytestmark = pytest.mark.django_db
SECRET = "a-secret-for-mail"


@pytest.fixture(autouse=True)
def _takes_mail(settings: Any) -> None:
    settings.INBOUND_MAIL_ADDRESS = ANSWERS_AT
    settings.INBOUND_MAIL_SECRET = SECRET
    settings.MAILGUN_SIGNING_KEY = SECRET
    settings.STAFF_SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def topic(seller: Member, now: datetime) -> Topic:
    made = topic_by(seller, make_category(), now=now)
    settle(now)
    return made


def take(raw: bytes, now: datetime) -> InboundMail:
    """Take a message in and let it be dealt with."""
    row = receive_mail(raw=raw, gateway="signed", now=now)
    settle(now)
    row.refresh_from_db()
    return row


def refusals() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(message="forum_mail_refused").order_by("pk"))


def test_an_answer_becomes_a_post_once(topic: Topic, stranger: Member, now: datetime) -> None:
    raw = letter(stranger, topic, "نعم، هكذا.\n\n-- \nأنا\n", now=now)
    row = take(raw, now)
    assert (row.outcome, row.reason, row.raw) == ("posted", "", None)
    post = row.post
    assert post is not None
    assert (post.source, post.author, post.language) == ("نعم، هكذا.", stranger, "ar")
    assert "From: Somebody" in row.headers
    again = take(raw, now)
    assert again.pk == row.pk
    assert Post.objects.filter(author=stranger).count() == 1
    assert deal_with_mail(mail_id=row.pk, now=now).post == post
    assert refusals() == []


def test_refused_mail_is_answered_once_with_its_reason(
    topic: Topic, stranger: Member, now: datetime
) -> None:
    empty = take(letter(stranger, topic, "> only what you wrote\n", now=now), now)
    assert (empty.outcome, empty.reason) == ("refused", "empty")
    (mail,) = refusals()
    assert mail.to == stranger.email
    assert "There was no text of yours in it." in mail.text
    assert mail.headers["In-Reply-To"] == empty.message_id
    deal_with_mail(mail_id=empty.pk, now=now)
    assert len(refusals()) == 1


def test_another_sender_is_refused_and_the_member_told(
    topic: Topic, stranger: Member, now: datetime
) -> None:
    row = take(letter(stranger, topic, now=now, sender="thief@elsewhere.example"), now)
    assert (row.outcome, row.reason) == ("refused", "other_sender")
    assert [mail.to for mail in refusals()] == [stranger.email]


def test_closed_topics_take_no_mail(
    topic: Topic, stranger: Member, member_factory: MakeMember, now: datetime
) -> None:
    raw = letter(stranger, topic, now=now)
    manager = member_factory(roles=("community_manager",))
    mark_topic(topic_id=topic.pk, actor=manager, mark="close", is_on=True, now=now)
    row = take(raw, now)
    assert (row.outcome, row.reason) == ("refused", "closed")
    assert len(refusals()) == 1


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Auto_Submitted": "auto-replied"}, "auto_reply"),
        ({"Return_Path": "<>"}, "bounce"),
        ({"X_Forum_Notice": "7"}, "loop"),
        ({"List_Id": "<a.list>"}, "list"),
        ({"Subject": "Automatic reply: away"}, "auto_reply"),
    ],
)
def test_machines_are_passed_over_and_answered_never(
    topic: Topic, stranger: Member, now: datetime, headers: dict[str, str], reason: str
) -> None:
    row = take(letter(stranger, topic, now=now, **headers), now)
    assert (row.outcome, row.reason) == ("ignored", reason)
    assert refusals() == []
    assert not Post.objects.filter(author=stranger).exists()


def test_an_unknown_address_is_answered_to_members_only(
    topic: Topic, stranger: Member, now: datetime
) -> None:
    raw = letter(stranger, topic, now=now)
    ReplyAddress.objects.all().delete()
    assert take(raw, now).reason == "unknown_address"
    assert len(refusals()) == 1
    other = raw.replace(stranger.email.encode(), b"nobody@elsewhere.example")
    take(other.replace(b"@mail.example", b"@mail2.example"), now)
    assert len(refusals()) == 1


def test_too_many_refusals_are_answered_no_more(
    topic: Topic, stranger: Member, now: datetime, settings: Any
) -> None:
    settings.WAZZIFNI = {"forum_mail_answers_per_day": 2}
    for number in range(4):
        raw = letter(stranger, topic, ">" + " x" * number, now=now)
        assert take(raw, now).outcome == "refused"
    assert len(refusals()) == 2


def test_mails_are_forgotten(topic: Topic, stranger: Member, now: datetime) -> None:
    take(letter(stranger, topic, now=now), now)
    assert forget_old_mails(now=now + 20 * DAY, limit=9) == 0
    assert forget_old_mails(now=now + 40 * DAY, limit=9) == 1
    assert Post.objects.filter(author=stranger).count() == 1


def by_webhook(raw: bytes, now: datetime) -> Source:
    return Source(headers={"X-Mail-Signature": sign(raw, secret=SECRET, now=now)}, body=raw)


def by_mailgun(raw: bytes, now: datetime, *, key: str = SECRET) -> Source:
    moment = str(int(now.timestamp()))
    made = hmac.new(key.encode(), f"{moment}tok".encode(), hashlib.sha256).hexdigest()
    fields = {
        "timestamp": moment,
        "token": "tok",
        "signature": made,
        "body-mime": raw.decode("latin-1"),
    }
    body = urlencode(fields, encoding="latin-1").encode()
    return Source(body=body, content_type="application/x-www-form-urlencoded")


def by_pipe(raw: bytes, _now: datetime) -> Source:
    return Source(stream=io.BytesIO(raw))


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    (tmp_path / "new").mkdir()
    return tmp_path


@pytest.mark.parametrize("name", sorted(GATEWAYS))
def test_every_gateway_brings_the_same_message(name: str, maildir: Path, now: datetime) -> None:
    raw = "From: a@b.example\r\n\r\nنعم\r\n".encode()
    (maildir / "new" / "1.host").write_bytes(raw)
    sources: dict[str, Callable[[bytes, datetime], Source]] = {
        "signed": by_webhook,
        "mailgun": by_mailgun,
        "pipe": by_pipe,
        "maildir": lambda _raw, _now: Source(place=maildir),
    }
    gateway = GATEWAYS[name]
    assert (gateway.name, gateway.is_configured) == (name, True)
    assert gateway.is_called == (name in {"signed", "mailgun"})
    (mail,) = gateway.receive(sources[name](raw, now), now=now)
    assert mail.raw == raw
    mail.acknowledge()
    assert [one.name for one in (maildir / "new").iterdir()] == (
        [] if name == "maildir" else ["1.host"]
    )


def test_signatures_are_checked(now: datetime, settings: Any) -> None:
    raw = b"From: a@b.example\r\n\r\nx"
    signed = GATEWAYS["signed"]
    good = by_webhook(raw, now)
    for source, moment in (
        (Source(headers=good.headers, body=raw + b"!"), now),
        (good, now + DAY),
        (Source(headers={"X-Mail-Signature": "t=x,v1=y"}, body=raw), now),
        (Source(body=raw), now),
    ):
        with pytest.raises(SignatureRefused):
            list(signed.receive(source, now=moment))
    with pytest.raises(SignatureRefused):
        list(GATEWAYS["mailgun"].receive(by_mailgun(raw, now, key="other"), now=now))
    with pytest.raises(MailTooLarge):
        list(GATEWAYS["pipe"].receive(Source(stream=io.BytesIO(raw), largest=3), now=now))
    settings.INBOUND_MAIL_SECRET = ""
    assert not signed.is_configured


def test_a_provider_posts_and_a_server_pipes(
    topic: Topic,
    stranger: Member,
    now: datetime,
    maildir: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("marketplace.core.clock.now", lambda: now)
    raw = letter(stranger, topic, now=now)
    address = reverse("forum_inbound_mail", args=["signed"])
    browser = Client()
    assert browser.post(address, raw, content_type="message/rfc822").status_code == 403
    signature = sign(raw, secret=SECRET, now=now)
    for _ in range(2):
        sent = browser.post(
            address, raw, content_type="message/rfc822", HTTP_X_MAIL_SIGNATURE=signature
        )
        assert sent.status_code == 200
    assert InboundMail.objects.count() == 1
    nowhere = reverse("forum_inbound_mail", args=["pipe"])
    assert browser.post(nowhere, raw, content_type="message/rfc822").status_code == 404
    (maildir / "new" / "2.host").write_bytes(letter(stranger, topic, "Second.", now=now))
    out = io.StringIO()
    call_command("receive_mail", maildir=maildir, stdout=out)
    call_command("receive_mail", maildir=maildir, stdout=out)
    assert out.getvalue() == "1 kept\n0 kept\n"
    settle(now)
    assert Post.objects.filter(author=stranger).count() == 2


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_the_same_message_twice_at_once_is_one_post(
    member_factory: MakeMember, now: datetime
) -> None:
    author, writer = member_factory("salma"), member_factory("writer")
    topic = topic_by(author, make_category(), now=now)
    raw = letter(writer, topic, now=now)
    rows = race(4, lambda _: receive_mail(raw=raw, gateway="signed", now=now))
    (pk,) = {row.pk for row in rows if isinstance(row, InboundMail)}
    assert len([row for row in rows if isinstance(row, InboundMail)]) == 4
    race(4, lambda _: deal_with_mail(mail_id=pk, now=now))
    assert Post.objects.filter(author=writer).count() == 1


_TO: bytes = b"To: a@b.example\r\nMessage-ID: <abc@d.example>\r\n"
_WITHIN: bytes = b"".join(
    b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2_000)
)


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a\x00b@c.example\r\n" + _TO + b"\r\nHello",
        b"From: " + b"(" * 5_000 + b"\r\n" + _TO + b"\r\nHello",
        b"From: a@c.example\r\n" + _TO + _WITHIN + b"\r\nHello",
        b"From: a@c.example\r\n" + _TO + b"\r\n" + b"On Monday he wrote:\r\n> x\r\n" * 2_000,
    ],
    ids=["zero", "brackets", "parts", "quotations"],
)
def test_no_message_stops_those_behind_it(raw: bytes, now: datetime) -> None:
    row = take(raw, now)
    assert row.outcome in ("refused", "ignored")
    assert row.done_at == now


def test_answers_to_a_merged_topic_stand_in_the_other(
    topic: Topic, stranger: Member, member_factory: MakeMember, now: datetime
) -> None:
    raw = letter(stranger, topic, now=now)
    other = topic_by(topic.author, topic.category, now=now, title="Another question of mine")
    manager = member_factory(roles=("community_manager",))
    merge_topics(source_id=topic.pk, target_id=other.pk, actor=manager, reason="same", now=now)
    row = take(raw, now)
    assert row.outcome == "posted"
    assert row.post is not None
    assert row.post.topic == other
