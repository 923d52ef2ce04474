"""The queue of outgoing mail: once, in order, again after trouble, never by two at a time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected
from threading import Barrier
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import override_settings

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.notifications import tasks
from marketplace.notifications.choices import MAIL_TRANSITIONS, MailState
from marketplace.notifications.errors import MailNotFailed, MailTransitionRefused
from marketplace.notifications.models import OutgoingMail
from marketplace.notifications.services import (
    forget_old_mail,
    queue_mail,
    resend_failed_mail,
    send_due_mail,
)
from marketplace.notifications.services.mail import LEASE, claim_mail, transition
from marketplace.notifications.tests.world import written_mail

pytestmark = pytest.mark.django_db
HERE = "marketplace.notifications.tests.mail_servers"


@pytest.fixture
def server(settings: Any) -> Callable[[str], None]:
    """Return a function that puts another mail server in place, by the name of its class."""

    def put(name: str) -> None:
        settings.EMAIL_BACKEND = f"{HERE}.{name}"

    return put


def test_send_due_mail_sends_both_parts_and_the_headers(
    seller: Member, now: datetime, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    mail = queue_mail(
        to=seller.email,
        language="ar",
        message="notification",
        context={"title": "T", "body": "B", "path": "/x/", "unsubscribe_path": "/y/"},
        member=seller,
        now=now,
    )
    assert send_due_mail(now=now, limit=10) == 1
    (letter,) = mailoutbox
    assert (letter.to, letter.subject, letter.body) == ([seller.email], mail.subject, mail.text)
    assert [tuple(part) for part in letter.alternatives] == [(mail.html, "text/html")]
    assert letter.extra_headers["Message-ID"] == mail.message_id
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    mail.refresh_from_db()
    assert (mail.state, mail.sent_at, mail.attempts) == (MailState.SENT, now, 1)


def test_send_due_mail_sends_nothing_twice(now: datetime, mailoutbox: list[Any]) -> None:
    written_mail(now=now)
    assert [send_due_mail(now=now, limit=10) for _turn in range(3)] == [1, 0, 0]
    assert len(mailoutbox) == 1


def test_send_due_mail_waits_for_its_time(now: datetime, mailoutbox: list[Any]) -> None:
    written_mail(now=now + timedelta(seconds=1))
    assert send_due_mail(now=now, limit=10) == 0
    assert mailoutbox == []


def test_sweep_sends_at_most_its_limit(now: datetime, mailoutbox: list[Any]) -> None:
    for _turn in range(3):
        written_mail(now=now)
    assert tasks.send_due_mail(now=now, limit=2) == 2
    assert len(mailoutbox) == 2


def test_failure_waits_longer_each_time_and_ends_as_failed(
    now: datetime, server: Callable[[str], None]
) -> None:
    server("Unreachable")
    mail = written_mail(now=now)
    moment, pauses = now, []
    for _turn in range(rules().mail_attempts):
        assert send_due_mail(now=moment, limit=1) == 0
        mail.refresh_from_db()
        pauses.append(int((mail.due_at - moment).total_seconds()))
        moment = mail.due_at
    assert pauses == [60, 120, 240, 480, 960, 1920, 3840, 7680]
    assert (mail.state, mail.attempts) == (MailState.FAILED, 8)
    assert mail.error == repr(SMTPServerDisconnected("nobody there"))
    assert send_due_mail(now=moment + timedelta(days=1), limit=1) == 0


def test_an_address_refused_for_good_is_not_tried_again(
    now: datetime, server: Callable[[str], None]
) -> None:
    server("NoSuchMailbox")
    mail = written_mail(now=now)
    send_due_mail(now=now, limit=1)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.FAILED, 1)


def test_an_address_refused_for_now_is_tried_again(
    now: datetime, server: Callable[[str], None]
) -> None:
    server("FullMailbox")
    mail = written_mail(now=now)
    send_due_mail(now=now, limit=1)
    mail.refresh_from_db()
    assert (mail.state, mail.due_at) == (MailState.QUEUED, now + timedelta(minutes=1))


def test_one_that_fails_does_not_hold_up_the_next(
    now: datetime, server: Callable[[str], None]
) -> None:
    server("NoSuchMailbox")
    written_mail(now=now)
    second = written_mail(to="good@example.com", now=now)
    assert send_due_mail(now=now, limit=5) == 1
    second.refresh_from_db()
    assert second.state == MailState.SENT


def test_a_killed_sender_is_waited_for_and_its_mail_keeps_its_message_id(
    now: datetime, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    mail = written_mail(now=now)
    claimed = claim_mail(now=now)
    assert claimed is not None
    # The process dies here, before or after the mail was handed over: nobody knows.
    assert send_due_mail(now=now + LEASE - timedelta(seconds=1), limit=1) == 0
    assert send_due_mail(now=now + LEASE, limit=1) == 1
    assert [letter.extra_headers["Message-ID"] for letter in mailoutbox] == [mail.message_id]
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.SENT, 2)


def test_a_mail_whose_senders_keep_dying_is_given_up(now: datetime, mailoutbox: list[Any]) -> None:
    mail = written_mail(now=now)
    moment = now
    for _turn in range(rules().mail_attempts):
        assert claim_mail(now=moment) is not None
        moment += LEASE
    assert send_due_mail(now=moment, limit=1) == 0
    mail.refresh_from_db()
    assert (mail.state, mailoutbox) == (MailState.FAILED, [])


def test_a_sender_that_comes_late_changes_nothing_that_is_settled(
    now: datetime, server: Callable[[str], None]
) -> None:
    mail = written_mail(now=now)
    server("SlowerThanItsLease")
    assert send_due_mail(now=now, limit=1) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.sent_at) == (MailState.SENT, now + LEASE)


@pytest.mark.parametrize("target", MailState)
@pytest.mark.parametrize("state", MailState)
def test_transition_follows_the_table(state: MailState, target: MailState) -> None:
    mail = OutgoingMail(state=state)
    if target in MAIL_TRANSITIONS[state]:
        transition(mail, target)
        assert mail.state == target
    else:
        with pytest.raises(MailTransitionRefused):
            transition(mail, target)


def test_resend_failed_mail_starts_again(
    now: datetime, server: Callable[[str], None], mailoutbox: list[Any]
) -> None:
    server("NoSuchMailbox")
    mail = written_mail(now=now)
    with pytest.raises(MailNotFailed):
        resend_failed_mail(mail_id=mail.pk, now=now)
    send_due_mail(now=now, limit=1)
    again = resend_failed_mail(mail_id=mail.pk, now=now)
    assert (again.state, again.attempts) == (MailState.QUEUED, 0)
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        assert send_due_mail(now=now, limit=1) == 1
    assert len(mailoutbox) == 1


def test_forget_old_mail_keeps_the_recent(now: datetime) -> None:
    written_mail(now=now - timedelta(days=31))
    recent = written_mail(now=now - timedelta(days=29))
    assert forget_old_mail(now=now, limit=10) == 1
    assert list(OutgoingMail.objects.all()) == [recent]


def test_a_subject_cannot_carry_a_second_line(now: datetime) -> None:
    mail = queue_mail(
        to="a@example.com",
        language="en",
        message="notification",
        context={
            "title": "A\r\nBcc: all@example.com",
            "body": "",
            "path": "/",
            "unsubscribe_path": "/",
        },
        now=now,
    )
    assert mail.subject == "A Bcc: all@example.com"


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_senders_at_once_send_each_mail_once(
    now: datetime, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    ids = {written_mail(now=now).message_id for _turn in range(20)}
    barrier = Barrier(4)

    def send(_number: int) -> int:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            return send_due_mail(now=now, limit=12) + send_due_mail(now=now, limit=12)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(send, range(4)))
    sent = [letter.extra_headers["Message-ID"] for letter in mailoutbox]
    assert (sum(counts), sorted(sent)) == (20, sorted(ids))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_mark_two_senders_would_send_the_same_mail(now: datetime) -> None:
    """The control: reading what is due without claiming it gives both the same mail."""
    written_mail(now=now)
    barrier = Barrier(2)

    def read(_number: int) -> str:
        try:
            due = OutgoingMail.objects.filter(state=MailState.QUEUED, due_at__lte=now).first()
            barrier.wait(timeout=30)
            return due.message_id if due else ""
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(read, range(2))
    assert first == second != ""
