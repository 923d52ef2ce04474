"""The administrators' desk of actions: setting them up, looking at proofs, holds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contests.actions import queries, services
from contests.actions.choices import HoldState
from contests.actions.forms import ActionForm, ExcludeForm, NoteForm, RejectForm
from contests.actions.verifiers import verifier_named
from contests.calls.choices import ContestKind, ContestState
from contests.calls.models import Contest
from contests.calls.queries import contest_text, get_contest_at_desk, setup_context
from marketplace.accounts.choices import Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on

PER_PAGE = 30
TABS = ("proofs", "appeals", "holds", "entrants")


def _contest(request: HttpRequest, public_id: str) -> Contest:
    contest = get_contest_at_desk(public_id, actor=signed_in(request))
    if contest.kind != ContestKind.FOLLOW:
        raise NotFound
    return contest


def _shared(contest: Contest) -> dict[str, Any]:
    return {
        "contest": contest,
        "text": contest_text(contest),
        "actions": [
            (one, queries.describe(one), verifier_named(one.verifier).label)
            for one in queries.actions_of(contest)
        ],
        "warnings": queries.network_warnings(contest),
    }


def _show_draft(
    request: HttpRequest, contest: Contest, form: ActionForm | None = None, status: int = 200
) -> HttpResponse:
    context = {
        **setup_context(contest, "actions", clock.now()),
        **_shared(contest),
        "form": form or ActionForm(),
    }
    # These stand there with a link to where the network says so.
    context["here"] = [one for one in context["here"] if one.code != "network_forbids"]
    return render(request, "contests/actions/set_up.html", context, status=status)


@desk(Role.ADMIN)
@require_safe
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a draft's actions, or what waits at an open contest's desk."""
    contest = _contest(request, public_id)
    if contest.state == ContestState.DRAFT:
        return _show_draft(request, contest)
    tab = request.GET.get("tab", "proofs")
    tab = tab if tab in TABS else "proofs"
    if tab in ("proofs", "appeals"):
        found: Any = queries.claims_for_review(contest, appeals=tab == "appeals")
    else:
        found = queries.entrants_at_desk(contest, HoldState.HELD if tab == "holds" else "")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page)
    context = {
        **_shared(contest),
        "tab": tab,
        "page": page,
        "rows": rows,
        "counts": queries.desk_counts(contest),
        "reject": RejectForm(),
        "exclude": ExcludeForm(),
        "describe": queries.describe,
    }
    return render(request, "contests/actions/desk.html", context)


@desk(Role.ADMIN)
@require_POST
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add an action to a draft."""
    contest = _contest(request, public_id)
    form = ActionForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.add_action(
                contest=contest, actor=signed_in(request), draft=form.draft, now=clock.now()
            )
            messages.success(request, _("Added."))
            return redirect("actions:desk", public_id)
    return _show_draft(request, contest, form, 422)


@desk(Role.ADMIN)
@require_POST
def remove(request: HttpRequest, public_id: str, action_id: str) -> HttpResponse:
    """Take an action out of a draft."""
    services.remove_action(
        contest=_contest(request, public_id),
        actor=signed_in(request),
        public_id=action_id,
        now=clock.now(),
    )
    messages.success(request, _("Removed."))
    return redirect("actions:desk", public_id)


def _refused(request: HttpRequest, public_id: str, form: Form) -> HttpResponse:
    """Go back with what is wrong about what was typed."""
    messages.error(request, " ".join(str(one) for found in form.errors.values() for one in found))
    return _back(request, public_id)


def _back(request: HttpRequest, public_id: str) -> HttpResponse:
    tab = request.POST.get("tab", "proofs")
    return redirect(f"{reverse('actions:desk', args=[public_id])}?tab={tab if tab in TABS else ''}")


@desk(Role.ADMIN)
@require_POST
def grant(request: HttpRequest, public_id: str, claim_id: str) -> HttpResponse:
    """Let a proof count."""
    claim = queries.get_claim_at_desk(_contest(request, public_id), claim_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _refused(request, public_id, form)
    services.grant_claim(
        claim=claim, actor=signed_in(request), now=clock.now(), **form.cleaned_data
    )
    messages.success(request, _("It counts."))
    return _back(request, public_id)


@desk(Role.ADMIN)
@require_POST
def reject(request: HttpRequest, public_id: str, claim_id: str) -> HttpResponse:
    """Reject a proof with a reason."""
    claim = queries.get_claim_at_desk(_contest(request, public_id), claim_id)
    form = RejectForm(request.POST)
    if form.is_valid():
        services.reject_claim(
            claim=claim, actor=signed_in(request), now=clock.now(), **form.cleaned_data
        )
        messages.success(request, _("Rejected, and the entrant reads why."))
    else:
        messages.error(request, _("Choose a reason."))
    return _back(request, public_id)


@desk(Role.ADMIN)
@require_POST
def clear(request: HttpRequest, public_id: str, entrant_id: str) -> HttpResponse:
    """Let a held entrant's tickets count."""
    entrant = queries.get_entrant_at_desk(_contest(request, public_id), entrant_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _refused(request, public_id, form)
    services.clear_entrant(
        entrant=entrant, actor=signed_in(request), now=clock.now(), **form.cleaned_data
    )
    messages.success(request, _("The tickets count again."))
    return _back(request, public_id)


@desk(Role.ADMIN)
@require_POST
def exclude(request: HttpRequest, public_id: str, entrant_id: str) -> HttpResponse:
    """Exclude an entrant with a reason."""
    entrant = queries.get_entrant_at_desk(_contest(request, public_id), entrant_id)
    form = ExcludeForm(request.POST)
    if not form.is_valid() and request.POST.get("reason", "").strip():
        return _refused(request, public_id, form)
    services.exclude_entrant(
        entrant=entrant,
        actor=signed_in(request),
        reason=form.cleaned_data.get("reason", ""),
        now=clock.now(),
    )
    messages.success(request, _("Excluded, and the entrant reads why."))
    return _back(request, public_id)


@desk(Role.ADMIN)
@require_safe
def picture(request: HttpRequest, public_id: str, claim_id: str) -> FileResponse:
    """Hand a proof's picture to the desk."""
    claim = queries.get_claim_at_desk(_contest(request, public_id), claim_id)
    return services.proof_response(claim)
