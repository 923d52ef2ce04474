"""The ladder of levels: pure arithmetic on facts, the same whenever it is done.

At each moment the figures alone reach some level. The level itself is the highest one reached at
any moment of the period of grace that ends now: it rises at once, and falls only when a condition
was missed all that time. So it depends on facts and the moment, on nothing that was computed
before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from marketplace.core.conf import Rules
from marketplace.core.money import BASIS_POINTS
from marketplace.reviews.choices import Level, Measure


@dataclass(frozen=True)
class OrderFact:
    """An order that ended after its work had begun.

    `is_on_time` is None where nothing had to be delivered yet. `is_lost`: a decision gave the
    client more than half.
    """

    at: datetime
    number: str
    client_id: int
    is_completed: bool
    is_on_time: bool | None
    is_lost: bool


@dataclass(frozen=True)
class ReviewFact:
    """A client's review, from the moment it was revealed; hidden spans in which it didn't count."""

    at: datetime
    rating: int
    not_counted: tuple[tuple[datetime, datetime | None], ...] = ()

    def counts(self, moment: datetime) -> bool:
        """Whether it counts at a moment."""
        return self.at <= moment and not any(
            start <= moment and (end is None or moment < end) for start, end in self.not_counted
        )


@dataclass(frozen=True)
class Facts:
    """All that a level depends on, each list by its moment."""

    orders: Sequence[OrderFact]
    reviews: Sequence[ReviewFact]

    def moments(self) -> list[datetime]:
        """Return every moment at which a figure may change."""
        found = {one.at for one in self.orders} | {one.at for one in self.reviews}
        for review in self.reviews:
            found |= {edge for span in review.not_counted for edge in span if edge is not None}
        return sorted(found)


@dataclass(frozen=True)
class Figures:
    """What was measured at one moment; None where there is nothing to measure yet.

    `rating` is in hundredths of a star, shares are in basis points.
    """

    orders: int = 0
    clients: int = 0
    rating: int | None = None
    on_time: int | None = None
    lost: int | None = None

    def of(self, measure: str) -> int | None:
        """Return one of them."""
        found: int | None = getattr(self, measure)
        return found


@dataclass(frozen=True)
class Change:
    """The level moved at this moment."""

    at: datetime
    old: int
    new: int


@dataclass(frozen=True)
class Outcome:
    """Where somebody stands at a moment, how that came, and when it falls if nothing happens."""

    level: int
    reached: int
    changes: tuple[Change, ...]
    falls_at: datetime | None
    figures: Figures


def asked_by(level: int, rules: Rules) -> dict[str, int]:
    """Return what a level asks for, by measure. The numbers are rules of the product."""
    name = Level(level).name.lower()
    return {
        Measure.ORDERS: getattr(rules, f"level_{name}_orders"),
        Measure.CLIENTS: getattr(rules, f"level_{name}_clients"),
        Measure.RATING: getattr(rules, f"level_{name}_rating"),
        Measure.ON_TIME: getattr(rules, f"level_{name}_on_time_bp"),
        Measure.LOST: getattr(rules, f"level_{name}_lost_bp"),
    }


def is_met(measure: str, value: int | None, asked: int) -> bool:
    """Whether a figure meets what is asked: at least so much, of lost disputes at most."""
    if measure == Measure.LOST:
        return value is None or value <= asked
    return value is not None and value >= asked


def missing_for(figures: Figures, level: int, rules: Rules) -> list[str]:
    """Return the measures that keep these figures from a level."""
    return [
        str(measure)
        for measure, asked in asked_by(level, rules).items()
        if not is_met(measure, figures.of(measure), asked)
    ]


def level_reached(figures: Figures, rules: Rules) -> int:
    """Return the highest level whose conditions, and those of all below it, are met."""
    level = Level.NEW.value
    for candidate in (Level.ACTIVE, Level.TRUSTED, Level.TOP):
        if missing_for(figures, candidate, rules):
            break
        level = candidate.value
    return level


class Meter:
    """Measures facts at any moment, each time in the length of the sample, not of the history."""

    def __init__(self, facts: Facts, rules: Rules) -> None:
        self.facts = facts
        self.rules = rules
        self._completed, self._clients = [0], [0]
        seen: set[int] = set()
        for order in facts.orders:
            if order.is_completed:
                seen.add(order.client_id)
            self._completed.append(self._completed[-1] + order.is_completed)
            self._clients.append(len(seen))

    def at(self, moment: datetime) -> Figures:
        """Measure at a moment, on the last `level_sample` orders and reviews.

        Completed orders and clients count without end. Shares are rounded down to a basis point,
        the mean rating down to a hundredth, lost disputes up, so that nothing is met by rounding.
        """
        place = bisect_right(self.facts.orders, moment, key=lambda one: one.at)
        last = self.facts.orders[max(0, place - self.rules.level_sample) : place]
        timed = [one.is_on_time for one in last if one.is_on_time is not None]
        ratings = self._ratings(moment)
        lost = sum(one.is_lost for one in last)
        return Figures(
            orders=self._completed[place],
            clients=self._clients[place],
            rating=sum(ratings) // len(ratings) if ratings else None,
            on_time=sum(timed) * BASIS_POINTS // len(timed) if timed else None,
            lost=-(-lost * BASIS_POINTS // len(last)) if last else None,
        )

    def last_order(self, moment: datetime) -> str:
        """Return the number of the last order that had ended by a moment."""
        place = bisect_right(self.facts.orders, moment, key=lambda one: one.at)
        return self.facts.orders[place - 1].number if place else ""

    def _ratings(self, moment: datetime) -> list[int]:
        place = bisect_right(self.facts.reviews, moment, key=lambda one: one.at)
        counted = (
            self.facts.reviews[index].rating
            for index in range(place - 1, -1, -1)
            if self.facts.reviews[index].counts(moment)
        )
        return list(islice(counted, self.rules.level_sample))


@dataclass(frozen=True)
class _Span:
    """The figures reached `level` from `start` on, until `end` (None: to this day)."""

    level: int
    start: datetime
    end: datetime | None


def _spans(meter: Meter, until: datetime) -> list[_Span]:
    found: list[_Span] = []
    for moment in meter.facts.moments():
        if moment > until:
            break
        level = level_reached(meter.at(moment), meter.rules)
        if found and found[-1].level == level:
            continue
        if found:
            found[-1] = _Span(found[-1].level, found[-1].start, moment)
        found.append(_Span(level, moment, None))
    return found


def _level_at(spans: Sequence[_Span], moment: datetime, grace: timedelta) -> int:
    return max(
        (
            span.level
            for span in spans
            if span.start <= moment and (span.end is None or span.end > moment - grace)
        ),
        default=Level.NEW.value,
    )


def climb(facts: Facts, *, until: datetime, rules: Rules) -> Outcome:
    """Return where these facts lead by `until`, with each change at its own exact moment."""
    grace = timedelta(days=rules.level_grace_days)
    meter = Meter(facts, rules)
    spans = _spans(meter, until)
    ends = [span.end + grace for span in spans if span.end is not None]
    level = Level.NEW.value
    changes: list[Change] = []
    for moment in sorted({*(span.start for span in spans), *ends}):
        if moment > until:
            break
        new = _level_at(spans, moment, grace)
        if new != level:
            changes.append(Change(moment, level, new))
            level = new
    later = sorted(moment for moment in ends if moment > until)
    falls_at = next((one for one in later if _level_at(spans, one, grace) < level), None)
    return Outcome(
        level=level,
        reached=spans[-1].level if spans else Level.NEW.value,
        changes=tuple(changes),
        falls_at=falls_at,
        figures=meter.at(until),
    )


def evidence_of(change: Change, facts: Facts, rules: Rules) -> dict[str, Any]:
    """Return why a level changed: the figures of that moment, what was asked, what was missing.

    For a fall it is the lost level that asked; for a rise the one that was reached.
    """
    about = max(change.old, change.new)
    meter = Meter(facts, rules)
    figures = meter.at(change.at)
    return {
        "figures": asdict(figures),
        "about": about,
        "asked": asked_by(about, rules),
        "missing": missing_for(figures, about, rules),
        "sample": rules.level_sample,
        "grace_days": rules.level_grace_days,
        "last_order": meter.last_order(change.at),
    }
