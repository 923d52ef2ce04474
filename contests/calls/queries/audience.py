"""Who hears of a contest: those who follow it, and whom other apps name, such as entrants."""

from __future__ import annotations

from typing import Any, Final, Protocol

from django.db.models import Q, QuerySet

from contests.calls.models import Contest, Follower
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member


class Audience(Protocol):
    """Returns the primary keys of members, as a query of one column."""

    def __call__(self, contest: Contest) -> QuerySet[Any, Any]: ...


_AUDIENCES: Final[dict[str, Audience]] = {}


def register_audience(name: str, audience: Audience) -> None:
    """Let an app name members who hear of a contest though they don't follow it.

    The audience returns a query of member ids: `Entry.objects.filter(…).values("entrant_id")`.
    """
    _AUDIENCES[name] = audience


def audience_of(contest: Contest, *, after: int = 0, limit: int | None = None) -> list[Member]:
    """Return everybody who hears of the contest, each once, by primary key from `after` on."""
    wanted = Q(pk__in=Follower.objects.filter(contest=contest).values("member_id"))
    for audience in _AUDIENCES.values():
        wanted |= Q(pk__in=audience(contest))
    return list(Member.objects.filter(wanted, pk__gt=after).order_by("pk")[:limit])


def administrators() -> list[Member]:
    """Return who sets up contests."""
    rows = Member.objects.filter(is_active=True, role_grants__role=Role.ADMIN)
    return list(rows.order_by("pk").distinct())


def is_following(contest: Contest, member: Member) -> bool:
    """Tell whether the member follows the contest."""
    return Follower.objects.filter(contest=contest, member=member).exists()


def count_followers(contest: Contest) -> int:
    """Return how many follow it; free of a query for a contest that came by the public door."""
    known: int | None = getattr(contest, "follower_count", None)
    return contest.followers.count() if known is None else known
