"""The guarded doors to cases, and what other parts ask."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from django.db.models import Q, QuerySet

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import NotFound
from referrals.guard.choices import BARRED_STATES, HELD_STATES, CaseState
from referrals.guard.models import Case, Signal, Word

ABOUT_HELD: Final = "held"
ABOUT_BARRED: Final = "barred"


def standing_among(attribution_ids: Collection[int]) -> dict[int, str]:
    """Return which of these sign-ups are "held" (a person looks) or "barred" (they don't count).

    Whoever gives something for a sign-up asks here before giving it, and before paying.
    """
    rows = Case.objects.filter(attribution__in=list(attribution_ids))
    found = {}
    for attribution_id, state in rows.values_list("attribution_id", "state"):
        if state in HELD_STATES:
            found[attribution_id] = ABOUT_HELD
        elif state in BARRED_STATES:
            found[attribution_id] = ABOUT_BARRED
    return found


def is_in_doubt(member: Member) -> bool:
    """Whether a person looks at a referral that the member brought or came by."""
    mine = Q(owner=member) | Q(friend=member)
    return Case.objects.filter(mine, state__in=HELD_STATES).exists()


def case_between(first: Member, second: Member) -> Case | None:
    """Return the case about these two, whoever sent the link; None where there is none."""
    either = Q(owner=first, friend=second) | Q(owner=second, friend=first)
    return _whole().filter(either).order_by("-id").first()


def get_case_for(member: Member, public_id: str) -> Case:
    """Return a case to one of its two members. Raises NotFound for everybody else."""
    return _one(cases_of(member).filter(public_id=public_id))


def cases_of(member: Member) -> QuerySet[Case]:
    """Return the cases that are about the member, the newest first."""
    return _whole().filter(Q(owner=member) | Q(friend=member)).order_by("-id")


def get_case_at_desk(public_id: str, *, actor: Member) -> Case:
    """Return a case to those who decide. Raises NotFound for everybody else."""
    if not has_role(actor, Role.MODERATOR):
        raise NotFound
    return _one(_whole().filter(public_id=public_id))


def cases_at_desk(tab: str) -> QuerySet[Case]:
    """Return the cases of one tab: open ones and appeals, the longest waiting first; or decided."""
    if tab == "decided":
        return _whole().exclude(state__in=HELD_STATES).order_by("-decided_at", "-id")
    if tab == "appeals":
        return _whole().filter(state=CaseState.APPEALED).order_by("appealed_at", "id")
    return _whole().filter(state=CaseState.OPEN).order_by("opened_at", "id")


def count_waiting() -> dict[str, int]:
    """Return how many cases wait for a first and for a second person."""
    rows = Case.objects.filter(state__in=HELD_STATES).values_list("state", flat=True)
    states = list(rows)
    return {
        "open": states.count(CaseState.OPEN),
        "appeals": states.count(CaseState.APPEALED),
    }


def others_of_owner(case: Case) -> QuerySet[Case]:
    """Return the other open cases of the same link owner."""
    rows = _whole().filter(owner=case.owner, state=CaseState.OPEN).exclude(pk=case.pk)
    return rows.order_by("opened_at", "id")


def signals_of(case: Case) -> list[Signal]:
    """Return what was seen, the heaviest first."""
    rows = Signal.objects.filter(attribution=case.attribution_id)
    return list(rows.order_by("-weight", "kind"))


def signals_by(cases: Collection[Case]) -> dict[int, list[Signal]]:
    """Return what was seen by sign-up, the heaviest first. One query."""
    found: dict[int, list[Signal]] = {case.attribution_id: [] for case in cases}
    for signal in Signal.objects.filter(attribution__in=list(found)).order_by("-weight", "kind"):
        found[signal.attribution_id].append(signal)
    return found


def words_of(case: Case) -> list[Word]:
    """Return what the two members wrote, the first word first."""
    return list(Word.objects.filter(case=case).select_related("member").order_by("id"))


def _whole() -> QuerySet[Case]:
    return Case.objects.select_related("owner", "friend", "attribution__link", "decided_by")


def _one(rows: QuerySet[Case]) -> Case:
    case = rows.first()
    if case is None:
        raise NotFound
    return case
