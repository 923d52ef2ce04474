"""Nominations: the guarded doors, the club's lists, evidence and the tally."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from community.forum.models import Topic
from community.forum.queries.places import places_for
from community.gurus.choices import (
    COOLING,
    LIVE,
    OPEN_NOMINATIONS,
    Choice,
    EvidenceKind,
    MembershipState,
    NominationState,
)
from community.gurus.models import Ballot, Evidence, Membership, Nomination, Remark
from community.reputation.models import Contribution
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound

ENDED = tuple(state for state in NominationState if state not in OPEN_NOMINATIONS)


@dataclass(frozen=True)
class Exhibit:
    """A piece of evidence as a reader sees it; without an address where they may not open it."""

    kind: str
    title: str
    url: str


def _whole() -> QuerySet[Nomination]:
    return Nomination.objects.select_related(
        "candidate", "candidate__profile", "nominator", "supporter", "decided_by"
    )


def nominations_for(member: Member, tab: str) -> QuerySet[Nomination]:
    """Return the club's nominations of one tab but the member's own; `is_voted`: theirs is cast."""
    voted = Ballot.objects.filter(nomination=OuterRef("pk"), member=member).exclude(choice="")
    mine = Ballot.objects.filter(nomination=OuterRef("pk"), member=member)
    rows = _whole().exclude(candidate=member)
    rows = rows.annotate(is_voted=Exists(voted), has_ballot=Exists(mine))
    if tab == "ended":
        return rows.filter(state__in=ENDED).order_by("-ended_at", "-id")
    return rows.filter(state__in=OPEN_NOMINATIONS).order_by("due_at", "id")


def get_nomination_in_club(member: Member, public_id: str) -> Nomination:
    """Return a nomination to the club. Raises NotFound: for its candidate too."""
    found = _whole().filter(public_id=public_id).exclude(candidate=member).first()
    if found is None:
        raise NotFound
    return found


def invitations_of(member: Member) -> list[Nomination]:
    """Return what a candidate may know of: from when they are asked on, the newest first."""
    rows = _whole().filter(candidate=member).exclude(state=NominationState.PROPOSED)
    # One that never reached the candidate stays unknown to them.
    unheard = Q(supporter=None, is_founding=False)
    return list(rows.exclude(unheard).order_by("-id"))


def get_invitation(member: Member, public_id: str) -> Nomination:
    """Return a candidate's own nomination once they were asked. Raises NotFound."""
    for one in invitations_of(member):
        if one.public_id == public_id:
            return one
    raise NotFound


def count_to_confirm() -> int:
    """Return how many nominations wait for the community manager."""
    return Nomination.objects.filter(state=NominationState.CONFIRMING).count()


def to_confirm() -> list[Nomination]:
    """Return what waits for the community manager, the longest first."""
    rows = _whole().filter(state=NominationState.CONFIRMING)
    return list(rows.order_by("counted_at", "id"))


def remarks_on(nomination: Nomination) -> list[Remark]:
    """Return what was said, in order."""
    rows = Remark.objects.select_related("author").filter(nomination=nomination)
    return list(rows.order_by("at", "id"))


def ballot_of(nomination: Nomination, member: Member) -> Ballot | None:
    """Return a member's ballot, None for who has none."""
    return Ballot.objects.filter(nomination=nomination, member=member).first()


def reasons_against(nomination: Nomination) -> list[Ballot]:
    """Return the votes that say why, with who cast them; shown once the vote is over."""
    rows = Ballot.objects.select_related("member").filter(nomination=nomination)
    return list(rows.exclude(reason="").order_by("choice", "cast_at", "id"))


def cast_count(nomination: Nomination) -> tuple[int, int]:
    """Return how many have voted, of how many who may."""
    found = Ballot.objects.filter(nomination=nomination).aggregate(
        cast=Count("id", filter=~Q(choice="")), every=Count("id")
    )
    return found["cast"], found["every"]


def tally(nomination: Nomination) -> dict[str, int]:
    """Return how many chose what, from the ballots."""
    rows = Ballot.objects.filter(nomination=nomination).values("choice").order_by()
    found = {row["choice"]: row["n"] for row in rows.annotate(n=Count("id"))}
    return {choice: found.get(choice, 0) for choice in Choice.values}


def is_member(member: Member) -> bool:
    """Whether they belong to the club, or an appeal about it waits."""
    held = (*LIVE, MembershipState.APPEALED)
    return Membership.objects.filter(member=member, state__in=held).exists()


def rests_until(member: Member, *, now: datetime) -> datetime | None:
    """Return until when nobody may nominate this member, None where they may be."""
    pause = timedelta(days=rules().guru_cooldown_days)
    # An invitation whose time ran out is no other to the club than one that was declined.
    unanswered = Q(state=NominationState.LAPSED, supporter__isnull=False, applied_at=None)
    ended = Nomination.objects.filter(
        Q(state__in=COOLING) | unanswered, candidate=member, ended_at__gt=now - pause
    )
    out = Membership.objects.filter(
        member=member,
        state__in=(MembershipState.REMOVED, MembershipState.EXCLUDED),
        ended_at__gt=now - pause,
    )
    moments = [
        *ended.order_by("id").values_list("ended_at", flat=True),
        *out.order_by("id").values_list("ended_at", flat=True),
    ]
    known = [moment for moment in moments if moment is not None]
    return max(known) + pause if known else None


def count_nominated(member: Member, *, since: datetime | None = None) -> int:
    """Return how many a member has under way, or has nominated since."""
    rows = Nomination.objects.filter(nominator=member, is_founding=False)
    if since is None:
        return rows.filter(state__in=OPEN_NOMINATIONS).count()
    return rows.filter(made_at__gt=since).count()


def exhibits_of(nomination: Nomination, reader: Member) -> list[Exhibit]:
    """Return the evidence in its order; topics with their titles as they are now."""
    rows = list(Evidence.objects.filter(nomination=nomination).order_by("position", "id"))
    seen = set(places_for(reader).by_id)
    wanted = [row.ref or 0 for row in rows if row.kind == EvidenceKind.TOPIC]
    topics = {one.pk: one for one in Topic.objects.filter(pk__in=wanted).order_by("pk")}
    return [_exhibit(row, topics, seen) for row in rows]


def _exhibit(row: Evidence, topics: dict[int, Topic], seen: Collection[int]) -> Exhibit:
    if row.kind == EvidenceKind.TOPIC:
        topic = topics.get(row.ref or 0)
        if topic is None or topic.category_id not in seen:
            return Exhibit(row.kind, row.title, "")
        return Exhibit(row.kind, topic.title, topic.get_absolute_url())
    return Exhibit(row.kind, row.title or row.address, row.address)


def topic_seen(reader: Member, number: int) -> Topic | None:
    """Return a topic that the reader may see."""
    topic = Topic.objects.filter(pk=number).first()
    if topic is None or topic.category_id not in places_for(reader).by_id:
        return None
    return topic


def line_of(number: int) -> Contribution | None:
    """Return a line of the record."""
    return Contribution.objects.filter(pk=number).first()


def people_of(public_id: str) -> list[Member]:
    """Return who nominated and who supported."""
    found = _whole().filter(public_id=public_id).first()
    if found is None:
        return []
    return [one for one in (found.nominator, found.supporter) if one is not None]


def was_asked(public_id: str) -> bool:
    """Whether the candidate knows of it."""
    rows = Nomination.objects.filter(public_id=public_id)
    return rows.filter(Q(supporter__isnull=False) | Q(is_founding=True)).exists()


def voters_of(public_id: str) -> list[Member]:
    """Return who may vote and hasn't yet."""
    rows = Ballot.objects.filter(nomination__public_id=public_id, choice="")
    return [one.member for one in rows.select_related("member").order_by("id")]
