"""The desk: requests to answer, sums to pay in, proofs that a program couldn't read."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from referrals.sponsorships import queries, services
from referrals.sponsorships.choices import SponsorshipState
from referrals.sponsorships.forms import InviteForm, NoteForm, ReasonForm, TermsForm
from referrals.sponsorships.models import Sponsorship
from referrals.sponsorships.policies import DESK
from referrals.sponsorships.views.own import act

PER_PAGE = 30
WAITS = "waits"


@desk(*DESK)
@require_safe
@never_cache
def listing(request: HttpRequest) -> HttpResponse:
    """Show all sponsorships; by default those that wait for somebody here, if there are any."""
    asked = request.GET.get("state", "")
    state = asked if asked in SponsorshipState.values else ""
    waits = asked == WAITS
    rows = queries.sponsorships_at_desk(state, waits=waits)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    effects = queries.effects_of(list(page))
    context = {
        "page": page,
        "rows": [(row, effects[row.pk]) for row in page],
        "state": asked if state or waits else "",
        "states": SponsorshipState,
    }
    return render(request, "referrals/sponsorships/desk.html", context)


@desk(*DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Offer a creator terms."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            made = services.invite_creator(
                actor=signed_in(request),
                username=form.cleaned_data["username"],
                channel=form.channel,
                terms=form.terms,
                pitch=form.cleaned_data["pitch"],
                now=clock.now(),
            )
            messages.success(request, _("The creator has been told."))
            return redirect(made)
    context = {"form": form, "is_desk": True}
    status = 422 if form.is_bound else 200
    return render(request, "referrals/sponsorships/ask.html", context, status=status)


def _initial(row: Sponsorship) -> dict[str, object]:
    names = ("content", "place", "path", "stays_days", "country", "licence", "pay_kind", "amount")
    days = {
        "starts_on": row.starts_at.date() if row.starts_at else None,
        # A day that is over at midnight is the day before it.
        "publish_by": (row.publish_by - timedelta(microseconds=1)).date(),
    }
    return {**{name: getattr(row, name) for name in names}, **days}


@desk(*DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer a request with other terms."""
    row = queries.get_sponsorship_for(signed_in(request), public_id)
    data = request.POST if request.method == "POST" else None
    form = TermsForm(data, initial=_initial(row), currency=row.currency)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.offer_terms(
                sponsorship=row, actor=signed_in(request), terms=form.terms, now=clock.now()
            )
            messages.success(request, _("The creator has been told."))
            return redirect(row)
    context = {"form": form, "one": row}
    status = 422 if form.is_bound else 200
    return render(request, "referrals/sponsorships/terms.html", context, status=status)


@desk(*DESK)
@require_POST
def fund(request: HttpRequest, public_id: str) -> HttpResponse:
    """Pay the agreed sum in."""

    def verb(row: Sponsorship, _form: forms.Form) -> object:
        return services.fund_sponsorship(sponsorship=row, actor=signed_in(request), now=clock.now())

    done = _("Paid in. The creator has been told.")
    return act(request, public_id, form=ReasonForm({}), name="reason", verb=verb, done=done)


@desk(*DESK)
@require_POST
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """Confirm a proof by hand."""

    def verb(row: Sponsorship, form: forms.Form) -> object:
        return services.confirm_proof(
            sponsorship=row,
            actor=signed_in(request),
            note=form.cleaned_data["note"],
            now=clock.now(),
        )

    form = NoteForm(request.POST)
    return act(request, public_id, form=form, name="note", verb=verb, done=_("Confirmed."))


@desk(*DESK)
@require_POST
def give_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a proof back to be mended."""

    def verb(row: Sponsorship, form: forms.Form) -> object:
        return services.return_proof(
            sponsorship=row,
            actor=signed_in(request),
            note=form.cleaned_data["note"],
            now=clock.now(),
        )

    form = NoteForm(request.POST)
    return act(request, public_id, form=form, name="note", verb=verb, done=_("Given back."))


@desk(*DESK)
@require_POST
def refuse(request: HttpRequest, public_id: str) -> HttpResponse:
    """Refuse to pay."""

    def verb(row: Sponsorship, form: forms.Form) -> object:
        return services.refuse_sponsorship(
            sponsorship=row,
            actor=signed_in(request),
            reason=form.cleaned_data["reason"],
            now=clock.now(),
        )

    form = ReasonForm(request.POST)
    return act(request, public_id, form=form, name="reason", verb=verb, done=_("Refused."))
