"""The administrators' desk: all contests, a new one, one with what can be done to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contests.calls import queries, services
from contests.calls.choices import ContestMove, ContestState, Part
from contests.calls.forms import CancelForm, ExtendForm, NewContestForm
from contests.calls.models import Contest
from contests.calls.policies import refusal_of
from contests.calls.views.steps import zone_of
from marketplace.accounts.choices import Language, Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.addresses import in_language
from marketplace.core.forms import refusals_on

PER_PAGE = 30
EXTENDABLE = (ContestState.ANNOUNCED, ContestState.OPEN)


@desk(Role.ADMIN)
@require_safe
def contest_list(request: HttpRequest) -> HttpResponse:
    """Show all contests, the newest first."""
    state = request.GET.get("state", "")
    state = state if state in ContestState.values else ""
    page = Paginator(queries.contests_at_desk(state), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(row, queries.contest_text(row), queries.fund_needed(row)) for row in page]
    context = {"page": page, "rows": rows, "state": state, "states": ContestState}
    return render(request, "contests/calls/desk.html", context)


@desk(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a contest."""
    initial = {"language": (get_language() or "ar")[:2], "kind": "writing"}
    form = NewContestForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            made = services.create_contest(actor=signed_in(request), now=clock.now(), **form.given)
            return redirect("calls:desk_words", made.public_id)
    status = 422 if form.is_bound else 200
    return render(request, "contests/calls/new.html", {"form": form}, status=status)


def _previews(contest: Contest) -> list[tuple[str, str, str, bool]]:
    """Return (language, its name, the page in it, whether the words are written in it)."""
    written = {text.language for text in contest.texts.all()}
    path = contest.get_absolute_url()
    return [
        (code, str(name), in_language(path, code), code in written)
        for code, name in Language.choices
    ]


def _show(
    request: HttpRequest,
    contest: Contest,
    *,
    extend: forms.Form | None = None,
    cancel: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    member, now = signed_in(request), clock.now()
    context: dict[str, Any] = queries.setup_context(contest, "review", now) | {
        "previews": _previews(contest),
        "held": queries.fund_held(contest),
        "needed": queries.fund_needed(contest),
        "followers": queries.count_followers(contest),
        "timeline": queries.timeline_of(contest, with_hidden=True),
        "cancel_form": cancel or CancelForm(auto_id="cancel_%s"),
        "can_cancel": refusal_of(contest, ContestMove.CANCEL, Part.ADMIN) is None,
        "extend_form": None,
    }
    if contest.state in EXTENDABLE:
        initial = {"closes_at": contest.closes_at}
        zone = zone_of(member)
        context["extend_form"] = extend or ExtendForm(zone, initial=initial, auto_id="extend_%s")
    return render(request, "contests/calls/review.html", context, status=status)


@desk(Role.ADMIN)
@require_safe
def review(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what is missing, how entrants will see it, and what can be done now."""
    return _show(request, queries.get_contest_at_desk(public_id, actor=signed_in(request)))


@desk(Role.ADMIN)
@require_POST
def announce(request: HttpRequest, public_id: str) -> HttpResponse:
    """Announce a draft now."""
    member = signed_in(request)
    contest = queries.get_contest_at_desk(public_id, actor=member)
    services.announce_contest(contest=contest, actor=member, now=clock.now())
    messages.success(request, _("Announced. Everybody sees it now."))
    return redirect("calls:desk_contest", public_id)


@desk(Role.ADMIN)
@require_POST
def extend(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let a contest close later."""
    member = signed_in(request)
    contest = queries.get_contest_at_desk(public_id, actor=member)
    form = ExtendForm(zone_of(member), request.POST, auto_id="extend_%s")
    if form.is_valid():
        with refusals_on(form):
            services.extend_contest(
                contest=contest, actor=member, now=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Moved. Everybody who follows or entered is told."))
            return redirect("calls:desk_contest", public_id)
    return _show(request, contest, extend=form, status=422)


@desk(Role.ADMIN)
@require_POST
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Cancel a contest."""
    member = signed_in(request)
    contest = queries.get_contest_at_desk(public_id, actor=member)
    form = CancelForm(request.POST, auto_id="cancel_%s")
    if form.is_valid():
        with refusals_on(form):
            services.cancel_contest(
                contest=contest, actor=member, now=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Cancelled. What lay in the fund went back."))
            return redirect("calls:desk_contest", public_id)
    return _show(request, contest, cancel=form, status=422)
