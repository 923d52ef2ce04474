"""What ties a judge to an entrant, as far as the platform knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contests.calls.models import Arrival
from contests.judging.queries import register_tie
from marketplace.articles.models import Commission
from marketplace.messaging.models import Participant
from marketplace.orders.models import Order
from marketplace.relationships.models import Introduction
from marketplace.relationships.models import Tie as Acquaintance

Pairs = set[tuple[int, int]]


def _between(
    pairs: Iterable[tuple[int, int]], judges: Collection[int], entrants: Collection[int]
) -> Pairs:
    """Return the pairs as (judge, entrant), whichever way round they came."""
    found: Pairs = set()
    for one, other in pairs:
        if one in judges and other in entrants:
            found.add((one, other))
        if other in judges and one in entrants:
            found.add((other, one))
    return found


def _across(one: str, other: str, judges: Collection[int], entrants: Collection[int]) -> Q:
    return Q(**{f"{one}__in": judges, f"{other}__in": entrants}) | Q(
        **{f"{other}__in": judges, f"{one}__in": entrants}
    )


def order_ties(*, judges: Collection[int], entrants: Collection[int]) -> Pairs:
    """One has bought from the other."""
    rows = Order.objects.filter(_across("client", "seller", judges, entrants))
    return _between(rows.values_list("client_id", "seller_id"), judges, entrants)


def book_ties(*, judges: Collection[int], entrants: Collection[int]) -> Pairs:
    """One stands in the other's book of clients."""
    rows = Acquaintance.objects.filter(_across("client", "seller", judges, entrants))
    return _between(rows.values_list("client_id", "seller_id"), judges, entrants)


def introduction_ties(*, judges: Collection[int], entrants: Collection[int]) -> Pairs:
    """One introduced the other, or was introduced to them."""
    found: Pairs = set()
    for one, other in (("introducer", "client"), ("introducer", "seller"), ("client", "seller")):
        rows = Introduction.objects.filter(_across(one, other, judges, entrants))
        found |= _between(rows.values_list(f"{one}_id", f"{other}_id"), judges, entrants)
    return found


def conversation_ties(*, judges: Collection[int], entrants: Collection[int]) -> Pairs:
    """They write to each other here."""
    shared = Participant.objects.filter(member__in=judges).values("conversation")
    seats: dict[int, set[int]] = {}
    people = Participant.objects.filter(
        conversation__in=shared, member__in={*judges, *entrants}
    ).values_list("conversation_id", "member_id")
    for conversation, member in people:
        seats.setdefault(conversation, set()).add(member)
    return {
        (one, other)
        for members in seats.values()
        for one in members & set(judges)
        for other in members & set(entrants)
        if one != other
    }


def commission_ties(*, judges: Collection[int], entrants: Collection[int]) -> Pairs:
    """One commissioned an article from the other."""
    rows = Commission.objects.filter(_across("editor", "author", judges, entrants))
    return _between(rows.values_list("editor_id", "author_id"), judges, entrants)


def arrival_ties(*, judges: Collection[int], entrants: Collection[int]) -> Pairs:
    """One came to the platform by the other's link of a contest."""
    rows = Arrival.objects.filter(_across("link__member", "member", judges, entrants))
    return _between(rows.values_list("link__member_id", "member_id"), judges, entrants)


register_tie("order", label=_("An order between them"), finder=order_ties)
register_tie("client_book", label=_("In the book of clients"), finder=book_ties)
register_tie("introduction", label=_("An introduction"), finder=introduction_ties)
register_tie("conversation", label=_("A conversation between them"), finder=conversation_ties)
register_tie("commission", label=_("A commissioned article"), finder=commission_ties)
register_tie("arrival", label=_("Came by the other's link"), finder=arrival_ties)
