"""What a contribution weighs, and what that is worth.

A like weighs less from a new account (Discourse's New User of the Month: 0.1 in the first week, 0.5
in the first month) and from the same giver again: the n-th within 30 days weighs 1/n. Beyond so
many a day from one giver, in all or to one person, it weighs nothing (the shape of NodeBB's caps).
It is counted all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection

from community.reputation.choices import MILLI, WEIGHED_KINDS, Kind, Reason
from marketplace.core.conf import Rules, rules

_FACTS: Final = """
SELECT receiver.public_id, rule.id, rule.points_milli, giver.date_joined,
       given.pair, given.pair_day, given.day
  FROM accounts_member AS receiver
 CROSS JOIN LATERAL (
   SELECT id, points_milli FROM reputation_pointrule
    WHERE kind = %(kind)s ORDER BY version DESC LIMIT 1) AS rule
  LEFT JOIN accounts_member AS giver ON giver.id = %(giver)s
 CROSS JOIN LATERAL (
   SELECT count(*) FILTER (WHERE c.receiver_id = receiver.id) AS pair,
          count(*) FILTER (WHERE c.receiver_id = receiver.id AND c.day = %(day)s) AS pair_day,
          count(*) FILTER (WHERE c.day = %(day)s) AS day
     FROM reputation_contribution AS c
    WHERE c.giver_id = %(giver)s AND c.day > %(since)s AND c.day <= %(day)s
      AND c.kind = ANY(%(weighed)s) AND c.sign = 1
      AND NOT EXISTS (SELECT FROM reputation_contribution AS r WHERE r.reverses_id = c.id)) AS given
 WHERE receiver.id = %(receiver)s
"""


@dataclass(frozen=True)
class Facts:
    """What is known of a giver at the moment: age of the account, and what they gave before."""

    age: timedelta
    pair: int
    pair_day: int
    day: int


@dataclass(frozen=True)
class Weighed:
    """A weight and its price in thousandths, the rule that priced it, and why it weighs less."""

    receiver: str
    weight_milli: int
    points_milli: int
    rule_id: int
    reasons: tuple[Reason, ...]


def weight_of(facts: Facts, limits: Rules) -> tuple[int, tuple[Reason, ...]]:
    """Return the weight in thousandths, rounded down, and the reasons why it isn't 1,000."""
    reasons: list[Reason] = []
    weight = MILLI
    if facts.age < timedelta(days=limits.reputation_new_days):
        weight = limits.reputation_new_milli
    elif facts.age < timedelta(days=limits.reputation_young_days):
        weight = limits.reputation_young_milli
    if weight < MILLI:
        reasons.append(Reason.NEW_ACCOUNT)
    if facts.pair:
        weight //= 1 + facts.pair
        reasons.append(Reason.SAME_GIVER)
    if facts.pair_day >= limits.reputation_pair_day_cap:
        weight = 0
        reasons.append(Reason.PAIR_CAP)
    if facts.day >= limits.reputation_giver_day_cap:
        weight = 0
        reasons.append(Reason.DAY_CAP)
    return weight, tuple(reasons)


def points_for(weight_milli: int, price_milli: int) -> int:
    """Return the points in thousandths: price × weight, rounded half up."""
    return (weight_milli * price_milli + MILLI // 2) // MILLI


def weigh(
    *, kind: Kind, receiver_id: int, giver_id: int | None, occurred_at: datetime, day: date
) -> Weighed | None:
    """Weigh and price what is about to be recorded; None where there is no such member.

    The records of both members must be locked (`lock_members`).
    """
    limits = rules()
    given: dict[str, Any] = {
        "kind": kind,
        "receiver": receiver_id,
        "giver": giver_id,
        "day": day,
        "since": day - timedelta(days=limits.reputation_pair_days),
        "weighed": [one.value for one in WEIGHED_KINDS],
    }
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, given)
        found = cursor.fetchone()
    if found is None:
        return None
    receiver, rule_id, price, joined, pair, pair_day, by_day = found
    if giver_id is not None and joined is None:
        return None
    weight, reasons = MILLI, tuple[Reason, ...]()
    if kind in WEIGHED_KINDS and joined is not None:
        facts = Facts(occurred_at - joined, pair, pair_day, by_day)
        weight, reasons = weight_of(facts, limits)
    return Weighed(receiver, weight, points_for(weight, price), rule_id, reasons)
