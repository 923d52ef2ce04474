"""A member's rewards: the list, the statement of each, the leaderboard."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from referrals.guard.queries import case_between
from referrals.programs import queries, services

PER_PAGE = 30


@login_required
@require_safe
def rewards(request: HttpRequest) -> HttpResponse:
    """Show all rewards with the reason for where each stands."""
    member = signed_in(request)
    page = Paginator(queries.rewards_of(member), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, queries.reason_of(one)) for one in page],
        "sums": queries.sums_of(member),
    }
    return render(request, "referrals/programs/rewards.html", context)


@login_required
@require_safe
def reward(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one reward's statement."""
    member = signed_in(request)
    found = queries.get_reward_for(member, public_id)
    owner = found.attribution.link.owner if found.attribution.link else None
    lines = queries.lines_of(found)
    context = {
        "reward": found,
        "name": queries.program_name(found.program),
        "reason": queries.reason_of(found),
        "lines": [(line, queries.line_text(line, digits=member.digits)) for line in lines],
        "case": case_between(owner, found.attribution.member) if owner else None,
    }
    return render(request, "referrals/programs/reward.html", context)


@login_required
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show who brought the most people, this month or of all time."""
    member = signed_in(request)
    whole = request.GET.get("period") == "all"
    context = {
        "places": queries.board(member, now=clock.now(), whole=whole),
        "whole": whole,
        "is_named": queries.is_named(member),
    }
    return render(request, "referrals/programs/board.html", context)


@login_required
@require_POST
def name(request: HttpRequest) -> HttpResponse:
    """Be named on the board, or no longer."""
    wanted = request.POST.get("named") == "1"
    services.set_board_name(member=signed_in(request), is_named=wanted, now=clock.now())
    messages.success(
        request, _("Your name stands on the board.") if wanted else _("Your name is off the board.")
    )
    return redirect("programs:board")
