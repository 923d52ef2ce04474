"""The guided set-up: one step a page, each saved by itself; a draft's steps only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from contests.calls import queries, services
from contests.calls.choices import ContestState
from contests.calls.forms import (
    CountryForm,
    DatesForm,
    EligibilityForm,
    PrizeForm,
    VouchForm,
    WordsForm,
)
from contests.calls.models import Contest
from marketplace.accounts.choices import Language, Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.core.markdown import render as render_markdown
from marketplace.core.places import zone_named
from marketplace.core.ratelimit import spend

METHODS = ["GET", "HEAD", "POST"]
PREVIEW_MAX = 30_000


def zone_of(member: Member) -> ZoneInfo:
    """Return the time zone in which the administrator types."""
    return zone_named(member.timezone)


def _draft(request: HttpRequest, public_id: str) -> tuple[Member, Contest, HttpResponse | None]:
    """Return who asks and the contest; once it is announced, GETs go to what became of it."""
    member = signed_in(request)
    contest = queries.get_contest_at_desk(public_id, actor=member)
    is_set = request.method != "POST" and contest.state != ContestState.DRAFT
    return member, contest, redirect("calls:desk_contest", public_id) if is_set else None


def _show(
    request: HttpRequest, contest: Contest, name: str, context: Mapping[str, Any]
) -> HttpResponse:
    form = context.get("form")
    status = 422 if isinstance(form, forms.Form) and form.is_bound else 200
    known = queries.setup_context(contest, name, clock.now())
    return render(request, f"contests/calls/step_{name}.html", {**known, **context}, status=status)


def _go_on(request: HttpRequest, contest: Contest, name: str) -> HttpResponse:
    """Go to the next step, or stay where the pressed button says so."""
    messages.success(request, _("Saved."))
    known = queries.setup_context(contest, name, clock.now())
    is_staying = request.POST.get("then") == "stay" or not known["onward"]
    return redirect(known["addresses"][name] if is_staying else known["onward"])


@desk(Role.ADMIN)
@require_http_methods(METHODS)
def words(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write title, summary and terms, one language at a time."""
    member, contest, away = _draft(request, public_id)
    if away is not None:
        return away
    written = {text.language: text for text in contest.texts.all()}
    first = next(iter(written), Language.ARABIC.value)
    language = request.GET.get("language", first)
    language = language if language in Language.values else first
    template = queries.terms_template(contest.kind, language)
    initial = WordsForm.initial_of(written.get(language), template)
    form = WordsForm(language, request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.set_words(contest=contest, actor=member, words=form.words, now=clock.now())
            if request.POST.get("then") == "stay":
                messages.success(request, _("Saved."))
                return redirect(f"{request.path}?language={language}")
            return _go_on(request, contest, "texts")
    context = {
        "form": form,
        "language": language,
        "languages": [(code, name, code in written) for code, name in Language.choices],
        "is_template": language not in written and not form.is_bound,
    }
    return _show(request, contest, "texts", context)


@desk(Role.ADMIN)
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Show terms as entrants will read them, without keeping them."""
    spend(rate="120 per minute", name="preview", who=signed_in(request).public_id)
    return HttpResponse(render_markdown(request.POST.get("terms", "")[:PREVIEW_MAX]).html)


@desk(Role.ADMIN)
@require_http_methods(METHODS)
def dates(request: HttpRequest, public_id: str) -> HttpResponse:
    """Set all dates, typed by the administrator's own clock."""
    member, contest, away = _draft(request, public_id)
    if away is not None:
        return away
    zone = zone_of(member)
    data = request.POST if request.method == "POST" else None
    form = DatesForm(zone, data, initial=DatesForm.initial_of(contest))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.set_dates(contest=contest, actor=member, dates=form.dates, now=clock.now())
            return _go_on(request, contest, "dates")
    return _show(request, contest, "dates", {"form": form, "zone_name": zone.key})


@desk(Role.ADMIN)
@require_http_methods(METHODS)
def entrants(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say who may enter, and who owns what is entered."""
    member, contest, away = _draft(request, public_id)
    if away is not None:
        return away
    data = request.POST if request.method == "POST" else None
    form = EligibilityForm(data, initial=EligibilityForm.initial_of(contest))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.set_eligibility(contest=contest, actor=member, now=clock.now(), **form.given)
            return _go_on(request, contest, "eligibility")
    return _show(request, contest, "eligibility", {"form": form})


@desk(Role.ADMIN)
@require_http_methods(METHODS)
def country(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say whose rules hold, and name the licence."""
    member, contest, away = _draft(request, public_id)
    if away is not None:
        return away
    data = request.POST if request.method == "POST" else None
    form = CountryForm(data, initial=CountryForm.initial_of(contest))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.set_country(
                contest=contest, actor=member, now=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Saved."))
            return redirect("calls:desk_country", public_id)
    vouch_form = VouchForm(contest.country, initial={"vouched": contest.vouched})
    return _rules(request, contest, {"form": form, "vouch_form": vouch_form})


def _rules(request: HttpRequest, contest: Contest, context: Mapping[str, Any]) -> HttpResponse:
    language = (get_language() or "ar")[:2]
    shown = {
        "clauses": render_markdown(queries.country_clauses(contest.country, language)).html,
        "is_without": any(queries.without_clauses(contest)),
    }
    return _show(request, contest, "rules", {**context, **shown})


@desk(Role.ADMIN)
@require_POST
def vouch(request: HttpRequest, public_id: str) -> HttpResponse:
    """Vouch for what no machine can check."""
    member, contest, _away = _draft(request, public_id)
    form = VouchForm(contest.country, request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.vouch(
                contest=contest, actor=member, codes=form.cleaned_data["vouched"], now=clock.now()
            )
            return _go_on(request, contest, "rules")
    context = {"form": CountryForm(initial=CountryForm.initial_of(contest)), "vouch_form": form}
    return _rules(request, contest, context)


@desk(Role.ADMIN)
@require_POST
def clauses(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put the country's clauses into the terms."""
    member, contest, _away = _draft(request, public_id)
    services.put_in_clauses(contest=contest, actor=member, now=clock.now())
    messages.success(request, _("The clauses stand at the end of the terms now. Read them there."))
    return redirect("calls:desk_country", public_id)


@desk(Role.ADMIN)
@require_http_methods(METHODS)
def prizes(request: HttpRequest, public_id: str) -> HttpResponse:
    """Name the prizes, one at a time."""
    member, contest, away = _draft(request, public_id)
    if away is not None:
        return away
    data = request.POST if request.method == "POST" else None
    taken = max((prize.last_rank for prize in queries.prizes_of(contest)), default=0)
    form = PrizeForm(contest, data, initial={"first_rank": taken + 1, "last_rank": taken + 1})
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.add_prize(contest=contest, actor=member, prize=form.draft, now=clock.now())
            messages.success(request, _("The prize is added."))
            return redirect("calls:desk_prizes", public_id)
    context = {
        "form": form,
        "prizes": queries.prizes_of(contest),
        "needed": queries.fund_needed(contest),
    }
    return _show(request, contest, "prizes", context)


@desk(Role.ADMIN)
@require_POST
def remove_prize(request: HttpRequest, public_id: str, prize_id: int) -> HttpResponse:
    """Take a prize away."""
    member, contest, _away = _draft(request, public_id)
    services.remove_prize(contest=contest, actor=member, prize_id=prize_id, now=clock.now())
    messages.success(request, _("The prize is taken away."))
    return redirect("calls:desk_prizes", public_id)


@desk(Role.ADMIN)
@require_http_methods(["GET", "HEAD"])
def fund(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what the prizes cost and what lies there."""
    _member, contest, away = _draft(request, public_id)
    if away is not None:
        return away
    context = {"held": queries.fund_held(contest), "needed": queries.fund_needed(contest)}
    return _show(request, contest, "fund", context)


def _move_fund(
    request: HttpRequest, public_id: str, verb: Callable[..., Contest], said: str
) -> HttpResponse:
    member, contest, _away = _draft(request, public_id)
    verb(contest=contest, actor=member, now=clock.now())
    messages.success(request, said)
    return redirect("calls:desk_fund", public_id)


@desk(Role.ADMIN)
@require_POST
def pay_in(request: HttpRequest, public_id: str) -> HttpResponse:
    """Pay what is missing into the fund; pressed twice, nothing more is paid."""
    return _move_fund(request, public_id, services.pay_in_fund, _("The fund is paid in."))


@desk(Role.ADMIN)
@require_POST
def take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the fund back, to change the prizes."""
    return _move_fund(request, public_id, services.take_back_fund, _("The fund went back."))
