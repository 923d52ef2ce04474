"""The wall of trophies: what there is, how rare it is, who won it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet

from community.reputation.models import Tally
from community.reputation.queries import Explained, explain, points_of
from community.trophies.choices import TrophyState
from community.trophies.models import Simulation, Trophy, TrophyAward
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import NotFound

LATELY: Final = 12
NEAREST: Final = 3
PER_MILLE: Final = 1_000


@dataclass(frozen=True)
class OnWall:
    """A trophy as the wall shows it. `holders` are people; rarity is per mille of contributors."""

    trophy: Trophy
    holders: int
    per_mille: int
    is_mine: bool
    is_secret: bool


def wall(viewer: Member | None) -> list[OnWall]:
    """Return the trophies that can be won, and those that somebody holds, the easy ones first.

    A hidden one that nobody has won stands there without a name. Four queries.
    """
    held = _holders()
    shown = Q(state=TrophyState.ON) | Q(state=TrophyState.OFF, pk__in=list(held))
    rows = list(Trophy.objects.filter(shown).in_order())
    people = Tally.objects.filter(count__gt=0).values("member").distinct().count()
    mine = _mine(viewer)
    return [
        OnWall(
            trophy=row,
            holders=held.get(row.pk, 0),
            per_mille=held.get(row.pk, 0) * PER_MILLE // max(people, held.get(row.pk, 0), 1),
            is_mine=row.pk in mine,
            is_secret=row.is_hidden and not held.get(row.pk, 0),
        )
        for row in rows
    ]


def lately(limit: int = LATELY) -> list[TrophyAward]:
    """Return the awards that were earned last, with trophy and member."""
    rows = (
        TrophyAward.objects.held().select_related("trophy", "member").filter(member__is_active=True)
    )
    return list(rows.order_by("-earned_at", "-id")[:limit])


def get_trophy(slug: str, *, viewer: Member | None) -> Trophy:
    """Return a trophy that anyone may see.

    Raises NotFound for drafts and for hidden ones that nobody has won; managers see all.
    """
    row = Trophy.objects.filter(slug=slug).first()
    if row is None:
        raise NotFound
    if has_role(viewer, Role.COMMUNITY_MANAGER):
        return row
    is_won = row.awards.filter(taken_at=None, member__is_active=True).exists()
    if (row.is_hidden and not is_won) or (row.state != TrophyState.ON and not is_won):
        raise NotFound
    return row


def holders_of(trophy: Trophy) -> QuerySet[TrophyAward]:
    """Return the awards of a trophy that are held, the latest first."""
    rows = TrophyAward.objects.held().filter(trophy=trophy, member__is_active=True)
    return rows.select_related("member").order_by("-earned_at", "-id")


def held_by(member: Member) -> frozenset[int]:
    """Return the numbers of the trophies that a member holds."""
    rows = TrophyAward.objects.held().filter(member=member)
    return frozenset(rows.values_list("trophy_id", flat=True))


def awards_of(member: Member) -> QuerySet[TrophyAward]:
    """Return what a member holds, the latest first."""
    rows = TrophyAward.objects.held().filter(member=member).select_related("trophy")
    return rows.order_by("-earned_at", "-id")


def what_earned(awards: Collection[TrophyAward], member: Member) -> dict[int, Explained]:
    """Return the contributions that earned a member's awards, by number, while they are kept."""
    wanted = {award.earned_by for award in awards}
    rows = points_of(member).filter(pk__in=wanted)
    return {line.id: line for line in explain(rows)} if wanted else {}


def taken_from(member: Member) -> QuerySet[TrophyAward]:
    """Return what was taken back from a member, the latest first; for the member alone."""
    rows = TrophyAward.objects.filter(member=member, taken_at__isnull=False).select_related(
        "trophy"
    )
    return rows.order_by("-taken_at", "-id")


def open_to(member: Member) -> list[Trophy]:
    """Return the trophies that a member can see, win, and doesn't hold."""
    held = TrophyAward.objects.held().filter(member=member).values("trophy")
    return list(Trophy.objects.on().filter(is_hidden=False).exclude(pk__in=held).in_order())


def secrets_left(member: Member) -> int:
    """Return how many hidden trophies the member hasn't won."""
    held = TrophyAward.objects.held().filter(member=member).values("trophy")
    return Trophy.objects.on().filter(is_hidden=True).exclude(pk__in=held).count()


def at_desk() -> QuerySet[Trophy]:
    """Return every trophy for those who make them, with how many hold it."""
    held = Count("awards", filter=Q(awards__taken_at=None))
    return Trophy.objects.annotate(held=held).order_by("state", "tier", "position", "id")


def latest_simulation(trophy: Trophy) -> Simulation | None:
    """Return what the last simulation of the present rule counted."""
    rows = trophy.simulations.filter(version=trophy.version).select_related("by")
    return rows.order_by("-id").first()


def members_by_pk(ids: Collection[int]) -> dict[int, Member]:
    """Return these members by primary key."""
    return Member.objects.in_bulk(list(ids))


def _holders() -> dict[int, int]:
    rows = TrophyAward.objects.held().filter(member__is_active=True).values("trophy").order_by()
    return dict(rows.annotate(n=Count("member", distinct=True)).values_list("trophy", "n"))


def _mine(viewer: Member | None) -> set[int]:
    if viewer is None:
        return set()
    return set(TrophyAward.objects.held().filter(member=viewer).values_list("trophy", flat=True))


def get_trophy_on(slug: str) -> Trophy | None:
    """Return a trophy that can be won; None when it can't any more."""
    return Trophy.objects.on().filter(slug=slug).first()


def find_trophy(slug: str) -> Trophy | None:
    """Return a trophy whatever its state, for those who tell of it."""
    return Trophy.objects.filter(slug=slug).first()
