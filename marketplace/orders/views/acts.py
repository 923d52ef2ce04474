"""What the two sides do to an order: each act has its own address; a POST does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.orders import policies, queries, services
from marketplace.orders.choices import Move
from marketplace.orders.forms import (
    DeliverForm,
    ExtensionForm,
    FreeReasonForm,
    LongReasonForm,
    NoForm,
    ReasonForm,
    RevisionForm,
    fit,
)
from marketplace.orders.models import Order

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Words = StrPromise | str

ActView = Callable[..., HttpResponse]


@dataclass(frozen=True, kw_only=True)
class Act:
    """One thing that a side may do: its words, its form, its verb."""

    move: Move
    verb: Callable[..., Order]
    form: type[forms.Form]
    title: Words
    text: Words
    button: Words
    said: Words
    is_grave: bool = False

    def run(self, order: Order, member: Member, given: dict[str, Any]) -> Order:
        """Call the verb with what was typed."""
        return self.verb(order=order, actor=member, now=clock.now(), **given)


def view_of(act: Act) -> ActView:
    """Return the page of an act: GET asks, POST does."""

    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    def do(request: HttpRequest, public_id: str) -> HttpResponse:
        member = signed_in(request)
        order = services.open_order(member=member, public_id=public_id, now=clock.now())
        if request.method != "POST":
            if not policies.can(member, order, act.move):
                return redirect(order)
            return _show(request, order, act, fit(act.form(), order))
        form = fit(act.form(request.POST, request.FILES), order)
        if form.is_valid():
            with refusals_on(form):
                act.run(order, member, form.cleaned_data)
                messages.success(request, str(act.said))
                return redirect(order)
        return _show(request, order, act, form, status=422)

    return do


def _show(
    request: HttpRequest, order: Order, act: Act, form: forms.Form, *, status: int = 200
) -> HttpResponse:
    kind = policies.actor_kind(signed_in(request), order)
    proposing = act.move == Move.PROPOSE_EXTRA
    context = {
        "order": order,
        "act": act,
        "extras": queries.extras_on_offer(order, kind) if proposing else [],
        "form": form,
        "cancellation": queries.open_cancellation(order),
        "extension": queries.open_extension(order),
        "refund": queries.open_refund(order),
        "extra": queries.open_extra(order),
    }
    return render(request, "marketplace/orders/act.html", context, status=status)


def _answer(*, accept: bool) -> Callable[..., Order]:
    def answer(**given: Any) -> Order:
        return services.answer_extension(accept=accept, **given)

    return answer


deliver = view_of(
    Act(
        move=Move.DELIVER,
        verb=services.deliver_order,
        form=DeliverForm,
        title=_("Deliver the work"),
        text=_("The client then accepts it or asks for changes. Silence completes the order."),
        button=_("Deliver"),
        said=_("Delivered. The client has been told."),
    )
)
request_revision = view_of(
    Act(
        move=Move.REQUEST_REVISION,
        verb=services.request_revision,
        form=RevisionForm,
        title=_("Ask for a revision"),
        text=_("It uses up one of the revisions that you bought. The clock runs again."),
        button=_("Send it back"),
        said=_("Sent. The clock is running again."),
    )
)
complete = view_of(
    Act(
        move=Move.COMPLETE,
        verb=services.complete_order,
        form=NoForm,
        title=_("Accept the work"),
        text=_("The money leaves escrow for the freelancer. This can't be taken back."),
        button=_("Accept and release the money"),
        said=_("Accepted. Thank you."),
    )
)
stop_clock = view_of(
    Act(
        move=Move.STOP_CLOCK,
        verb=services.stop_clock,
        form=ReasonForm,
        title=_("Stop the clock"),
        text=_("Say what you are waiting for. The time until it runs again doesn't count."),
        button=_("Stop the clock"),
        said=_("The clock stands still."),
    )
)
resume_clock = view_of(
    Act(
        move=Move.RESUME_CLOCK,
        verb=services.resume_clock,
        form=NoForm,
        title=_("Start the clock again"),
        text=_("The time it stood still is added to the deadline."),
        button=_("Start the clock"),
        said=_("The clock is running."),
    )
)
request_extension = view_of(
    Act(
        move=Move.REQUEST_EXTENSION,
        verb=services.request_extension,
        form=ExtensionForm,
        title=_("Ask for more time"),
        text=_("The client gives it or refuses it. Until then the deadline stays."),
        button=_("Ask"),
        said=_("The client has been asked."),
    )
)
accept_extension = view_of(
    Act(
        move=Move.ACCEPT_EXTENSION,
        verb=_answer(accept=True),
        form=NoForm,
        title=_("Give more time"),
        text=_("The days are added to the deadline."),
        button=_("Give the time"),
        said=_("The deadline has moved."),
    )
)
refuse_extension = view_of(
    Act(
        move=Move.REFUSE_EXTENSION,
        verb=_answer(accept=False),
        form=NoForm,
        title=_("Refuse more time"),
        text=_("The deadline stays as it is."),
        button=_("Refuse"),
        said=_("The deadline stays as it is."),
    )
)
cancel = view_of(
    Act(
        move=Move.CANCEL,
        verb=services.cancel_order,
        form=FreeReasonForm,
        title=_("Cancel the order"),
        text=_("The work hasn't started. What was paid goes back to the client, all of it."),
        button=_("Cancel the order"),
        said=_("The order is cancelled."),
        is_grave=True,
    )
)
leave_suspended = view_of(
    Act(
        move=Move.LEAVE_SUSPENDED,
        verb=services.leave_suspended_seller,
        form=FreeReasonForm,
        title=_("Cancel with a full refund"),
        text=_(
            "The freelancer's account is suspended. You can wait, or end the order now: all that "
            "you paid comes back to your wallet."
        ),
        button=_("Cancel and get the money back"),
        said=_("The order is cancelled. Your money is back in your wallet."),
        is_grave=True,
    )
)
request_cancellation = view_of(
    Act(
        move=Move.REQUEST_CANCELLATION,
        verb=services.request_cancellation,
        form=LongReasonForm,
        title=_("Ask to call the order off"),
        text=_(
            "If the other side agrees, the client gets everything back. Without an answer "
            "support decides."
        ),
        button=_("Ask to call it off"),
        said=_("The other side has been asked."),
        is_grave=True,
    )
)
withdraw_cancellation = view_of(
    Act(
        move=Move.WITHDRAW_CANCELLATION,
        verb=services.withdraw_cancellation,
        form=NoForm,
        title=_("Take the request back"),
        text=_("The order goes on as before."),
        button=_("Take it back"),
        said=_("The order goes on."),
    )
)
accept_cancellation = view_of(
    Act(
        move=Move.ACCEPT_CANCELLATION,
        verb=services.accept_cancellation,
        form=NoForm,
        title=_("Agree to call the order off"),
        text=_("The order ends, and the client gets everything back. This can't be undone."),
        button=_("Agree and end the order"),
        said=_("The order is called off."),
        is_grave=True,
    )
)
refuse_cancellation = view_of(
    Act(
        move=Move.REFUSE_CANCELLATION,
        verb=services.refuse_cancellation,
        form=FreeReasonForm,
        title=_("Refuse to call the order off"),
        text=_("The order goes on as before."),
        button=_("Refuse"),
        said=_("The order goes on."),
    )
)
