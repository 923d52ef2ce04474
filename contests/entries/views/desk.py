"""The administrators' desk of entries: the rules, what was found, and what they decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.calls.queries import (
    complaints_of,
    contest_text,
    get_contest_at_desk,
    steps_of,
)
from contests.entries import policies, queries, services
from contests.entries.choices import EntryMove, EntryState, Part
from contests.entries.forms import FindingForm, ReasonForm, RulesForm
from contests.entries.models import Check, Entry
from contests.entries.views.words import words
from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on

_MOST = 10**15


def _contest(request: HttpRequest, public_id: str) -> Contest:
    contest = get_contest_at_desk(public_id, actor=signed_in(request))
    if contest.kind != "writing":
        raise NotFound
    return contest


@desk(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down how long a text may be, in which languages, and where it may stand."""
    contest = _contest(request, public_id)
    is_draft = contest.state == ContestState.DRAFT
    if request.method != "POST" and not is_draft:
        return redirect("entries:desk", public_id)
    initial = RulesForm.initial_of(queries.rules_of(contest))
    form = RulesForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.set_writing_rules(
                contest=contest, actor=signed_in(request), rules=form.draft, now=clock.now()
            )
            messages.success(request, _("Saved."))
            return redirect(_next_step(request, contest))
    context = {
        "contest": contest,
        "text": contest_text(contest),
        "form": form,
        "step": "writing",
        "steps": _steps(contest),
        "here": [one for one in _complaints(contest) if one.step == "writing"],
    }
    status = 422 if form.is_bound else 200
    return render(request, "contests/entries/desk_rules.html", words() | context, status=status)


def _complaints(contest: Contest) -> list[Any]:
    return complaints_of(contest, now=clock.now())


def _steps(contest: Contest) -> list[dict[str, Any]]:
    found = [one.step for one in _complaints(contest) if not one.is_warning]
    return [
        {
            "name": step.name,
            "label": step.label,
            "url": reverse(step.url_name, args=[contest.public_id]),
            "missing": found.count(step.name),
        }
        for step in steps_of(contest)
    ]


def _next_step(request: HttpRequest, contest: Contest) -> str:
    steps = _steps(contest)
    here = next(place for place, step in enumerate(steps) if step["name"] == "writing")
    if request.POST.get("then") == "stay" or here + 1 == len(steps):
        return request.path
    return str(steps[here + 1]["url"])


@desk(Role.ADMIN)
@require_safe
def entry_list(request: HttpRequest, public_id: str) -> HttpResponse:
    """List a contest's entries with what was found."""
    contest = _contest(request, public_id)
    counts = queries.counts_at_desk(contest)
    which = request.GET.get("show", "")
    if which not in queries.FILTERS:
        which = "waiting" if counts["waiting"] else "all"
    asked = request.GET.get("after", "")
    after = int(asked) if asked.isascii() and asked.isdigit() and int(asked) < _MOST else 0
    context = {
        "contest": contest,
        "text": contest_text(contest),
        "counts": counts,
        "which": which,
        "after": after,
        "page": queries.entries_at_desk(contest, which, after=after),
        "run": queries.run_of(contest),
    }
    return render(request, "contests/entries/desk.html", words() | context)


@desk(Role.ADMIN)
@require_safe
@never_cache
def progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show how far the checks have come; the page asks for it every two seconds."""
    contest = _contest(request, public_id)
    context = {"contest": contest, "run": queries.run_of(contest)}
    return render(request, "contests/entries/_progress.html", words() | context)


def _show(
    request: HttpRequest,
    contest: Contest,
    entry: Entry,
    *,
    bound: dict[str, ReasonForm | FindingForm] | None = None,
) -> HttpResponse:
    now, member = clock.now(), signed_in(request)
    is_own = entry.entrant_id == member.pk
    moves = [move for move in EntryMove if policies.can(entry, move, Part.ADMIN, now=now)]
    checks = queries.checks_of(entry)
    forms: dict[str, Any] = {
        name: ReasonForm(auto_id=f"{name}_%s") for name in ("refuse", "uphold", "disqualify")
    }
    forms |= {check.kind: _finding_form(check) for check in checks}
    context = {
        "contest": contest,
        "text": contest_text(contest),
        "entry": entry,
        "is_own": is_own,
        "moves": [] if is_own else moves,
        "checks": checks,
        "can_decide": entry.state == EntryState.SUBMITTED and entry.checked_at and not is_own,
        "forms_by": forms | (bound or {}),
        "open_appeal": entry.state == EntryState.REFUSED
        and entry.appealed_at
        and not entry.appeal_answered_at,
    }
    status = 422 if bound else 200
    return render(request, "contests/entries/desk_entry.html", words() | context, status=status)


def _finding_form(check: Check) -> FindingForm:
    initial = {"decision": check.decision, "note": check.note}
    return FindingForm(initial=initial, auto_id=f"{check.kind}_%s")


@desk(Role.ADMIN)
@require_safe
def entry_page(request: HttpRequest, public_id: str, entry_id: str) -> HttpResponse:
    """Show one entry with its evidence."""
    contest = _contest(request, public_id)
    return _show(request, contest, queries.get_entry_at_desk(contest, entry_id))


@desk(Role.ADMIN)
@require_POST
def finding(request: HttpRequest, public_id: str, entry_id: str, kind: str) -> HttpResponse:
    """Decide about one finding."""
    contest = _contest(request, public_id)
    entry = queries.get_entry_at_desk(contest, entry_id)
    form = FindingForm(request.POST, auto_id=f"{kind}_%s")
    if form.is_valid():
        with refusals_on(form):
            services.decide_finding(
                entry=entry,
                actor=signed_in(request),
                kind=kind,
                now=clock.now(),
                **form.cleaned_data,
            )
            messages.success(request, _("Noted."))
            return redirect("entries:desk_entry", public_id, entry_id)
    return _show(request, contest, entry, bound={kind: form})


def _plain(verb: Callable[..., Entry], said: Callable[[], str]) -> Callable[..., HttpResponseBase]:
    """Return the view of a verb that needs no words."""

    @desk(Role.ADMIN)
    @require_POST
    def do(request: HttpRequest, public_id: str, entry_id: str) -> HttpResponse:
        contest = _contest(request, public_id)
        entry = queries.get_entry_at_desk(contest, entry_id)
        verb(entry=entry, actor=signed_in(request), now=clock.now())
        messages.success(request, said())
        return redirect("entries:desk_entry", public_id, entry_id)

    return do


def _with_reason(
    name: str, verb: Callable[..., Entry], said: Callable[[], str]
) -> Callable[..., HttpResponseBase]:
    """Return the view of a verb whose reason the entrant reads."""

    @desk(Role.ADMIN)
    @require_POST
    def do(request: HttpRequest, public_id: str, entry_id: str) -> HttpResponse:
        contest = _contest(request, public_id)
        entry = queries.get_entry_at_desk(contest, entry_id)
        form = ReasonForm(request.POST, auto_id=f"{name}_%s")
        if form.is_valid():
            with refusals_on(form):
                reason = form.cleaned_data["reason"]
                verb(entry=entry, actor=signed_in(request), reason=reason, now=clock.now())
                messages.success(request, said())
                return redirect("entries:desk_entry", public_id, entry_id)
        return _show(request, contest, entry, bound={name: form})

    return do


accept = _plain(services.accept_entry, lambda: _("Accepted. The entrant has been told."))
reconsider = _plain(
    services.reconsider_entry, lambda: _("Taken back. Decide about the entry anew.")
)
refuse = _with_reason(
    "refuse", services.refuse_entry, lambda: _("Not accepted. The entrant reads your reason.")
)
uphold = _with_reason(
    "uphold", services.answer_appeal, lambda: _("It stays so. The entrant reads your reason.")
)
disqualify = _with_reason(
    "disqualify", services.disqualify_entry, lambda: _("Taken out. The entrant reads your reason.")
)
