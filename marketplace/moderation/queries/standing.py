"""How a member stands: decisions about them, the suspension, the appeal, the money's dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.moderation.choices import Act, AppealState, SuspensionState
from marketplace.moderation.models import Appeal, Decision, Suspension

ON_A_PAGE: Final = 30


@dataclass(frozen=True)
class PlannedSum:
    """Money of a member's that becomes theirs to withdraw at a moment; minor units."""

    available_at: datetime
    amount: int
    currency: str
    is_cleared: bool


@dataclass(frozen=True)
class OpenMatter:
    """Something under way between a suspended member and somebody else, and how it ends."""

    title: str
    outcome: str
    amount: int
    currency: str


MoneyReader = Callable[..., Iterable[PlannedSum]]
MattersReader = Callable[..., Iterable[OpenMatter]]
_money_readers: Final[dict[str, MoneyReader]] = {}
_matters: Final[dict[str, MattersReader]] = {}


def register_money_reader(name: str, reader: MoneyReader) -> None:
    """Let the ledger say what a member has and when it clears: `reader(member=…, now=…)`."""
    _money_readers[name] = reader


def register_open_matters(name: str, reader: MattersReader) -> None:
    """Let an app above say what is under way for a suspended member: `reader(member=…)`."""
    _matters[name] = reader


def money_of(member: Member, *, now: datetime) -> list[PlannedSum]:
    """Return the member's money by the moment at which it clears, the soonest first."""
    found = [one for read in _money_readers.values() for one in read(member=member, now=now)]
    return sorted(found, key=lambda one: (one.available_at, one.currency))


def open_matters_of(member: Member) -> list[OpenMatter]:
    """Return what is under way for the member and how it will end."""
    return [one for read in _matters.values() for one in read(member=member)]


def decisions_about(member: Member) -> QuerySet[Decision]:
    """Return the decisions that touch the member, the newest first."""
    rows = Decision.objects.filter(member=member).exclude(act=Act.NO_ACTION)
    return rows.select_related("case", "appeal", "suspension").order_by("-id")


def decision_page(member: Member, *, number: str) -> Page[Decision]:
    """Return a page of the decisions about the member. Two queries."""
    return Paginator(decisions_about(member), ON_A_PAGE).get_page(number)


def get_decision_for(member: Member, public_id: str) -> Decision:
    """Return a decision about the member, to them alone. Raises NotFound."""
    decision = decisions_about(member).filter(public_id=public_id).first()
    if decision is None:
        raise NotFound
    return decision


def get_decision(public_id: str) -> Decision:
    """Return a decision to a moderator. Raises NotFound."""
    rows = Decision.objects.select_related("case", "member", "decided_by")
    decision = rows.filter(public_id=public_id).first()
    if decision is None:
        raise NotFound
    return decision


def suspension_of(member: Member) -> Suspension | None:
    """Return the suspension in force with its decision, case and appeal, if there is one."""
    rows = Suspension.objects.filter(member=member, state=SuspensionState.IN_FORCE)
    return rows.select_related("decision__case", "decision__appeal").first()


def payouts_open_at(*, member: Member, now: datetime) -> datetime | None:  # noqa: ARG001
    """Return from when on a suspended member's balance can be withdrawn; None for no limit."""
    if member.is_active:
        return None
    rows = Suspension.objects.filter(member=member, state=SuspensionState.IN_FORCE)
    return rows.values_list("payouts_from", flat=True).first()


def appeal_on(decision: Decision) -> Appeal | None:
    """Return the appeal against a decision, if there is one."""
    return getattr(decision, "appeal", None)


def appeal_queue(*, number: str) -> Page[Appeal]:
    """Return a page of the appeals that wait, the one that is due first on top. Two queries."""
    rows = Appeal.objects.filter(state=AppealState.OPEN)
    rows = rows.select_related("member", "decision__case", "decision__decided_by")
    return Paginator(rows.order_by("due_at", "id"), ON_A_PAGE).get_page(number)


def count_open_appeals() -> int:
    """Count the appeals that wait."""
    return Appeal.objects.filter(state=AppealState.OPEN).count()


def get_appeal(public_id: str) -> Appeal:
    """Return an appeal to a moderator. Raises NotFound."""
    rows = Appeal.objects.select_related(
        "member", "decision__case", "decision__decided_by", "decision__suspension"
    )
    appeal = rows.filter(public_id=public_id).first()
    if appeal is None:
        raise NotFound
    return appeal


def suspended_page(*, number: str) -> Page[Suspension]:
    """Return a page of the suspensions in force, the last first. Two queries."""
    rows = Suspension.objects.filter(state=SuspensionState.IN_FORCE)
    rows = rows.select_related("member", "decision__case", "decision__appeal")
    return Paginator(rows.order_by("-id"), ON_A_PAGE).get_page(number)
