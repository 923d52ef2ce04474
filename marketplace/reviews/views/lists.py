"""All reviews of a gig, all reviews about a member."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marketplace.accounts.queries import get_member_by_username, viewer
from marketplace.core import clock
from marketplace.gigs.queries import get_gig_page
from marketplace.orders.choices import ActorKind
from marketplace.reviews import queries
from marketplace.reviews.models import Review

PER_PAGE = 20


def _list(
    request: HttpRequest, found: QuerySet[Review], written_by: str, context: dict[str, object]
) -> HttpResponse:
    page = Paginator(queries.loaded(found), PER_PAGE).get_page(request.GET.get("page"))
    context |= {
        "summary": queries.summarise(found, written_by),
        "page": page,
        "reviews": queries.show_all(page),
    }
    return render(request, "marketplace/reviews/list.html", context)


@require_safe
def of_gig(request: HttpRequest, pk: str) -> HttpResponse:
    """Show everything that clients said of a gig."""
    gig = get_gig_page(viewer(request), pk=int(pk))
    found = queries.reviews_of_gig(gig.id, now=clock.now())
    return _list(request, found, ActorKind.CLIENT, {"gig": gig})


@require_safe
def of_member(request: HttpRequest, username: str) -> HttpResponse:
    """Show everything that was said about a member: by clients, or by freelancers."""
    person = get_member_by_username(username)
    by = ActorKind.SELLER if request.GET.get("by") == ActorKind.SELLER else ActorKind.CLIENT
    found = queries.reviews_about(person, by, now=clock.now())
    return _list(request, found, by, {"person": person, "by": by.value})
