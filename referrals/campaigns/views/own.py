"""What a member does: join, book, prove, leave, appeal; and the page of all that is theirs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from referrals.campaigns import queries, services
from referrals.campaigns.adapters.icalendar import write_shifts
from referrals.campaigns.choices import BookingState, Part
from referrals.campaigns.forms import AppealForm, ProofForm
from referrals.campaigns.models import Booking, Task
from referrals.campaigns.policies import moves_open_to
from referrals.links.queries import figures_of, whole_address

PER_PAGE = 20
SAID = {
    BookingState.BOOKED: gettext_lazy("The shift is yours. It stands in your list."),
    BookingState.WISHED: gettext_lazy("Your wish is noted. Places are dealt out by rotation."),
    BookingState.WAITING: gettext_lazy("All places are taken: you are on the waiting list."),
}


@login_required
@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Show the member's shifts, tasks and questions."""
    member = signed_in(request)
    page = Paginator(queries.tasks_of(member), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [
            (task, queries.mission_text(task.mission), queries.campaign_text(task.mission.campaign))
            for task in page
        ],
        "bookings": [
            (one, queries.mission_text(one.slot.mission))
            for one in queries.coming_bookings_of(member, now=clock.now())
        ],
        "tickets": list(queries.tickets_of(member)[:PER_PAGE]),
        "matches": queries.matches_of(member),
        "wants_calls": queries.wants_calls(member),
        "answers": queries.answers_any(member),
    }
    return render(request, "referrals/campaigns/mine.html", context)


@login_required
@require_safe
@never_cache
def mine_calendar(request: HttpRequest) -> HttpResponse:
    """Give the member's shifts to a calendar program."""
    bookings = queries.bookings_of(signed_in(request))
    text = write_shifts(f"{_('Your shifts')} · {_('Wazzifni')}", bookings, now=clock.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="shifts.ics"'
    return response


@login_required
@require_POST
def calls(request: HttpRequest) -> HttpResponse:
    """Say whether one wants to be called to campaigns."""
    wanted = request.POST.get("wanted") == "yes"
    services.set_calls(member=signed_in(request), wanted=wanted, now=clock.now())
    said = _("You may be called again.") if wanted else _("Nobody calls you to campaigns now.")
    messages.success(request, said)
    return redirect("campaigns:mine")


@login_required
@require_POST
def join(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Take part in a mission."""
    member, now = signed_in(request), clock.now()
    campaign = services.open_campaign_page(slug=slug, viewer=member, now=now)
    mission = queries.get_mission(campaign, public_id)
    task = services.join_mission(mission=mission, member=member, now=now)
    messages.success(request, _("You are in. Your reward is set aside until you have proven it."))
    return redirect(task)


@login_required
@require_POST
def book(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for a place in a shift."""
    member = signed_in(request)
    slot = queries.get_slot(public_id, viewer=member)
    booking: Booking = services.book_slot(slot=slot, member=member, now=clock.now())
    messages.success(request, str(SAID[BookingState(booking.state)]))
    return redirect(slot.mission)


@login_required
@require_POST
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a place back, or leave the line."""
    member = signed_in(request)
    booking = queries.get_booking_for(member, public_id)
    services.cancel_booking(booking=booking, member=member, now=clock.now())
    messages.success(request, _("Cancelled. Whoever waits longest for it hears of it now."))
    return redirect("campaigns:mine")


def _show(
    request: HttpRequest,
    task: Task,
    *,
    proof: ProofForm | None = None,
    appeal: AppealForm | None = None,
    status: int = 200,
) -> HttpResponse:
    member, now = signed_in(request), clock.now()
    services.settle_timers(campaign=task.mission.campaign, now=now)
    link = services.mission_link(mission=task.mission, member=member, now=now)
    begins = task.booking.slot.begins_at if task.booking else task.mission.campaign.begins_at
    moves = moves_open_to(task, Part.MEMBER)
    context: dict[str, Any] = {
        "task": task,
        "mission": task.mission,
        "words": queries.mission_text(task.mission),
        "text": queries.campaign_text(task.mission.campaign),
        "begins_at": begins,
        "has_begun": begins is None or begins <= now,
        "moves": moves,
        "proof": proof or ProofForm(task),
        "appeal": appeal or AppealForm(auto_id="appeal_%s"),
        "link": link,
        "address": whole_address(link),
        "link_figures": figures_of([link])[link.pk],
        "tickets": list(queries.tickets_of(member).filter(mission=task.mission)),
    }
    return render(request, "referrals/campaigns/task.html", context, status=status)


@login_required
@require_safe
@never_cache
def task(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one piece of work: where it stands, what comes next, and by when."""
    return _show(request, queries.get_task_for(signed_in(request), public_id))


@login_required
@require_POST
def prove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the proof."""
    member = signed_in(request)
    found = queries.get_task_for(member, public_id)
    form = ProofForm(found, request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form):
            services.submit_proof(task=found, member=member, now=clock.now(), **form.cleaned_data)
            messages.success(request, _("Thank you. Somebody looks at it, and you hear of it."))
            return redirect(found)
    return _show(request, found, proof=form, status=422)


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Leave a mission."""
    member = signed_in(request)
    found = queries.get_task_for(member, public_id)
    services.withdraw_task(task=found, member=member, now=clock.now())
    messages.success(request, _("You are out; the place is free for somebody else."))
    return redirect("campaigns:mine")


@login_required
@require_POST
def appeal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for a second look."""
    member = signed_in(request)
    found = queries.get_task_for(member, public_id)
    form = AppealForm(request.POST, auto_id="appeal_%s")
    if form.is_valid():
        with refusals_on(form):
            services.appeal_task(task=found, member=member, now=clock.now(), **form.cleaned_data)
            messages.success(request, _("Somebody who didn't refuse it looks again."))
            return redirect(found)
    return _show(request, found, appeal=form, status=422)


@login_required
@require_POST
def show_work(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let everybody see finished work, or no longer."""
    member = signed_in(request)
    found = queries.get_task_for(member, public_id)
    shows = request.POST.get("shows") == "yes"
    services.show_work(task=found, member=member, shows=shows)
    said = _("Everybody may see it now.") if shows else _("It is out of the showcase.")
    messages.success(request, said)
    return redirect(f"{reverse('campaigns:task', args=[public_id])}#showcase")


@login_required
@require_safe
def own_picture(request: HttpRequest, public_id: str) -> FileResponse:
    """Give the picture of one's own proof."""
    return services.picture_response(queries.get_task_for(signed_in(request), public_id))
