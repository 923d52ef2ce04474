"""What the two members say: an answer while a person looks, an appeal afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from referrals.guard.choices import WORD_MAX, CaseMove, Part
from referrals.guard.errors import (
    AlreadyAnswered,
    AppealTooLate,
    CaseStateRefuses,
    WordsMissing,
)
from referrals.guard.events import ReferralCaseAppealed
from referrals.guard.models import Case, Word
from referrals.guard.policies import is_side
from referrals.guard.services.acting import facts, lock_case, transition


@transaction.atomic
def answer_case(*, case: Case, member: Member, text: str, now: datetime) -> Word:
    """Say something while a person looks, once each time it is opened.

    Raises NotFound for others, WordsMissing, CaseStateRefuses, AlreadyAnswered.
    """
    row = _enter(case, member)
    said = _words(text)
    if not row.is_held:
        raise CaseStateRefuses(state=row.get_state_display())
    return _write(row, member, said, is_appeal=False, now=now)


@transaction.atomic
def appeal_case(*, case: Case, member: Member, text: str, now: datetime) -> Case:
    """Ask for a second person, within `guard_appeal_days` of the decision; once for a case.

    Raises NotFound for others, WordsMissing, CaseStateRefuses, AppealTooLate.
    """
    row = _enter(case, member)
    said = _words(text)
    until = (row.decided_at or now) + timedelta(days=rules().guard_appeal_days)
    if now >= until:
        raise AppealTooLate
    transition(
        row,
        CaseMove.APPEAL,
        part=Part.SIDE,
        actor=member,
        now=now,
        changes={"appealed_at": now},
    )
    _write(row, member, said, is_appeal=True, now=now)
    publish(ReferralCaseAppealed(**facts(row)), now=now)
    return row


def forget_words(*, member: Member) -> None:
    """Forget what a member wrote; for who leaves."""
    Word.objects.filter(member=member).update(text="")


def _enter(case: Case, member: Member) -> Case:
    row = lock_case(case.pk)
    if not is_side(member, row):
        raise NotFound
    return row


def _words(text: str) -> str:
    said = text.strip()[:WORD_MAX]
    if not said:
        raise WordsMissing(field="text")
    return said


def _write(case: Case, member: Member, text: str, *, is_appeal: bool, now: datetime) -> Word:
    """Write a word on a locked case; once each time it was opened, after what was said before."""
    words = Word.objects.filter(case=case, member=member, is_appeal=is_appeal)
    before = words.first()
    if before is not None and before.at >= case.opened_at:
        raise AlreadyAnswered
    said = before or Word(case=case, member=member, is_appeal=is_appeal)
    said.text, said.at = f"{said.text}\n\n{text}".strip(), now
    said.save()
    return said
