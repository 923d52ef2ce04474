"""Blocks, finding words again, and who sees what is read."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.queries import get_member_by_username, signed_in
from marketplace.core import clock
from marketplace.core.views import safe_next
from marketplace.messaging import queries, services

PAGES = "marketplace/messaging/"
HITS_ON_A_PAGE = 20


@login_required
@require_safe
def preferences(request: HttpRequest) -> HttpResponse:
    """Show whom the member has blocked, and whether others see what is read."""
    member = signed_in(request)
    context = {"blocks": queries.blocks_of(member), "shows": queries.shows_reading(member)}
    return render(request, f"{PAGES}preferences.html", context)


@login_required
@require_POST
def set_reading(request: HttpRequest) -> HttpResponse:
    """Let others see what one has read, or not."""
    services.set_reading(member=signed_in(request), shows=request.POST.get("shows") == "1")
    messages.success(request, _("Saved."))
    return redirect("messaging:preferences")


@login_required
@require_POST
def block(request: HttpRequest, username: str) -> HttpResponse:
    """Close conversations with a member."""
    other = get_member_by_username(username)
    services.block_member(member=signed_in(request), other=other, now=clock.now())
    messages.success(request, _("Blocked. Orders under way go on as they are."))
    return redirect(safe_next(request, default="/inbox/preferences/"))


@login_required
@require_POST
def unblock(request: HttpRequest, username: str) -> HttpResponse:
    """Take one's own block back."""
    other = get_member_by_username(username)
    services.unblock_member(member=signed_in(request), other=other, now=clock.now())
    messages.success(request, _("Your block is taken back."))
    return redirect(safe_next(request, default="/inbox/preferences/"))


@login_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find words again in one's own conversations."""
    member, text = signed_in(request), request.GET.get("q", "")[:100]
    page = Paginator(queries.search_messages(member, text), HITS_ON_A_PAGE).get_page(
        request.GET.get("page", "1")
    )
    hits = queries.show_hits(list(page.object_list), member, text)
    return render(request, f"{PAGES}search.html", {"page": page, "hits": hits, "q": text})
