"""Answers by mail: kept as they come, then posted or refused, each message once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction

from community.forum.choices import BODY_MAX
from community.forum.choices.reading import MACHINES, MailOutcome, MailReason
from community.forum.events.reading import MailArrived
from community.forum.gateways.message import ParsedMail, head_of, parse_mail
from community.forum.models import InboundMail, Post, ReplyAddress
from community.forum.services.states import where_it_went
from community.forum.services.writing import write_reply
from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_address
from marketplace.core.conf import rules
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.events import publish
from marketplace.notifications.services import notify, queue_mail

FILES_LEFT_OUT: Final = "forum.mail_files"


@transaction.atomic
def receive_mail(*, raw: bytes, gateway: str, now: datetime) -> InboundMail:
    """Keep a message that came in; the same Message-ID again returns the row that stands.

    What becomes of it is decided by the consumer of MailArrived, so that a provider or a mail
    server waits for nothing but this row.
    """
    parsed = parse_mail(raw, own_addresses=_own_addresses())
    known = InboundMail.objects.filter(message_id=parsed.message_id).first()
    if known is not None:
        return known

    row = InboundMail(
        gateway=gateway,
        message_id=parsed.message_id,
        sender=parsed.sender[:254],
        subject=parsed.subject,
        headers=head_of(raw),
        raw=raw,
        files_left_out=min(parsed.files, 100),
        received_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # It came twice at this very moment.
        return InboundMail.objects.get(message_id=parsed.message_id)

    publish(MailArrived(mail_id=row.pk), now=now)
    return row


@dataclass(frozen=True)
class _Verdict:
    outcome: MailOutcome
    reason: MailReason = MailReason.NONE
    words: str = ""
    address: ReplyAddress | None = None
    post: Post | None = None


@transaction.atomic
def deal_with_mail(*, mail_id: int, now: datetime) -> InboundMail:
    """Post a kept message, or refuse it and tell its writer once why.

    Locks the row; one that is dealt with already comes back as it is. The writer is told at the
    account's own address, so that nobody else is answered for a forged sender; machines are
    answered never.
    """
    row = InboundMail.objects.select_for_update(no_key=True).get(pk=mail_id)
    if row.outcome != MailOutcome.RECEIVED:
        return row

    parsed = parse_mail(bytes(row.raw or b""), own_addresses=_own_addresses())
    verdict = _judge(parsed, row, now=now)

    row.outcome = verdict.outcome
    row.reason = verdict.reason
    row.member = verdict.address.member if verdict.address else _writer(parsed)
    row.topic = verdict.address.topic if verdict.address else None
    row.post = verdict.post
    row.raw = None
    row.done_at = now
    if verdict.outcome == MailOutcome.REFUSED:
        _answer(row, verdict, now=now)
    row.save()

    if verdict.post is not None and row.files_left_out and row.member is not None:
        notify(
            member=row.member,
            kind=FILES_LEFT_OUT,
            params={"title": verdict.post.topic.title, "count": row.files_left_out},
            url=verdict.post.get_absolute_url(),
            now=now,
        )
    return row


def _own_addresses() -> frozenset[str]:
    given = (settings.DEFAULT_FROM_EMAIL, settings.INBOUND_MAIL_ADDRESS)
    return frozenset(parseaddr(one)[1].lower() for one in given if one)


def _writer(parsed: ParsedMail) -> Member | None:
    return get_member_by_address(parsed.sender) if parsed.sender else None


def _judge(parsed: ParsedMail, row: InboundMail, *, now: datetime) -> _Verdict:
    if parsed.machine:
        return _Verdict(MailOutcome.IGNORED, MailReason(parsed.machine))
    address = _address_of(parsed)
    if address is None:
        return _Verdict(MailOutcome.REFUSED, MailReason.UNKNOWN_ADDRESS)
    writer = _writer(parsed)
    if writer is None or writer.pk != address.member_id:
        return _Verdict(MailOutcome.REFUSED, MailReason.OTHER_SENDER, address=address)
    return _try_to_post(parsed, row, address, now=now)


def _try_to_post(
    parsed: ParsedMail, row: InboundMail, address: ReplyAddress, *, now: datetime
) -> _Verdict:
    if not parsed.text:
        return _Verdict(MailOutcome.REFUSED, MailReason.EMPTY, address=address)
    if len(parsed.text) > BODY_MAX:
        return _Verdict(MailOutcome.REFUSED, MailReason.TOO_LONG, address=address)
    try:
        with transaction.atomic():
            post = write_reply(
                topic_id=where_it_went(address.topic_id),
                author=address.member,
                body=parsed.text,
                token=hashlib.sha256(row.message_id.encode()).hexdigest()[:36],
                now=now,
            )
    except DomainError as refusal:
        return _Verdict(MailOutcome.REFUSED, reason_of(refusal), str(refusal), address)
    return _Verdict(MailOutcome.POSTED, address=address, post=post)


def _address_of(parsed: ParsedMail) -> ReplyAddress | None:
    name, _at, host = str(settings.INBOUND_MAIL_ADDRESS).lower().rpartition("@")
    if not host:
        return None
    form = re.compile(rf"{re.escape(name)}\+([0-9a-z]{{16,32}})@{re.escape(host)}")
    found = [form.fullmatch(one) for one in parsed.recipients]
    secrets = [match[1] for match in found if match]
    rows = ReplyAddress.objects.select_related("member", "topic__category")
    return rows.filter(secret__in=secrets).order_by("id").first()


_REASONS: Final = {
    NotFound.code: MailReason.NOT_ALLOWED,
    "may_not_reply": MailReason.NOT_ALLOWED,
    "topic_takes_no_replies": MailReason.CLOSED,
    "topic_state_refuses": MailReason.CLOSED,
    "post_too_long": MailReason.TOO_LONG,
    "forum_too_soon": MailReason.TOO_MANY,
    "forum_newcomer_too_soon": MailReason.TOO_MANY,
}


def reason_of(refusal: DomainError) -> MailReason:
    """Return why a refused text is no post, in the words of the mails' list."""
    return _REASONS.get(refusal.code, MailReason.REFUSED)


def _answer(row: InboundMail, verdict: _Verdict, *, now: datetime) -> None:
    """Tell the member once; a flood of refused mails is answered a few times a day only."""
    member = row.member
    if member is None or not member.email or not member.is_active or verdict.reason in MACHINES:
        return
    day = InboundMail.objects.filter(member=member, answered_at__gt=now - timedelta(days=1))
    if day.count() >= rules().forum_mail_answers_per_day:
        return
    queue_mail(
        to=member.email,
        language=member.language,
        message="forum_mail_refused",
        context={
            "reason": verdict.reason.label,
            "words": verdict.words,
            "subject_line": row.subject,
            "sender": row.sender,
            "path": row.topic.get_absolute_url() if row.topic else "/forum/",
        },
        member=member,
        headers={"In-Reply-To": row.message_id, "X-Forum-Notice": "refused"},
        now=now,
    )
    row.answered_at = now


def forget_old_mails(*, now: datetime, limit: int) -> int:
    """Delete what is kept of inbound mails past their keeping time; returns how many."""
    before = now - timedelta(days=rules().forum_mail_keep_days)
    old = InboundMail.objects.filter(received_at__lt=before, done_at__isnull=False)
    ids = list(old.order_by("id").values_list("pk", flat=True)[:limit])
    return InboundMail.objects.filter(pk__in=ids).delete()[0]
