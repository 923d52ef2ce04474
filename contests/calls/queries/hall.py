"""Contests as cards: in the hall, on the home page, in maps and calendars. One query each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.translation import get_language

from contests.calls.choices import FUNDED_KINDS, ContestKind, ContestState
from contests.calls.models import Contest, ContestText, Prize
from contests.calls.queries.texts import LANGUAGE_ORDER
from marketplace.core.compiled import Compiled
from marketplace.core.money import Money

TABS: Final[dict[str, tuple[ContestState, ...]]] = {
    "open": (ContestState.OPEN,),
    "soon": (ContestState.ANNOUNCED,),
    "judging": (ContestState.JUDGING,),
    "closed": (
        ContestState.RESULTS,
        ContestState.PAID,
        ContestState.ARCHIVED,
        ContestState.CANCELLED,
    ),
}
LIVE: Final = (ContestState.OPEN, ContestState.ANNOUNCED)
_ENDED: Final = Coalesce("results_at", "cancelled_at")


@dataclass(frozen=True, kw_only=True)
class ContestCard:
    """What a contest's card says. `fund` is what lies in the fund, `total` what is promised."""

    public_id: str
    slug: str
    kind: str
    state: str
    title: str
    summary: str
    lang: str
    fund: Money
    total: Money
    prizes: int
    announced_at: datetime | None
    opens_at: datetime | None
    closes_at: datetime | None
    results_by: datetime | None
    ended_at: datetime | None

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("calls:contest", args=[self.slug])

    @property
    def kind_label(self) -> str:
        """Its kind in words."""
        return str(ContestKind(self.kind).label)

    @property
    def state_label(self) -> str:
        """Its state in words."""
        return str(ContestState(self.state).label)

    @property
    def is_paid_in(self) -> bool:
        """Whether everything that is promised in money lies in the fund."""
        return self.total.amount > 0 and self.fund.amount >= self.total.amount


def _text(field: str, language: str) -> Subquery:
    order = [When(language=code, then=Value(place)) for place, code in enumerate(LANGUAGE_ORDER, 1)]
    rows = ContestText.objects.filter(contest=OuterRef("pk")).order_by(
        Case(When(language=language, then=Value(0)), *order, default=Value(9))
    )
    return Subquery(rows.values(field)[:1])


def _language() -> str:
    return (get_language() or "ar")[:2]


def _told(rows: QuerySet[Contest], language: str = "") -> QuerySet[Contest, dict[str, Any]]:
    language = language or _language()
    places = F("last_rank") - F("first_rank") + 1
    of_this = Prize.objects.filter(contest=OuterRef("pk")).order_by().values("contest")
    promised = of_this.filter(kind__in=FUNDED_KINDS).annotate(all=Sum(F("amount") * places))
    winners = of_this.annotate(all=Sum(places))
    told = rows.annotate(
        title=_text("title", language),
        summary=_text("summary", language),
        lang=_text("language", language),
        total=Coalesce(Subquery(promised.values("all")[:1]), Value(0)),
        prize_count=Coalesce(Subquery(winners.values("all")[:1]), Value(0)),
        ended_at=_ENDED,
    )
    names = (
        *("public_id", "slug", "kind", "state", "title", "summary", "lang", "total"),
        *("prize_count", "funded_amount", "currency", "announced_at", "opens_at", "closes_at"),
        *("results_by", "ended_at"),
    )
    return cast("QuerySet[Contest, dict[str, Any]]", told.values(*names))


def _card(row: dict[str, Any]) -> ContestCard:
    currency = row.pop("currency")
    fund, total = Money(row.pop("funded_amount"), currency), Money(row.pop("total"), currency)
    told: dict[str, Any] = {name: row.pop(name) or "" for name in ("title", "summary", "lang")}
    return ContestCard(fund=fund, total=total, prizes=row.pop("prize_count"), **told, **row)


def _in_tab(tab: str, kind: str) -> QuerySet[Contest]:
    rows = Contest.objects.public().filter(state__in=TABS[tab])
    if kind in ContestKind.values:
        rows = rows.filter(kind=kind)
    if tab == "closed":
        return rows.order_by(_ENDED.desc(nulls_last=True), "-id")
    order = {"open": "closes_at", "soon": "opens_at", "judging": "results_by"}[tab]
    return rows.order_by(order, "id")


def hall_cards(*, tab: str, kind: str = "", offset: int = 0, limit: int) -> list[ContestCard]:
    """Return the contests of one tab of the hall: open, soon, judging or closed."""
    return [_card(row) for row in _told(_in_tab(tab, kind))[offset : offset + limit]]


def hall_counts(*, kind: str = "") -> dict[str, int]:
    """Return how many contests each tab holds."""
    rows = Contest.objects.public()
    if kind in ContestKind.values:
        rows = rows.filter(kind=kind)
    counted = {tab: Count("pk", filter=Q(state__in=states)) for tab, states in TABS.items()}
    return rows.aggregate(**counted)


def live_contests(*, limit: int) -> list[ContestCard]:
    """Return what can be entered now, the first to close first, then what opens soon."""
    return [_card(row) for row in _LIVE.named_rows(form=(_language(), limit))]


def _live_rows(language: str, limit: int) -> QuerySet[Contest, dict[str, Any]]:
    rows = Contest.objects.public().filter(state__in=LIVE)
    order = Case(When(state=ContestState.OPEN, then=Value(0)), default=Value(1))
    when = Case(When(state=ContestState.OPEN, then=F("closes_at")), default=F("opens_at"))
    return _told(rows.order_by(order, when, "id"), language)[:limit]


# Building it anew was a third of the home page.
_LIVE: Final = Compiled(_live_rows)


def calendar_contests(*, limit: int) -> list[ContestCard]:
    """Return the newest public contests with their dates, for calendars."""
    rows = Contest.objects.public().order_by("-announced_at", "-id")
    return [_card(row) for row in _told(rows)[:limit]]


def card_of(contest: Contest) -> ContestCard:
    """Return one contest as a card."""
    return _card(_told(Contest.objects.filter(pk=contest.pk)).get())


def count_listed_contests() -> int:
    """Return how many contests everybody may see."""
    return Contest.objects.public().count()


def listed_contests(*, offset: int, limit: int) -> list[tuple[str, datetime]]:
    """Return (address part, last step) of public contests, the oldest first, for maps."""
    dates = ("announced_at", "opened_at", "closed_at", "results_at", "cancelled_at")
    rows = Contest.objects.public().order_by("id").annotate(moved_at=Greatest(*dates))
    return list(rows.values_list("slug", "moved_at")[offset : offset + limit])
