"""How every verb acts on a case: the row is locked, the table is asked, one function writes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from community.rings.choices import REASON_MAX, TRANSITIONS, RingMove, RingPart, RingState
from community.rings.errors import RingReasonMissing
from community.rings.models import RingCase
from community.rings.policies import is_person_of, is_reviewer, refusal_of
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.errors import NotFound


def lock_case(pk: int) -> RingCase:
    """Lock the case and read it again."""
    return RingCase.objects.select_for_update(no_key=True).get(pk=pk)


def enter(case: RingCase, actor: Member) -> RingCase:
    """Lock a case for somebody who decides. Raises NotFound for others."""
    if not is_reviewer(actor):
        raise NotFound
    return lock_case(case.pk)


def transition(
    case: RingCase,
    move: RingMove,
    *,
    part: RingPart,
    actor: Member,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Make a move: the only place that writes a case's state.

    The case must be locked. Writes the audit record. Raises the refusals of `policies`.
    """
    is_side = is_person_of(actor, case)
    if (refusal := refusal_of(case, move, part, actor, is_side=is_side)) is not None:
        raise refusal
    before = RingState(case.state)
    case.state = TRANSITIONS[before][move].target.value
    for name, value in (changes or {}).items():
        setattr(case, name, value)
    case.save()
    record_audit(
        actor=actor.public_id,
        action=f"ring_case_{move}",
        subject=case.reference,
        before={"state": before},
        after={"state": case.state, "score": case.score},
        reason=reason,
        now=now,
    )


def reason_of(text: str) -> str:
    """Return the reason without its edges. Raises RingReasonMissing for an empty one."""
    said = text.strip()[:REASON_MAX]
    if not said:
        raise RingReasonMissing(field="reason")
    return said


def facts(case: RingCase) -> dict[str, str]:
    """Return the fields that all events of a case share."""
    return {"case_id": case.public_id, "kind": case.kind}
