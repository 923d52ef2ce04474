"""What a client does with proposals: compare, shortlist, decline, talk, choose."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.numbers import NumberUnreadable, parse_whole_number
from marketplace.core.views import safe_next
from marketplace.hiring import policies, queries, services
from marketplace.hiring.choices import LIVE_PROPOSALS
from marketplace.hiring.forms import DeclineForm
from marketplace.hiring.views.proposals import show_proposal


@login_required
@require_safe
def compare(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a brief's proposals side by side."""
    member, now = signed_in(request), clock.now()
    brief = services.settle_brief(brief=queries.get_posted_for(member, public_id), now=now)
    sort = request.GET.get("sort", "first")
    found = queries.candidates(brief, sort=sort if sort in queries.SORTS else "first")
    context = {
        "brief": brief,
        "candidates": found,
        "live": [one for one in found if one.proposal.state in LIVE_PROPOSALS],
        "sort": sort,
        "is_taking": policies.is_taking(brief, now),
    }
    return render(request, "marketplace/hiring/compare.html", context)


@login_required
@require_POST
def shortlist(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put a proposal on the shortlist, or take it off."""
    member = signed_in(request)
    proposal = queries.get_proposal_for(member, public_id)
    services.shortlist_proposal(
        proposal=proposal,
        actor=member,
        wanted=request.POST.get("wanted", "1") == "1",
        now=clock.now(),
    )
    return redirect(safe_next(request, default=proposal.get_absolute_url()))


@login_required
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say no to a proposal."""
    member = signed_in(request)
    proposal = queries.get_proposal_for(member, public_id)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return show_proposal(request, public_id, form)
    reason = form.cleaned_data["reason"]
    services.decline_proposal(proposal=proposal, actor=member, reason=reason, now=clock.now())
    messages.success(request, _("The freelancer has been told, kindly."))
    return redirect("hiring:compare", proposal.brief.public_id)


@login_required
@require_POST
def talk(request: HttpRequest, public_id: str) -> HttpResponse:
    """Go on to the conversation about a proposal."""
    member = signed_in(request)
    proposal = queries.get_proposal_for(member, public_id)
    return redirect(services.talk_about_proposal(proposal=proposal, actor=member, now=clock.now()))


@login_required
@require_POST
def accept(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose a proposal in the version that was read; held money pays, or the client goes on."""
    member = signed_in(request)
    proposal = queries.get_proposal_for(member, public_id)
    try:
        version = parse_whole_number(request.POST.get("version", ""))
    except NumberUnreadable:
        version = 0
    order = services.accept_proposal(
        proposal=proposal, actor=member, version=version, now=clock.now()
    )
    if order.paid_at is not None:
        messages.success(request, _("Paid. The money is held until you accept the work."))
        return redirect(order)
    return redirect("hiring:pay", proposal.brief.public_id)
