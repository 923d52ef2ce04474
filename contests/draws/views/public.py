"""What everybody sees of a draw: its page, the list of tickets, the receipt."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contests.actions.queries import entrant_of
from contests.calls.queries import contest_text, get_public_contest
from contests.draws import queries
from contests.draws.choices import DrawState
from contests.draws.models import Draw
from contests.draws.policies import may_see_list
from marketplace.accounts.models import Member
from marketplace.accounts.queries import viewer
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound


def draw_context(draw: Draw, member: Member | None) -> dict[str, Any]:
    """Return what pages show of a draw, finished or not."""
    drawn = queries.get_drawn(draw.contest) if draw.state == DrawState.DRAWN else None
    entrant = entrant_of(draw.contest, member)
    return {
        "draw": draw,
        "contest": draw.contest,
        "text": contest_text(draw.contest),
        "seals": queries.seals_of(draw),
        "protection": queries.protection_text(draw),
        "is_void": draw.state == DrawState.VOID,
        "winners": queries.winners_of(drawn) if drawn else [],
        "reserves": queries.next_in_line(drawn, rules().draw_reserves_shown) if drawn else [],
        "passes": list(drawn.passes.all()) if drawn else [],
        "own": entrant.public_id if entrant else "",
    }


@require_safe
def draw_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how a contest is drawn, what was published when, the winners, and the check."""
    member = viewer(request)
    draw = queries.get_draw(get_public_contest(slug, viewer=member))
    return render(request, "contests/draws/draw.html", draw_context(draw, member))


@require_safe
def tickets(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand out the list of tickets as soon as it is closed."""
    member = viewer(request)
    contest = get_public_contest(slug, viewer=member)
    draw = queries.get_draw(contest)
    if not may_see_list(draw, member):
        raise NotFound
    return _file(draw.tickets, f"{contest.slug}-tickets.txt", "text/plain; charset=us-ascii")


@require_safe
def receipt(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand out the receipt of a finished draw."""
    contest = get_public_contest(slug, viewer=viewer(request))
    text = queries.receipt_of(queries.get_drawn(contest))
    return _file(text, f"{contest.slug}-receipt.json", "application/json")


def _file(text: str, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(text.encode(), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
