"""A member's record, line by line: what each line is worth, and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db.models import QuerySet, Sum

from community.reputation.choices import Kind, Reason
from community.reputation.models import Contribution, Score, Tally
from community.reputation.queries.figures import in_basis_points, in_points
from marketplace.accounts.models import Member

PER_PAGE: Final = 50
SHOWN_IN_PANEL: Final = 5


@dataclass(frozen=True)
class Named:
    """How a line names what it is about, and where that stands ("" where it is gone)."""

    title: str
    url: str = ""


# Return what these subjects (by id) are called for the reader of the line.
NameSubjects = Callable[[Collection[int]], Mapping[int, Named]]
_namers: dict[str, NameSubjects] = {}


def register_subjects(subject_kind: str, namer: NameSubjects) -> None:
    """Let a part name the subjects of its contributions; one call for each page of lines."""
    _namers[subject_kind] = namer


@dataclass(frozen=True)
class Explained:
    """One row of the record with all that made its points. Weights and points in thousandths."""

    id: int
    kind: Kind
    area: str
    occurred_at: datetime
    recorded_at: datetime
    sign: int
    weight_milli: int
    points_milli: int
    price_milli: int
    rule_version: int
    reasons: tuple[Reason, ...]
    giver: str
    giver_username: str
    subject: Named | None
    cause: str
    note: str
    reverses: int | None
    is_reversed: bool

    @property
    def points(self) -> Decimal:
        """What the line gives or takes."""
        return in_points(self.points_milli)

    @property
    def price(self) -> Decimal:
        """What the kind was worth in full."""
        return in_points(self.price_milli)

    @property
    def weight_bp(self) -> int:
        """The weight in basis points, whichever way it counts."""
        return in_basis_points(abs(self.weight_milli))

    @property
    def is_counter(self) -> bool:
        """Whether it takes away what another row gave."""
        return self.sign < 0

    @property
    def is_again(self) -> bool:
        """Whether it gives back what a counter-row took away, here or in another area."""
        return self.sign > 0 and self.cause != ""


@dataclass(frozen=True)
class KindSum:
    """All of one kind, as it stands."""

    kind: Kind
    count: int
    weight_milli: int
    points_milli: int

    @property
    def points(self) -> Decimal:
        """Whole points, with what is left in decimals."""
        return in_points(self.points_milli)


def points_of(member: Member, *, kind: str = "", area: str | None = None) -> QuerySet[Contribution]:
    """Return the rows of a member's record, the last recorded first."""
    rows = Contribution.objects.filter(receiver=member)
    if kind:
        rows = rows.filter(kind=kind)
    if area is not None:
        rows = rows.filter(area=area)
    return rows.select_related("giver", "rule", "reversal").order_by("-id")


def explain(rows: Iterable[Contribution]) -> list[Explained]:
    """Return rows with what made their points; names of subjects by one call for each kind."""
    found = list(rows)
    wanted: dict[str, set[int]] = {}
    for row in found:
        wanted.setdefault(row.subject_kind, set()).add(row.subject_id)
    names = {kind: _namers[kind](ids) for kind, ids in wanted.items() if kind in _namers}
    return [_explained(row, names.get(row.subject_kind, {}).get(row.subject_id)) for row in found]


def _explained(row: Contribution, subject: Named | None) -> Explained:
    giver = row.giver
    return Explained(
        id=row.pk,
        kind=Kind(row.kind),
        area=row.area,
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        sign=row.sign,
        weight_milli=row.weight_milli,
        points_milli=row.points_milli,
        price_milli=row.rule.points_milli,
        rule_version=row.rule.version,
        reasons=tuple(Reason(reason) for reason in row.reasons),
        giver=giver.display_name if giver else "",
        giver_username=giver.username if giver and giver.is_active else "",
        subject=subject,
        cause=row.get_cause_display() if row.cause else "",
        note=row.note,
        reverses=row.reverses_id,
        is_reversed=hasattr(row, "reversal"),
    )


def sums_of(member: Member) -> list[KindSum]:
    """Return what stands of each kind, in their order; kinds without any are left out."""
    rows = Tally.objects.filter(member=member).values("kind").order_by()
    summed = rows.annotate(n=Sum("count"), weight=Sum("weight_milli"), points=Sum("points_milli"))
    found = {row["kind"]: row for row in summed}
    return [
        KindSum(kind, found[kind]["n"], found[kind]["weight"], found[kind]["points"])
        for kind in Kind
        if kind.value in found and (found[kind]["n"] or found[kind]["points"])
    ]


def points_by_day(member: Member, *, since: date) -> list[tuple[date, int]]:
    """Return the points of each day from then on, days without any left out, oldest first."""
    rows = Score.objects.filter(member=member, day__gte=since).values("day").order_by("day")
    return [(row["day"], row["points"]) for row in rows.annotate(points=Sum("points_milli"))]
