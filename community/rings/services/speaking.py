"""What the members say: an answer before the decision, an appeal after it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from community.rings.choices import TOLD, WORD_MAX, RingMove, RingPart, RingState
from community.rings.errors import (
    RingAlreadyAnswered,
    RingAppealTooLate,
    RingStateRefuses,
    RingWordsMissing,
)
from community.rings.events import RingCaseAppealed
from community.rings.models import Answer, RingAppeal, RingCase
from community.rings.policies import is_person_of
from community.rings.services.acting import facts, lock_case, transition
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish


@transaction.atomic
def answer_case(*, case: RingCase, member: Member, text: str, now: datetime) -> Answer:
    """Say something while a reversal is only proposed; once each.

    Raises NotFound for others, RingWordsMissing, RingStateRefuses, RingAlreadyAnswered.
    """
    row = _enter(case, member)
    said = _words(text)
    if row.state != RingState.PROPOSED:
        raise RingStateRefuses(state=row.get_state_display())
    try:
        with transaction.atomic():
            return Answer.objects.create(case=row, member=member, text=said, at=now)
    except IntegrityError:
        raise RingAlreadyAnswered from None


@transaction.atomic
def appeal_case(*, case: RingCase, member: Member, text: str, now: datetime) -> RingAppeal:
    """Ask for a second person, within `ring_appeal_days` of the decision; once each.

    Raises NotFound for others, RingWordsMissing, RingStateRefuses, RingAppealTooLate,
    RingAlreadyAnswered.
    """
    row = _enter(case, member)
    said = _words(text)
    if row.appeals.filter(member=member).exists():
        raise RingAlreadyAnswered
    if row.decided_at is not None and now >= appeal_until(row.decided_at):
        raise RingAppealTooLate
    transition(row, RingMove.APPEAL, part=RingPart.SIDE, actor=member, now=now)
    made = RingAppeal.objects.create(case=row, member=member, text=said, at=now)
    publish(RingCaseAppealed(**facts(row), member_id=member.public_id), now=now)
    return made


def appeal_until(decided_at: datetime) -> datetime:
    """Return the moment from which an appeal comes too late."""
    return decided_at + timedelta(days=rules().ring_appeal_days)


def forget_words(*, member: Member) -> None:
    """Forget what a member wrote; for who leaves."""
    Answer.objects.filter(member=member).update(text="")
    RingAppeal.objects.filter(member=member).update(text="")


def _enter(case: RingCase, member: Member) -> RingCase:
    row = lock_case(case.pk)
    if row.state not in TOLD or not is_person_of(member, row):
        raise NotFound
    return row


def _words(text: str) -> str:
    said = text.strip()[:WORD_MAX]
    if not said:
        raise RingWordsMissing(field="text")
    return said
