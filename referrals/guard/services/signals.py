"""What looks like one hand, found in the facts about one link owner, and in nothing else.

No signal by itself but a shared account, a shared mailbox or a device in many hands reaches the sum
that holds: families share a device, offices a network, and friends buy from each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from referrals.guard.choices import (
    BURST_SIZE,
    BURST_WINDOW,
    COMPANY_AT,
    GROUPS,
    HASTE_WITHIN,
    MANY_AT,
    REFUND_WITHIN,
    STEM_AT,
    SignalKind,
)
from referrals.guard.queries import (
    Facts,
    Pair,
    is_disposable,
    plain_address,
    private_domain,
    stem_of,
)

WEIGHTS: Final[dict[SignalKind, int]] = {
    SignalKind.DEVICE: 40,
    SignalKind.NETWORK: 20,
    SignalKind.MANY: 60,
    SignalKind.MAIL_ALIAS: 70,
    SignalKind.MAIL_NEAR: 25,
    SignalKind.DISPOSABLE: 30,
    SignalKind.DESTINATION: 80,
    SignalKind.BURST: 30,
    SignalKind.CIRCLE: 35,
    SignalKind.HASTE: 25,
    SignalKind.REFUND: 20,
    SignalKind.LOOP: 60,
    SignalKind.COMPANY: 60,
}
# An office shares a network and its machines look alike; one cookie is one device.
MANY_ON_A_NETWORK: Final = 40
# What was bought from the link owner's other account was bought from the owner.
FROM_OTHER_SELF: Final = 60
# Colleagues share their company's domain.
SAME_DOMAIN: Final = 10
_SHOWN: Final = 10

# (attribution, kind) -> (weight, evidence).
Found = tuple[int, SignalKind, int, dict[str, Any]]
Signals = Mapping[int, Mapping[SignalKind, tuple[int, dict[str, Any]]]]


def find_signals(facts: Facts) -> dict[int, dict[SignalKind, tuple[int, dict[str, Any]]]]:
    """Return what speaks against each sign-up; of one kind the heaviest."""
    found: dict[int, dict[SignalKind, tuple[int, dict[str, Any]]]] = defaultdict(dict)
    for look in _LOOKS:
        for attribution_id, kind, weight, evidence in look(facts):
            known = found[attribution_id].get(kind)
            if known is None or known[0] < weight:
                found[attribution_id][kind] = (weight, evidence)
    return dict(found)


def score_of(weights: Mapping[SignalKind, int]) -> int:
    """Return the sum of the weights; of a group that says one thing twice only the heaviest."""
    groups: dict[str, int] = {}
    for kind, weight in weights.items():
        group = GROUPS.get(kind, kind.value)
        groups[group] = max(groups.get(group, 0), weight)
    return sum(groups.values())


def find_company(facts: Facts, scores: Mapping[int, int], threshold: int) -> Iterator[Found]:
    """Yield a signal for everybody whose company is in doubt: most of what the link brought.

    `scores` are those without this signal; who was cleared by a person speaks for the others.
    """
    cleared = {pk for pk, (state, _score) in facts.standing.items() if state == "cleared"}
    doubtful = {pk for pk, score in scores.items() if score >= threshold and pk not in cleared}
    for pair in facts.pairs:
        others = len(doubtful - {pair.attribution_id})
        if others >= COMPANY_AT and 2 * others >= len(facts.pairs):
            evidence = {"count": others, "of": len(facts.pairs)}
            yield pair.attribution_id, SignalKind.COMPANY, WEIGHTS[SignalKind.COMPANY], evidence


def _say(pair: Pair, kind: SignalKind, weight: int = 0, **evidence: Any) -> Found:
    return pair.attribution_id, kind, weight or WEIGHTS[kind], evidence


def _places(facts: Facts) -> Iterator[Found]:
    """Find shared devices, known by a cookie, and networks, known on one day by a print."""
    cookies = Counter(
        visitor for pair in facts.pairs for visitor in facts.visitors.get(pair.friend_id, ())
    )
    prints = Counter(pair.day_print for pair in facts.pairs if pair.day_print)
    own = facts.visitors.get(facts.owner_id, set())
    for pair in facts.pairs:
        theirs = facts.visitors.get(pair.friend_id, set())
        if theirs & own:
            yield _say(pair, SignalKind.DEVICE, with_owner=True)
        most = max((cookies[visitor] for visitor in theirs), default=0)
        if most >= MANY_AT:
            yield _say(pair, SignalKind.MANY, count=most, by="device")
        alike = prints[pair.day_print] if pair.day_print else 0
        if alike >= MANY_AT:
            yield _say(pair, SignalKind.MANY, MANY_ON_A_NETWORK, count=alike, by="network")
        elif alike > 1 or pair.day_print in facts.own_prints:
            yield _say(pair, SignalKind.NETWORK, count=alike)


def _mails(facts: Facts) -> Iterator[Found]:
    roots = Counter(plain_address(pair.email) for pair in facts.pairs)
    stems = Counter(stem_of(pair.email) for pair in facts.pairs)
    own_root, own_stem = plain_address(facts.owner_email), stem_of(facts.owner_email)
    own_domain = private_domain(facts.owner_email)
    for pair in facts.pairs:
        root, stem = plain_address(pair.email), stem_of(pair.email)
        if root and (root == own_root or roots[root] > 1):
            yield _say(pair, SignalKind.MAIL_ALIAS, with_owner=root == own_root)
        if stem and (stems[stem] >= STEM_AT or stem == own_stem):
            yield _say(pair, SignalKind.MAIL_NEAR, count=stems[stem])
        elif own_domain and private_domain(pair.email) == own_domain:
            yield _say(pair, SignalKind.MAIL_NEAR, SAME_DOMAIN, domain=True)
        if is_disposable(pair.email):
            yield _say(pair, SignalKind.DISPOSABLE)


def _destinations(facts: Facts) -> Iterator[Found]:
    together = {member: len(group) for group in facts.shared_places for member in group}
    for pair in facts.pairs:
        if pair.friend_id in together:
            yield _say(pair, SignalKind.DESTINATION, count=together[pair.friend_id])


def _bursts(facts: Facts) -> Iterator[Found]:
    """Those who came by one link within minutes of enough others."""
    by_link: dict[int, list[Pair]] = defaultdict(list)
    for pair in facts.pairs:
        by_link[pair.link_id].append(pair)
    for pairs in by_link.values():
        moments = [pair.at for pair in pairs]
        caught: set[int] = set()
        for start in range(len(pairs) - BURST_SIZE + 1):
            end = start + BURST_SIZE - 1
            if moments[end] - moments[start] <= BURST_WINDOW:
                caught.update(range(start, end + 1))
        for place in sorted(caught):
            yield _say(pairs[place], SignalKind.BURST, count=len(caught))


def _trades(facts: Facts) -> Iterator[Found]:
    """How a friend bought: only within the circle, in a hurry, or to get it back at once."""
    circle = {facts.owner_id, *(pair.friend_id for pair in facts.pairs)}
    selves = _other_selves(facts)
    for pair in facts.pairs:
        trades = facts.trades.get(pair.friend_id, [])
        if trades and all(trade.seller_id in circle for trade in trades):
            orders = [trade.order_id for trade in trades][:_SHOWN]
            is_self = all(trade.seller_id in selves for trade in trades)
            weight = FROM_OTHER_SELF if is_self else WEIGHTS[SignalKind.CIRCLE]
            yield _say(pair, SignalKind.CIRCLE, weight, orders=orders, count=len(trades))
        quick = [
            trade.order_id
            for trade in trades
            if trade.completed_at and trade.completed_at - pair.at <= HASTE_WITHIN
        ]
        if quick:
            yield _say(pair, SignalKind.HASTE, orders=quick[:_SHOWN])
        back = [
            trade.order_id
            for trade in trades
            if trade.refunded_at and trade.refunded_at - trade.paid_at <= REFUND_WITHIN
        ]
        if back:
            yield _say(pair, SignalKind.REFUND, orders=back[:_SHOWN], count=len(back))


def _other_selves(facts: Facts) -> set[int]:
    """Return the friends who share a mailbox or an account for withdrawals with the owner."""
    with_owner = (group for group in facts.shared_places if facts.owner_id in group)
    found = {member for group in with_owner for member in group}
    root = plain_address(facts.owner_email)
    found |= {pair.friend_id for pair in facts.pairs if root and plain_address(pair.email) == root}
    return found - {facts.owner_id}


def _loops(facts: Facts) -> Iterator[Found]:
    """Who was brought brings another account of the one who brought them."""
    own = facts.visitors.get(facts.owner_id, set())
    own_root = plain_address(facts.owner_email)
    guilty = {
        friend_id
        for friend_id, newcomer_id, email, visitor in facts.grandchildren
        if newcomer_id != facts.owner_id
        and ((visitor and visitor in own) or (own_root and plain_address(email) == own_root))
    }
    parent_id, parent_email = facts.parent
    parents = facts.visitors.get(parent_id, set())
    root = plain_address(parent_email)
    for pair in facts.pairs:
        theirs = facts.visitors.get(pair.friend_id, set())
        is_parents = bool(theirs & parents) or (root and plain_address(pair.email) == root)
        if pair.friend_id in guilty or (is_parents and pair.friend_id != parent_id):
            yield _say(pair, SignalKind.LOOP)


_LOOKS: Final[tuple[Callable[[Facts], Iterator[Found]], ...]] = (
    _places,
    _mails,
    _destinations,
    _bursts,
    _trades,
    _loops,
)
