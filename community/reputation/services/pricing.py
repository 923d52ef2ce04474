"""What each kind is worth: rules in versions, of which the last one is in force."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from community.reputation.choices import MILLI, NOTE_MAX, POINTS_MAX, Kind
from community.reputation.errors import (
    RuleChangedMeanwhile,
    RuleNoteMissing,
    RuleOutOfRange,
    RuleUnchanged,
)
from community.reputation.events import PointRuleChanged
from community.reputation.models import PointRule
from community.reputation.policies import is_keeper
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.errors import NotFound
from marketplace.core.events import publish

# Outcomes earn, messages don't: what a reply is worth is said by those who value it.
FIRST_PRICES: Final[dict[Kind, int]] = {
    Kind.TOPIC: 0,
    Kind.REPLY: 0,
    Kind.LIKE: 2_000,
    Kind.SOLUTION: 10_000,
    Kind.ARTICLE: 10_000,
    Kind.ARTICLE_RATING: 1_000,
    Kind.CERTIFICATE: 15_000,
    Kind.RESOURCE: 10_000,
    Kind.MISSION: 10_000,
    Kind.ELSEWHERE_ANSWER: 5_000,
    Kind.ELSEWHERE_TALK: 30_000,
    Kind.ELSEWHERE_POST: 10_000,
}


def plant_prices(*, now: datetime) -> int:
    """Write the first version of each rule that has none; returns how many were written."""
    known = set(PointRule.objects.values_list("kind", flat=True))
    rows = [
        PointRule(kind=kind, version=1, points_milli=price, made_at=now)
        for kind, price in FIRST_PRICES.items()
        if kind.value not in known
    ]
    return len(PointRule.objects.bulk_create(rows, ignore_conflicts=True))


@transaction.atomic
def change_rule(
    *, kind: str, points_milli: int, note: str, seen_version: int, actor: Member, now: datetime
) -> PointRule:
    """Price a kind anew, in thousandths of a point, for what comes after; the past keeps its price.

    `seen_version` is the one that the actor looked at. Locks the rule in force. Raises NotFound for
    others than community managers, RuleChangedMeanwhile, RuleOutOfRange, RuleUnchanged,
    RuleNoteMissing.
    """
    if not is_keeper(actor):
        raise NotFound
    rows = PointRule.objects.select_for_update(no_key=True).filter(kind=kind)
    held = rows.order_by("-version").first()
    if held is None:
        raise NotFound
    last = PointRule.objects.filter(kind=kind).order_by("-version").first() or held
    if last.version != seen_version:
        raise RuleChangedMeanwhile
    if not 0 <= points_milli <= POINTS_MAX * MILLI:
        raise RuleOutOfRange(field="points", most=POINTS_MAX)
    if points_milli == last.points_milli:
        raise RuleUnchanged(field="points")
    said = note.strip()[:NOTE_MAX]
    if not said:
        raise RuleNoteMissing(field="note")
    rule = PointRule.objects.create(
        kind=kind,
        version=last.version + 1,
        points_milli=points_milli,
        note=said,
        made_at=now,
        made_by=actor,
    )
    record_audit(
        actor=actor.public_id,
        action="point_rule_changed",
        subject=f"point_rule:{kind}",
        before={"version": last.version, "points_milli": last.points_milli},
        after={"version": rule.version, "points_milli": rule.points_milli},
        reason=said,
        now=now,
    )
    event = PointRuleChanged(
        kind=kind,
        version=rule.version,
        points_milli=points_milli,
        before_milli=last.points_milli,
    )
    publish(event, now=now)
    return rule
