"""When a newcomer's output bursts, and when it fades: arithmetic only, nothing is read here.

No community software that we know of ships this. What it is made of:

- Output counts what others valued (reputation's weights), not messages.
- A burst is an outlier against newcomers of the same account age: z = (x - mean) / sd, mean and
  variance exponentially weighted over the weeks before (EWMA; Roberts 1959, Technometrics 1(3),
  the variance as in West 1979, CACM 22(9)). Cohorts are full of zeros, so sd is never taken for
  less than one contribution, and an absolute floor, different days and different givers are asked
  for beside it.
- Fading looks at a member's own past alone: the mean of four weeks against their best one (the
  decay of frequent answerers since their peak is the usual finding, e.g. arXiv 1709.05111), and a
  silence against the median of their own silences, so that whoever comes once a fortnight isn't
  called silent after one.
- Hysteresis: a stage is kept for some days, and the way back asks for more than the way down, as
  with the levels of Discourse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import sqrt
from statistics import median
from typing import Any, Final

from community.watch.choices import BRIGHT, Stage
from marketplace.core.conf import Rules

WEEK: Final = 7
FOUR_WEEKS: Final = 28
MILLI: Final = 1_000
WEEKS_SHOWN: Final = 26
COHORT_WEEKS: Final = 12
_FULL: Final = 100
# Account ages, in weeks, from which on cohorts begin.
AGES: Final = (0, 1, 2, 4, 8, 13, 20)
# A cohort of fewer member-weeks says nothing: all ages together then.
_COHORT_LEAST: Final = 30
_GAPS_LEAST: Final = 4


@dataclass(frozen=True)
class CohortWeek:
    """One week of all newcomers of one age: how many there were, and their output's sums."""

    age: int
    week: int
    members: int
    total_milli: int
    squares_milli: float


@dataclass(frozen=True)
class Cohort:
    """What newcomers of one age usually bring in a week, in thousandths."""

    mean_milli: int = 0
    sd_milli: int = MILLI
    members: int = 0


@dataclass(frozen=True)
class History:
    """One member as of a day; days are counted back from it, 0 is the day itself."""

    member_id: int
    age_days: int
    output: Mapping[int, int] = field(default_factory=dict)
    active: frozenset[int] = frozenset()
    givers: int = 0
    # Share of replies that were valued, and the community's median, in thousandths.
    quality_milli: int | None = None
    median_milli: int = 0
    # Days since a break ended; None for who had none.
    back_for: int | None = None

    def week(self, back: int) -> int:
        """Return the output of seven days, the one that ended so many weeks ago."""
        return sum(self.output.get(back * WEEK + day, 0) for day in range(WEEK))

    def weeks(self, count: int = WEEKS_SHOWN) -> list[int]:
        """Return the output of each week, the oldest first."""
        known = min(count, self.age_days // WEEK + 1)
        return [self.week(back) for back in reversed(range(known))]

    @property
    def mean_milli(self) -> int:
        """The mean of the last four weeks."""
        return sum(self.output.get(day, 0) for day in range(FOUR_WEEKS)) // 4

    @property
    def days(self) -> int:
        """On how many of the last seven days something was contributed."""
        return sum(self.output.get(day, 0) > 0 for day in range(WEEK))

    @property
    def silent_for(self) -> int:
        """Days since the last one on which they were here; a break doesn't count."""
        silence = min(self.active, default=self.age_days)
        return silence if self.back_for is None else min(silence, self.back_for)

    @property
    def usual_gap(self) -> int | None:
        """The median of the days between days on which they were here; None for too few."""
        days = sorted(self.active)
        gaps = [later - sooner for sooner, later in pairwise(days)]
        return int(median(gaps)) if len(gaps) >= _GAPS_LEAST else None


@dataclass(frozen=True)
class Figures:
    """What a look counted, and what it asked for; frozen into the evidence."""

    output_milli: int
    mean_milli: int
    peak_milli: int
    own_milli: int
    z_milli: int
    cohort: Cohort
    days: int
    givers: int
    quality_milli: int | None
    median_milli: int
    silent_for: int
    usual_gap: int | None
    weeks: tuple[int, ...]
    is_burst: bool
    is_faded: bool

    def frozen(self) -> dict[str, Any]:
        """Return it as it is kept."""
        kept = {name: value for name, value in vars(self).items() if name != "cohort"}
        cohort = {f"cohort_{name}": value for name, value in vars(self.cohort).items()}
        return kept | cohort | {"weeks": list(self.weeks)}


def weight_of(week: int, limits: Rules) -> float:
    """Return what a week counts for, so many weeks ago: half after each half-life."""
    return float(0.5 ** ((week - 1) / limits.watch_halflife_weeks))


def age_group(age_weeks: int) -> int:
    """Return the age in weeks from which the cohort of this age begins."""
    return max(start for start in AGES if start <= max(0, age_weeks))


def cohorts_of(rows: list[CohortWeek], limits: Rules) -> dict[int, Cohort]:
    """Return the exponentially weighted mean and deviation by age group; -1 is all together."""
    groups: dict[int, list[CohortWeek]] = {-1: rows}
    for row in rows:
        groups.setdefault(age_group(row.age), []).append(row)
    return {age: _cohort(found, limits) for age, found in groups.items()}


def _cohort(rows: list[CohortWeek], limits: Rules) -> Cohort:
    count = sum(row.members * weight_of(row.week, limits) for row in rows)
    if not count:
        return Cohort()
    mean = sum(row.total_milli * weight_of(row.week, limits) for row in rows) / count
    square = sum(row.squares_milli * weight_of(row.week, limits) for row in rows) / count
    deviation = sqrt(max(0.0, square - mean * mean))
    return Cohort(round(mean), max(MILLI, round(deviation)), sum(row.members for row in rows))


def cohort_for(age_days: int, cohorts: Mapping[int, Cohort]) -> Cohort:
    """Return the cohort of an account age; of all newcomers where that one is too small."""
    own = cohorts.get(age_group(age_days // WEEK), Cohort())
    return own if own.members >= _COHORT_LEAST else cohorts.get(-1, Cohort())


def own_mean(history: History, limits: Rules) -> int:
    """Return the weighted mean of the member's own weeks before this one, in thousandths."""
    weeks = range(1, min(COHORT_WEEKS, history.age_days // WEEK) + 1)
    count = sum(weight_of(week, limits) for week in weeks)
    if not count:
        return 0
    return round(sum(history.week(week) * weight_of(week, limits) for week in weeks) / count)


def measure(history: History, cohort: Cohort, *, peak_milli: int, limits: Rules) -> Figures:
    """Count everything a verdict is made of."""
    output, mean = history.week(0), history.mean_milli
    peak = max(peak_milli, mean)
    own, z_milli = own_mean(history, limits), _z(output, cohort)
    is_good = history.quality_milli is None or history.quality_milli >= history.median_milli
    is_burst = (
        z_milli >= limits.watch_burst_z_milli
        and output >= limits.watch_floor * MILLI
        and history.days >= limits.watch_days_min
        and history.givers >= limits.watch_givers_min
        and output * _FULL >= own * limits.watch_rise_percent
        and is_good
    )
    return Figures(
        output_milli=output,
        mean_milli=mean,
        peak_milli=peak,
        own_milli=own,
        z_milli=z_milli,
        cohort=cohort,
        days=history.days,
        givers=history.givers,
        quality_milli=history.quality_milli,
        median_milli=history.median_milli,
        silent_for=history.silent_for,
        usual_gap=history.usual_gap,
        weeks=tuple(history.weeks()),
        is_burst=is_burst,
        is_faded=_is_faded(history, peak, limits),
    )


def _z(output: int, cohort: Cohort) -> int:
    return round(MILLI * (output - cohort.mean_milli) / cohort.sd_milli)


def _is_faded(history: History, peak: int, limits: Rules) -> bool:
    usual = history.usual_gap
    limit = max(limits.watch_gap_days_min, limits.watch_gap_factor * (usual or 0))
    if usual is not None and history.silent_for > limit:
        return True
    # Four weeks that hold a break say nothing about the four before.
    if history.back_for is not None and history.back_for < FOUR_WEEKS:
        return False
    return history.mean_milli * _FULL < peak * limits.watch_fade_percent


def next_stage(stage: Stage, days_in: int, figures: Figures, limits: Rules) -> Stage:
    """Return the stage that follows from what was counted; the same where nothing changes."""
    if days_in < limits.watch_stay_days or stage == Stage.CLOSED:
        return stage
    if stage in BRIGHT:
        return _after_burst(stage, figures, limits)
    if stage == Stage.PLATEAU:
        return _while_steady(figures)
    return (_while_dimming if stage == Stage.DIMMING else _in_the_dark)(figures, limits)


def _while_steady(figures: Figures) -> Stage:
    if figures.is_faded:
        return Stage.DIMMING
    return Stage.FLASH if figures.is_burst else Stage.PLATEAU


def _in_the_dark(figures: Figures, limits: Rules) -> Stage:
    if figures.is_burst:
        return Stage.FLASH
    is_back = figures.silent_for < WEEK and figures.days >= limits.watch_days_min
    return Stage.DIMMING if is_back else Stage.DARK


def _after_burst(stage: Stage, figures: Figures, limits: Rules) -> Stage:
    if figures.is_faded:
        return Stage.DIMMING
    is_level = figures.output_milli * _FULL <= figures.own_milli * limits.watch_level_percent
    if figures.z_milli < limits.watch_low_z_milli or is_level:
        return Stage.PLATEAU
    return Stage.FLASH if figures.z_milli >= limits.watch_burst_z_milli else stage


def _while_dimming(figures: Figures, limits: Rules) -> Stage:
    if figures.silent_for >= limits.watch_dark_days:
        return Stage.DARK
    if figures.is_burst:
        return Stage.FLASH
    is_up = figures.mean_milli * _FULL >= figures.peak_milli * limits.watch_recover_percent
    return Stage.PLATEAU if is_up and not figures.is_faded else Stage.DIMMING
