"""What everybody sees: who is in the club, who was, the charter, how one gets in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.gurus.policies import is_manager, is_of_the_club
from community.gurus.queries import charter as charters
from community.gurus.queries import members, nominations
from community.gurus.queries.honours import honours_beside
from marketplace.accounts.queries import viewer
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.visitor_pages import kept_for_visitors


@require_safe
@kept_for_visitors
def page(request: HttpRequest) -> HttpResponse:
    """Show the club."""
    member = viewer(request)
    version = charters.charter_in_force()
    gurus = members.gurus_listed()
    context = {
        "gurus": gurus,
        "honours": honours_beside([one.member_id for one in gurus]),
        "alumni": members.alumni_listed(),
        "charter": version,
        "parts": charters.parts_of(version) if version else [],
        "limits": rules(),
        "is_inside": is_of_the_club(member),
        "is_manager": is_manager(member),
        "membership": members.membership_of(member),
        "invitations": nominations.invitations_of(member)[:1] if member else [],
    }
    return render(request, "community/gurus/page.html", context)


@require_safe
def charter(request: HttpRequest) -> HttpResponse:
    """Show the charter as it holds, or an earlier version."""
    versions = charters.versions_of_charter()
    asked = request.GET.get("version", "")
    if not versions:
        raise NotFound
    held = versions[0]
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else held.number  # noqa: PLR2004
    shown = next((one for one in versions if one.number == number), None)
    if shown is None:
        raise NotFound
    context = {
        "version": shown,
        "held": held,
        "versions": versions,
        "parts": charters.parts_of(shown),
    }
    return render(request, "community/gurus/charter.html", context)
