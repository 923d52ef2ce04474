"""What the two sides see of a dispute, and opening one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.forms import refusals_on
from marketplace.core.private_files import private_response
from marketplace.disputes import policies, queries, services
from marketplace.disputes.choices import DisputeReason, Part
from marketplace.disputes.forms import OpenForm
from marketplace.disputes.models import Dispute
from marketplace.orders.choices import ActorKind
from marketplace.orders.models import Order
from marketplace.orders.policies import actor_kind
from marketplace.orders.queries import Teller, teller_for
from marketplace.orders.services import open_order

PER_PAGE = 20


def told_to(dispute: Dispute, part: Part, member: Member) -> queries.DisputeTeller:
    """Return who tells the dispute to this member."""
    order = dispute.order
    kind = ActorKind.SUPPORT if part == Part.SUPPORT else actor_kind(member, order)
    return queries.DisputeTeller(dispute, part, teller_for(order, kind, member, now=clock.now()))


def dispute_context(dispute: Dispute, part: Part, member: Member) -> dict[str, Any]:
    """Return what the pages of a dispute show, to a side or to support."""
    told = told_to(dispute, part, member)
    parts = queries.parts_of(dispute)
    keys = [key for one in parts.statements.values() for key in one.refs]
    return {
        "dispute": dispute,
        "order": dispute.order,
        "part": part.value,
        "moves": {move.value for move in policies.possible_moves(dispute, part)},
        "card": queries.dispute_card(told, parts.decision),
        "steps": queries.steps_of(dispute),
        "lines": [queries.tell_line(told, line) for line in parts.lines],
        "coming": queries.coming_lines(told),
        "statements": parts.statements,
        "refs": queries.shown_refs(told.teller, keys),
        "proposals": [
            (one, told.split(one.refund_amount), told.name_of(one.part))
            for one in parts.open_proposals
        ],
        "decisions": [(one, told.split(one.refund_amount)) for one in parts.decisions],
        "wanted": told.split(dispute.wanted_refund),
        "reason_label": queries.reason_label(dispute),
        "opener_is_client": dispute.opened_by == ActorKind.CLIENT,
        "examples": queries.examples_of(dispute),
    }


@login_required
@require_safe
def dispute_list(request: HttpRequest) -> HttpResponse:
    """Show one's disputes, the newest first."""
    member, now = signed_in(request), clock.now()
    services.settle_disputes_of(member=member, now=now)
    page = Paginator(queries.disputes_of(member), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": list(page), "me": member}
    return render(request, "marketplace/disputes/list.html", context)


@login_required
@require_safe
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a side whose step it is, until when, what otherwise, and everything that was said."""
    member = signed_in(request)
    dispute = services.open_dispute_page(member=member, public_id=public_id, now=clock.now())
    part = policies.acting_part(member, dispute)
    context = dispute_context(dispute, part, member)
    return render(request, "marketplace/disputes/detail.html", context)


@login_required
@require_safe
def file(request: HttpRequest, public_id: str, file_id: str) -> FileResponse:
    """Hand a file to one of the two sides."""
    dispute = queries.get_dispute_for(signed_in(request), public_id)
    found = queries.get_file(dispute, file_id)
    return private_response(found.stored_as, name=found.name, content_type=found.content_type)


def _teller(order: Order, member: Member) -> Teller:
    return teller_for(order, actor_kind(member, order), member, now=clock.now())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_one(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open a dispute about an order."""
    member, now = signed_in(request), clock.now()
    order = open_order(member=member, public_id=public_id, now=now)
    if request.method != "POST" and not policies.can_open(member, order):
        running = queries.open_dispute_of(order)
        return redirect(running or order)
    refs = queries.refs_of(_teller(order, member))
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = OpenForm(refs, order.kept_amount, order.currency, *given)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            dispute = services.open_dispute(
                order=order,
                actor=member,
                reason=DisputeReason(form.cleaned_data["reason"]),
                wanted_refund=form.wanted_refund,
                evidence=form.evidence,
                now=now,
            )
            messages.success(request, _("The dispute is open, and the money is frozen."))
            return redirect(dispute)
    other = order.seller if member.pk == order.client_id else order.client
    context = {
        "order": order,
        "form": form,
        "other": other,
        "answer_due_at": services.answer_deadline(other, now),
        "answer_days": rules().dispute_answer_days,
        "default_days": rules().dispute_default_days,
        "appeal_days": rules().dispute_appeal_days,
    }
    status = 422 if form.is_bound else 200
    return render(request, "marketplace/disputes/open.html", context, status=status)
