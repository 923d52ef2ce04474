"""Who fits whom: by language first, then by place, then by interests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.text import fold
from marketplace.messaging.queries import blocks_among
from referrals.campaigns.choices import CardSide, MatchState
from referrals.campaigns.models import Campaign, Card, Match

# What something in common is worth.
SAME_CITY, SAME_COUNTRY, PER_INTEREST, PER_LANGUAGE = 50, 20, 10, 5
MOST = 500


@dataclass(frozen=True)
class Pair:
    """A host and a newcomer, and what they share."""

    host: Card
    newcomer: Card
    score: int
    shared: dict[str, list[str]]


def pair_of(host: Card, newcomer: Card) -> Pair | None:
    """Return what two cards have in common; None without a common language and country."""
    languages = sorted(set(host.languages) & set(newcomer.languages))
    if not languages or host.country != newcomer.country:
        return None
    mine = {fold(one): one for one in host.interests}
    interests = [one for one in newcomer.interests if fold(one) in mine]
    is_same_city = bool(host.city) and fold(host.city) == fold(newcomer.city)
    score = SAME_COUNTRY + PER_LANGUAGE * len(languages) + PER_INTEREST * len(interests)
    shared = {
        "languages": languages,
        "interests": interests,
        "city": [newcomer.city] if is_same_city else [],
    }
    return Pair(host, newcomer, min(score + SAME_CITY * is_same_city, MOST), shared)


def best_pairs(campaign: Campaign) -> list[Pair]:
    """Return the pairs to be proposed now: the closest first, nobody over their room.

    A pair that was proposed once isn't again, whatever came of it; nor are those of whom one has
    blocked the other, so that they stand in nobody else's way.
    """
    cards = list(Card.objects.filter(campaign=campaign, is_open=True).select_related("member"))
    room = _room_left(cards)
    known = set(Match.objects.filter(host__campaign=campaign).values_list("host", "newcomer"))
    apart = {frozenset(pair) for pair in blocks_among(card.member for card in cards)}
    hosts = [card for card in cards if card.side == CardSide.HOST and room[card.pk]]
    newcomers = [card for card in cards if card.side == CardSide.NEWCOMER and room[card.pk]]
    found = [
        pair
        for host in hosts
        for newcomer in newcomers
        if (host.pk, newcomer.pk) not in known
        and frozenset((host.member_id, newcomer.member_id)) not in apart
        and (pair := pair_of(host, newcomer))
    ]
    return list(_greedy(found, room))


def _greedy(pairs: list[Pair], room: dict[int, int]) -> Iterable[Pair]:
    for pair in sorted(pairs, key=lambda one: (-one.score, one.host.pk, one.newcomer.pk)):
        if room[pair.host.pk] and room[pair.newcomer.pk]:
            room[pair.host.pk] -= 1
            room[pair.newcomer.pk] -= 1
            yield pair


def _room_left(cards: list[Card]) -> dict[int, int]:
    room = {card.pk: card.room for card in cards}
    live = Match.objects.filter(state__in=(MatchState.PROPOSED, MatchState.AGREED))
    for host, newcomer in live.filter(Q(host__in=cards) | Q(newcomer__in=cards)).values_list(
        "host", "newcomer"
    ):
        for pk in (host, newcomer):
            if room.get(pk):
                room[pk] -= 1
    return room


def card_of(campaign: Campaign, member: Member) -> Card | None:
    """Return the member's card in a campaign; None without."""
    return Card.objects.filter(campaign=campaign, member=member).first()


def _whole() -> QuerySet[Match]:
    rows = Match.objects.select_related("host__member", "newcomer__member", "host__campaign")
    return rows.prefetch_related("host__campaign__texts")


def matches_of(member: Member, campaign: Campaign | None = None) -> list[Match]:
    """Return the proposals that name the member, the newest first."""
    rows = _whole().filter(Q(host__member=member) | Q(newcomer__member=member))
    rows = rows.filter(host__campaign=campaign) if campaign is not None else rows
    return list(rows.order_by("-id"))


def get_match_for(member: Member, public_id: str) -> Match:
    """Return a proposal that names the member. Raises NotFound."""
    rows = _whole().filter(Q(host__member=member) | Q(newcomer__member=member))
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def get_match(public_id: str) -> Match:
    """Return a proposal, for code that has checked who asks. Raises NotFound."""
    found = _whole().filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def match_counts(campaign: Campaign) -> dict[str, int]:
    """Return how many proposals of a campaign stand in each state."""
    rows = Match.objects.filter(host__campaign=campaign).values_list("state", flat=True)
    counted = dict.fromkeys(MatchState.values, 0)
    for state in rows:
        counted[state] += 1
    return counted
