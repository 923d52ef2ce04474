"""The candidate's side: asked, applying, declining, stepping back, signing."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.gurus.choices import NominationMove
from community.gurus.forms import ApplyForm, SignForm
from community.gurus.models import Nomination
from community.gurus.policies import can_make
from community.gurus.queries import charter as charters
from community.gurus.queries.nominations import exhibits_of, get_invitation
from community.gurus.services import charter as signing
from community.gurus.services import nominating
from community.reputation.queries import metrics_of, sums_of
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on


def _show(
    request: HttpRequest,
    found: Nomination,
    *,
    form: ApplyForm | None = None,
    sign_form: SignForm | None = None,
    status: int = 200,
) -> HttpResponse:
    member = signed_in(request)
    version = charters.charter_in_force()
    number = version.number if version else 0
    context = {
        "nomination": found,
        "exhibits": exhibits_of(found, member),
        "metrics": metrics_of([member.pk])[member.pk],
        "sums": sums_of(member),
        "charter": version,
        "parts": charters.parts_of(version) if version else [],
        "form": form or ApplyForm(),
        "sign_form": sign_form or SignForm(initial={"number": number}),
        **{f"can_{move}": can_make(member, found, move) for move in NominationMove},
    }
    return render(request, "community/gurus/invitation.html", context, status=status)


@login_required
@require_safe
def invitation(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a candidate what they are asked and where it stands."""
    return _show(request, get_invitation(signed_in(request), public_id))


@login_required
@require_POST
def apply(request: HttpRequest, public_id: str) -> HttpResponse:
    """Apply."""
    member = signed_in(request)
    found = get_invitation(member, public_id)
    form = ApplyForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            nominating.apply_to_club(
                nomination=found, actor=member, now=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Thank you. The club discusses your application now."))
            return redirect("gurus:invitation", public_id)
    return _show(request, found, form=form, status=422)


@login_required
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say no, thank you."""
    member = signed_in(request)
    found = get_invitation(member, public_id)
    nominating.decline_invitation(nomination=found, actor=member, now=clock.now())
    messages.success(request, _("Declined. Nobody is told that it was you."))
    return redirect("gurus:page")


@login_required
@require_POST
def step_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Be a candidate no more."""
    member = signed_in(request)
    found = get_invitation(member, public_id)
    nominating.step_back(nomination=found, actor=member, now=clock.now())
    messages.success(request, _("You have stepped back."))
    return redirect("gurus:invitation", public_id)


@login_required
@require_POST
def join(request: HttpRequest, public_id: str) -> HttpResponse:
    """Sign the charter."""
    member = signed_in(request)
    found = get_invitation(member, public_id)
    form = SignForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            number = form.cleaned_data["number"]
            signing.join_club(nomination=found, actor=member, number=number, now=clock.now())
            messages.success(request, _("Welcome to the club."))
            return redirect("gurus:club")
    return _show(request, found, sign_form=form, status=422)
