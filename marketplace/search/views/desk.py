"""The desk of words: what means the same, and how a search would be understood."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.search import queries, services
from marketplace.search.choices import LONGEST_QUERY, GroupKind
from marketplace.search.forms import GroupForm
from marketplace.search.policies import LEXICOGRAPHERS

PAGES = "marketplace/search/"
_STEM = re.compile(r"'([^']+)'")


@desk(*LEXICOGRAPHERS)
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Show the groups of words; with `try`, how a text would be understood."""
    text, kind = request.GET.get("q", "").replace("\x00", ""), request.GET.get("kind", "")
    kind = kind if kind in GroupKind.values else ""
    tried = request.GET.get("try", "").replace("\x00", "")[:LONGEST_QUERY]
    wording = queries.word_query(tried) if tried else None
    context = {
        "page": queries.groups_page(number=request.GET.get("page", "1"), text=text, kind=kind),
        "text": text,
        "kind": kind,
        "kinds": GroupKind.choices,
        "tried": tried,
        "wording": wording,
        "stems": list(dict.fromkeys(_STEM.findall(wording.rank))) if wording else [],
    }
    return render(request, f"{PAGES}desk.html", context)


@desk(*LEXICOGRAPHERS)
@require_http_methods(["GET", "POST"])
def add_group(request: HttpRequest) -> HttpResponse:
    """Teach the search that some words mean the same."""
    form = GroupForm(request.POST or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            services.add_group(
                words=given["words"],
                kind=GroupKind(given["kind"]),
                actor=signed_in(request),
                now=clock.now(),
            )
            messages.success(request, _("The next search knows these words."))
            return redirect("search:groups")
    status = 422 if form.is_bound else 200
    return render(request, f"{PAGES}group.html", {"form": form, "group": None}, status=status)


@desk(*LEXICOGRAPHERS)
@require_http_methods(["GET", "POST"])
def edit_group(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change a group of words, or let it rest."""
    group = queries.get_group(public_id)
    initial = {"words": "\n".join(group.words), "kind": group.kind, "is_active": group.is_active}
    form = GroupForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            services.change_group(
                group=group,
                words=given["words"],
                kind=GroupKind(given["kind"]),
                is_active=given["is_active"],
                actor=signed_in(request),
                now=clock.now(),
            )
            messages.success(request, _("The next search knows these words."))
            return redirect("search:groups")
    status = 422 if form.is_bound else 200
    return render(request, f"{PAGES}group.html", {"form": form, "group": group}, status=status)


@desk(*LEXICOGRAPHERS)
@require_POST
def remove_group(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a group of words away."""
    services.remove_group(
        group=queries.get_group(public_id), actor=signed_in(request), now=clock.now()
    )
    messages.success(request, _("The words stand for themselves again."))
    return redirect("search:groups")
