"""Introductions as pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_username, signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on
from marketplace.core.money import percent_half_up
from marketplace.relationships import policies, queries, services
from marketplace.relationships.choices import Hand, IntroductionMove, IntroductionState
from marketplace.relationships.forms import IntroductionForm
from marketplace.relationships.models import Introduction

PAGES = "marketplace/relationships/"
ON_A_PAGE = 20
EXAMPLE = 30_000


@login_required
@require_safe
@never_cache
def introductions(request: HttpRequest) -> HttpResponse:
    """Show whom the member brought together, and who wants the member to meet somebody."""
    member = signed_in(request)
    rows = Paginator(queries.introductions_of(member), ON_A_PAGE)
    context = {"page": rows.get_page(request.GET.get("page")), **_terms()}
    return render(request, f"{PAGES}introductions.html", context)


def _terms() -> dict[str, Any]:
    bp = rules().introduction_bp
    return {
        "bp": bp,
        "example": EXAMPLE,
        "example_share": percent_half_up(EXAMPLE, bp),
        "currency": rules().default_currency,
        "answer_days": rules().introduction_answer_days,
        "valid_days": rules().introduction_valid_days,
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def introduce(request: HttpRequest) -> HttpResponse:
    """Ask two members whether they want to meet."""
    initial = {name: request.GET.get(name, "") for name in ("client", "freelancer")}
    form = IntroductionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        client = _find(form, "client")
        seller = _find(form, "freelancer")
        if client and seller:
            with refusals_on(form):
                made = services.propose_introduction(
                    introducer=signed_in(request),
                    client=client,
                    seller=seller,
                    message=form.cleaned_data["message"],
                    now=clock.now(),
                )
                messages.success(request, _("Both have been asked."))
                return redirect(made)
    context = {"form": form, **_terms()}
    status = 422 if form.errors else 200
    return render(request, f"{PAGES}introduce.html", context, status=status)


def _find(form: IntroductionForm, name: str) -> Member | None:
    try:
        return get_member_by_username(form.cleaned_data[name])
    except NotFound:
        form.add_error(name, _("Nobody here has this name."))
        return None


@login_required
@require_safe
@never_cache
def introduction(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show an introduction to one of the three: who, why, and what it may earn."""
    member = signed_in(request)
    found = services.open_introduction(member=member, public_id=public_id, now=clock.now())
    hand = policies.hand_in_introduction(member, found)
    moves = policies.introduction_moves(found, hand)
    context = {
        "introduction": found,
        "hand": hand.value,
        "has_agreed": policies.has_agreed(found, hand),
        "can_accept": bool({IntroductionMove.AGREE, IntroductionMove.MEET} & moves),
        "can_decline": IntroductionMove.DECLINE in moves,
        "can_withdraw": IntroductionMove.WITHDRAW in moves,
        "commissions": queries.commissions_of(found),
        "is_met": found.state in {IntroductionState.ACCEPTED, IntroductionState.EARNED},
        "is_introducer": hand == Hand.INTRODUCER,
        **_terms(),
    }
    return render(request, f"{PAGES}introduction.html", context)


def _act(request: HttpRequest, public_id: str, verb: Callable[..., Introduction]) -> HttpResponse:
    member = signed_in(request)
    found = queries.get_introduction_for(member, public_id)
    done = verb(introduction=found, actor=member, now=clock.now())
    if done.state == IntroductionState.ACCEPTED:
        return redirect("messaging:conversation", done.conversation_id)
    return redirect(done)


@login_required
@require_POST
def accept(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say yes; the second yes opens the conversation of all three."""
    return _act(request, public_id, services.accept_introduction)


@login_required
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say no."""
    return _act(request, public_id, services.decline_introduction)


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take it back."""
    return _act(request, public_id, services.withdraw_introduction)
