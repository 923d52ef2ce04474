"""What the pages of growth draw: figures against the period before, charts, a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marketplace.accounts.queries import signed_in
from marketplace.core.charts import Chart, Series, bar_chart, line_chart
from marketplace.core.pen import Pen, Stat, stat
from marketplace.insights.choices import Step
from marketplace.insights.queries import Period
from referrals.growth.queries import ChannelRow, Cohort, GrowthView, Totals

CHARTED = 5


def pen_of(request: HttpRequest) -> Pen:
    """Return the reader's pen."""
    return Pen.with_digits(signed_in(request).digits)


def ranges(today: date) -> list[tuple[str, date, date]]:
    """Return the periods that are offered by name: (name, first day, last day)."""
    return [
        (_("30 days"), today - timedelta(days=29), today),
        (_("12 weeks"), today - timedelta(days=83), today),
        (_("12 months"), today - timedelta(days=364), today),
    ]


def ticks(pen: Pen, period: Period) -> list[str]:
    """Name the steps of a period by their first days."""
    style = "month_alone" if period.step == Step.MONTH else "short"
    return [pen.day(day, style) for day in period.steps]


def days_in_words(pen: Pen, count: int) -> str:
    """Say how many days."""
    return ngettext("%(days)s day", "%(days)s days", count) % {"days": pen.number(count)}


def payback_words(pen: Pen, totals: Totals) -> tuple[str, str]:
    """Return in how many days the money came back, and the tone of its pill."""
    if totals.cost <= 0:
        return _("costs nothing"), "plain"
    if totals.payback is None:
        return _("not yet"), "bad"
    return days_in_words(pen, totals.payback), "good" if totals.margin >= 0 else "warn"


def stats(pen: Pen, found: GrowthView) -> list[Stat]:
    """Return the four figures above the screen."""
    now, before, money = found.total, found.before, pen.money(found.currency)
    rows = [
        stat(pen, _("Spent"), now.cost, before.cost, write=money, is_good_up=False),
        stat(pen, _("Revenue from it"), now.fees, before.fees, write=money),
        stat(pen, _("Sign-ups"), now.signups, before.signups, write=pen.number),
    ]
    if now.cost_of_first is None:
        return [*rows, Stat(_("Cost of a first order"), "–", _("nobody yet"), "plain")]
    cost = stat(
        pen,
        _("Cost of a first order"),
        now.cost_of_first,
        before.cost_of_first or 0,
        write=money,
        is_good_up=False,
    )
    return [*rows, cost]


def revenue_chart(pen: Pen, found: GrowthView) -> Chart:
    """Draw the fees by channel, at most five of them: the strongest, the rest as one."""
    money = pen.money(found.currency)
    strongest = sorted(found.fees_by_step.items(), key=lambda one: -sum(one[1]))
    shown, rest = strongest[:CHARTED], strongest[CHARTED:]
    if rest:
        shown, rest = strongest[: CHARTED - 1], strongest[CHARTED - 1 :]
    series = [Series(str(kind.label), [max(0, one) for one in fees]) for kind, fees in shown]
    if rest:
        sums = [sum(values) for values in zip(*(fees for _kind, fees in rest), strict=True)]
        series.append(Series(_("Others"), [max(0, one) for one in sums]))
    return bar_chart(
        sentence=_("Revenue from %(first)s to %(last)s by channel: %(sum)s in all.")
        % {
            "first": pen.day(found.period.since),
            "last": pen.day(found.period.last),
            "sum": money(found.total.fees),
        },
        ticks=ticks(pen, found.period),
        series=series or [Series(_("Revenue"), [0] * len(found.period.steps))],
        show=money,
    )


def balance_chart(pen: Pen, found: GrowthView) -> Chart:
    """Draw what was spent and earned so far; they cross where the money is back."""
    money = pen.money(found.currency)
    earned, spent = 0, 0
    lines: tuple[list[int], list[int]] = ([], [])
    for place, cost in enumerate(found.cost_by_step):
        earned += sum(fees[place] for fees in found.fees_by_step.values())
        spent += cost
        lines[0].append(max(0, earned))
        lines[1].append(max(0, spent))
    return line_chart(
        sentence=_("Spent so far %(spent)s, earned so far %(earned)s.")
        % {"spent": money(spent), "earned": money(earned)},
        ticks=ticks(pen, found.period),
        series=[Series(_("Earned"), lines[0]), Series(_("Spent"), lines[1], is_comparison=True)],
        show=money,
    )


def sides_chart(
    pen: Pen,
    period: Period,
    currency: str,
    sides: Sequence[tuple[ChannelRow, Sequence[int], Sequence[int]]],
) -> Chart:
    """Draw what two channels earned so far, and dashed what each had cost by then."""
    money = pen.money(currency)
    series: list[Series] = []
    for row, spent, earned in sides:
        series.append(Series(row.name.text, [max(0, one) for one in earned]))
        name = _("Cost: %(name)s") % {"name": row.name.text}
        series.append(Series(name, [max(0, one) for one in spent], is_comparison=True))
    said = [f"{row.name.text}: {money(row.totals.margin)}" for row, _spent, _earned in sides]
    return line_chart(
        sentence=_("What is left after the cost, so far.") + " " + "; ".join(said),
        ticks=ticks(pen, period),
        series=series,
        show=money,
    )


def cohort_chart(pen: Pen, currency: str, rows: Sequence[Cohort]) -> Chart | None:
    """Draw fees for each person of the latest cohorts, by month since the sign-up."""
    chosen = [row for row in rows if len(row.fees) > 1 and row.people][-CHARTED:]
    if not chosen:
        return None
    longest = max(len(row.fees) for row in chosen)
    money = pen.money(currency)

    def per_person(row: Cohort) -> list[int]:
        values = [max(0, round(fees / row.people)) for fees in row.fees]
        return values + [values[-1]] * (longest - len(values))

    return line_chart(
        sentence=_("Revenue for each person who signed up, by month since."),
        ticks=[pen.number(age) for age in range(longest)],
        series=[Series(pen.day(row.month, "month_alone"), per_person(row)) for row in chosen],
        show=money,
    )


def advice(pen: Pen, found: GrowthView) -> str:
    """Say in words what the table says, and what follows from it; "" where there is nothing."""
    paid = [row for row in found.rows if row.totals.cost > 0]
    money = pen.money(found.currency)
    if len(paid) < 2:  # noqa: PLR2004  one alone can't be held against another
        free = next((row for row in found.rows if row.totals.fees > 0), None)
        if free is None:
            return ""
        said = _("%(name)s brought %(sum)s. Spend on one channel more, and both can be compared.")
        return said % {"name": free.name.text, "sum": money(free.totals.fees)}
    ranked = sorted(paid, key=lambda row: -(row.totals.return_bp or 0))
    best, worst = ranked[0], ranked[-1]
    values = {
        "best": best.name.text,
        "worst": worst.name.text,
        "gain": pen.percent(best.totals.return_bp or 0),
        "loss": pen.percent(worst.totals.return_bp or 0),
        "third": money(worst.totals.cost // 3),
    }
    if worst.totals.margin < 0 <= best.totals.margin:
        return (
            _(
                "%(best)s returned %(gain)s of what was spent, %(worst)s %(loss)s. A third of what "
                "%(worst)s cost, %(third)s, would have earned more there."
            )
            % values
        )
    return (
        _("%(best)s returned most of what was spent: %(gain)s. %(worst)s comes last with %(loss)s.")
        % values
    )
