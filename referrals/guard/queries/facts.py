"""All that is known about one link owner and those who came by their links, in ten queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from marketplace.accounts.models import Member
from marketplace.ledger.queries import shared_destinations
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from referrals.guard.choices import PAIRS_AT_ONCE
from referrals.guard.models import Case
from referrals.links.choices import VisitKind
from referrals.links.models import Attribution, KnownVisitor, Link, Visit

_STANDING: Final = ("attribution_id", "state", "score")


@dataclass(frozen=True)
class Pair:
    """A sign-up by the owner's link."""

    attribution_id: int
    link_id: int
    friend_id: int
    friend_ref: str
    email: str
    visitor: str
    day_print: str
    at: datetime


@dataclass(frozen=True)
class Trade:
    """An order that a friend paid: from whom, and how it went."""

    order_id: str
    client_id: int
    seller_id: int
    paid_at: datetime
    completed_at: datetime | None
    refunded_at: datetime | None


@dataclass(frozen=True)
class Facts:
    """What `signals` are made of. Members by primary key."""

    owner_id: int
    owner_email: str
    pairs: list[Pair]
    visitors: dict[int, set[str]]
    own_prints: set[str]
    shared_places: list[list[int]]
    trades: dict[int, list[Trade]]
    # Whom the friends brought: the friend's key, the newcomer's key, address and visitor.
    grandchildren: list[tuple[int, int, str, str]]
    # Who brought the owner: key and address; 0 and "" for nobody.
    parent: tuple[int, str] = (0, "")
    # Of each sign-up that has a case: its state and its score.
    standing: dict[int, tuple[str, int]] = field(default_factory=dict)


def gather_facts(owner: Member, *, besides: Collection[int] = ()) -> Facts:
    """Return the facts about the owner's latest sign-ups, and about those named in `besides`.

    `besides` are attributions that are looked at though there are many newer ones.
    """
    pairs = _pairs(owner, besides)
    friends = [pair.friend_id for pair in pairs]
    mine = Attribution.objects.filter(member=owner).select_related("link__owner").first()
    brought_by = mine.link.owner if mine is not None and mine.link is not None else None
    parent = (brought_by.pk, brought_by.email) if brought_by is not None else (0, "")
    visitors: dict[int, set[str]] = defaultdict(set)
    known = KnownVisitor.objects.filter(member__in=[owner.pk, parent[0], *friends])
    for member_id, visitor in known.values_list("member_id", "visitor"):
        visitors[member_id].add(visitor)
    if mine is not None and mine.visitor:
        visitors[owner.pk].add(mine.visitor)
    for pair in pairs:
        if pair.visitor:
            visitors[pair.friend_id].add(pair.visitor)
    cases = Case.objects.filter(attribution__in=[pair.attribution_id for pair in pairs])
    return Facts(
        owner_id=owner.pk,
        owner_email=owner.email,
        pairs=pairs,
        visitors=dict(visitors),
        own_prints=_own_prints(owner, pairs, mine.day_print if mine else ""),
        shared_places=shared_destinations([owner.pk, *friends]),
        trades=_trades(friends),
        grandchildren=_grandchildren(friends),
        parent=parent,
        standing={pk: (state, score) for pk, state, score in cases.values_list(*_STANDING)},
    )


def _pairs(owner: Member, besides: Collection[int]) -> list[Pair]:
    rows: QuerySet[Attribution] = Attribution.objects.filter(link__owner=owner)
    names = ("pk", "link_id", "member_id", "member__public_id", "member__email")
    told = rows.values_list(*names, "visitor", "day_print", "at")
    found = [Pair(*row) for row in told.order_by("-at", "-id")[:PAIRS_AT_ONCE]]
    missing = set(besides) - {pair.attribution_id for pair in found}
    if missing:
        found += [Pair(*row) for row in told.filter(pk__in=missing)]
    return sorted(found, key=lambda pair: (pair.at, pair.attribution_id))


def _own_prints(owner: Member, pairs: list[Pair], at_sign_up: str) -> set[str]:
    """Return on which days' devices and networks the owner was seen, as far as pairs were too."""
    asked = {pair.day_print for pair in pairs if pair.day_print}
    if not asked:
        return set()
    links = Link.objects.filter(owner=owner).values("pk")
    since, until = min(pair.at for pair in pairs), max(pair.at for pair in pairs)
    rows = Visit.objects.filter(
        link__in=links,
        kind=VisitKind.OWN,
        at__gte=since.replace(hour=0, minute=0),
        day_print__in=asked,
    ).filter(at__lt=until.replace(hour=23, minute=59))
    return set(rows.values_list("day_print", flat=True)) | ({at_sign_up} & asked)


def _trades(friends: list[int]) -> dict[int, list[Trade]]:
    found: dict[int, list[Trade]] = defaultdict(list)
    rows = Order.objects.filter(client__in=friends, paid_at__isnull=False).order_by("paid_at", "id")
    names = ("public_id", "client_id", "seller_id", "paid_at", "completed_at")
    for row in rows.values_list(*names, "state", "closed_at"):
        order_id, client_id, seller_id, paid_at, completed_at, state, closed_at = row
        refunded_at = closed_at if state == OrderState.REFUNDED else None
        trade = Trade(order_id, client_id, seller_id, paid_at, completed_at, refunded_at)
        found[client_id].append(trade)
    return dict(found)


def _grandchildren(friends: list[int]) -> list[tuple[int, int, str, str]]:
    rows = Attribution.objects.filter(link__owner__in=friends).order_by("-at", "-id")
    names = ("link__owner_id", "member_id", "member__email", "visitor")
    return list(rows.values_list(*names)[:PAIRS_AT_ONCE])
