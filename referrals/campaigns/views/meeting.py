"""Newcomers and hosts: one's card, whom one may meet, yes or no."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on
from marketplace.core.places import language_name
from referrals.campaigns import queries, services
from referrals.campaigns.forms import CardForm
from referrals.campaigns.models import Campaign
from referrals.campaigns.views.public import shared


def _campaign(request: HttpRequest, slug: str) -> Campaign:
    campaign = queries.get_public_campaign(slug, viewer=signed_in(request))
    if not campaign.has_matching:
        raise NotFound
    return campaign


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def matching(request: HttpRequest, slug: str) -> HttpResponse:
    """Write one's card, and see whom one may meet."""
    member = signed_in(request)
    campaign = _campaign(request, slug)
    card = queries.card_of(campaign, member)
    form = CardForm(member, card, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.write_card(campaign=campaign, member=member, draft=form.draft, now=clock.now())
            messages.success(request, _("Saved. You hear when there is somebody to meet."))
            return redirect("campaigns:matching", slug)
    lang = (get_language() or "ar")[:2]
    context = shared(campaign, member) | {
        "form": form,
        "card": card,
        "matches": queries.matches_of(member, campaign),
        "language_name": lambda code: language_name(code, lang=lang),
    }
    status = 422 if form.is_bound else 200
    return render(request, "referrals/campaigns/matching.html", context, status=status)


@login_required
@require_POST
def close_card(request: HttpRequest, slug: str) -> HttpResponse:
    """Look for nobody any more."""
    services.close_card(campaign=_campaign(request, slug), member=signed_in(request))
    messages.success(request, _("You are proposed to nobody any more."))
    return redirect("campaigns:matching", slug)


@login_required
@require_safe
def match(request: HttpRequest, public_id: str) -> HttpResponse:
    """Go to where a proposal stands."""
    found = queries.get_match_for(signed_in(request), public_id)
    address = reverse("campaigns:matching", args=[found.host.campaign.slug])
    return redirect(f"{address}#match-{found.public_id}")


@login_required
@require_POST
def agree(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say yes."""
    member = signed_in(request)
    found = queries.get_match_for(member, public_id)
    after = services.agree_to_match(match=found, member=member, now=clock.now())
    if after.conversation:
        messages.success(request, _("You both agreed: here you can talk."))
        return redirect("messaging:conversation", after.conversation)
    messages.success(request, _("Noted. You hear as soon as the other side agrees, too."))
    return redirect("campaigns:match", public_id)


@login_required
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say no."""
    member = signed_in(request)
    found = queries.get_match_for(member, public_id)
    services.decline_match(match=found, member=member, now=clock.now())
    messages.success(request, _("Declined. The other side isn't told who said no."))
    return redirect("campaigns:matching", found.host.campaign.slug)
