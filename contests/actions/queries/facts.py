"""What the platform itself knows was done, for the kinds of actions that it can see.

An app that isn't part of the contests registers its fact in `config/wiring.py`; a kind is offered
only when its fact is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Protocol

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contests.actions.choices import ActionKind
from contests.actions.models import Action, Claim, Entrant
from contests.actions.queries.deeds import deed_of
from contests.calls.models import Arrival, Follower
from marketplace.accounts.policies import has_confirmed_address
from marketplace.search.models import SavedSearch

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# A time that has no name of its own: the day or the number of the time makes it unique.
PLAIN: Final = ""


@dataclass(frozen=True)
class Seen:
    """One time that something was done. `key` makes it unique where it has a name of its own."""

    key: str
    evidence: dict[str, Any]


class Look(Protocol):
    """Returns the times that the entrant did it and that aren't counted yet."""

    def __call__(self, *, action: Action, entrant: Entrant, now: datetime) -> Iterable[Seen]: ...


@dataclass(frozen=True)
class Fact:
    """How the platform sees a kind of action; `missing` is said when it sees nothing."""

    look: Look
    missing: StrPromise | str


def _visit(*, action: Action, entrant: Entrant, now: datetime) -> list[Seen]:  # noqa: ARG001
    """Whoever presses the button is there."""
    return [Seen(PLAIN, {"at": now.isoformat()})]


def _follows(*, action: Action, entrant: Entrant, now: datetime) -> list[Seen]:  # noqa: ARG001
    found = Follower.objects.filter(contest=entrant.contest_id, member=entrant.member_id).first()
    return [Seen(PLAIN, {"since": found.since.isoformat()})] if found else []


def _saved_search(*, action: Action, entrant: Entrant, now: datetime) -> list[Seen]:  # noqa: ARG001
    rows = SavedSearch.objects.filter(member=entrant.member_id).order_by("id")
    found = rows.first()
    return [Seen(PLAIN, {"search": found.public_id})] if found else []


def _friends(*, action: Action, entrant: Entrant, now: datetime) -> list[Seen]:  # noqa: ARG001
    """Friends who came by the entrant's link, confirmed their address and did something."""
    known = Claim.objects.filter(action=action, entrant=entrant).values("key")
    counted = {row["key"] for row in known}
    arrivals = (
        Arrival.objects.filter(Q(link=entrant.link_id), signed_up_at__gte=entrant.joined_at)
        .select_related("member")
        .order_by("id")
    )
    found = []
    for arrival in arrivals:
        key, friend = f"arrival:{arrival.pk}", arrival.member
        if key in counted or not friend.is_active or not has_confirmed_address(friend):
            continue
        if deed := deed_of(friend):
            found.append(Seen(key, {"friend": friend.public_id, "did": deed}))
    return found


_FACTS: Final[dict[str, Fact]] = {
    ActionKind.VISIT: Fact(_visit, _("You have to be signed in.")),
    ActionKind.SUBSCRIBE: Fact(_follows, _("Follow the contest by the button on its page.")),
    ActionKind.SAVE_SEARCH: Fact(
        _saved_search, _("Search for something and press “Save search” above the results.")
    ),
    ActionKind.FRIEND: Fact(
        _friends,
        _("A friend counts who signed up by your link, confirmed the address and did something."),
    ),
}


def register_fact(kind: str, fact: Fact) -> None:
    """Let another app say what it sees of a kind of action."""
    _FACTS[kind] = fact


def fact_of(kind: str) -> Fact | None:
    """Return how the platform sees a kind, None when it doesn't."""
    return _FACTS.get(kind)


def offered_kinds() -> list[ActionKind]:
    """Return the kinds that can be set up: one that only the platform could see needs its fact."""
    return [kind for kind in ActionKind if kind != ActionKind.FORUM or fact_of(kind)]
