"""The queue of outgoing mail.

A mail is marked as being sent before the network call. Nobody knows whether a process that died in
between had handed it over, so it is tried again after a lease, under the same Message-ID: a copy
can be recognised, a loss could not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any, Final

import structlog
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.mail import Reader
from marketplace.notifications.channels.mail.outgoing import write_mail
from marketplace.notifications.choices import MAIL_TRANSITIONS, MailState
from marketplace.notifications.errors import MailNotFailed, MailTransitionRefused
from marketplace.notifications.models import OutgoingMail

log = structlog.get_logger(__name__)

LEASE: Final = timedelta(minutes=5)
FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(hours=6)
PERMANENT: Final = 500
# A run ends well within a task's time limit even if every server lets us wait.
MOST_IN_A_RUN: Final = 12


def queue_mail(
    *,
    to: str,
    language: str,
    message: str,
    context: Mapping[str, Any],
    now: datetime,
    member: Member | None = None,
    unsubscribe: str = "",
    headers: Mapping[str, str] | None = None,
) -> OutgoingMail:
    """Render templates/emails/<message>/ in a language and put it into the queue.

    Joins the caller's transaction: no mail leaves for what was rolled back. `member` gives digits
    and time zone, and is None for an address without an account. `unsubscribe` and `headers` as
    `write_mail` takes them.
    """
    reader = Reader(
        language=language,
        digits=member.digits if member else "latn",
        timezone=member.timezone if member else "UTC",
    )
    return write_mail(
        to=to,
        reader=reader,
        message=message,
        context=context,
        member=member,
        unsubscribe=unsubscribe,
        headers=headers,
        now=now,
    )


def transition(mail: OutgoingMail, target: MailState) -> None:
    """Move a locked mail to another state. Raises MailTransitionRefused."""
    if target not in MAIL_TRANSITIONS[mail.state]:
        raise MailTransitionRefused(state=mail.get_state_display(), target=target.label)
    mail.state = target


@transaction.atomic
def claim_mail(*, now: datetime) -> OutgoingMail | None:
    """Take the next mail that is due and mark it as being sent. None when none is due.

    Locks one row, passing over rows that others hold. A mail whose sender has let the lease pass is
    taken over; one that has used up its attempts that way is given up.
    """
    mail = (
        OutgoingMail.objects.select_for_update(skip_locked=True, no_key=True)
        .filter(state__in=(MailState.QUEUED, MailState.SENDING), due_at__lte=now)
        .order_by("due_at", "id")
        .first()
    )
    if mail is None:
        return None
    if mail.state == MailState.SENDING:
        mail.error = "the process that sent it is gone"
        if mail.attempts >= rules().mail_attempts:
            transition(mail, MailState.FAILED)
            mail.save(update_fields=["state", "error"])
            return mail
        transition(mail, MailState.QUEUED)
    transition(mail, MailState.SENDING)
    mail.attempts += 1
    mail.due_at = now + LEASE
    mail.save(update_fields=["state", "attempts", "due_at", "error"])
    return mail


def send_due_mail(*, now: datetime, limit: int) -> int:
    """Send what is due, one after the other; returns how many were sent.

    Safe to run many times at once. No row is locked while a mail is on its way.
    """
    connection = get_connection()
    sent = 0
    for _turn in range(min(limit, MOST_IN_A_RUN)):
        mail = claim_mail(now=now)
        if mail is None:
            break
        if mail.state == MailState.SENDING:
            sent += _send(mail, connection, now=now)
    connection.close()
    return sent


def _send(mail: OutgoingMail, connection: BaseEmailBackend, *, now: datetime) -> bool:
    letter = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        headers={
            "Message-ID": mail.message_id,
            "Content-Language": mail.language,
            "Auto-Submitted": "auto-generated",
            **mail.headers,
        },
        connection=connection,
    )
    letter.attach_alternative(mail.html, "text/html")
    try:
        letter.send()
    except Exception as error:  # noqa: BLE001  whatever a mail server comes up with is kept
        log.warning("mail_not_sent", mail=mail.public_id, error=repr(error))
        connection.close()
        _record_failure(mail_id=mail.pk, attempt=mail.attempts, error=error, now=now)
        return False
    _record_sent(mail_id=mail.pk, now=now)
    return True


@transaction.atomic
def _record_sent(*, mail_id: int, now: datetime) -> None:
    mail = OutgoingMail.objects.select_for_update(no_key=True).get(pk=mail_id)
    if mail.state != MailState.SENDING:
        # Our lease had passed and another sender has settled it; the copies share a Message-ID.
        log.warning("mail_sent_after_its_lease", mail=mail.public_id, state=mail.state)
        return
    transition(mail, MailState.SENT)
    mail.sent_at = now
    mail.error = ""
    mail.save(update_fields=["state", "sent_at", "error"])


@transaction.atomic
def _record_failure(*, mail_id: int, attempt: int, error: Exception, now: datetime) -> None:
    mail = OutgoingMail.objects.select_for_update(no_key=True).get(pk=mail_id)
    if mail.state != MailState.SENDING or mail.attempts != attempt:
        return
    is_final = _is_permanent(error) or mail.attempts >= rules().mail_attempts
    transition(mail, MailState.FAILED if is_final else MailState.QUEUED)
    mail.error = repr(error)[:2000]
    mail.due_at = now + min(FIRST_PAUSE * 2 ** min(mail.attempts - 1, 16), LONGEST_PAUSE)
    mail.save(update_fields=["state", "error", "due_at"])


def _is_permanent(error: Exception) -> bool:
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return all(code >= PERMANENT for code, _text in error.recipients.values())


@transaction.atomic
def resend_failed_mail(*, mail_id: int, now: datetime) -> OutgoingMail:
    """Put a mail that was given up back into the queue. Locks it. Raises MailNotFailed."""
    mail = OutgoingMail.objects.select_for_update(no_key=True).get(pk=mail_id)

    if mail.state != MailState.FAILED:
        raise MailNotFailed

    transition(mail, MailState.QUEUED)
    mail.attempts = 0
    mail.due_at = now
    mail.save(update_fields=["state", "attempts", "due_at"])
    return mail


def forget_old_mail(*, now: datetime, limit: int) -> int:
    """Delete mails past their keeping time: they hold codes and private words."""
    before = now - timedelta(days=rules().mail_keep_days)
    ids = OutgoingMail.objects.filter(created_at__lt=before).order_by("id")[:limit]
    deleted, _tables = OutgoingMail.objects.filter(
        pk__in=list(ids.values_list("pk", flat=True))
    ).delete()
    return deleted
