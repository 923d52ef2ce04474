"""What a member keeps, and what they looked at."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.queries import signed_in, viewer
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.views import safe_next
from marketplace.search import queries, services
from marketplace.search.choices import Kind
from marketplace.search.forms import ThingForm

PAGES = "marketplace/search/"
RECENT = 8
# Where a heart stands, as its class; it comes back in the same place.
PLACES = ("heart-on-card", "heart-framed")


@login_required
@require_safe
def favourites(request: HttpRequest) -> HttpResponse:
    """Show what the member keeps, the last first; below it what they looked at lately."""
    member = signed_in(request)
    counts = queries.favourite_counts(member)
    kind = request.GET.get("kind", "")
    kind = kind if kind in counts else ""
    page = queries.favourites_page(member, number=request.GET.get("page", "1"), kind=kind)
    context = {
        "page": page,
        "cards": queries.favourite_cards(list(page.object_list)),
        "kind": kind,
        "kinds": [(one, counts[one]) for one in Kind if one in counts],
        "total": sum(counts.values()),
        "recent": queries.cards_of_things(
            services.seen_by(request)[:RECENT], hidden=queries.hidden_from(member)
        ),
    }
    return render(request, f"{PAGES}favourites.html", context)


def _thing(request: HttpRequest) -> tuple[Kind, int]:
    form = ThingForm(request.POST)
    if not form.is_valid():
        raise NotFound
    return Kind(form.cleaned_data["kind"]), form.cleaned_data["ref"]


def _answer(request: HttpRequest, kind: Kind, ref: int) -> HttpResponse:
    if request.headers.get("HX-Request") != "true":
        return redirect(safe_next(request, default="/favourites/"))
    heart = queries.hearts_of(signed_in(request), kind, [ref]).get(ref, queries.Heart())
    place = next((one for one in PLACES if one == request.POST.get("place")), "")
    here = safe_next(request, default="/favourites/")
    context = {"kind": kind, "ref": ref, "heart": heart, "place": place, "here": here}
    return render(request, f"{PAGES}_heart.html", context)


@login_required
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Keep something."""
    kind, ref = _thing(request)
    services.add_favourite(member=signed_in(request), kind=kind, ref=ref, now=clock.now())
    return _answer(request, kind, ref)


@login_required
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Let go of something."""
    kind, ref = _thing(request)
    services.remove_favourite(member=signed_in(request), kind=kind, ref=ref)
    return _answer(request, kind, ref)


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Forget what who asks has looked at: a member's rows, or a visitor's cookie."""
    member = viewer(request)
    answer = redirect(safe_next(request, default="/search/"))
    if member is not None:
        services.forget_views(member=member)
    services.forget_visitor(answer)
    messages.success(request, _("What you looked at is forgotten."))
    return answer
