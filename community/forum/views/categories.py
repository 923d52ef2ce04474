"""The desk at which the tree of categories is kept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.forum.forms.categories import CategoryForm
from community.forum.models import Category
from community.forum.queries.places import LOOKING_AFTER, places_for
from community.forum.queries.topics import get_category
from community.forum.services.categories import change_category, make_category
from community.forum.views.lists import PAGES, reader_language
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on


@desk(*LOOKING_AFTER)
@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """Show all categories in their order."""
    places = places_for(signed_in(request))
    context = {"rows": places.in_order(), "reader_lang": reader_language(), "places": places}
    return render(request, f"{PAGES}categories.html", context)


@desk(*LOOKING_AFTER)
@require_http_methods(["GET", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Make a category."""
    places = places_for(signed_in(request))
    initial = {"kind": "questions", "position": len(places.by_id) * 10}
    for group, right in (("everyone", "see"), ("members", "start"), ("members", "reply")):
        initial[f"may_{group}_{right}"] = True
    form = CategoryForm(request.POST or None, places=places.in_order(), initial=initial)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            made = make_category(actor=signed_in(request), draft=form.draft(), now=clock.now())
            messages.success(request, _("The category is there."))
            return redirect("forum:change_category", made.slug)
    return _page(request, form, None)


@desk(*LOOKING_AFTER)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a category, its place and its permissions."""
    found = get_category(slug)
    places = places_for(signed_in(request))
    form = CategoryForm(request.POST or None, places=places.in_order(), category=found)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            changed = change_category(
                category_id=found.pk,
                actor=signed_in(request),
                draft=form.draft(),
                now=clock.now(),
            )
            messages.success(request, _("Saved, and written into the log."))
            return redirect("forum:change_category", changed.slug)
    return _page(request, form, found)


def _page(request: HttpRequest, form: CategoryForm, found: Category | None) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"form": form, "category": found, "reader_lang": reader_language()}
    return render(request, f"{PAGES}category_form.html", context, status=status)
