"""A member says that they are on a break."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.watch.forms import PauseForm
from community.watch.queries.desk import pause_of, today_of
from community.watch.services import pausing
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: HttpRequest) -> HttpResponse:
    """Show the switch, or be on a break until a day."""
    member = signed_in(request)
    found = pause_of(member)
    today = today_of(member, clock.now())
    running = found if found is not None and found.until_on > today else None
    form = PauseForm(request.POST or None, initial={"until": running and running.until_on})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            pausing.begin_pause(member=member, until=form.cleaned_data["until"], now=clock.now())
            messages.success(request, _("Enjoy your break. Nobody will ask where you are."))
            return redirect("watch:pause")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "pause": running}
    return render(request, "community/watch/pause.html", context, status=status)


@login_required
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Be back."""
    pausing.end_pause(member=signed_in(request), now=clock.now())
    messages.success(request, _("Welcome back."))
    return redirect("watch:pause")
