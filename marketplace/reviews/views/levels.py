"""The open rules of levels, and where one stands."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marketplace.accounts.choices import SellerLevel
from marketplace.accounts.queries import signed_in, viewer
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.reviews import queries, services


@require_safe
def levels(request: HttpRequest) -> HttpResponse:
    """Show every rule with its number."""
    context = {
        "levels": [SellerLevel(level).label for level in queries.LADDER],
        "rows": queries.ladder_rows(queries.reader_of(viewer(request))),
        "sample": rules().level_sample,
        "grace_days": rules().level_grace_days,
        "review_days": rules().review_days,
    }
    return render(request, "marketplace/reviews/levels.html", context)


@login_required
@require_safe
def my_level(request: HttpRequest) -> HttpResponse:
    """Show where one stands, what is missing to the next level, and how the level moved."""
    member, now = signed_in(request), clock.now()
    reader = queries.reader_of(member)
    standing = services.settle_standing(member=member, now=now)
    facts = queries.facts_of(member, now=now)
    figures = queries.Meter(facts, rules()).at(now)
    falls_at = standing.falls_at if standing else None
    # Which isn't what today's figures reach, where they have fallen in steps.
    below = queries.climb(facts, until=falls_at, rules=rules()).level if falls_at else 0
    level = standing.level if standing else SellerLevel.NEW
    upper = [one for one in queries.LADDER if one > level]
    context = {
        "level": SellerLevel(level),
        "falls_at": falls_at,
        "falls_to": SellerLevel(below).label,
        "kept": queries.conditions_for(figures, level, reader) if level else [],
        "next": SellerLevel(upper[0]).label if upper else "",
        "next_conditions": queries.conditions_for(figures, upper[0], reader) if upper else [],
        "changes": [queries.tell_change(one, reader) for one in queries.level_history(member)],
        "sample": rules().level_sample,
        "grace_days": rules().level_grace_days,
    }
    return render(request, "marketplace/reviews/my_level.html", context)
