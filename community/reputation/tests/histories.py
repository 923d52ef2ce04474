"""Histories of contributions, and a plain recount of their record to hold everything against."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from community.reputation import services
from community.reputation.choices import Kind, Period
from community.reputation.models import Contribution, PointRule, Score, Tally, Total
from community.reputation.queries import rule_in_force
from community.reputation.queries.periods import kept_since, span_of
from community.reputation.services import Line
from marketplace.accounts.models import Member

KINDS = tuple(Kind)
AREAS = ("", "design", "code")
SUBJECTS = 40
DAYS_BACK = 900
Sums = dict[tuple[Any, ...], tuple[int, int, int]]


@dataclass
class History:
    """A world to which things happen, drawn from one source of chance."""

    people: Sequence[int]
    keeper: Member
    chance: random.Random
    now: datetime
    at_once: int = 1
    keys: list[str] = field(default_factory=list)
    counters: list[int] = field(default_factory=list)

    def step(self, name: str) -> None:
        """Let one thing happen."""
        self.now += timedelta(seconds=self.chance.randint(1, 4_000))
        STEPS[name](self)

    def line(self) -> Line:
        """Draw a contribution, of any age."""
        receiver, giver = self.chance.sample(list(self.people), 2)
        back = timedelta(days=self.chance.choice((0, 0, 0, 1, 6, 40, DAYS_BACK)))
        key = f"key:{len(self.keys)}"
        self.keys.append(key)
        return Line(
            kind=self.chance.choice(KINDS),
            receiver_id=receiver,
            giver_id=self.chance.choice((giver, giver, None)),
            area=self.chance.choice(AREAS),
            subject_kind="post",
            subject_id=self.chance.randrange(SUBJECTS),
            key=key,
            occurred_at=self.now - back,
        )


def record(one: History) -> None:
    """Record something, or several things at once."""
    lines = [one.line() for _ in range(one.at_once)]
    services.record_contributions(lines=lines, now=one.now)


def record_again(one: History) -> None:
    """Send what was sent before, as a broker may."""
    if one.keys:
        row = Contribution.objects.get(key=one.chance.choice(one.keys))
        services.record_contribution(
            kind=row.kind,
            receiver_id=row.receiver_id,
            giver_id=row.giver_id,
            subject_kind=row.subject_kind,
            subject_id=row.subject_id,
            key=row.key,
            occurred_at=one.now,
            now=one.now,
        )


def take_back(one: History) -> None:
    """Take something back, maybe for the second time."""
    if one.keys:
        key = one.chance.choice(one.keys)
        services.reverse_contribution(key=key, note="", by_id=None, now=one.now)


def remove(one: History) -> None:
    """Remove a subject with all that stands for it."""
    one_of = one.chance.randrange(SUBJECTS)
    services.reverse_by_subject(
        subject_kind="post", subject_id=one_of, note="gone", by_id=None, now=one.now
    )


def restore(one: History) -> None:
    """Bring a subject back."""
    one_of = one.chance.randrange(SUBJECTS)
    services.reinstate_by_subject(
        subject_kind="post", subject_id=one_of, note="back", by_id=None, now=one.now
    )


def move(one: History) -> None:
    """Merge a subject into another area."""
    services.move_subject(
        subject_kind="post",
        subject_id=one.chance.randrange(SUBJECTS),
        area=one.chance.choice(AREAS),
        note="merged",
        by_id=None,
        now=one.now,
    )


def decide(one: History) -> None:
    """Reverse some rows in a case, or give back what a case took."""
    last = Contribution.objects.order_by("-id").values_list("pk", flat=True).first() or 0
    rows = [one.chance.randint(0, last) for _ in range(5)]
    verb = one.chance.choice((services.reverse_rows, services.reinstate_rows))
    verb(rows=rows, note="case", by_id=one.keeper.pk, now=one.now)


def reprice(one: History) -> None:
    """Price a kind anew."""
    kind = one.chance.choice(KINDS).value
    held: PointRule = rule_in_force(kind)
    services.change_rule(
        kind=kind,
        points_milli=(held.points_milli + one.chance.randint(1, 20_000)) % 50_000,
        note="for a change",
        seen_version=held.version,
        actor=one.keeper,
        now=one.now,
    )


def count(one: History) -> None:
    """Let the sweep take some of the marks."""
    services.count_scores(now=one.now, limit=one.chance.randint(1, 50))


STEPS: dict[str, Callable[[History], None]] = {
    "record": record,
    "again": record_again,
    "back": take_back,
    "remove": remove,
    "restore": restore,
    "move": move,
    "decide": decide,
    "reprice": reprice,
    "count": count,
}


def plain_recount(today: date) -> tuple[Sums, Sums, Sums]:
    """Count tallies, scores and totals from the rows of the record, one by one."""
    tallies: Sums = defaultdict(lambda: (0, 0, 0))
    scores: Sums = defaultdict(lambda: (0, 0, 0))
    totals: Sums = defaultdict(lambda: (0, 0, 0))
    since = kept_since(today)
    rows = Contribution.objects.values_list(
        "receiver_id", "day", "area", "kind", "sign", "weight_milli", "points_milli"
    )
    for member, day, area, kind, *three in rows.iterator():
        cuts = [("", ""), ("", kind)] + ([(area, "")] if area else [])
        _add(tallies, (member, kind, area), three)
        _add(scores, (member, day, area, kind), three)
        for period in Period:
            start = span_of(period, day).starts_on
            if start >= since[period]:
                for cut in cuts:
                    _add(totals, (member, period.value, start, *cut), three)
    return dict(tallies), dict(scores), dict(totals)


def kept(today: date) -> tuple[Sums, Sums, Sums]:
    """Return the same three as they are kept."""
    since = kept_since(today)
    sums = ("count", "weight_milli", "points_milli")
    tally = Tally.objects.values_list("member_id", "kind", "area", *sums)
    score = Score.objects.values_list("member_id", "day", "area", "kind", *sums)
    total = Total.objects.values_list("member_id", "period", "starts_on", "area", "kind", *sums)
    shown = [row for row in total if row[2] >= since[Period(row[1])]]
    return _keyed(tally), _keyed(score), _keyed(shown)


def _keyed(rows: Any) -> Sums:
    return {tuple(row[:-3]): tuple(row[-3:]) for row in rows}


def _add(sums: Sums, key: tuple[Any, ...], three: Sequence[int]) -> None:
    old = sums[key]
    sums[key] = (old[0] + three[0], old[1] + three[1], old[2] + three[2])
