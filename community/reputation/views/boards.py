"""Leaderboards, and the rules by which everything is counted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.reputation import queries
from community.reputation.choices import Level, Period
from community.reputation.forms import BoardForm
from marketplace.accounts.queries import viewer
from marketplace.core import clock
from marketplace.core.conf import rules as limits
from marketplace.core.visitor_pages import kept_for_visitors


@require_safe
@kept_for_visitors
def boards(request: HttpRequest) -> HttpResponse:
    """Show who gained most in a period, in an area or by a kind, with the reader's own line."""
    today = queries.today_in_utc(clock.now())
    kinds = queries.kinds_on_boards()
    form = BoardForm(request.GET)
    board = form.board(today, kinds)
    names = queries.area_names()
    queries.check_area(board.area, names)
    page = form.page_number
    member = viewer(request)
    places, has_next = queries.places_on(board, today=today, page=page)
    context = {
        "board": board,
        "places": places,
        "page": page,
        "has_next": has_next,
        "mine": queries.place_of(member, board, today=today) if member else None,
        "me": member.public_id if member else "",
        "periods": Period,
        "areas": [area for area in queries.areas_on_boards() if area in names],
        "area_names": names,
        "kinds": kinds,
        "earlier": queries.before(board.span),
        "later": queries.after(board.span, today),
        "is_now": board.span == queries.span_of(board.span.period, today),
    }
    return render(request, "community/reputation/boards.html", context)


@require_safe
@kept_for_visitors
def rules(request: HttpRequest) -> HttpResponse:
    """Show what everything is worth, what weighs less, and what each level asks for."""
    context = {
        "rules": queries.rules_in_force(),
        "limits": limits(),
        "levels": [(level, queries.needs_of(level, limits())) for level in Level],
    }
    return render(request, "community/reputation/rules.html", context)
