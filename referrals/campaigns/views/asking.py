"""Questions: asked by members, answered by support or by the person named for a campaign."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on
from referrals.campaigns import queries, services
from referrals.campaigns.choices import TicketState
from referrals.campaigns.forms import TicketForm, WriteForm
from referrals.campaigns.models import Ticket
from referrals.campaigns.policies import answers_any, can_answer
from referrals.campaigns.views.public import shared

PER_PAGE = 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str, public_id: str = "") -> HttpResponse:
    """Ask about a campaign, or about one of its missions."""
    member = signed_in(request)
    campaign = queries.get_public_campaign(slug, viewer=member)
    mission = queries.get_mission(campaign, public_id) if public_id else None
    form = TicketForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            ticket = services.open_ticket(
                campaign=campaign,
                mission=mission,
                member=member,
                now=clock.now(),
                **form.cleaned_data,
            )
            messages.success(request, _("Your question is on its way."))
            return redirect(ticket)
    context = shared(campaign, member) | {
        "form": form,
        "mission": mission,
        "words": queries.mission_text(mission) if mission else None,
        "hours": rules().campaign_ticket_hours,
    }
    status = 422 if form.is_bound else 200
    return render(request, "referrals/campaigns/ask.html", context, status=status)


def _show(
    request: HttpRequest, ticket: Ticket, *, form: WriteForm | None = None, status: int = 200
) -> HttpResponse:
    member = signed_in(request)
    is_own = ticket.member_id == member.pk
    context = {
        "ticket": ticket,
        "text": queries.campaign_text(ticket.campaign),
        "words": queries.mission_text(ticket.mission) if ticket.mission else None,
        "is_own": is_own,
        "answers": can_answer(member, ticket) and not is_own,
        "form": form or WriteForm(),
        "is_late": ticket.is_late(clock.now()),
    }
    return render(request, "referrals/campaigns/ticket.html", context, status=status)


@login_required
@require_safe
@never_cache
def ticket(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a question with its answers."""
    return _show(request, queries.get_ticket_for(signed_in(request), public_id))


@login_required
@require_POST
def write(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add to one's own question."""
    member = signed_in(request)
    found = queries.get_ticket_for(member, public_id)
    form = WriteForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.write_to_ticket(
                ticket=found, member=member, now=clock.now(), **form.cleaned_data
            )
            return redirect(found)
    return _show(request, found, form=form, status=422)


@login_required
@require_POST
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer a question."""
    member = signed_in(request)
    found = queries.get_ticket_for(member, public_id)
    form = WriteForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.answer_ticket(ticket=found, actor=member, now=clock.now(), **form.cleaned_data)
            messages.success(request, _("Answered."))
            return redirect(found)
    return _show(request, found, form=form, status=422)


@login_required
@require_POST
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Close a question."""
    member = signed_in(request)
    found = queries.get_ticket_for(member, public_id)
    services.close_ticket(ticket=found, actor=member, now=clock.now())
    messages.success(request, _("Closed. Writing again opens it."))
    return redirect(found)


@login_required
@require_safe
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """Show the questions that the member may answer; nobody else knows of this desk."""
    member = signed_in(request)
    if not answers_any(member):
        raise NotFound
    state = request.GET.get("state", TicketState.OPEN)
    state = state if state in TicketState.values else ""
    found = queries.tickets_at_desk(member, state)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row, queries.campaign_text(row.campaign)) for row in page],
        "state": state,
        "states": TicketState,
        "waiting": queries.tickets_waiting(member),
    }
    return render(request, "referrals/campaigns/desk_tickets.html", context)
