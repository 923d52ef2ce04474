"""The one place where something of trust changes its state, and how rows are locked.

Locks are taken in one order: the case, the decision, the appeal, the suspension, the member, and
then whatever a thing's own part locks.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import models

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.moderation.choices import (
    APPEAL_MOVES,
    CASE_MOVES,
    DECISION_MOVES,
    DEPARTURE_MOVES,
    EXPORT_MOVES,
    SUSPENSION_MOVES,
    Hand,
    Moves,
)
from marketplace.moderation.errors import NotPossibleNow
from marketplace.moderation.models import (
    Appeal,
    Case,
    DataExport,
    Decision,
    Departure,
    Suspension,
)

Row = Appeal | Case | DataExport | Decision | Departure | Suspension
TABLES: Final[Mapping[type[models.Model], Moves]] = {
    Appeal: APPEAL_MOVES,
    Case: CASE_MOVES,
    DataExport: EXPORT_MOVES,
    Decision: DECISION_MOVES,
    Departure: DEPARTURE_MOVES,
    Suspension: SUSPENSION_MOVES,
}


def can_move(row: Row, to: str, *, by: Hand) -> bool:
    """Whether the table knows this step for this hand."""
    return by in TABLES[type(row)][row.state].get(to, frozenset())


def transition(row: Row, to: str, *, by: Hand, **changes: Any) -> None:
    """Move a locked row on and save it with `changes`.

    Raises NotPossibleNow where its table has no such step for this hand.
    """
    if not can_move(row, to, by=by):
        raise NotPossibleNow
    row.state = to
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *changes])


def lock_case(pk: int) -> Case:
    """Lock a case and read it again, with the member it is about."""
    rows = Case.objects.select_for_update(no_key=True, of=("self",)).select_related("member")
    return rows.get(pk=pk)


def lock_decision(pk: int) -> Decision:
    """Lock a decision and read it again, with its case and member."""
    rows = Decision.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("case", "member").get(pk=pk)


def lock_appeal_on(decision: Decision) -> Appeal | None:
    """Lock the appeal against a locked decision, if there is one."""
    rows = Appeal.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("member").filter(decision=decision).first()


def lock_suspension_of(decision: Decision) -> Suspension | None:
    """Lock the suspension that came of a locked decision, if one did."""
    rows = Suspension.objects.select_for_update(no_key=True, of=("self",))
    return rows.filter(decision=decision).first()


def record(
    action: str,
    *,
    subject: str,
    actor: Member | None,
    now: datetime,
    reason: str = "",
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write an act of trust to the audit log; the clock and the platform are nobody."""
    record_audit(
        actor=actor.public_id if actor else "",
        action=action,
        subject=subject,
        after=dict(after or {}),
        reason=reason,
        now=now,
    )
