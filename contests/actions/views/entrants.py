"""What entrants do on the contest's page: join, do an action, appeal, answer a hold."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contests.actions import queries, services
from contests.actions.choices import ClaimState
from contests.actions.forms import AppealForm, JoinForm, ProofForm
from contests.actions.models import Claim
from contests.actions.queries import describe
from contests.actions.verifiers import verifier_named
from contests.calls.queries import contest_text, get_public_contest
from marketplace.accounts.queries import client_address, signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on

ANCHOR = "#actions"


@login_required
@require_POST
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Take part in a follow contest."""
    contest, now = get_public_contest(slug), clock.now()
    form = JoinForm(request.POST)
    form.is_valid()
    services.join_contest(
        contest=contest,
        member=signed_in(request),
        accepts_terms=bool(form.cleaned_data.get("accepts_terms")),
        shows_name=bool(form.cleaned_data.get("shows_name")),
        day_print=services.day_print_of(
            contest,
            address=client_address(request),
            user_agent=request.headers.get("User-Agent", ""),
            now=now,
        ),
        now=now,
    )
    messages.success(request, _("You take part. Each action below brings tickets."))
    return redirect(f"{contest.get_absolute_url()}{ANCHOR}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def do(request: HttpRequest, slug: str, action_id: str) -> HttpResponse:
    """Do an action: what the platform sees counts at once, else a proof is shown here."""
    contest = get_public_contest(slug)
    entrant = queries.get_entrant_for(contest, signed_in(request))
    action = queries.get_action_at_desk(contest, action_id)
    action.contest = contest
    verifier = verifier_named(action.verifier)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ProofForm(action, *given)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = services.claim_action(
                action=action, member=entrant.member, now=clock.now(), **form.cleaned_data
            )
            messages.success(request, _said(made))
            return redirect(f"{contest.get_absolute_url()}{ANCHOR}")
    context = {
        "contest": contest,
        "text": contest_text(contest),
        "action": action,
        "words": describe(action),
        "verifier": verifier,
        "form": form,
        "entrant": entrant,
    }
    status = 422 if form.is_bound else 200
    return render(request, "contests/actions/do.html", context, status=status)


def _said(made: list[Claim]) -> str:
    if any(claim.state == ClaimState.WAITING for claim in made):
        return _("Sent. A person looks at it, and you hear what becomes of it.")
    return _("It counts: your tickets are there.")


@login_required
@require_safe
def picture(request: HttpRequest, slug: str, claim_id: str) -> FileResponse:  # noqa: ARG001
    """Hand an entrant their own proof."""
    return services.proof_response(queries.get_claim_for(signed_in(request), claim_id))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, slug: str, claim_id: str) -> HttpResponse:
    """Ask for a second look at a rejected proof."""
    contest, member = get_public_contest(slug), signed_in(request)
    claim = queries.get_claim_for(member, claim_id)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.appeal_claim(claim=claim, member=member, now=clock.now(), **form.cleaned_data)
            messages.success(request, _("Sent. Somebody looks at it once more."))
            return redirect(f"{contest.get_absolute_url()}{ANCHOR}")
    context: dict[str, Any] = {
        "contest": contest,
        "text": contest_text(contest),
        "claim": claim,
        "words": describe(claim.action),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "contests/actions/appeal.html", context, status=status)


@login_required
@require_POST
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Say something about a hold."""
    contest, member = get_public_contest(slug), signed_in(request)
    entrant = queries.get_entrant_for(contest, member)
    form = AppealForm(request.POST, auto_id="hold_%s")
    if form.is_valid():
        with refusals_on(form):
            services.answer_hold(
                entrant=entrant, member=member, now=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Sent. A person reads it before deciding."))
            return redirect(f"{contest.get_absolute_url()}{ANCHOR}")
    context = {"contest": contest, "text": contest_text(contest), "form": form}
    return render(request, "contests/actions/answer.html", context, status=422)
