"""Naming a candidate; being one: accept, decline, step back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.gurus.queries.members import gurus_listed
from community.laurels.choices import CandidacyMove
from community.laurels.errors import CandidateBlocked, CandidateNotAGuru, OwnCandidacy
from community.laurels.forms import NamingForm, StatementForm
from community.laurels.models import Candidacy
from community.laurels.policies import can_answer
from community.laurels.queries.elections import get_candidacy
from community.laurels.services import nominating
from community.laurels.views.doors import club_election
from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_username, signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on


def guru_named(username: str) -> Member:
    """Return the member of this name. Raises CandidateNotAGuru."""
    try:
        return get_member_by_username(username)
    except NotFound as error:
        raise CandidateNotAGuru(field="candidate") from error


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nominate(request: HttpRequest, year: int) -> HttpResponse:
    """Show the form, or name a candidate."""
    member, found = signed_in(request), club_election(request, year)
    form = NamingForm(request.POST or None, initial={"candidate": request.GET.get("who", "")})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, OwnCandidacy, CandidateBlocked):
            nominating.nominate_candidate(
                election=found,
                nominator=member,
                candidate=guru_named(form.cleaned_data["candidate"]),
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
            messages.success(request, _("Nominated. Their record of today is kept for the vote."))
            return redirect(found)
    status = 422 if request.method == "POST" else 200
    others = [one.member for one in gurus_listed() if one.member_id != member.pk]
    context = {"election": found, "form": form, "limits": rules(), "others": others}
    return render(request, "community/laurels/nominate.html", context, status=status)


def _show(
    request: HttpRequest,
    found: Candidacy,
    *,
    form: StatementForm | None = None,
    status: int = 200,
) -> HttpResponse:
    member = signed_in(request)
    context = {
        "candidacy": found,
        "election": found.election,
        "form": form or StatementForm(),
        **{f"can_{move}": can_answer(member, found, move) for move in CandidacyMove},
    }
    return render(request, "community/laurels/candidacy.html", context, status=status)


@login_required
@require_safe
def candidacy(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a candidate what was said of them, what is frozen, and where it stands."""
    return _show(request, get_candidacy(signed_in(request), public_id))


@login_required
@require_POST
def accept(request: HttpRequest, public_id: str) -> HttpResponse:
    """Be a candidate."""
    member = signed_in(request)
    found = get_candidacy(member, public_id)
    form = StatementForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            nominating.accept_candidacy(
                candidacy=found, actor=member, now=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("You are a candidate. The vote opens on the day named."))
            return redirect(found)
    return _show(request, found, form=form, status=422)


@login_required
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say no, thank you."""
    member = signed_in(request)
    found = get_candidacy(member, public_id)
    nominating.decline_candidacy(candidacy=found, actor=member, now=clock.now())
    messages.success(request, _("Declined. Nobody is told."))
    return redirect("laurels:hall")


@login_required
@require_POST
def step_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Be a candidate no more."""
    member = signed_in(request)
    found = get_candidacy(member, public_id)
    nominating.step_back(candidacy=found, actor=member, now=clock.now())
    messages.success(request, _("You have stepped back."))
    return redirect(found)
