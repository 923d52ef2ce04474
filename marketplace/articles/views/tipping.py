"""Thanking a writer with money."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.articles import queries, services
from marketplace.articles.choices import TipState
from marketplace.articles.forms import TipForm
from marketplace.articles.models import Article
from marketplace.articles.policies import is_author, takes_tips
from marketplace.articles.services.tips import WALLET
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on
from marketplace.core.ids import new_public_id
from marketplace.ledger.queries import available_balance, list_gateways

PROPOSED = 500
USUAL = (300, 500, 1_000, 2_000)


def _methods(member: Member) -> list[tuple[str, Any]]:
    gateways = [(gateway.name, gateway.label) for gateway in list_gateways()]
    if available_balance(member, rules().default_currency) < rules().tip_minimum_minor:
        return gateways
    return [(WALLET, _("From my wallet")), *gateways]


@login_required
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask how much and how, then give it: at once from the wallet, or at a gateway's checkout."""
    article, member = queries.get_published(pk), signed_in(request)
    if is_author(member, article) or not takes_tips(article.author):
        raise NotFound
    methods = _methods(member)
    if request.method == "POST":
        form = TipForm(methods, request.POST)
        if form.is_valid():
            with refusals_on(form):
                return _give(request, article, form)
        # What comes next is another tip, with another sum perhaps.
        again = request.POST.copy()
        again["request_key"] = new_public_id()
        form.data = again
    else:
        first = {"amount": PROPOSED, "method": methods[0][0] if methods else ""}
        form = TipForm(methods, initial={**first, "request_key": new_public_id()})
    context = {
        "article": article,
        "form": form,
        "fee_bp": rules().tip_fee_bp,
        "clearing_days": rules().clearing_days,
        "usual": USUAL,
        "currency": rules().default_currency,
        "balance": available_balance(member, rules().default_currency),
    }
    status = 422 if form.errors else 200
    return render(request, "marketplace/articles/give_tip.html", context, status=status)


def _give(request: HttpRequest, article: Article, form: TipForm) -> HttpResponse:
    member, given = signed_in(request), form.cleaned_data
    tip = services.start_tip(
        article=article,
        reader=member,
        amount=form.sum_given(),
        words=given["words"],
        is_anonymous=given["is_anonymous"],
        request_key=given["request_key"],
        now=clock.now(),
    )
    if given["method"] == WALLET:
        services.pay_tip_from_wallet(tip=tip, actor=member, now=clock.now())
        return redirect("articles:tip", tip.public_id)
    if tip.state == TipState.PAID:
        return redirect("articles:tip", tip.public_id)
    address = services.start_tip_payment(
        tip=tip, actor=member, gateway=given["method"], now=clock.now()
    )
    return redirect(address)


@login_required
@require_safe
def tip(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what became of one's tip; a payment that has arrived is passed on at once."""
    member = signed_in(request)
    found = queries.get_tip_for(member, public_id)
    payment_id = queries.arrived_tip_payment(found) if found.state != TipState.PAID else ""
    if payment_id:
        services.receive_tip_payment(
            public_id=found.public_id, payment_id=payment_id, now=clock.now()
        )
        found = queries.get_tip_for(member, public_id)
        if found.state == TipState.PAID:
            messages.success(request, _("Thank you: the writer has it."))
    return render(request, "marketplace/articles/tip.html", {"tip": found})
