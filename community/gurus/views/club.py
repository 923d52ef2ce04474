"""The club's inner pages: nominations, what is said about them, votes."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.gurus.choices import NominationMove, NominationState
from community.gurus.errors import BlockedCandidate, CandidateUnknown, NoBallot, OwnNomination
from community.gurus.forms import NominateForm, ReasonForm, RemarkForm, VoteForm
from community.gurus.models import Nomination
from community.gurus.policies import can_make, is_manager
from community.gurus.queries import members
from community.gurus.queries import nominations as read
from community.gurus.queries.duties import meter_now
from community.gurus.queries.privileges import count_offers
from community.gurus.services import nominating, voting
from community.gurus.views.doors import club
from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_username, signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on
from marketplace.core.ids import new_public_id

PER_PAGE = 30
TABS = ("open", "ended")


@club
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what is under way, with one's own duties beside it."""
    member = signed_in(request)
    asked = request.GET.get("tab", "")
    tab = asked if asked in TABS else TABS[0]
    rows = Paginator(read.nominations_for(member, tab), PER_PAGE)
    membership = members.membership_of(member) if members.is_guru(member) else None
    context = {
        "tab": tab,
        "page": rows.get_page(request.GET.get("page")),
        "membership": membership,
        "meter": meter_now(membership, now=clock.now()) if membership else None,
        "offers": count_offers(member),
        "is_manager": is_manager(member),
    }
    return render(request, "community/gurus/club.html", context)


def candidate_named(username: str) -> Member:
    """Return the member of this name. Raises CandidateUnknown."""
    try:
        return get_member_by_username(username)
    except NotFound as error:
        raise CandidateUnknown(field="candidate") from error


@club
@require_http_methods(["GET", "HEAD", "POST"])
def nominate(request: HttpRequest) -> HttpResponse:
    """Show the form, or nominate somebody."""
    form = NominateForm(request.POST or None, initial={"candidate": request.GET.get("who", "")})
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        with refusals_on(form, OwnNomination, BlockedCandidate):
            draft = nominating.NominationDraft(
                candidate=candidate_named(sent["candidate"]),
                reason=sent["reason"],
                evidence=sent["evidence"],
            )
            made = nominating.nominate(nominator=signed_in(request), draft=draft, now=clock.now())
            messages.success(request, _("Nominated. Now a second guru has to support it."))
            return redirect(made)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "limits": rules()}
    return render(request, "community/gurus/nominate.html", context, status=status)


def show(
    request: HttpRequest,
    found: Nomination,
    *,
    remark_form: RemarkForm | None = None,
    vote_form: VoteForm | None = None,
    reason_form: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a nomination with what this member can do about it now."""
    member = signed_in(request)
    ballot = read.ballot_of(found, member)
    chosen = {"choice": ballot.choice, "reason": ballot.reason} if ballot else {}
    cast, electors = read.cast_count(found)
    # What was sent stands, with why it is refused, also where the time for it has passed.
    may_speak = remark_form is not None or found.state == NominationState.DISCUSSION
    is_voting = found.state == NominationState.VOTING and ballot is not None
    context = {
        "nomination": found,
        "exhibits": read.exhibits_of(found, member),
        "remarks": read.remarks_on(found),
        "ballot": ballot,
        "cast": cast,
        "electors": electors,
        "reasons": read.reasons_against(found) if found.counted_at else [],
        "can_remark": may_speak,
        "can_vote": is_voting or vote_form is not None,
        "remark_form": remark_form or RemarkForm(initial={"token": new_public_id()}),
        "vote_form": vote_form or VoteForm(initial=chosen),
        "reason_form": reason_form or ReasonForm(),
        "is_manager": is_manager(member),
        **{f"can_{move}": can_make(member, found, move) for move in NominationMove},
    }
    return render(request, "community/gurus/nomination.html", context, status=status)


@club
@require_safe
def nomination(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a nomination to the club."""
    return show(request, read.get_nomination_in_club(signed_in(request), public_id))


@club
@require_POST
def support(request: HttpRequest, public_id: str) -> HttpResponse:
    """Support a nomination."""
    member = signed_in(request)
    found = read.get_nomination_in_club(member, public_id)
    nominating.support_nomination(nomination=found, actor=member, now=clock.now())
    messages.success(request, _("Supported. The candidate is asked now."))
    return redirect(found)


@club
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back what one nominated."""
    member = signed_in(request)
    found = read.get_nomination_in_club(member, public_id)
    nominating.withdraw_nomination(nomination=found, actor=member, now=clock.now())
    messages.success(request, _("Taken back."))
    return redirect(found)


@club
@require_POST
def remark(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say something about a candidate."""
    member = signed_in(request)
    found = read.get_nomination_in_club(member, public_id)
    form = RemarkForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            nominating.write_remark(
                nomination=found, author=member, now=clock.now(), **form.cleaned_data
            )
            return redirect(f"{found.get_absolute_url()}#discussion")
    return show(request, found, remark_form=form, status=422)


@club
@require_POST
def vote(request: HttpRequest, public_id: str) -> HttpResponse:
    """Vote, or change one's vote."""
    member = signed_in(request)
    found = read.get_nomination_in_club(member, public_id)
    form = VoteForm(request.POST)
    if form.is_valid():
        with refusals_on(form, NoBallot, BlockedCandidate):
            voting.cast_vote(nomination=found, member=member, now=clock.now(), **form.cleaned_data)
            messages.success(
                request, _("Your vote is in. You can change it until the vote closes.")
            )
            return redirect(found)
    return show(request, found, vote_form=form, status=422)
