"""Casting a ballot, and the receipt that is shown once."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.laurels.choices import CandidacyState
from community.laurels.forms import BallotForm
from community.laurels.models import Election
from community.laurels.queries import elections as read
from community.laurels.services import voting
from community.laurels.views.doors import club_election
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on


def _form(request: HttpRequest, found: Election) -> BallotForm:
    running = [one for one in read.candidates_of(found) if one.state == CandidacyState.ACCEPTED]
    if request.method == "POST":
        return BallotForm(request.POST, candidates=running)
    return BallotForm(candidates=running, nonce=voting.new_nonce())


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, year: int) -> HttpResponse:
    """Show the ballot, or put it into the box and show its receipt, which isn't kept."""
    member, found = signed_in(request), club_election(request, year)
    elector = read.elector_of(found, member)
    if elector is None:
        raise NotFound
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            receipt = voting.cast_ballot(
                election=found,
                member=member,
                ranking=form.ranking,
                nonce=form.cleaned_data["nonce"],
                now=clock.now(),
            )
            chosen = {one.public_id: one for one in form.candidates}
            context = {
                "election": found,
                "receipt": receipt,
                "ranking": [chosen[key] for key in receipt.ranking],
            }
            return render(request, "community/laurels/receipt.html", context)
    status = 422 if request.method == "POST" else 200
    context = {"election": found, "form": form, "elector": elector}
    return render(request, "community/laurels/vote.html", context, status=status)
