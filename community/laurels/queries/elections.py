"""Elections, candidates and voters: the guarded doors and the lists."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Case, Count, Q, QuerySet, Value, When

from community.laurels.choices import (
    METRIC_MOST_PERCENT,
    STANDING,
    UNDER_WAY,
    CandidacyState,
    ElectionState,
)
from community.laurels.models import Candidacy, Election, Elector, Laurel
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound

_WINNERS, _WINNERS_SECONDS = "laurels-winners", 60


def _seen() -> QuerySet[Election]:
    return Election.objects.exclude(opened_at=None)


def get_election_of(year: int, *, sees_drafts: bool = False, was: str = "") -> Election:
    """Return the election of a year: the one that stands, else the last. Raises NotFound.

    `was` asks for another one of that year by its public id. One that isn't open yet is there for
    managers alone.
    """
    rows = Election.objects.all() if sees_drafts else _seen()
    if was:
        rows = rows.filter(public_id=was)
    rank = Case(When(state__in=STANDING, then=Value(0)), default=Value(1))
    found = rows.filter(year=year).alias(rank=rank).order_by("rank", "-id").first()
    if found is None:
        raise NotFound
    return found


def counted_beside(election: Election) -> list[Election]:
    """Return others of the same year that were counted and then cancelled, the last first."""
    rows = _seen().filter(year=election.year, state=ElectionState.CANCELLED)
    return list(rows.exclude(pk=election.pk).exclude(counted_at=None).order_by("-id"))


def get_open_election(public_id: str) -> Election:
    """Return an election that was opened, by its public id. Raises NotFound."""
    found = _seen().filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def get_election(public_id: str) -> Election:
    """Return an election to those at the desk. Raises NotFound."""
    found = Election.objects.select_related("decided_by").filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def elections_listed() -> QuerySet[Election]:
    """Return elections that were opened, the last year first."""
    return _seen().order_by("-year", "-id")


def elections_at_desk() -> QuerySet[Election]:
    """Return all elections, the last year first."""
    return Election.objects.order_by("-year", "-id")


def elections_under_way() -> list[Election]:
    """Return what runs now."""
    return list(_seen().filter(state__in=UNDER_WAY).order_by("-year", "-id"))


def candidates_of(election: Election) -> list[Candidacy]:
    """Return who accepted, also who stepped back after that, in the order of nominations."""
    rows = Candidacy.objects.select_related("candidate", "nominator", "snapshot")
    shown = (CandidacyState.ACCEPTED, CandidacyState.WITHDRAWN)
    rows = rows.filter(election=election, state__in=shown)
    return list(rows.order_by("nominated_at", "id"))


def candidacy_counts(election: Election) -> tuple[int, int, int]:
    """Return how many accepted, how many have yet to answer, and how many were named.

    The second figure is the desk's: falling alone, it tells who named somebody of a no.
    """
    found = Candidacy.objects.filter(election=election).aggregate(
        accepted=Count("id", filter=Q(state=CandidacyState.ACCEPTED)),
        asked=Count("id", filter=Q(state=CandidacyState.ASKED)),
        named=Count("id"),
    )
    return found["accepted"], found["asked"], found["named"]


def get_candidacy(member: Member, public_id: str) -> Candidacy:
    """Return a member's own candidacy. Raises NotFound."""
    for one in candidacies_of(member):
        if one.public_id == public_id:
            return one
    raise NotFound


def candidacies_of(member: Member) -> list[Candidacy]:
    """Return where a member is or was a candidate, the newest first."""
    rows = Candidacy.objects.select_related("election", "candidate", "snapshot")
    return list(rows.filter(candidate=member).order_by("-id"))


def own_candidacy(election: Election, member: Member | None) -> Candidacy | None:
    """Return a member's candidacy in one election."""
    return Candidacy.objects.filter(election=election, candidate=member).first()


def named_by(election: Election, member: Member) -> list[Candidacy]:
    """Return whom a member nominated; who declined reads like who hasn't answered in time."""
    rows = Candidacy.objects.select_related("candidate").filter(election=election)
    return list(rows.filter(nominator=member).order_by("id"))


def count_named(election: Election, member: Member) -> int:
    """Return how many a member nominated in one election."""
    return Candidacy.objects.filter(election=election, nominator=member).count()


def metric_percent() -> int:
    """Return the share of all votes that the record gets in what is opened now."""
    return min(rules().laurel_metric_percent, METRIC_MOST_PERCENT)


def won_lately(member: Member, year: int, rest: int) -> int | None:
    """Return in which of the `rest` years before this one the member came first."""
    rows = Laurel.objects.filter(
        candidacy__candidate=member,
        place=1,
        election__state=ElectionState.CONFIRMED,
        election__year__gte=year - rest,
        election__year__lt=year,
    )
    return rows.order_by("-election__year").values_list("election__year", flat=True).first()


def elector_of(election: Election, member: Member | None) -> Elector | None:
    """Return a member's right to vote, None for who has none."""
    return Elector.objects.filter(election=election, member=member).first()


def voted_count(election: Election) -> int:
    """Return how many have voted."""
    return Elector.objects.filter(election=election, has_voted=True).count()


def electors_of(election: Election) -> list[Member]:
    """Return who may vote."""
    rows = Elector.objects.select_related("member").filter(election=election)
    return [one.member for one in rows.order_by("id")]


def people_of(election: Election) -> list[Member]:
    """Return everybody who has a part in it: electors and candidates, each once."""
    rows = Candidacy.objects.select_related("candidate")
    rows = rows.filter(election=election, state=CandidacyState.ACCEPTED).order_by("id")
    found = {one.pk: one for one in electors_of(election)}
    return list((found | {one.candidate.pk: one.candidate for one in rows}).values())


@dataclass(frozen=True)
class Honour:
    """A place that a member won."""

    year: int
    place: int


def honours_among(member_ids: Collection[int]) -> dict[int, list[Honour]]:
    """Return what each of these members won, the last year first. One query."""
    found: dict[int, list[Honour]] = {}
    rows = Laurel.objects.filter(
        candidacy__candidate__in=member_ids, election__state=ElectionState.CONFIRMED
    )
    kept = rows.order_by("-election__year", "place").values_list(
        "candidacy__candidate_id", "election__year", "place"
    )
    for member, year, place in kept:
        found.setdefault(member, []).append(Honour(year, place))
    return found


def has_won(member: Member) -> bool:
    """Whether the member ever won a place. No query: the few who did are kept for a minute."""
    kept: frozenset[int] | None = cache.get(_WINNERS)
    if kept is None:
        rows = Laurel.objects.filter(election__state=ElectionState.CONFIRMED)
        kept = frozenset(rows.values_list("candidacy__candidate_id", flat=True))
        cache.set(_WINNERS, kept, _WINNERS_SECONDS)
    return member.pk in kept


def forget_winners() -> None:
    """Let the next reader ask anew who won."""
    cache.delete(_WINNERS)


def winners_listed() -> list[Laurel]:
    """Return all winners of confirmed elections, the last year first. One query."""
    rows = Laurel.objects.select_related("election", "candidacy__candidate__profile")
    rows = rows.filter(election__state=ElectionState.CONFIRMED)
    return list(rows.order_by("-election__year", "place"))


def winners_of(election: Election) -> list[Laurel]:
    """Return who won which place by the count."""
    rows = Laurel.objects.select_related("candidacy__candidate").filter(election=election)
    return list(rows.order_by("place"))


def election_with_prizes(contest_id: str) -> Election | None:
    """Return the election whose prizes a contest carries."""
    return Election.objects.filter(contest_id=contest_id, state__in=STANDING).first()
