"""How every verb acts on a case: the row is locked, the table is asked, one function writes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit
from referrals.guard.choices import TRANSITIONS, CaseMove, CaseState, Part
from referrals.guard.models import Case
from referrals.guard.policies import refusal_of


def lock_case(pk: int) -> Case:
    """Lock the case and read it again, with its two members."""
    rows = Case.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("owner", "friend").get(pk=pk)


def transition(
    case: Case,
    move: CaseMove,
    *,
    part: Part,
    actor: Member | None,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Make a move: the only place that writes a case's state.

    The case must be locked. Writes the audit record. Raises the refusals of `policies`.
    """
    if (refusal := refusal_of(case, move, part, actor)) is not None:
        raise refusal
    before = CaseState(case.state)
    case.state = TRANSITIONS[before][move].target.value
    for name, value in (changes or {}).items():
        setattr(case, name, value)
    case.save()
    record_audit(
        actor=actor.public_id if actor else SYSTEM,
        action=f"referral_case_{move}",
        subject=case.reference,
        before={"state": before},
        after={"state": case.state, "score": case.score},
        reason=reason,
        now=now,
    )


def facts(case: Case) -> dict[str, Any]:
    """Return the fields that all events of a case share."""
    return {
        "case_id": case.public_id,
        "attribution_id": case.attribution_id,
        "owner_id": case.owner.public_id,
        "friend_id": case.friend.public_id,
    }
