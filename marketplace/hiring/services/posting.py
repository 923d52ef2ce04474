"""What a client does with a posted brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core import markdown
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.hiring.choices import BudgetKind, Hand, PostedState
from marketplace.hiring.errors import (
    BriefTooShort,
    BudgetIsHeld,
    BudgetMissing,
    BudgetOutOfRange,
    CurrencyIsSettled,
    EndOutOfRange,
    TooManyOpenBriefs,
)
from marketplace.hiring.events import BriefPosted, BriefReopened
from marketplace.hiring.models import PostedBrief, Proposal
from marketplace.hiring.services.briefs import LEAST_CHARACTERS
from marketplace.hiring.services.ending import end_brief
from marketplace.hiring.services.files import put_files, remove_files
from marketplace.hiring.services.looking import look_again
from marketplace.hiring.services.states import (
    announce_change,
    lock_posted,
    posted_transition,
    refuse_unless_open,
    set_end,
)


@dataclass(frozen=True, kw_only=True)
class BriefText:
    """What a posted brief says. Sums are minor units; `text` is Markdown."""

    title: str
    text: str
    category: str
    language: str
    budget_kind: str
    currency: str
    budget_min: int | None = None
    budget_max: int | None = None
    skills: Sequence[str] = ()
    wanted_on: date | None = None


@transaction.atomic
def post_brief(
    *,
    client: Member,
    text: BriefText,
    days: int,
    now: datetime,
    files: Sequence[UploadedFile[Any]] = (),
    as_is: str = "",
) -> PostedBrief:
    """Post a brief for proposals; it ends by itself after so many days of 24 hours.

    Locks the client's row. Raises TooManyOpenBriefs, BriefTooShort, BudgetMissing,
    BudgetOutOfRange, EndOutOfRange, TextNeedsALook, and the refusals of files.
    """
    Member.objects.select_for_update(no_key=True).get(pk=client.pk)

    open_ones = PostedBrief.objects.filter(client=client, state=PostedState.OPEN, due_at__gt=now)
    if open_ones.count() >= rules().posted_briefs_open_max:
        raise TooManyOpenBriefs(limit=rules().posted_briefs_open_max)
    _refuse_text(text)
    due_at = _end(days, now)
    look_again(member=client, texts=(text.title, text.text), as_is=as_is)

    brief = PostedBrief(client=client, created_at=now, updated_at=now)
    _write(brief, text)
    set_end(brief, due_at, now=now)
    brief.save()
    put_files(brief, files, now=now)

    record_audit(actor=client.public_id, action="brief.posted", subject=brief.reference, now=now)
    publish(
        BriefPosted(
            posted_id=brief.public_id,
            client_id=client.public_id,
            title=brief.title,
            category=brief.category,
            budget_min=brief.budget_min,
            budget_max=brief.budget_max,
            currency=brief.currency,
        ),
        now=now,
    )
    return brief


def _refuse_text(text: BriefText) -> None:
    if len(text.text.strip()) < LEAST_CHARACTERS:
        raise BriefTooShort(field="text", least=LEAST_CHARACTERS)
    sums = [amount for amount in (text.budget_min, text.budget_max) if amount is not None]
    least, most = rules().order_minimum_minor, rules().order_maximum_minor
    if any(not least <= amount <= most for amount in sums):
        written = [str(Money(amount, text.currency)) for amount in (least, most)]
        raise BudgetOutOfRange(field="budget_min", least=written[0], most=written[1])
    fits = {
        BudgetKind.OPEN: not sums,
        BudgetKind.FIXED: text.budget_min is not None and text.budget_min == text.budget_max,
        BudgetKind.RANGE: (text.budget_min or 0) < (text.budget_max or 0) and text.budget_min,
    }
    if not fits[BudgetKind(text.budget_kind)]:
        raise BudgetMissing(field="budget_max")


def _end(days: int, now: datetime) -> datetime:
    most = rules().posted_brief_days_max
    if not 1 <= days <= most:
        raise EndOutOfRange(field="days", most=most)
    return now + timedelta(days=days)


def _write(brief: PostedBrief, text: BriefText) -> None:
    rendered = markdown.render(text.text, anchor_prefix="")
    brief.title, brief.text_source = text.title.strip(), text.text.strip()
    brief.text_html, brief.text_plain = rendered.html, rendered.text
    brief.category, brief.language = text.category, text.language
    brief.skills = list(text.skills)
    brief.wanted_on = text.wanted_on
    brief.budget_kind, brief.currency = text.budget_kind, text.currency
    brief.budget_min, brief.budget_max = text.budget_min, text.budget_max


@transaction.atomic
def edit_posted_brief(
    *,
    brief: PostedBrief,
    actor: Member,
    text: BriefText,
    now: datetime,
    files: Sequence[UploadedFile[Any]] = (),
    removed: Sequence[str] = (),
    as_is: str = "",
) -> PostedBrief:
    """Change what an open brief says; its budget only while it isn't held, its currency never.

    Never once somebody has proposed, that is: what is held and what is asked for have to be one
    currency. Locks the brief. Raises NotFound for others, PostedStateRefuses, BudgetIsHeld,
    CurrencyIsSettled, and as `post_brief`.
    """
    row = _enter(brief, actor)

    refuse_unless_open(row, now)
    _refuse_text(text)
    _refuse_sums(row, text)
    look_again(member=actor, texts=(text.title, text.text), as_is=as_is)

    before = {"title": row.title, "budget_max": row.budget_max}
    _write(row, text)
    row.updated_at = now
    row.save()
    remove_files(row, removed)
    put_files(row, files, now=now)

    record_audit(
        actor=actor.public_id,
        action="brief.edited",
        subject=row.reference,
        before=before,
        after={"title": row.title, "budget_max": row.budget_max},
        now=now,
    )
    announce_change(row, now=now)
    return row


def _refuse_sums(row: PostedBrief, text: BriefText) -> None:
    sums = (text.budget_kind, text.budget_min, text.budget_max, text.currency)
    before = (row.budget_kind, row.budget_min, row.budget_max, row.currency)
    if row.held_amount and sums != before:
        raise BudgetIsHeld(field="budget_min")
    if text.currency != row.currency and Proposal.objects.filter(brief=row).exists():
        raise CurrencyIsSettled(field="currency", currency=row.currency)


def _enter(brief: PostedBrief, actor: Member) -> PostedBrief:
    row = lock_posted(brief.pk)
    if actor.pk != row.client_id:
        raise NotFound
    return row


@transaction.atomic
def extend_brief(*, brief: PostedBrief, actor: Member, days: int, now: datetime) -> PostedBrief:
    """Let an open brief end so many days from now; never earlier than it would.

    Locks the brief. Raises NotFound for others, PostedStateRefuses, EndOutOfRange.
    """
    row = _enter(brief, actor)

    refuse_unless_open(row, now)
    due_at = _end(days, now)

    set_end(row, max(due_at, row.due_at), now=now)
    row.save(update_fields=["due_at", "reminder_at"])

    record_audit(
        actor=actor.public_id,
        action="brief.extended",
        subject=row.reference,
        after={"due_at": row.due_at.isoformat()},
        now=now,
    )
    return row


@transaction.atomic
def close_brief(*, brief: PostedBrief, actor: Member, now: datetime) -> PostedBrief:
    """Close an open brief: what was held is free again, and who proposed is told kindly.

    Locks the brief, its proposals, then the accounts. Raises NotFound for others,
    PostedStateRefuses.
    """
    row = _enter(brief, actor)

    refuse_unless_open(row, now)

    end_brief(row, to=PostedState.CLOSED, hand=Hand.CLIENT, actor=actor.public_id, now=now)
    return row


@transaction.atomic
def reopen_brief(*, brief: PostedBrief, actor: Member, days: int, now: datetime) -> PostedBrief:
    """Open a closed or ended brief again. Who proposed may renew the proposal with one press.

    Locks the client's row, then the brief. Raises NotFound for others, PostedStateRefuses,
    EndOutOfRange, TooManyOpenBriefs.
    """
    Member.objects.select_for_update(no_key=True).get(pk=actor.pk)
    row = _enter(brief, actor)
    if row.state == PostedState.OPEN and row.due_at <= now:
        end_brief(row, to=PostedState.EXPIRED, hand=Hand.TIMER, actor="", now=row.due_at)

    open_ones = PostedBrief.objects.filter(client=actor, state=PostedState.OPEN, due_at__gt=now)
    if open_ones.count() >= rules().posted_briefs_open_max:
        raise TooManyOpenBriefs(limit=rules().posted_briefs_open_max)
    due_at = _end(days, now)

    posted_transition(row, to=PostedState.OPEN, hand=Hand.CLIENT, now=now)
    announce_change(row, now=now)
    set_end(row, due_at, now=now)
    row.save()

    record_audit(actor=actor.public_id, action="brief.reopened", subject=row.reference, now=now)
    publish(
        BriefReopened(posted_id=row.public_id, client_id=row.client.public_id, title=row.title),
        now=now,
    )
    return row
