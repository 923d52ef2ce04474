"""The freelancer's own link, and whoever comes by it."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts.models import Member
from marketplace.accounts.queries import profile_of, signed_in, viewer
from marketplace.core import clock
from marketplace.core.addresses import absolute
from marketplace.core.conf import rules
from marketplace.core.errors import DomainError, NotFound
from marketplace.relationships import queries, services
from marketplace.relationships.errors import OwnInvitation
from marketplace.relationships.queries import Inviter, scheduled_fee

PAGES = "marketplace/relationships/"
KEPT = "client_join"


@login_required
@require_safe
@never_cache
def link(request: HttpRequest) -> HttpResponse:
    """Show the freelancer's own link, what it does, and who was invited by mail."""
    owner = signed_in(request)
    card = services.calling_card_of(owner, now=clock.now())
    context = {
        "link": absolute(queries.invitation_path(card.code), owner.language),
        "invitations": queries.invitations_of(owner),
        "brought": scheduled_fee(is_brought=True, completed=0).bp,
        "found": scheduled_fee(is_brought=False, completed=0).bp,
    }
    return render(request, f"{PAGES}link.html", context)


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the link was opened on a page of this platform: such a client was found here."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    is_ours = came_from.netloc == request.get_host()
    return is_ours and not any(part in came_from.path for part in ("/accounts/", "/clients/join/"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Say who invites, and take the yes; visitors make an account first."""
    inviter = queries.get_inviter(code)
    if request.method == "POST":
        request.session[KEPT] = code
        request.session.set_expiry(rules().hire_draft_days * 24 * 60 * 60)
        if viewer(request) is None:
            query = urlencode({"next": reverse("relationships:join_resume")})
            return redirect(f"{reverse('account_signup')}?{query}")
        return _use(request, inviter, signed_in(request))
    context = {
        "inviter": inviter.owner,
        "profile": profile_of(inviter.owner),
        "code": code,
        "is_own": viewer(request) == inviter.owner,
        "is_from_here": _is_from_here(request),
        "is_visitor": viewer(request) is None,
    }
    return render(request, f"{PAGES}join.html", context)


@login_required
@require_safe
def resume(request: HttpRequest) -> HttpResponse:
    """Go on with the invitation that waited while its reader signed up."""
    code = str(request.session.get(KEPT, ""))
    try:
        inviter = queries.get_inviter(code)
    except NotFound:
        return redirect("home")
    return _use(request, inviter, signed_in(request))


def _use(request: HttpRequest, inviter: Inviter, member: Member) -> HttpResponse:
    request.session.pop(KEPT, None)
    try:
        services.use_invitation(inviter=inviter, member=member, now=clock.now())
    except OwnInvitation:
        raise
    except DomainError as refusal:
        messages.info(request, str(refusal))
    else:
        said = _("You came by %(name)s. The platform keeps less of what you pay them.")
        messages.success(request, said % {"name": inviter.owner.display_name})
    return redirect(inviter.owner)
