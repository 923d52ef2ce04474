"""The guarded doors to shifts, and their lists."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet

from community.forum.models import Category
from community.shifts.choices import OPEN_STATES, OWING_STATES, ShiftState
from community.shifts.models import Shift
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import NotFound

TABS: Final[dict[str, tuple[ShiftState, ...]]] = {
    "waiting": (ShiftState.WORKED, ShiftState.DISPUTED),
    "coming": (ShiftState.OFFERED, ShiftState.ACCEPTED),
    "past": tuple(
        state for state in ShiftState if state not in OPEN_STATES or state == ShiftState.APPROVED
    ),
}


def _whole() -> QuerySet[Shift]:
    return Shift.objects.select_related("member", "offered_by", "questioned_by", "decided_by")


def get_shift_for(member: Member, public_id: str) -> Shift:
    """Return a shift to the member it was offered to. Raises NotFound for everybody else."""
    found = _whole().filter(public_id=public_id, member=member).first()
    if found is None:
        raise NotFound
    return found


def get_shift_at_desk(public_id: str, *, actor: Member) -> Shift:
    """Return a shift to community managers and administrators. Raises NotFound for others."""
    if not has_role(actor, Role.COMMUNITY_MANAGER, Role.ADMIN):
        raise NotFound
    found = _whole().filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def shifts_of(member: Member) -> QuerySet[Shift]:
    """Return a member's shifts, the latest hours first."""
    return _whole().filter(member=member).order_by("-starts_at", "-id")


def shifts_at_desk(tab: str) -> QuerySet[Shift]:
    """Return the shifts of one tab: what waits and what comes by its hours, what is past."""
    # Not reported in time by somebody whose account is closed: the clock lets it stand.
    is_left = Q(state=ShiftState.ACCEPTED, due_at=None)
    asked = tab if tab in TABS else "waiting"
    is_asked = Q(state__in=TABS[asked])
    rows = _whole().filter(is_asked | is_left if asked == "waiting" else is_asked & ~is_left)
    if asked == "past":
        return rows.order_by("-starts_at", "-id")
    return rows.order_by("starts_at", "id")


def owing_shifts(member: Member) -> list[Shift]:
    """Return the shifts for which money is owed to a member."""
    return list(shifts_of(member).filter(state__in=OWING_STATES))


def areas_of(shift: Shift, language: str) -> list[str]:
    """Return the names of a shift's areas, without those that lie under another one of them."""
    rows = Category.objects.filter(pk__in=shift.areas).order_by("position", "id")
    known = set(shift.areas)
    return [one.name_in(language) for one in rows if one.parent_id not in known]
