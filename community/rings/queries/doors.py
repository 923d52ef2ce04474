"""The guarded doors to cases, and what stands in one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.utils.dateparse import parse_datetime

from community.rings.choices import STANDING, TOLD, UNDECIDED, RingState
from community.rings.models import Answer, NightlySearch, Person, RingAppeal, RingCase
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.accounts.queries import members_with_role
from marketplace.core.errors import NotFound

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class PairLine:
    """One pair of a case: who gave to whom, and whether it is chosen not to count."""

    giver: Person
    receiver: Person
    count: int
    in_hour: int
    days: int
    first_at: datetime | None
    last_at: datetime | None
    is_chosen: bool

    @property
    def value(self) -> str:
        """How a form names the pair."""
        return f"{self.giver.place}-{self.receiver.place}"


def letter_of(place: int) -> str:
    """Return how a person is called in the graph: A to Z, then A1."""
    turn, rest = divmod(place, len(_LETTERS))
    return _LETTERS[rest] + (str(turn) if turn else "")


def get_case_for(member: Member, public_id: str) -> RingCase:
    """Return a case to one of its members, once they were told. Raises NotFound otherwise."""
    return _one(cases_of(member).filter(public_id=public_id))


def cases_of(member: Member) -> QuerySet[RingCase]:
    """Return the cases about the member that they were told of, the newest first."""
    return _whole().filter(people__member=member, state__in=TOLD).order_by("-id")


def get_case_at_desk(public_id: str, *, actor: Member) -> RingCase:
    """Return a case to those who decide. Raises NotFound for everybody else."""
    if not has_role(actor, Role.COMMUNITY_MANAGER):
        raise NotFound
    return _one(_whole().filter(public_id=public_id))


def get_appeal_at_desk(public_id: str, *, actor: Member) -> RingAppeal:
    """Return an appeal to those who answer it. Raises NotFound for everybody else."""
    if not has_role(actor, Role.COMMUNITY_MANAGER):
        raise NotFound
    found = RingAppeal.objects.select_related("case", "member").filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def cases_at_desk(tab: str) -> QuerySet[RingCase]:
    """Return the cases of one tab: to decide (the heaviest first), with appeals, or decided."""
    rows = _whole().annotate(size=Count("people"))
    if tab == "decided":
        return rows.exclude(state__in=(*UNDECIDED, RingState.APPEALED)).order_by(
            "-decided_at", "-id"
        )
    if tab == "appeals":
        return rows.filter(state=RingState.APPEALED).order_by("decided_at", "id")
    return rows.filter(state__in=UNDECIDED).order_by("-score", "id")


def count_waiting() -> dict[str, int]:
    """Return how many cases wait for a first decision, and how many for an answer to appeals."""
    return RingCase.objects.aggregate(
        open=Count("pk", filter=Q(state__in=UNDECIDED)),
        appeals=Count("pk", filter=Q(state=RingState.APPEALED)),
    )


def people_of(case: RingCase) -> list[Person]:
    """Return the members of a case, in the order of the graph."""
    return list(case.people.select_related("member").order_by("place"))


def pairs_of(case: RingCase, people: list[Person]) -> list[PairLine]:
    """Return the pairs of a case with what is chosen of each; one query."""
    places = {person.member_id: person.place for person in people}
    chosen = {
        (places[giver], places[receiver])
        for giver, receiver in case.favours.filter(is_chosen=True)
        .order_by("giver", "receiver")
        .values_list("giver", "receiver")
        .distinct()
    }
    return [_line(one, people, chosen) for one in case.evidence.get("pairs", [])]


def _line(given: dict[str, Any], people: list[Person], chosen: set[tuple[int, int]]) -> PairLine:
    return PairLine(
        giver=people[given["giver"]],
        receiver=people[given["receiver"]],
        count=given["count"],
        in_hour=given["in_hour"],
        days=given["days"],
        first_at=parse_datetime(given["first_at"]),
        last_at=parse_datetime(given["last_at"]),
        is_chosen=(given["giver"], given["receiver"]) in chosen,
    )


def answers_of(case: RingCase) -> list[Answer]:
    """Return what the members answered, the first first."""
    return list(case.answers.select_related("member").order_by("id"))


def appeals_of(case: RingCase) -> list[RingAppeal]:
    """Return the appeals, the first first."""
    return list(case.appeals.select_related("member", "answered_by").order_by("id"))


def reversed_of(case: RingCase, member: Member) -> dict[str, int]:
    """Return how many contributions to this member were reversed and restored, and their points."""
    mine = case.favours.filter(receiver=member, counter__isnull=False)
    rows = mine.order_by("id").values_list("points_milli", "restored_at")
    lines = list(rows)
    return {
        "count": len(lines),
        "restored": sum(at is not None for _points, at in lines),
        "points_milli": sum(points for points, at in lines if at is None),
    }


def members_of_cases() -> list[set[int]]:
    """Return the members of every case, by primary key."""
    found: dict[int, set[int]] = {}
    for case, member in Person.objects.order_by("id").values_list("case_id", "member_id"):
        found.setdefault(case, set()).add(member)
    return list(found.values())


def members_in(public_id: str) -> list[Member]:
    """Return the members whom a case is about, in the order of the graph."""
    rows = Person.objects.filter(case__public_id=public_id).select_related("member")
    return [person.member for person in rows.order_by("place")]


def deciders_of(public_id: str) -> list[Member]:
    """Return the community managers but those whom a case is about: they hear of it as members."""
    own = {member.pk for member in members_in(public_id)}
    return [one for one in members_with_role(Role.COMMUNITY_MANAGER) if one.pk not in own]


def latest_search() -> NightlySearch | None:
    """Return the last night's row."""
    return NightlySearch.objects.order_by("-day").first()


def neighbours_of(member: Member) -> set[int]:
    """Return with whom a member stands in a case that was decided against them, and wasn't undone.

    Whoever asks for a second supporter of a nomination asks here: a neighbour isn't one.
    """
    held = Person.objects.filter(member=member, case__state__in=STANDING)
    cases = held.exclude(case__state=RingState.OVERTURNED).values("case")
    rows = Person.objects.filter(case__in=cases).exclude(member=member)
    return set(rows.values_list("member_id", flat=True))


def _whole() -> QuerySet[RingCase]:
    return RingCase.objects.select_related("proposed_by", "decided_by")


def _one(rows: QuerySet[RingCase]) -> RingCase:
    case = rows.first()
    if case is None:
        raise NotFound
    return case
