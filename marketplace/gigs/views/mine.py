"""A seller's own gigs, and what a seller does with one."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.gigs import queries, services
from marketplace.gigs.choices import GigState
from marketplace.gigs.models import Gig


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show a member's gigs, all or of one state."""
    member = signed_in(request)
    state = request.GET.get("state", "")
    counts = queries.count_mine(member)
    context = {
        "gigs": queries.gigs_of_seller(member, state=state),
        "state": state if state in counts else "",
        "states": [(one, counts[one]) for one in GigState if one in counts],
        "total": sum(counts.values()),
    }
    return render(request, "marketplace/gigs/mine.html", context)


@login_required
@require_POST
def submit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand a gig in."""
    member = signed_in(request)
    gig = queries.get_gig_for(member, public_id)
    gig = services.submit_gig(gig=gig, actor=member, now=clock.now())
    if gig.state == GigState.LIVE:
        messages.success(request, _("Your gig is live. Anyone can find and order it now."))
        return redirect(gig)
    messages.success(request, _("Your gig lies with an editor. You will be told the outcome."))
    return redirect("gigs:edit_publish", public_id=public_id)


def _act(request: HttpRequest, public_id: str, verb: Callable[..., Gig], said: str) -> HttpResponse:
    member = signed_in(request)
    verb(gig=queries.get_gig_for(member, public_id), actor=member, now=clock.now())
    messages.success(request, said)
    return redirect("gigs:edit_publish", public_id=public_id)


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a gig back from review."""
    said = _("The gig is a draft again. Change it and hand it in when you like.")
    return _act(request, public_id, services.withdraw_gig, said)


@login_required
@require_POST
def pause(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a gig off the shelf."""
    said = _("The gig is paused. Orders under way go on.")
    return _act(request, public_id, services.pause_gig, said)


@login_required
@require_POST
def resume(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put a gig back on the shelf."""
    return _act(request, public_id, services.resume_gig, _("The gig is live again."))


@login_required
@require_POST
def reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make a declined gig a draft again."""
    said = _("The gig is a draft again. Change it and hand it in when you like.")
    return _act(request, public_id, services.reopen_gig, said)


@login_required
@require_POST
def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Throw away a gig that was never published."""
    member = signed_in(request)
    gig = queries.get_gig_for(member, public_id)
    services.delete_gig(gig=gig, actor=member, now=clock.now())
    messages.success(request, _("The draft is gone."))
    return redirect("gigs:mine")
