"""The desk: three lenses of the club or of everybody, with costs; one member; CSV."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.worth.choices import LENS_ABOUT, Lens
from community.worth.errors import PeriodOutside
from community.worth.policies import MANAGERS
from community.worth.queries.figures import last_recount, worth_of
from community.worth.queries.own import posts_behind, worth_of_member
from community.worth.queries.periods import months_between
from community.worth.views import drawing
from marketplace.accounts.models import Member
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import get_member_by_username
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound


def shares() -> list[int]:
    """Return how many readers one ticket is: at the low end, in the figure, at the high end."""
    numbers = rules()
    return [
        10_000 // max(1, share)
        for share in (
            numbers.worth_view_share_low_bp,
            numbers.worth_view_share_bp,
            numbers.worth_view_share_high_bp,
        )
    ]


@desk(*MANAGERS)
@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """Show a period in three lenses beside each other, against its costs."""
    form, pen = drawing.asked(request), drawing.pen_of(request)
    months = form.months()
    found = worth_of(months, scope=form.scope_asked, step=form.step_asked)
    context = {
        "form": form,
        "found": found,
        "lenses": list(Lens),
        "about": LENS_ABOUT,
        "shares": shares(),
        "lines": [
            (drawing.name_of(pen, one, form.step_asked), one)
            for one in reversed(found.steps)
            if not one.is_empty
        ],
        "chart": drawing.lens_chart(pen, found, with_cost=True),
        "query": request.GET.urlencode(),
        "counted": last_recount(),
    }
    status = 422 if form.errors else 200
    return render(request, "community/worth/desk.html", context, status=status)


@desk(*MANAGERS)
@require_safe
@never_cache
def csv(request: HttpRequest) -> HttpResponse:
    """Give the period's lines as CSV, and their sum."""
    form = drawing.asked(request)
    found = worth_of(form.months(), scope=form.scope_asked, step=form.step_asked)
    return drawing.csv_of(found, [*found.steps, found.total], "worth")


@desk(*MANAGERS)
@require_safe
@never_cache
def member(request: HttpRequest, username: str) -> HttpResponse:
    """Show one member's three lenses, month by month."""
    form, pen = drawing.asked(request), drawing.pen_of(request)
    found = worth_of_member(get_member_by_username(username), form.months())
    context = {
        "form": form,
        "found": found,
        "lenses": list(Lens),
        "about": LENS_ABOUT,
        "shares": shares(),
        "chart": drawing.lens_chart(pen, found, with_cost=False),
        "counted": last_recount(),
    }
    status = 422 if form.errors else 200
    return render(request, "community/worth/desk_member.html", context, status=status)


@desk(*MANAGERS)
@require_safe
@never_cache
def member_month(request: HttpRequest, username: str, month: str) -> HttpResponse:
    """Show what lies behind a month of a member."""
    found = get_member_by_username(username)
    context = {"member": found, **behind(found, month)}
    return render(request, "community/worth/month.html", context)


def behind(found: Member, month: str) -> dict[str, object]:
    """Return a member's month, post by post. Raises NotFound for what is no month."""
    try:
        day = date.fromisoformat(f"{month}-01")
        one = months_between(day, day, today=day)
    except (ValueError, PeriodOutside) as error:
        raise NotFound from error
    whole = worth_of_member(found, one)
    rows = posts_behind(whole.member, day, now=clock.now())
    return {
        "found": whole,
        "line": whole.lines[0],
        "rows": rows,
        "lenses": list(Lens),
        "about": LENS_ABOUT,
        "shares": shares(),
    }
