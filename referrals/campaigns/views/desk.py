"""The managers' desk: all campaigns, a new one, one with its list and what can be done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from referrals.campaigns import queries, services
from referrals.campaigns.choices import CampaignMove, CampaignState, Part
from referrals.campaigns.forms import CallForm, CancelForm, NewCampaignForm
from referrals.campaigns.models import Campaign
from referrals.campaigns.policies import is_joinable, refusal_of

MANAGERS = (Role.ADMIN, Role.COMMUNITY_MANAGER)
FUNDERS = (*MANAGERS, Role.FINANCE)
PER_PAGE = 30


@desk(*MANAGERS)
@require_safe
def campaign_list(request: HttpRequest) -> HttpResponse:
    """Show all campaigns, the newest first."""
    state = request.GET.get("state", "")
    state = state if state in CampaignState.values else ""
    page = Paginator(queries.campaigns_at_desk(state), PER_PAGE).get_page(request.GET.get("page"))
    found = list(page)
    waiting = queries.work_waiting(found)
    rows = [(row, queries.campaign_text(row), waiting.get(row.pk, 0)) for row in found]
    context = {"page": page, "rows": rows, "state": state, "states": CampaignState}
    return render(request, "referrals/campaigns/desk.html", context)


@desk(*MANAGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a campaign."""
    initial = {"language": (get_language() or "ar")[:2]}
    form = NewCampaignForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            made = services.create_campaign(actor=signed_in(request), now=clock.now(), **form.given)
            return redirect("campaigns:desk_words", made.public_id)
    status = 422 if form.is_bound else 200
    return render(request, "referrals/campaigns/desk_new.html", {"form": form}, status=status)


def desk_context(campaign: Campaign, step: str) -> dict[str, Any]:
    """Return what every page of one campaign shows at the desk: where one is, what is missing."""
    is_draft = campaign.state == CampaignState.DRAFT
    checks = queries.readiness_of(campaign, now=clock.now()) if is_draft else []
    return {
        "campaign": campaign,
        "text": queries.campaign_text(campaign),
        "step": step,
        "is_draft": is_draft,
        "checks": checks,
        "missing": {check.step for check in checks if not check.is_met},
    }


def _show(
    request: HttpRequest, campaign: Campaign, *, cancel: CancelForm | None = None, status: int = 200
) -> HttpResponse:
    context = desk_context(campaign, "review") | {
        "figures": queries.campaign_figures(campaign),
        "counts": queries.work_counts(campaign),
        "needed": queries.fund_needed(campaign),
        "held": queries.fund_held(campaign),
        "matches": queries.match_counts(campaign) if campaign.has_matching else {},
        "lines": queries.lines_of(campaign),
        "cancel_form": cancel or CancelForm(auto_id="cancel_%s"),
        "can_cancel": refusal_of(campaign, CampaignMove.CANCEL, Part.MANAGER) is None,
        "call_form": CallForm(queries.segments()) if is_joinable(campaign) else None,
    }
    return render(request, "referrals/campaigns/desk_campaign.html", context, status=status)


@desk(*MANAGERS)
@require_safe
def review(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what is missing, how it goes, and what can be done now."""
    campaign = queries.get_campaign_at_desk(public_id, actor=signed_in(request))
    services.settle_timers(campaign=campaign, now=clock.now())
    return _show(request, queries.get_campaign(public_id))


@desk(*MANAGERS)
@require_POST
def open_(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open a campaign that lacks nothing."""
    member = signed_in(request)
    campaign = queries.get_campaign_at_desk(public_id, actor=member)
    services.open_campaign(campaign=campaign, actor=member, now=clock.now())
    messages.success(request, _("It is open: everybody sees it and can sign up."))
    return redirect("campaigns:desk_campaign", public_id)


@desk(*MANAGERS)
@require_POST
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Call a campaign off."""
    member = signed_in(request)
    campaign = queries.get_campaign_at_desk(public_id, actor=member)
    form = CancelForm(request.POST, auto_id="cancel_%s")
    if form.is_valid():
        with refusals_on(form):
            services.cancel_campaign(
                campaign=campaign, actor=member, now=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Called off. What nobody was promised went back."))
            return redirect("campaigns:desk_campaign", public_id)
    return _show(request, campaign, cancel=form, status=422)


@desk(*MANAGERS)
@require_POST
def call(request: HttpRequest, public_id: str) -> HttpResponse:
    """Call a segment."""
    member = signed_in(request)
    campaign = queries.get_campaign_at_desk(public_id, actor=member)
    form = CallForm(queries.segments(), request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a segment."))
        return redirect("campaigns:desk_campaign", public_id)
    segment = queries.get_segment(form.cleaned_data["segment"])
    count = services.call_segment(campaign=campaign, segment=segment, actor=member, now=clock.now())
    said = _("Called: %(count)s. Who was called of late or wants no calls is left out.")
    messages.success(request, said % {"count": count})
    return redirect("campaigns:desk_campaign", public_id)


@desk(*FUNDERS)
@require_safe
def fund(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what the rewards cost and what lies there."""
    campaign = queries.get_campaign(public_id)
    context = desk_context(campaign, "fund") | {
        "needed": queries.fund_needed(campaign),
        "held": queries.fund_held(campaign),
    }
    return render(request, "referrals/campaigns/desk_fund.html", context)


@desk(Role.ADMIN, Role.FINANCE)
@require_POST
def pay_in(request: HttpRequest, public_id: str) -> HttpResponse:
    """Pay what is missing into the fund; pressed twice, nothing more is paid."""
    campaign = queries.get_campaign(public_id)
    services.pay_in_fund(campaign=campaign, actor=signed_in(request), now=clock.now())
    messages.success(request, _("The fund is paid in."))
    return redirect("campaigns:desk_fund", public_id)


@desk(Role.ADMIN, Role.FINANCE)
@require_POST
def take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the fund of a draft back."""
    campaign = queries.get_campaign(public_id)
    services.take_back_fund(campaign=campaign, actor=signed_in(request), now=clock.now())
    messages.success(request, _("The fund went back."))
    return redirect("campaigns:desk_fund", public_id)
