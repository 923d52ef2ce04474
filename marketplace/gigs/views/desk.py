"""The editors' desk: what waits, each as buyers will see it, and the decision beside it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.core.places import country_name
from marketplace.gigs import policies, queries, services
from marketplace.gigs.choices import GigState
from marketplace.gigs.forms import CommentForm, ReasonForm
from marketplace.gigs.models import Gig


@desk(Role.EDITOR)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits for an editor, the longest waiting first."""
    context = {"gigs": queries.review_queue(), "me": signed_in(request)}
    return render(request, "marketplace/gigs/desk.html", context)


def _show(
    request: HttpRequest,
    gig: Gig,
    *,
    comment_form: CommentForm | None = None,
    reason_form: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    member = signed_in(request)
    page = queries.get_gig_page(member, public_id=gig.public_id)
    context = {
        "row": gig,
        "gig": page,
        "quote": queries.quote_package(page, package_id=None, extra_ids=[], now=clock.now()),
        "seller_country": country_name(page.seller.country, lang=get_language() or "ar"),
        "notes": queries.notes_on(gig),
        "comment_form": comment_form or CommentForm(auto_id="comment_%s"),
        "reason_form": reason_form or ReasonForm(auto_id="reason_%s"),
        "can_decide": policies.may_move(member, gig, GigState.CHANGES_REQUESTED),
        "can_take_down": gig.state != GigState.IN_REVIEW
        and policies.may_move(member, gig, GigState.DECLINED),
        "is_mine": policies.owns(member, gig),
        "state_label": GigState(gig.state).label,
    }
    return render(request, "marketplace/gigs/desk_gig.html", context, status=status)


@desk(Role.EDITOR)
@require_safe
def review(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a gig as it will be seen, with what was decided before."""
    return _show(request, queries.get_gig(public_id))


def _onward(request: HttpRequest, gig: Gig, said: str) -> HttpResponse:
    """Go to the next gig that waits, or back to the queue."""
    messages.success(request, said)
    following = queries.next_in_queue(after=gig, editor=signed_in(request))
    if following:
        return redirect("gigs:desk_gig", public_id=following)
    return redirect("gigs:desk")


@desk(Role.EDITOR)
@require_POST
def approve(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let a gig go live."""
    gig = queries.get_gig(public_id)
    seen = request.POST.get("seen", "")
    services.approve_gig(gig=gig, actor=signed_in(request), seen=seen, now=clock.now())
    return _onward(request, gig, _("The gig is live, and the seller has been told."))


@desk(Role.EDITOR)
@require_POST
def request_changes(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a gig back with what to change."""
    gig = queries.get_gig(public_id)
    form = CommentForm(request.POST, auto_id="comment_%s")
    if form.is_valid():
        with refusals_on(form):
            services.request_gig_changes(
                gig=gig,
                comment=form.cleaned_data["comment"],
                actor=signed_in(request),
                now=clock.now(),
            )
            return _onward(request, gig, _("The seller has been told what to change."))
    return _show(request, gig, comment_form=form, status=422)


def _decline(
    request: HttpRequest, public_id: str, verb: Callable[..., Gig], said: str
) -> HttpResponse:
    gig = queries.get_gig(public_id)
    form = ReasonForm(request.POST, auto_id="reason_%s")
    if form.is_valid():
        with refusals_on(form):
            verb(
                gig=gig,
                reason=form.cleaned_data["reason"],
                actor=signed_in(request),
                now=clock.now(),
            )
            return _onward(request, gig, said)
    return _show(request, gig, reason_form=form, status=422)


@desk(Role.EDITOR)
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Refuse a gig with the reason."""
    said = _("The gig is declined, and the seller has been told why.")
    return _decline(request, public_id, services.decline_gig, said)


@desk(Role.EDITOR)
@require_POST
def take_down(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a published gig down with the reason."""
    said = _("The gig is taken down, and the seller has been told why.")
    return _decline(request, public_id, services.take_down_gig, said)
