"""The page of one order."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.core.private_files import private_response
from marketplace.messaging.queries import Thread, conversation_of, read_thread
from marketplace.messaging.services import mark_conversation_read
from marketplace.orders import policies, queries, services
from marketplace.orders.choices import HOLDING_STATES, ActorKind, Move, OrderState
from marketplace.orders.forms import RequirementsForm
from marketplace.orders.models import Order


def order_context(order: Order, kind: ActorKind, member: Member) -> dict[str, Any]:
    """Return what the pages of an order show, to a side or to support."""
    now = clock.now()
    teller = queries.teller_for(order, kind, member, now=now)
    parts = queries.parts_of(order)
    return {
        "order": order,
        "parts": parts,
        "kind": kind.value,
        "moves": {move.value for move in policies.possible_moves(order, kind)},
        "card": queries.clock_card(teller),
        "steps": queries.steps_of(order),
        "lines": [queries.line_of(teller, entry) for entry in parts.timeline],
        "coming": queries.coming_lines(teller),
        "deliveries": {delivery.version: delivery for delivery in parts.deliveries},
        "panels": queries.order_panels(order=order, kind=kind, member=member, now=now),
        "is_held": order.state in HOLDING_STATES,
        "other": order.seller if kind == ActorKind.CLIENT else order.client,
    }


def _thread(order: Order, member: Member) -> Thread | None:
    conversation = conversation_of("order", order.public_id)
    if conversation is None:
        return None
    thread = read_thread(conversation, member)
    last = thread.last_message
    if last is not None and (thread.seat.unread_count or not thread.seat.last_read_message_id):
        mark_conversation_read(
            conversation=conversation, member=member, up_to=last, now=clock.now()
        )
    return thread


def show_order(
    request: HttpRequest, order: Order, *, form: RequirementsForm | None = None, status: int = 200
) -> HttpResponse:
    """Show an order to one of its sides."""
    member = signed_in(request)
    kind = policies.actor_kind(member, order)
    context = order_context(order, kind, member)
    if Move.START in context["moves"]:
        form = form or RequirementsForm(context["parts"].questions)
    context |= {"form": form, "thread": _thread(order, member)}
    context["documents"] = queries.order_documents(order, member)
    return render(request, "marketplace/orders/detail.html", context, status=status)


@login_required
@require_safe
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show whose turn it is, what happened, what comes, the money, the files, the talk."""
    member = signed_in(request)
    return show_order(
        request, services.open_order(member=member, public_id=public_id, now=clock.now())
    )


@login_required
@require_POST
def submit_requirements(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the client's answers and start the work."""
    member = signed_in(request)
    order = services.open_order(member=member, public_id=public_id, now=clock.now())
    questions = queries.parts_of(order).questions
    form = RequirementsForm(questions, request.POST, request.FILES)
    # The form is read in any case; in another state the verb says why nothing can be sent.
    if form.is_valid() or order.state != OrderState.AWAITING_REQUIREMENTS:
        with refusals_on(form):
            services.submit_requirements(
                order=order,
                actor=member,
                answers=form.answers,
                files=form.answer_files,
                now=clock.now(),
            )
            return redirect(order)
    return show_order(request, order, form=form, status=422)


@login_required
@require_safe
def file(request: HttpRequest, public_id: str, file_id: str) -> FileResponse:
    """Hand a file to one of the two sides."""
    order = queries.get_order_for(signed_in(request), public_id)
    found = queries.get_file(order, file_id)
    return private_response(found.stored_as, name=found.name, content_type=found.content_type)
