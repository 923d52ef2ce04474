"""The moderators' desk: the queue, a case with its thing, decisions, the log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import can_suspend, desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on
from marketplace.moderation import policies, queries, services
from marketplace.moderation.choices import RULES_BY_NUMBER
from marketplace.moderation.forms import DecideForm, DismissForm, SuspendForm, UndoForm
from marketplace.moderation.models import Case, Decision
from marketplace.moderation.queries import Subject

FORMS: dict[str, type[forms.Form]] = {
    "dismiss": DismissForm,
    "hide": DecideForm,
    "warn": DecideForm,
    "suspend": SuspendForm,
}
Verb = Callable[..., Decision]


@desk(Role.MODERATOR)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what was reported and waits: the heaviest first, or the oldest."""
    order = request.GET.get("order", "heavy")
    kinds = {one.name: one.label for one in queries.flag_kinds()}
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds else ""
    context = {
        "page": queries.case_queue(order=order, kind=kind, number=request.GET.get("page", "")),
        "order": order if order in ("heavy", "old") else "heavy",
        "kind": kind,
        "kinds": kinds,
        "appeals_count": queries.count_open_appeals(),
        "at": clock.now(),
    }
    return render(request, "marketplace/moderation/desk.html", context)


def _subject(case: Case) -> Subject | None:
    try:
        return queries.find_subject(case.kind, case.ref, viewer=None)
    except NotFound:
        return None


def _show(
    request: HttpRequest,
    case: Case,
    *,
    filled: dict[str, forms.Form] | None = None,
    undo: UndoForm | None = None,
    status: int = 200,
) -> HttpResponse:
    member = signed_in(request)
    subject = _subject(case)
    decisions = queries.decisions_on(case)
    context = {
        "case": case,
        "subject": subject,
        "kind": {one.name: one.label for one in queries.flag_kinds()}.get(case.kind, case.kind),
        "flags": queries.flags_on(case),
        "history": queries.history_of(case.member, besides=case.pk),
        "decisions": decisions,
        "rules": RULES_BY_NUMBER,
        "can_decide": policies.can_decide_case(member, case),
        "can_hide": subject is not None
        and subject.is_shown
        and queries.get_flag_kind(case.kind).hide is not None,
        "can_suspend": can_suspend(member, case.member) and case.member.is_active,
        "can_undo": bool(decisions) and policies.can_undo_decision(member, decisions[0]),
        "undo_form": undo or UndoForm(auto_id="undo_%s"),
        "forms": {name: form(auto_id=f"{name}_%s") for name, form in FORMS.items()}
        | (filled or {}),
        "is_about_me": member.pk == case.member_id,
    }
    return render(request, "marketplace/moderation/case.html", context, status=status)


@desk(Role.MODERATOR)
@require_safe
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a case: the thing then and now, who reported it, what was decided about its author."""
    return _show(request, queries.get_case(public_id))


def _decide(request: HttpRequest, public_id: str, name: str, verb: Verb) -> HttpResponse:
    """Make a decision and go on with the next case."""
    found = queries.get_case(public_id)
    form = FORMS[name](request.POST, auto_id=f"{name}_%s")
    if form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        with refusals_on(form):
            verb(case=found, actor=signed_in(request), now=clock.now(), **given)
            messages.success(request, _("Decided, and everybody it concerns is told."))
            following = queries.next_case(besides=found.pk)
            return redirect(following) if following else redirect("moderation:desk")
    return _show(request, found, filled={name: form}, status=422)


@desk(Role.MODERATOR)
@require_POST
def dismiss(request: HttpRequest, public_id: str) -> HttpResponse:
    """Decide that no rule was broken."""
    return _decide(request, public_id, "dismiss", services.dismiss_case)


@desk(Role.MODERATOR)
@require_POST
def hide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the thing out of view."""
    return _decide(request, public_id, "hide", services.hide_subject)


@desk(Role.MODERATOR)
@require_POST
def warn(request: HttpRequest, public_id: str) -> HttpResponse:
    """Warn the author."""
    return _decide(request, public_id, "warn", services.warn_member)


@desk(Role.MODERATOR)
@require_POST
def suspend(request: HttpRequest, public_id: str) -> HttpResponse:
    """Suspend the author."""
    return _decide(request, public_id, "suspend", services.suspend_author)


@desk(Role.MODERATOR)
@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a decision back; its case waits again."""
    found = queries.get_decision(public_id)
    form = UndoForm(request.POST, auto_id="undo_%s")
    if form.is_valid():
        with refusals_on(form):
            services.undo_decision(
                decision=found,
                reason=form.cleaned_data["reason"],
                actor=signed_in(request),
                now=clock.now(),
            )
            messages.success(request, _("Taken back. The case waits again."))
            return redirect(found.case)
    return _show(request, queries.get_case(found.case.public_id), undo=form, status=422)


@desk(Role.MODERATOR)
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show what was decided, the last first."""
    context = {
        "page": queries.decided_page(number=request.GET.get("page", "")),
        "rules": RULES_BY_NUMBER,
    }
    return render(request, "marketplace/moderation/log.html", context)


@desk(Role.MODERATOR)
@require_safe
def suspended(request: HttpRequest) -> HttpResponse:
    """Show who is suspended, until when, and where an appeal waits."""
    context = {
        "page": queries.suspended_page(number=request.GET.get("page", "")),
        "rules": RULES_BY_NUMBER,
    }
    return render(request, "marketplace/moderation/suspended.html", context)


@desk(Role.MODERATOR)
@require_safe
def bad_faith(request: HttpRequest) -> HttpResponse:
    """Show whose reports were found to be made in bad faith."""
    page, flaggers = queries.bad_faith_page(number=request.GET.get("page", ""))
    context = {"page": page, "flaggers": flaggers}
    return render(request, "marketplace/moderation/bad_faith.html", context)
