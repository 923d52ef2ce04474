"""Briefs and what is answered to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.money import Money
from marketplace.hiring import queries, services
from marketplace.hiring.errors import TextNeedsALook
from marketplace.hiring.forms import OfferForm
from marketplace.hiring.models import Brief, Offer
from marketplace.hiring.policies import can_answer_offer, can_offer_on
from marketplace.hiring.services import Terms
from marketplace.hiring.views.looking import ask_again


@login_required
@require_safe
def briefs(request: HttpRequest) -> HttpResponse:
    """Show the briefs that one received, or sent."""
    received = request.GET.get("box") != "sent"
    rows = queries.list_briefs_of(signed_in(request), received=received, limit=100)
    context = {"briefs": rows, "received": received}
    return render(request, "marketplace/hiring/briefs.html", context)


@login_required
@require_POST
def decline_brief(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say no to a brief."""
    brief = queries.get_brief_for(signed_in(request), public_id)
    services.decline_brief(brief=brief, actor=signed_in(request), now=clock.now())
    messages.success(request, _("The client has been told, kindly."))
    return redirect("messaging:conversation", brief.conversation_id)


@login_required
@require_POST
def withdraw_brief(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take one's brief back."""
    brief = queries.get_brief_for(signed_in(request), public_id)
    services.withdraw_brief(brief=brief, actor=signed_in(request), now=clock.now())
    messages.success(request, _("The brief is withdrawn."))
    return redirect("messaging:conversation", brief.conversation_id)


def _terms(form: OfferForm, currency: str) -> Terms:
    given = form.cleaned_data
    return Terms(
        title=given["title"],
        scope=given["scope"],
        price=Money(given["price"], currency),
        delivery_days=given["delivery_days"],
        revisions=given["revisions"],
        valid_days=given["valid_days"],
        questions=given["questions"],
    )


def _show_offer_form(
    request: HttpRequest,
    form: OfferForm,
    found: TextNeedsALook | None,
    *,
    brief: Brief | None,
    answers: Offer | None,
) -> HttpResponse:
    context = {"form": form, "found": found, "brief": brief, "answers": answers}
    status = 422 if form.errors or found else 200
    return render(request, "marketplace/hiring/offer.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def make_offer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer a brief with an offer."""
    member = signed_in(request)
    brief = queries.get_brief_for(member, public_id)
    if not can_offer_on(member, brief):
        raise NotFound
    initial: dict[str, Any] = {
        "title": brief.title,
        "price": brief.budget_amount,
        "revisions": 1,
        "valid_days": rules().offer_expiry_days,
    }
    given = request.POST if request.method == "POST" else None
    form = OfferForm(given, initial=initial, currency=brief.currency)
    found: TextNeedsALook | None = None
    if request.method == "POST" and form.is_valid():
        sent, found = ask_again(
            request,
            form,
            lambda as_is: services.send_offer(
                brief=brief,
                actor=member,
                terms=_terms(form, brief.currency),
                as_is=as_is,
                now=clock.now(),
            ),
        )
        if sent is not None:
            messages.success(request, _("Your offer is sent."))
            return redirect("messaging:conversation", brief.conversation_id)
    return _show_offer_form(request, form, found, brief=brief, answers=None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def counter_offer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer an offer with another one."""
    member = signed_in(request)
    offer = queries.get_offer_for(member, public_id)
    if request.method != "POST" and not can_answer_offer(member, offer, clock.now()):
        return redirect("messaging:conversation", offer.conversation_id)
    initial: dict[str, Any] = {
        "title": offer.title,
        "scope": offer.scope,
        "price": offer.price_amount,
        "delivery_days": offer.delivery_days,
        "revisions": offer.revisions,
        "questions": "\n".join(offer.questions),
        "valid_days": rules().offer_expiry_days,
    }
    given = request.POST if request.method == "POST" else None
    form = OfferForm(given, initial=initial, currency=offer.currency)
    found: TextNeedsALook | None = None
    if request.method == "POST" and form.is_valid():
        sent, found = ask_again(
            request,
            form,
            lambda as_is: services.counter_offer(
                offer=offer,
                actor=member,
                terms=_terms(form, offer.currency),
                as_is=as_is,
                now=clock.now(),
            ),
        )
        if sent is not None:
            messages.success(request, _("Your counter-offer is sent."))
            return redirect("messaging:conversation", offer.conversation_id)
    return _show_offer_form(request, form, found, brief=offer.brief, answers=offer)


@login_required
@require_POST
def accept_offer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Accept an offer; the client goes on to pay."""
    member = signed_in(request)
    offer = queries.get_offer_for(member, public_id)
    order = services.accept_offer(offer=offer, actor=member, now=clock.now())
    if member.pk == offer.client_id:
        return redirect("orders:checkout", order.public_id)
    messages.success(request, _("The order is made. The work starts once the client has paid."))
    return redirect("orders:detail", order.public_id)


def _close(
    request: HttpRequest, public_id: str, verb: Callable[..., Offer], said: str
) -> HttpResponse:
    member = signed_in(request)
    offer = queries.get_offer_for(member, public_id)
    verb(offer=offer, actor=member, now=clock.now())
    messages.success(request, said)
    return redirect("messaging:conversation", offer.conversation_id)


@login_required
@require_POST
def decline_offer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say no to an offer."""
    return _close(request, public_id, services.decline_offer, _("The offer is declined."))


@login_required
@require_POST
def withdraw_offer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take one's own offer back."""
    return _close(request, public_id, services.withdraw_offer, _("The offer is withdrawn."))
