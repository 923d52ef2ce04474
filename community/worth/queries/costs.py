"""What the programme cost: lines typed at the desk, licences that were given, what others tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date

from django.db.models import Q, QuerySet, Sum

from community.gurus.choices import GrantState
from community.gurus.models import Grant, Privilege
from community.gurus.queries.privileges import privileges_at_desk
from community.worth.choices import CostKind
from community.worth.models import LicenceCost, ProgrammeCost
from community.worth.queries.periods import Months
from community.worth.queries.prices import currency
from community.worth.queries.sources import costs_told, moment_of
from marketplace.core.errors import NotFound


@dataclass(frozen=True)
class Cost:
    """What one thing cost in a month."""

    kind: str
    month: date
    amount: int
    currency: str
    label: str


@dataclass(frozen=True)
class Costs:
    """All costs of some months in the programme's currency; others stand apart, never added."""

    lines: list[Cost]
    apart: list[Cost]

    @property
    def total(self) -> int:
        """All of it."""
        return sum(one.amount for one in self.lines)

    def by_month(self) -> dict[date, int]:
        """Return the sum of each month that cost something."""
        found: dict[date, int] = defaultdict(int)
        for one in self.lines:
            found[one.month] += one.amount
        return dict(found)

    def by_kind(self) -> list[tuple[CostKind, int]]:
        """Return the sum of each kind, also where it is nothing."""
        return [
            (kind, sum(one.amount for one in self.lines if one.kind == kind)) for kind in CostKind
        ]


def costs_of(months: Months) -> Costs:
    """Return what some months cost. Three queries, and what other parts ask."""
    found = [*_typed(months), *_licences(months), *_told(months)]
    main = currency()
    return Costs(
        [one for one in found if one.currency == main],
        [one for one in found if one.currency != main],
    )


def _typed(months: Months) -> Iterable[Cost]:
    rows = ProgrammeCost.objects.filter(month__gte=months.since, month__lt=months.until)
    sums = rows.values("kind", "month", "currency").annotate(amount=Sum("amount_minor"))
    for one in sums.order_by("month", "kind", "currency"):
        label = str(CostKind(one["kind"]).label)
        yield Cost(one["kind"], one["month"], one["amount"], one["currency"], label)


def _licences(months: Months) -> Iterable[Cost]:
    costs: dict[int, list[LicenceCost]] = defaultdict(list)
    for one in LicenceCost.objects.order_by("made_at", "id"):
        costs[one.privilege_id].append(one)
    if not costs:
        return
    for grant in _given(months).filter(privilege__in=list(costs)):
        versions = costs[grant.privilege_id]
        held = [one for one in versions if one.made_at <= grant.granted_at]
        price = held[-1] if held else versions[0]
        month = grant.granted_at.astimezone(UTC).date().replace(day=1)
        yield Cost(
            CostKind.LICENCES, month, price.amount_minor, price.currency, grant.privilege.title
        )


def _given(months: Months) -> QuerySet[Grant]:
    """Return what was really given: codes also when they were taken back, for they are used up."""
    rows = Grant.objects.select_related("privilege").filter(
        granted_at__gte=moment_of(months.since), granted_at__lt=moment_of(months.until)
    )
    used = Q(state=GrantState.HELD) | Q(
        state__in=[GrantState.EXPIRED, GrantState.REVOKED], code__isnull=False
    )
    used |= Q(state=GrantState.EXPIRED, answered_at__isnull=False)
    return rows.filter(used).order_by("granted_at", "id")


def _told(months: Months) -> Iterable[Cost]:
    for label, one in costs_told(months.since, months.until):
        yield Cost(one.kind, one.month.replace(day=1), one.amount, one.currency, label)


def costs_at_desk() -> QuerySet[ProgrammeCost]:
    """Return the lines, the last month first, each with who wrote it and what it corrects."""
    rows = ProgrammeCost.objects.select_related("made_by", "corrects")
    return rows.order_by("-month", "-id")


def get_cost(public_id: str) -> ProgrammeCost:
    """Return a line to those at the desk; of a correction the line it belongs to too."""
    found = costs_at_desk().filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def corrections_of(cost: ProgrammeCost) -> list[ProgrammeCost]:
    """Return what corrected a line, in order."""
    rows = ProgrammeCost.objects.select_related("made_by").filter(corrects=cost)
    return list(rows.order_by("id"))


@dataclass(frozen=True)
class PricedPrivilege:
    """Something the club gives, with what one piece costs; None: nobody has said."""

    privilege: Privilege
    cost: LicenceCost | None


def priced_privileges() -> list[PricedPrivilege]:
    """Return everything the club gives with its cost. Two queries."""
    latest = LicenceCost.objects.order_by("privilege_id", "-id").distinct("privilege_id")
    held = {one.privilege_id: one for one in latest}
    return [PricedPrivilege(one, held.get(one.pk)) for one in privileges_at_desk()]
