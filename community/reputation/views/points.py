"""A member's record, line by line."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.reputation import queries
from community.reputation.choices import Kind
from community.reputation.policies import sees_givers
from marketplace.accounts.queries import get_member_by_username, viewer

PER_PAGE = 50


@require_safe
def points(request: HttpRequest, username: str) -> HttpResponse:
    """Show every line: what it was worth, why it weighs less, and what was taken away again."""
    person = get_member_by_username(username)
    asked = request.GET.get("kind", "")
    kind = asked if asked in Kind.values else ""
    rows = queries.points_of(person, kind=kind)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "person": person,
        "is_own": person == viewer(request),
        "sees_givers": sees_givers(viewer(request), person),
        "page": page,
        "lines": queries.explain(page),
        "sums": queries.sums_of(person),
        "kind": kind,
        "standing": queries.standing_of(person),
        "changes": queries.changes_of(person),
        "metrics": queries.metrics_of([person.pk])[person.pk],
        "area_names": queries.area_names(),
    }
    return render(request, "community/reputation/points.html", context)
