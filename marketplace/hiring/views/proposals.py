"""What freelancers do with proposals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.hiring import policies, queries, services
from marketplace.hiring.errors import TextNeedsALook
from marketplace.hiring.forms import DeclineForm, ProposalForm
from marketplace.hiring.models import PostedBrief, Proposal
from marketplace.hiring.views.looking import ask_again

METHODS = ["GET", "HEAD", "POST"]


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show the member's own proposals, what is left of today's, and who asks for one."""
    member, now = signed_in(request), clock.now()
    context = {
        "page": queries.proposal_page(member, request.GET.get("page", "1")),
        "allowance": queries.allowance_of(member, now=now),
        "invitations": queries.invitations_of(member, now=now),
    }
    return render(request, "marketplace/hiring/my_proposals.html", context)


def _show_form(
    request: HttpRequest,
    brief: PostedBrief,
    form: ProposalForm,
    found: TextNeedsALook | None,
    proposal: Proposal | None,
) -> HttpResponse:
    context = {
        "brief": brief,
        "form": form,
        "found": found,
        "proposal": proposal,
        "allowance": queries.allowance_of(signed_in(request), now=clock.now()),
    }
    status = 422 if form.errors or found else 200
    return render(request, "marketplace/hiring/propose.html", context, status=status)


@login_required
@require_http_methods(METHODS)
def propose(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose terms for a brief; who has done so goes on to their proposal."""
    member, now = signed_in(request), clock.now()
    brief = queries.get_posted_by_id(public_id, member, now=now)
    known = queries.my_proposal(brief, member)
    if known is not None:
        return redirect(known)
    if not policies.can_propose(member, brief, now) and request.method != "POST":
        return redirect(brief)
    initial: dict[str, Any] = {"title": brief.title, "price": brief.budget_max, "revisions": 1}
    form = (
        ProposalForm(request.POST, currency=brief.currency)
        if request.method == "POST"
        else ProposalForm(initial=initial, currency=brief.currency)
    )
    found: TextNeedsALook | None = None
    if request.method == "POST" and form.is_valid():
        made, found = ask_again(
            request,
            form,
            lambda as_is: services.send_proposal(
                brief=brief, actor=member, terms=form.terms(), as_is=as_is, now=clock.now()
            ),
        )
        if made is not None:
            messages.success(request, _("Your proposal is sent. Only the client reads it."))
            return redirect(made)
    return _show_form(request, brief, form, found, None)


@login_required
@require_safe
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a proposal to its freelancer, or to the client."""
    return show_proposal(request, public_id, DeclineForm())


def show_proposal(request: HttpRequest, public_id: str, decline_form: DeclineForm) -> HttpResponse:
    """Show a proposal with the form that says no to it: empty, or with what is wrong in it."""
    member, now = signed_in(request), clock.now()
    proposal = queries.get_proposal_for(member, public_id)
    brief = services.settle_brief(brief=proposal.brief, now=now)
    if brief is not proposal.brief:
        proposal = queries.get_proposal_for(member, public_id)
    context = {
        "proposal": proposal,
        "brief": brief,
        "is_client": member.pk == brief.client_id,
        "can_edit": policies.can_edit_proposal(member, proposal, now),
        "can_withdraw": policies.can_withdraw_proposal(member, proposal),
        "can_choose": policies.can_choose(member, proposal, now),
        "rest": max(0, proposal.price_amount - brief.held_amount),
        "left": max(0, brief.held_amount - proposal.price_amount),
        "decline_form": decline_form,
    }
    status = 422 if decline_form.errors else 200
    return render(request, "marketplace/hiring/proposal.html", context, status=status)


@login_required
@require_http_methods(METHODS)
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change one's terms, or send them out again."""
    member, now = signed_in(request), clock.now()
    proposal = queries.get_proposal_for(member, public_id)
    if not policies.can_edit_proposal(member, proposal, now):
        return redirect(proposal)
    initial: dict[str, Any] = {
        "title": proposal.title,
        "scope": proposal.scope,
        "price": proposal.price_amount,
        "delivery_days": proposal.delivery_days,
        "revisions": proposal.revisions,
        "questions": "\n".join(proposal.questions),
    }
    form = (
        ProposalForm(request.POST, currency=proposal.currency)
        if request.method == "POST"
        else ProposalForm(initial=initial, currency=proposal.currency)
    )
    found: TextNeedsALook | None = None
    if request.method == "POST" and form.is_valid():
        done, found = ask_again(
            request,
            form,
            lambda as_is: services.edit_proposal(
                proposal=proposal, actor=member, terms=form.terms(), as_is=as_is, now=clock.now()
            ),
        )
        if done is not None:
            messages.success(request, _("Your proposal is changed."))
            return redirect(done)
    return _show_form(request, proposal.brief, form, found, proposal)


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take one's proposal back."""
    member = signed_in(request)
    proposal = queries.get_proposal_for(member, public_id)
    services.withdraw_proposal(proposal=proposal, actor=member, now=clock.now())
    messages.success(request, _("Your proposal is withdrawn."))
    return redirect(proposal)
