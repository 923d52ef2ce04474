"""Members report what breaks the rules."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.moderation.choices import REASON_WEIGHTS, TEXT_LIMIT, CaseState, FlagReason
from marketplace.moderation.errors import AlreadyFlagged, OwnThing, TooManyFlags
from marketplace.moderation.events import CaseOpened
from marketplace.moderation.models import Case, Flag
from marketplace.moderation.queries import Subject, find_subject, flags_since, records_of
from marketplace.moderation.services.moves import lock_case, record

DAY = timedelta(days=1)


@transaction.atomic
def flag(
    *, kind: str, ref: str, reason: FlagReason, text: str, actor: Member, now: datetime
) -> Flag:
    """Report a thing that the member can see. All reports of it that wait are one case.

    Locks the member, so that the day's limit holds for two requests at once, then the case.
    A report by somebody whose reports were mostly in bad faith counts, but weighs nothing.
    Raises NotFound, OwnThing, TooManyFlags, AlreadyFlagged.
    """
    Member.objects.select_for_update(no_key=True).get(pk=actor.pk)
    subject = find_subject(kind, ref, viewer=actor)

    if subject.member.pk == actor.pk:
        raise OwnThing
    if flags_since(actor, now - DAY) >= rules().flags_per_day:
        raise TooManyFlags(count=rules().flags_per_day)

    case, is_new = _open_case(kind, ref, subject, now=now)
    if case.flags.filter(flagger=actor).exists():
        raise AlreadyFlagged
    made = Flag.objects.create(
        case=case, flagger=actor, reason=reason, text=text.strip()[:TEXT_LIMIT], created_at=now
    )
    Case.objects.filter(pk=case.pk).update(
        flags_count=F("flags_count") + 1, weight=F("weight") + _weight_of(actor, reason)
    )

    record(
        "flagged",
        subject=f"{kind}:{ref}",
        actor=actor,
        now=now,
        after={"reason": reason, "case": case.public_id},
    )

    if is_new:
        publish(CaseOpened(case_id=case.public_id, kind=kind), now=now)
    return made


def _weight_of(actor: Member, reason: FlagReason) -> int:
    record_so_far = records_of([actor.pk]).get(actor.pk)
    is_suspect = record_so_far is not None and record_so_far.is_suspect
    return 0 if is_suspect else REASON_WEIGHTS[reason]


def _open_case(kind: str, ref: str, subject: Subject, *, now: datetime) -> tuple[Case, bool]:
    """Return the open case about a thing, locked; a new one where there is none."""
    found = Case.objects.filter(kind=kind, ref=ref, state=CaseState.OPEN).first()
    if found is None:
        try:
            with transaction.atomic():
                return open_case(kind, ref, subject, now=now), True
        except IntegrityError:
            found = Case.objects.get(kind=kind, ref=ref, state=CaseState.OPEN)
    locked = lock_case(found.pk)
    if locked.state == CaseState.OPEN:
        return locked, False
    return open_case(kind, ref, subject, now=now), True


def open_case(kind: str, ref: str, subject: Subject, *, now: datetime) -> Case:
    """Open a case about a thing, with the thing as it is now for evidence."""
    return Case.objects.create(
        kind=kind,
        ref=ref,
        member=subject.member,
        title=subject.title[:200],
        text=subject.text[:TEXT_LIMIT],
        lang=subject.lang,
        url=subject.url[:300],
        opened_at=now,
        due_at=now + timedelta(hours=rules().case_answer_hours),
    )
