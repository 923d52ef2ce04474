"""The desk: who bursts, who fades, what was done about it, and whether it helped."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.watch.choices import ActKind
from community.watch.forms import ActForm, DismissForm, ThankForm
from community.watch.models import Sighting
from community.watch.policies import can_act
from community.watch.queries import desk as read
from community.watch.queries.effect import effects
from community.watch.services import acting
from community.watch.views import drawing
from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.forms import refusals_on
from marketplace.core.pen import Pen

PER_PAGE = 30


@desk(Role.COMMUNITY_MANAGER)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the sightings of one tab."""
    asked = request.GET.get("tab", "")
    tab = asked if asked in read.TABS else "bright"
    pen = Pen.with_digits(signed_in(request).digits)
    page = Paginator(read.sightings_at_desk(tab), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "tab": tab,
        "page": page,
        "lines": [(one, drawing.spark_of(one), drawing.sentence_of(one, pen)) for one in page],
        "counts": read.count_by_tab(),
        "look": read.latest_look(),
    }
    return render(request, "community/watch/desk.html", context)


@desk(Role.COMMUNITY_MANAGER)
@require_safe
def effect(request: HttpRequest) -> HttpResponse:
    """Show whether what was done made a difference."""
    pen = Pen.with_digits(signed_in(request).digits)
    found = [(one, drawing.effect_rows(one, pen)) for one in effects()]
    context = {"effects": found, "least": rules().watch_groups_min}
    return render(request, "community/watch/effect.html", context)


def _show(
    request: HttpRequest, found: Sighting, *, status: int = 200, **bound: forms.Form
) -> HttpResponse:
    """Show a sighting; `bound` holds a form that was sent and refused, by its name."""
    member = signed_in(request)
    pen = Pen.with_digits(member.digits)
    story = read.story_of(found)
    kinds = [one.act.kind for one in story if one.act is not None]
    suggestion = read.suggested(found, kinds)
    context: dict[str, Any] = {
        "one": found,
        "sentence": drawing.sentence_of(found, pen),
        "evidence": drawing.evidence_rows(found.evidence, pen),
        "figures": drawing.evidence_rows(found.figures, pen),
        "chart": drawing.output_chart(found, pen),
        "story": [
            (one, drawing.outcome_words(one.outcome, pen) if one.outcome else "") for one in story
        ],
        "lines": read.best_lines(found),
        "outcomes": [(one, drawing.outcome_words(one, pen)) for one in read.outcomes_of(found)],
        "suggestion": suggestion,
        "advice": drawing.advice_on(suggestion),
        "pause": read.pause_of(found.member),
        "today": read.today_of(found.member, clock.now()),
        "may_act": can_act(member, found),
        "thank_form": ThankForm(),
        "act_form": ActForm(initial={"kind": request.GET.get("did", ActKind.TALK)}),
        "dismiss_form": DismissForm(),
        **bound,
    }
    return render(request, "community/watch/sighting.html", context, status=status)


@desk(Role.COMMUNITY_MANAGER)
@require_safe
def sighting(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one sighting with its evidence and its story."""
    return _show(request, read.get_sighting(public_id, actor=signed_in(request)))


@desk(Role.COMMUNITY_MANAGER)
@require_POST
def thank(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the member a note of thanks."""
    actor = signed_in(request)
    found = read.get_sighting(public_id, actor=actor)
    form = ThankForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            words = form.cleaned_data["words"]
            acting.thank_member(sighting=found, actor=actor, words=words, now=clock.now())
            messages.success(request, _("Your thanks are on their way."))
            return redirect(found)
    return _show(request, found, thank_form=form, status=422)


@desk(Role.COMMUNITY_MANAGER)
@require_POST
def act(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down what was done."""
    actor = signed_in(request)
    found = read.get_sighting(public_id, actor=actor)
    form = ActForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            acting.record_act(sighting=found, actor=actor, now=clock.now(), **form.cleaned_data)
            messages.success(request, _("Written down. What comes of it is measured."))
            return redirect(found)
    return _show(request, found, act_form=form, status=422)


@desk(Role.COMMUNITY_MANAGER)
@require_POST
def dismiss(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lay a sighting aside."""
    actor = signed_in(request)
    found = read.get_sighting(public_id, actor=actor)
    form = DismissForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            reason = form.cleaned_data["reason"]
            acting.dismiss_sighting(sighting=found, actor=actor, reason=reason, now=clock.now())
            messages.success(request, _("Laid aside."))
            return redirect("watch:desk")
    return _show(request, found, dismiss_form=form, status=422)
