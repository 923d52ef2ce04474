"""Open briefs for everybody: the list, a brief's page, its files."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from marketplace.accounts.queries import signed_in, viewer
from marketplace.core import clock
from marketplace.core.private_files import as_download
from marketplace.core.scanning import FileNotServed
from marketplace.hiring import policies, queries, services
from marketplace.hiring.forms import OpenBriefsForm
from marketplace.hiring.models import PostedBrief


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Show open briefs by category, language, skill, budget; the address says all that is shown."""
    form = OpenBriefsForm(request.GET)
    filters, member, now = form.filters(), viewer(request), clock.now()
    rows = queries.browse_briefs(filters, member, now=now)
    page = queries.brief_page(rows, request.GET.get("page", "1"))
    is_narrowed = any(value for name, value in request.GET.items() if name not in ("page", "sort"))
    context = {
        "form": form,
        "filters": filters,
        "page": page,
        "is_narrowed": is_narrowed,
        "allowance": queries.allowance_of(member, now=now) if member else None,
        "invitations": queries.invitations_of(member, now=now) if member else [],
    }
    return render(request, "marketplace/hiring/open.html", context)


@require_safe
def posted(request: HttpRequest, pk: str, slug: str) -> HttpResponse:
    """Show a brief; the address is the one with its title."""
    now, member = clock.now(), viewer(request)
    brief = queries.get_posted(int(pk), member, now=now)
    if slug != brief.slug:
        return redirect(brief.get_absolute_url(), permanent=True)
    return _show(request, services.settle_brief(brief=brief, now=now))


def _show(request: HttpRequest, brief: PostedBrief) -> HttpResponse:
    now, member = clock.now(), viewer(request)
    mine = queries.my_proposal(brief, member)
    is_client = member is not None and member.pk == brief.client_id
    context = {
        "brief": brief,
        "files": queries.files_of(brief),
        "facts": queries.client_facts(brief.client),
        "is_client": is_client,
        "is_taking": policies.is_taking(brief, now),
        "can_propose": policies.can_propose(member, brief, now) and mine is None,
        "mine": mine,
        "allowance": queries.allowance_of(member, now=now) if member and not is_client else None,
        "invitations": queries.invitations_to(brief) if is_client else [],
    }
    return render(request, "marketplace/hiring/posted.html", context)


@require_safe
def posted_short(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lead from a brief's public id to its page."""
    brief = queries.get_posted_by_id(public_id, viewer(request), now=clock.now())
    return redirect(brief)


@login_required
@require_safe
def brief_file(request: HttpRequest, public_id: str) -> FileResponse:
    """Hand out a file of a brief, once the scanner knows it."""
    row = queries.get_brief_file(signed_in(request), public_id, now=clock.now())
    if not row.is_served:
        raise FileNotServed
    return as_download(row.file.open("rb"), name=row.name, content_type=row.content_type)
