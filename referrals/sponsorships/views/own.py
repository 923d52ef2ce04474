"""A creator's sponsorships: asking, agreeing, starting, proving, appealing."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
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
from marketplace.core.forms import refusals_on
from referrals.sponsorships import queries, services
from referrals.sponsorships.forms import (
    AgreeForm,
    AppealForm,
    ProofForm,
    ReasonForm,
    RequestForm,
    WordForm,
)
from referrals.sponsorships.models import Sponsorship
from referrals.sponsorships.views.showing import open_one, show_one

PER_PAGE = 20
Verb = Callable[[Sponsorship, forms.Form], object]


@login_required
@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Show the member's sponsorships with what each has brought."""
    page = Paginator(queries.sponsorships_of(signed_in(request)), PER_PAGE).get_page(
        request.GET.get("page")
    )
    rows = list(page)
    effects = queries.effects_of(rows)
    context = {"page": page, "rows": [(row, effects[row.pk]) for row in rows]}
    return render(request, "referrals/sponsorships/mine.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a sponsorship."""
    form = RequestForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            made = services.request_sponsorship(
                creator=signed_in(request),
                channel=form.channel,
                terms=form.terms,
                pitch=form.cleaned_data["pitch"],
                now=clock.now(),
            )
            messages.success(request, _("Sent. You will be told as soon as there is an answer."))
            return redirect(made)
    context = {"form": form, "is_desk": False}
    status = 422 if form.is_bound else 200
    return render(request, "referrals/sponsorships/ask.html", context, status=status)


@login_required
@require_safe
@never_cache
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one sponsorship: where it stands, its terms, and its effect."""
    return show_one(request, open_one(request, public_id))


def act(
    request: HttpRequest, public_id: str, *, form: forms.Form, name: str, verb: Verb, done: str
) -> HttpResponse:
    """Do one thing to a sponsorship; what was refused is shown again with what was typed."""
    row = open_one(request, public_id)
    if form.is_valid():
        with refusals_on(form):
            verb(row, form)
            messages.success(request, done)
            return redirect(row)
    return show_one(request, open_one(request, public_id), status=422, **{name: form})


@login_required
@require_POST
def agree(request: HttpRequest, public_id: str) -> HttpResponse:
    """Agree to the terms as they stand."""

    def verb(row: Sponsorship, form: forms.Form) -> object:
        return services.agree(
            sponsorship=row,
            actor=signed_in(request),
            licence=form.cleaned_data["licence"],
            now=clock.now(),
        )

    form = AgreeForm(request.POST)
    return act(request, public_id, form=form, name="agree", verb=verb, done=_("Agreed."))


@login_required
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say no."""

    def verb(row: Sponsorship, form: forms.Form) -> object:
        return services.decline(
            sponsorship=row,
            actor=signed_in(request),
            reason=form.cleaned_data["reason"],
            now=clock.now(),
        )

    form = ReasonForm(request.POST)
    return act(request, public_id, form=form, name="reason", verb=verb, done=_("Declined."))


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take it back."""

    def verb(row: Sponsorship, form: forms.Form) -> object:
        return services.withdraw(
            sponsorship=row,
            actor=signed_in(request),
            reason=form.cleaned_data["reason"],
            now=clock.now(),
        )

    form = ReasonForm(request.POST)
    return act(request, public_id, form=form, name="reason", verb=verb, done=_("Withdrawn."))


@login_required
@require_POST
def start(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin at once, and get the link."""

    def verb(row: Sponsorship, _form: forms.Form) -> object:
        return services.start_sponsorship(
            sponsorship=row, actor=signed_in(request), now=clock.now()
        )

    done = _("Your link and your code are there.")
    return act(request, public_id, form=ReasonForm({}), name="reason", verb=verb, done=done)


@login_required
@require_POST
def word(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the link a word."""

    def verb(row: Sponsorship, form: forms.Form) -> object:
        return services.choose_word(
            sponsorship=row,
            actor=signed_in(request),
            word=form.cleaned_data["word"],
            now=clock.now(),
        )

    done = _("Your word stands. The code goes on working as well.")
    form = WordForm(request.POST)
    return act(request, public_id, form=form, name="word", verb=verb, done=done)


@login_required
@require_POST
def proof(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand in the address of what was published."""

    def verb(row: Sponsorship, form: forms.Form) -> object:
        return services.submit_proof(
            sponsorship=row,
            actor=signed_in(request),
            address=form.cleaned_data["address"],
            now=clock.now(),
        )

    done = _("Thank you. We look at the page within a minute.")
    form = ProofForm(request.POST)
    return act(request, public_id, form=form, name="proof", verb=verb, done=done)


@login_required
@require_POST
def appeal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Appeal against a refusal."""

    def verb(row: Sponsorship, form: forms.Form) -> object:
        return services.appeal_refusal(
            sponsorship=row,
            actor=signed_in(request),
            text=form.cleaned_data["text"],
            now=clock.now(),
        )

    done = _("Somebody else decides about your appeal.")
    form = AppealForm(request.POST)
    return act(request, public_id, form=form, name="appeal", verb=verb, done=done)
