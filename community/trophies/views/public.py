"""The wall, a trophy's page, and what a member holds and lacks."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.trophies import queries
from community.trophies.policies import can_read_rule, is_manager
from marketplace.accounts.queries import signed_in, viewer
from marketplace.core import clock
from marketplace.core.visitor_pages import kept_for_visitors

HOLDERS_PER_PAGE = 30


@require_safe
@kept_for_visitors
def wall(request: HttpRequest) -> HttpResponse:
    """Show every trophy, how rare it is, and who won lately."""
    member = viewer(request)
    context = {
        "rows": queries.wall(member),
        "lately": queries.lately(),
        "is_manager": is_manager(member),
    }
    return render(request, "community/trophies/wall.html", context)


@require_safe
@kept_for_visitors
def trophy(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one trophy: its line, how it is won, who holds it."""
    member = viewer(request)
    row = queries.get_trophy(slug, viewer=member)
    rule = queries.parse_rule(row.rule)
    mine = list(queries.awards_of(member).filter(trophy=row)) if member else []
    is_told = can_read_rule(row, holds=bool(mine), viewer=member)
    progress = None
    if member and is_told and not mine and row.state == "on":
        progress = queries.progress_of(member, [row], now=clock.now())[0]
    page = Paginator(queries.holders_of(row), HOLDERS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "trophy": row,
        "lines": queries.describe(rule) if is_told else [],
        "mine": mine,
        "progress": progress,
        "page": page,
        "is_manager": is_manager(member),
    }
    return render(request, "community/trophies/trophy.html", context)


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show what the member holds, what is missing for the others, and what was taken back."""
    member = signed_in(request)
    awards = list(queries.awards_of(member))
    context = {
        "awards": awards,
        "earned": queries.what_earned(awards, member),
        "taken": list(queries.taken_from(member)),
        "progress": queries.progress_of(member, queries.open_to(member), now=clock.now()),
        "secrets": queries.secrets_left(member),
    }
    return render(request, "community/trophies/mine.html", context)
