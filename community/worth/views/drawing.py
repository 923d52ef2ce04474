"""What the pages draw: the three lenses and the costs over time, tables for spreadsheets."""

from __future__ import annotations

from datetime import UTC

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from community.worth.choices import Lens, Step
from community.worth.forms import PeriodForm, Reader
from community.worth.queries.figures import Line, Worth
from community.worth.queries.own import Own
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.charts import Chart, Series, line_chart
from marketplace.core.money import Money
from marketplace.core.pen import Pen
from marketplace.core.spreadsheets import write_csv

TABLE = ("month", "solutions", "likes", "price", "cost", "currency")


def pen_of(request: HttpRequest) -> Pen:
    """Return the reader's pen."""
    return Pen.with_digits(signed_in(request).digits)


def reader_of(request: HttpRequest) -> Reader:
    """Return in whose words months are named, and which day it is in UTC."""
    pen = pen_of(request)
    return Reader(lang=pen.lang, digits=pen.digits, today=clock.now().astimezone(UTC).date())


def asked(request: HttpRequest) -> PeriodForm:
    """Return the form of the period."""
    return PeriodForm(request.GET, reader=reader_of(request))


def name_of(pen: Pen, line: Line, step: Step = Step.MONTH) -> str:
    """Name a line by its month, quarter or year."""
    if line.month is None:
        return _("Total")
    if step == Step.YEAR:
        return f"{pen.day(line.month, 'month').split()[-1]}"
    if step == Step.QUARTER:
        return _("From %(month)s") % {"month": pen.day(line.month, "month")}
    return pen.day(line.month, "month")


def lens_chart(pen: Pen, found: Worth | Own, *, with_cost: bool) -> Chart:
    """Draw the three lenses month by month, with the costs as a dashed line."""
    money = pen.money(found.currency)
    series = [
        Series(str(lens.label), [one.ranges[lens].value for one in found.lines]) for lens in Lens
    ]
    if with_cost:
        costs = [max(0, one.cost) for one in found.lines]
        series.append(Series(_("Costs"), costs, is_comparison=True))
    return line_chart(
        sentence=_("Value by month from %(first)s to %(last)s in three lenses.")
        % {
            "first": pen.day(found.months.since, "month"),
            "last": pen.day(found.months.last, "month"),
        },
        ticks=[pen.day(month, "month_alone") for month in found.months],
        series=series,
        show=money,
    )


def csv_of(found: Worth | Own, lines: list[Line], name: str) -> HttpResponse:
    """Give lines as CSV: every lens with its range and what is left of it."""
    header = [*TABLE]
    for lens in Lens:
        header += [f"{lens}_tickets", f"{lens}_low", f"{lens}_value", f"{lens}_high"]
        header += [f"{lens}_net"]
    header += ["paid_solutions", "paid_likes", "waiting"]
    rows = [_csv_row(one, found.currency) for one in lines]
    answer = HttpResponse(write_csv(header, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="wazzifni-{name}.csv"'
    return answer


def _csv_row(line: Line, currency: str) -> list[object]:
    def major(amount: int | None) -> object:
        return "" if amount is None else Money(amount, currency).decimal

    counts = line.counts
    month = f"{line.month:%Y-%m}" if line.month else "total"
    row: list[object] = [month, counts.solutions, counts.likes]
    row += [major(line.price), major(line.cost), currency]
    for lens in Lens:
        one = line.ranges[lens]
        row += [line.tickets[lens], *(major(sum_) for sum_ in (one.low, one.value, one.high))]
        row.append(major(line.nets[lens].value))
    return [*row, counts.paid_solutions, counts.paid_likes, counts.waiting]
