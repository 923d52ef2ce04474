"""Whether it helps: sightings in which something was done, against those in which nothing was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any, Final

from community.watch.choices import ActKind, Occasion
from community.watch.models import WatchAct
from community.watch.queries.desk import measured_occasions
from marketplace.core.conf import rules

ACT_DAYS: Final = 30
_FULL: Final = 10_000


@dataclass(frozen=True)
class Group:
    """Members of one kind: how many were measured, and what came of it. Shares in 0.01 %."""

    count: int = 0
    before_milli: int = 0
    after_milli: int = 0
    seen_30: int = 0
    kept_30: int = 0
    seen_90: int = 0
    kept_90: int = 0

    @property
    def change_bp(self) -> int | None:
        """Output of the four weeks after against the four before; None without any before."""
        if self.before_milli <= 0:
            return None
        return (self.after_milli - self.before_milli) * _FULL // self.before_milli

    @property
    def kept_30_bp(self) -> int | None:
        """Share of those who were still here after thirty days."""
        return self.kept_30 * _FULL // self.seen_30 if self.seen_30 else None

    @property
    def kept_90_bp(self) -> int | None:
        """Share of those who were still here after ninety days."""
        return self.kept_90 * _FULL // self.seen_90 if self.seen_90 else None


@dataclass(frozen=True)
class Effect:
    """One occasion: who was acted for within thirty days, and who wasn't."""

    occasion: Occasion
    acted: Group
    left_alone: Group

    @property
    def says_something(self) -> bool:
        """Whether both groups are large enough to be compared at all."""
        least = rules().watch_groups_min
        return min(self.acted.count, self.left_alone.count) >= least

    @property
    def uplift_bp(self) -> int | None:
        """How much more of those acted for stayed ninety days, in 0.01 %; None for too few."""
        acted, alone = self.acted.kept_90_bp, self.left_alone.kept_90_bp
        if not self.says_something or acted is None or alone is None:
            return None
        return acted - alone


def effects() -> list[Effect]:
    """Return what came of bursts and of fadings. Two queries."""
    acts: dict[int, list[Any]] = {}
    rows = WatchAct.objects.exclude(kind=ActKind.REST).order_by("id")
    for sighting, at in rows.values_list("sighting_id", "at"):
        acts.setdefault(sighting, []).append(at.astimezone(UTC).date())
    lines = measured_occasions()
    found = []
    for occasion in (Occasion.BURST, Occasion.FADE):
        mine = [line for line in lines if line["occasion"] == occasion]
        acted = [line for line in mine if _was_acted(line, acts)]
        alone = [line for line in mine if not _was_acted(line, acts)]
        found.append(Effect(occasion, _group(acted), _group(alone)))
    return found


def _was_acted(line: Mapping[str, Any], acts: Mapping[int, list[Any]]) -> bool:
    last = line["from_on"] + timedelta(days=ACT_DAYS)
    return any(line["from_on"] <= day < last for day in acts.get(line["sighting_id"], ()))


def _group(lines: list[dict[str, Any]]) -> Group:
    return Group(
        count=len(lines),
        before_milli=sum(line["before_milli"] for line in lines),
        after_milli=sum(line["after_milli"] for line in lines),
        seen_30=sum(line["is_kept_30"] is not None for line in lines),
        kept_30=sum(line["is_kept_30"] is True for line in lines),
        seen_90=sum(line["is_kept_90"] is not None for line in lines),
        kept_90=sum(line["is_kept_90"] is True for line in lines),
    )
