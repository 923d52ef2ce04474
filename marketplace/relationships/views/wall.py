"""The public wall of biggest deals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in, viewer
from marketplace.core import clock, formats
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on
from marketplace.core.money import Money
from marketplace.relationships import queries, services
from marketplace.relationships.choices import Source
from marketplace.relationships.forms import HideForm, ShareForm
from marketplace.relationships.policies import can_moderate_wall
from marketplace.relationships.services import Story

PAGES = "marketplace/relationships/"


def _dollars(amount: int) -> str:
    lang = (get_language() or "ar")[:2]
    return formats.format_money(amount * 100, "USD", lang=lang, digits="latn", trim=True)


def band_name(band: int) -> str:
    """Return a band in words: "from $100 to under $250"."""
    least, most = queries.band_edges(band)
    if most is None:
        return _("%(amount)s and more") % {"amount": _dollars(least)}
    if not least:
        return _("under %(amount)s") % {"amount": _dollars(most)}
    return _("%(least)s to under %(most)s") % {"least": _dollars(least), "most": _dollars(most)}


@require_safe
def wall(request: HttpRequest) -> HttpResponse:
    """Show how big the biggest deals are and where they came from, and the stories."""
    found, member = queries.read_wall(), viewer(request)
    names = {band: band_name(band) for band in range(len(queries.EDGES))}
    context = {
        "wall": found,
        "band_names": names,
        "source_names": dict(Source.choices),
        "bands": _bars(found.bands, names),
        "sources": _bars(found.sources, dict(Source.choices)),
        "threshold": rules().deal_wall_threshold,
        "mine": queries.shared_deal_of(member) if member else None,
        "can_moderate": can_moderate_wall(member),
    }
    return render(request, f"{PAGES}wall.html", context)


def _bars(counts: dict[Any, int], names: dict[Any, Any]) -> list[tuple[str, int, float]]:
    """Return (name, members, width of the bar from 0 to 100)."""
    most = max(counts.values(), default=1)
    return [(str(names[key]), count, 100 * count / most) for key, count in counts.items()]


def _share_form(member: Member, data: Any = None) -> ShareForm:
    lang = (get_language() or "ar")[:2]
    orders = [
        (
            order.public_id,
            f"{order.number} · "
            + formats.format_money(
                order.kept_amount, order.currency, lang=lang, digits=member.digits
            )
            + f" · {order.title}",
        )
        for order in queries.orders_to_share(member)
    ]
    return ShareForm(orders, data)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """Put one's biggest deal on the wall."""
    member = signed_in(request)
    form = _share_form(member, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            amount = Money(given["amount"], "USD") if given["amount"] else None
            story = Story(
                source=given["source"],
                text=given["story"],
                language=(get_language() or "ar")[:2],
                is_named=given["is_named"],
                order_id=given["order"],
                amount=amount,
            )
            services.share_deal(member=member, story=story, now=clock.now())
            messages.success(request, _("Thank you. Your deal is counted; you can take it back."))
            return redirect("relationships:wall")
    context = {"form": form, "mine": queries.shared_deal_of(member)}
    status = 422 if form.errors else 200
    return render(request, f"{PAGES}share.html", context, status=status)


@login_required
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take one's deal off the wall."""
    services.withdraw_deal(member=signed_in(request), now=clock.now())
    messages.success(request, _("It is gone, and counted no more."))
    return redirect("relationships:wall")


@login_required
@require_POST
def hide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a story off the wall, as a moderator."""
    actor = signed_in(request)
    if not can_moderate_wall(actor):
        raise NotFound
    form = HideForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    services.hide_story(public_id=public_id, actor=actor, reason=reason, now=clock.now())
    return redirect("relationships:wall")
