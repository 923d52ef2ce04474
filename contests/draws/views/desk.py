"""The administrators' desk of a draw: its source, its progress, its winners."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contests.actions.queries import count_undecided
from contests.calls.choices import ContestKind, ContestState
from contests.calls.models import Contest
from contests.calls.queries import contest_text, get_contest_at_desk, setup_context
from contests.draws import queries, services
from contests.draws.forms import PassForm, SignatureForm, SourceForm, ValueForm
from contests.draws.views.public import draw_context
from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on

SECRET_BYTES = 32


def _contest(request: HttpRequest, public_id: str) -> Contest:
    contest = get_contest_at_desk(public_id, actor=signed_in(request))
    if contest.kind != ContestKind.FOLLOW:
        raise NotFound
    return contest


def _show(
    request: HttpRequest, contest: Contest, *, form: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    draw = queries.draw_of(contest)
    is_draft = contest.state == ContestState.DRAFT
    context: dict[str, Any] = setup_context(contest, "draw", clock.now()) if is_draft else {}
    context |= {
        "contest": contest,
        "text": contest_text(contest),
        "draw": draw,
        "is_draft": is_draft,
        "undecided": count_undecided(contest, now=clock.now()),
        "can_publish": draw is not None
        and draw.state == "drawn"
        and contest.state == ContestState.JUDGING,
        "source": form if isinstance(form, SourceForm) else _source_form(draw),
        "value": form if isinstance(form, ValueForm) else ValueForm(),
        "signature": form if isinstance(form, SignatureForm) else SignatureForm(),
        "passing": form if isinstance(form, PassForm) else None,
    }
    if draw is not None:
        context |= draw_context(draw, None)
        context["pass_forms"] = {
            one.place: _pass_form(one, context["passing"]) for one in context["winners"]
        }
    return render(request, "contests/draws/desk.html", context, status=status)


def _pass_form(winner: queries.Winner, bound: PassForm | None) -> PassForm:
    if bound is not None and bound.data.get("place") == str(winner.place):
        return bound
    given = {"place": winner.place, "participant": winner.entrant.public_id}
    return PassForm(initial=given, auto_id=f"pass_{winner.place}_%s")


def _source_form(draw: Any) -> SourceForm:
    if draw is None:
        return SourceForm(initial={"source_kind": "drand"})
    names = ("source_kind", "source_name", "source_url")
    return SourceForm(initial={name: getattr(draw, name) for name in names})


@desk(Role.ADMIN)
@require_safe
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the draw of a follow contest with what can be done about it."""
    return _show(request, _contest(request, public_id))


@desk(Role.ADMIN)
@require_POST
def source(request: HttpRequest, public_id: str) -> HttpResponse:
    """Name the source of the public value, and seal the secret."""
    contest = _contest(request, public_id)
    form = SourceForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.commit_draw(
                contest=contest,
                actor=signed_in(request),
                secret=secrets.token_bytes(SECRET_BYTES),
                now=clock.now(),
                **form.cleaned_data,
            )
            messages.success(request, _("The secret is sealed, and the source is named."))
            return redirect("draws:desk", public_id)
    return _show(request, contest, form=form, status=422)


@desk(Role.ADMIN)
@require_POST
def value(request: HttpRequest, public_id: str) -> HttpResponse:
    """Enter the value of a declared source."""
    contest = _contest(request, public_id)
    form = ValueForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.enter_value(
                contest=contest, actor=signed_in(request), now=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Entered. The winners are drawn within seconds."))
            return redirect("draws:desk", public_id)
    return _show(request, contest, form=form, status=422)


@desk(Role.ADMIN)
@require_POST
def signature(request: HttpRequest, public_id: str) -> HttpResponse:
    """Enter the signature of the round, when no relay answers."""
    contest = _contest(request, public_id)
    form = SignatureForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.enter_signature(
                contest=contest, actor=signed_in(request), now=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Entered. The winners are drawn within seconds."))
            return redirect("draws:desk", public_id)
    return _show(request, contest, form=form, status=422)


@desk(Role.ADMIN)
@require_POST
def pass_over(request: HttpRequest, public_id: str) -> HttpResponse:
    """Pass the holder of a place over, with a reason."""
    contest = _contest(request, public_id)
    form = PassForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.pass_over(
                contest=contest, actor=signed_in(request), now=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Noted. The next in the order holds the place now."))
            return redirect("draws:desk", public_id)
    return _show(request, contest, form=form, status=422)
