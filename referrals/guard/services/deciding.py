"""A person decides: released or confirmed, and after an appeal a second person."""

from __future__ import annotations

from datetime import datetime
from operator import itemgetter

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from referrals.guard.choices import REASON_MAX, CaseMove, CaseState, Part
from referrals.guard.errors import ReasonMissing
from referrals.guard.events import (
    ReferralCaseCleared,
    ReferralCaseConfirmed,
    ReferralCaseUpheld,
)
from referrals.guard.models import Case
from referrals.guard.policies import is_reviewer
from referrals.guard.queries import others_of_owner
from referrals.guard.services.acting import facts, lock_case, transition


@transaction.atomic
def clear_case(*, case: Case, actor: Member, reason: str = "", now: datetime) -> Case:
    """Say that all is well, or after an appeal that the first decision was wrong; rewards go on.

    Raises NotFound for others, CaseStateRefuses, OwnCase, DecidedByYou.
    """
    row = _enter(case, actor)
    was_appealed = row.state == CaseState.APPEALED
    said = reason.strip()[:REASON_MAX]
    changes = _settled(actor, said, now) if was_appealed else _decided(actor, said, now)
    changes["cleared_score"] = row.score
    transition(
        row, CaseMove.CLEAR, part=Part.STAFF, actor=actor, now=now, changes=changes, reason=said
    )
    publish(ReferralCaseCleared(**facts(row)), now=now)
    return row


@transaction.atomic
def confirm_case(*, case: Case, actor: Member, reason: str, now: datetime) -> Case:
    """Say that the referral doesn't count, with a reason that both members read.

    Raises NotFound for others, CaseStateRefuses, OwnCase, ReasonMissing.
    """
    row = _enter(case, actor)
    said = _reason(reason)
    changes = _decided(actor, said, now)
    transition(
        row, CaseMove.CONFIRM, part=Part.STAFF, actor=actor, now=now, changes=changes, reason=said
    )
    publish(ReferralCaseConfirmed(**facts(row)), now=now)
    return row


@transaction.atomic
def uphold_case(*, case: Case, actor: Member, reason: str, now: datetime) -> Case:
    """Stay with the decision after an appeal, as another person than the first.

    Raises NotFound for others, CaseStateRefuses, OwnCase, DecidedByYou, ReasonMissing.
    """
    row = _enter(case, actor)
    said = _reason(reason)
    changes = _settled(actor, said, now)
    transition(
        row, CaseMove.UPHOLD, part=Part.STAFF, actor=actor, now=now, changes=changes, reason=said
    )
    publish(ReferralCaseUpheld(**facts(row)), now=now)
    return row


@transaction.atomic
def decide_with_others(
    *, case: Case, actor: Member, confirms: bool, reason: str, now: datetime
) -> int:
    """Decide a case and all other open cases of the same link owner alike; returns how many.

    Raises as `clear_case` and `confirm_case`; then none is decided.
    """
    # In the order in which weighing locks them.
    moments = [(one.attribution.at, one.attribution_id, one) for one in others_of_owner(case)]
    moments.append((case.attribution.at, case.attribution_id, case))
    cases = [one for *_moment, one in sorted(moments, key=itemgetter(0, 1))]
    for one in cases:
        if confirms:
            confirm_case(case=one, actor=actor, reason=reason, now=now)
        else:
            clear_case(case=one, actor=actor, reason=reason, now=now)
    return len(cases)


def _enter(case: Case, actor: Member) -> Case:
    if not is_reviewer(actor):
        raise NotFound
    return lock_case(case.pk)


def _reason(text: str) -> str:
    said = text.strip()[:REASON_MAX]
    if not said:
        raise ReasonMissing(field="reason")
    return said


def _decided(actor: Member, reason: str, now: datetime) -> dict[str, object]:
    return {"decided_at": now, "decided_by": actor, "reason": reason}


def _settled(actor: Member, reason: str, now: datetime) -> dict[str, object]:
    return {"settled_at": now, "settled_by": actor, "settled_reason": reason}
