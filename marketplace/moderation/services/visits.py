"""Support looks at the site as a member: for a reason, for minutes, and without touching anything.

A visit never changes who is signed in. `config/gate.py` shows the member's pages while one is open,
refuses every request that could change something, and rolls back whatever a page writes.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.sweeps import one_by_one
from marketplace.moderation.choices import REASON_LIMIT
from marketplace.moderation.errors import MayNotVisit, ReasonMissing, VisitOver
from marketplace.moderation.events import VisitEnded
from marketplace.moderation.models import Visit, VisitedPage
from marketplace.moderation.policies import can_visit
from marketplace.moderation.services.moves import record


@transaction.atomic
def start_visit(*, member: Member, reason: str, actor: Member, now: datetime) -> Visit:
    """Begin to look at the site as a member, for `support_visit_minutes`.

    A visit of the same person that is still open ends. Locks the visitor.
    Raises MayNotVisit (no role, no second factor, staff, oneself), ReasonMissing.
    """
    Member.objects.select_for_update(no_key=True).get(pk=actor.pk)

    if not can_visit(actor, member):
        raise MayNotVisit
    if not reason.strip():
        raise ReasonMissing(field="reason")

    for open_one in Visit.objects.filter(visitor=actor, ended_at=None):
        _end(open_one, at=min(now, open_one.ends_at), now=now)
    visit = Visit.objects.create(
        visitor=actor,
        member=member,
        reason=reason.strip()[:REASON_LIMIT],
        started_at=now,
        ends_at=now + timedelta(minutes=rules().support_visit_minutes),
    )

    record(
        "visit_started",
        subject=f"member:{member.public_id}",
        actor=actor,
        now=now,
        reason=visit.reason,
        after={"visit": visit.public_id, "ends_at": visit.ends_at.isoformat()},
    )
    return visit


@transaction.atomic
def end_visit(*, visit: Visit, actor: Member, now: datetime) -> Visit:
    """End one's own visit. Raises VisitOver when it isn't open, or somebody else's."""
    locked = _lock(visit.pk)
    if locked is None or locked.visitor_id != actor.pk:
        raise VisitOver
    _end(locked, at=min(now, locked.ends_at), now=now)
    return locked


def end_due_visits(*, now: datetime, limit: int) -> int:
    """End the visits whose minutes are over; returns how many."""
    due = Visit.objects.filter(ended_at=None, ends_at__lte=now).order_by("ends_at", "id")
    ids = list(due.values_list("pk", flat=True)[:limit])
    return one_by_one(ids, lambda pk: _end_if_open(pk, now=now), fault="visit_not_ended")


@transaction.atomic
def _end_if_open(pk: int, *, now: datetime) -> bool:
    locked = _lock(pk)
    if locked is None:
        return False
    _end(locked, at=locked.ends_at, now=now)
    return True


@transaction.atomic
def note_page(*, visit: Visit, method: str, path: str, was_refused: bool, now: datetime) -> None:
    """Keep that a page was looked at, or that a change was tried and refused."""
    VisitedPage.objects.create(
        visit=visit, method=method[:8], path=path[:300], was_refused=was_refused, at=now
    )
    counted = "refused_count" if was_refused else "pages_count"
    Visit.objects.filter(pk=visit.pk).update(**{counted: F(counted) + 1})
    if was_refused:
        record(
            "visit_refused",
            subject=f"member:{visit.member.public_id}",
            actor=visit.visitor,
            now=now,
            after={"visit": visit.public_id, "request": f"{method} {path}"[:300]},
        )


def _lock(pk: int) -> Visit | None:
    rows = Visit.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("member", "visitor").filter(pk=pk, ended_at=None).first()


def _end(visit: Visit, *, at: datetime, now: datetime) -> None:
    visit.ended_at = at
    visit.save(update_fields=["ended_at"])
    record(
        "visit_ended",
        subject=f"member:{visit.member.public_id}",
        actor=visit.visitor,
        now=at,
        after={"visit": visit.public_id, "pages": visit.pages_count},
    )
    publish(
        VisitEnded(
            visit_id=visit.public_id,
            member_id=visit.member.public_id,
            pages=visit.pages_count,
            started_at=visit.started_at.isoformat(),
            reason=visit.reason,
        ),
        now=now,
    )
