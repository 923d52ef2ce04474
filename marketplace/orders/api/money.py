"""The money of an order in the API: coupon and credit, refunds, extras, tips, complaints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from marketplace.core import clock
from marketplace.core.api import KEY_LENGTH, IdempotencyKeyMissing, idempotent, member_of
from marketplace.orders import services
from marketplace.orders.api.orders import SCOPES, open_order_of, verb_view
from marketplace.orders.models import Order
from marketplace.orders.serializers import (
    AddedExtraIn,
    ChooseExtraIn,
    ComplaintIn,
    CouponIn,
    CreditIn,
    FreeReasonIn,
    OrderOut,
    PayLaterIn,
    PayOut,
    RefundIn,
    TipIn,
)
from marketplace.orders.services.payment import WALLET, StartedPayment


@dataclass(frozen=True, kw_only=True)
class Later:
    """What comes after the order itself, and how it is paid for.

    Both verbs take the order, its actor, the moment and what the form holds; `start` also the
    gateway and the request's key.
    """

    name: str
    from_wallet: Callable[..., Order]
    start: Callable[..., StartedPayment]
    form: type[Serializer[Any]]
    says: str


def pay_view(later: Later) -> type[APIView]:
    """Return the view that pays for it; every payment needs an Idempotency-Key."""

    class PayLater(APIView):
        permission_classes = [SCOPES]

        @extend_schema(
            operation_id=f"orders_{later.name}",
            request=later.form,
            responses=PayOut,
            description=later.says,
        )
        def post(self, request: Request, public_id: str) -> Response:
            # The key stands for the body as it was sent, which parsing would use up.
            _raw = request.body
            form = later.form(data=request.data)
            form.is_valid(raise_exception=True)
            given = dict(form.validated_data)
            method = given.pop("method")
            if method == WALLET:
                return self._by_wallet(request, public_id, given)
            key = request.headers.get("Idempotency-Key", "")
            if not key or len(key) > KEY_LENGTH:
                raise IdempotencyKeyMissing
            # A gateway is asked outside of any transaction; the ledger keeps the key.
            payment = later.start(
                order=open_order_of(request, public_id),
                actor=member_of(request),
                gateway=method,
                request_key=key,
                now=clock.now(),
                **given,
            )
            return _paid(request, open_order_of(request, public_id), payment)

        @idempotent(required=True)
        def _by_wallet(self, request: Request, public_id: str, given: dict[str, Any]) -> Response:
            order = later.from_wallet(
                order=open_order_of(request, public_id),
                actor=member_of(request),
                now=clock.now(),
                **given,
            )
            return _paid(request, order, None)

    PayLater.__name__ = later.name.title().replace("_", "")
    return PayLater


def _paid(request: Request, order: Order, payment: StartedPayment | None) -> Response:
    shown = OrderOut(order, context={"member": member_of(request)}).data
    return Response(
        {
            "order": shown,
            "payment_id": payment.public_id if payment else "",
            "checkout_url": payment.checkout_url if payment else "",
        }
    )


_LATER = [
    Later(
        name="pay_extra",
        from_wallet=services.pay_extra,
        start=services.start_extra_payment,
        form=PayLaterIn,
        says="Pay for the extra that was agreed; needs an Idempotency-Key.",
    ),
    Later(
        name="give_tip",
        from_wallet=services.give_tip,
        start=services.start_tip_payment,
        form=TipIn,
        says="Give the freelancer a tip after completion; needs an Idempotency-Key.",
    ),
]

Verb = tuple[str, Callable[..., Order], type[Serializer[Any]] | None, bool, str]
_VERBS: list[Verb] = [
    ("apply_coupon", services.apply_coupon, CouponIn, False, "Put a coupon on an unpaid order."),
    ("remove_coupon", services.remove_coupon, None, False, "Take the coupon off."),
    ("use_credit", services.use_credit, CreditIn, False, "Let credit pay first, or not."),
    ("propose_refund", services.propose_refund, RefundIn, False, "Propose a refund of a part."),
    ("withdraw_refund", services.withdraw_refund, None, False, "Take one's proposal back."),
    ("accept_refund", services.accept_refund, None, True, "Accept: the sum goes back."),
    ("refuse_refund", services.refuse_refund, FreeReasonIn, False, "Decline the refund."),
    ("propose_extra", services.propose_extra, AddedExtraIn, False, "Propose an extra."),
    ("choose_extra", services.choose_extra, ChooseExtraIn, False, "Choose an extra of the gig."),
    ("withdraw_extra", services.withdraw_extra, None, False, "Take one's extra back."),
    ("agree_extra", services.agree_extra, None, False, "Agree; the client then pays."),
    ("refuse_extra", services.refuse_extra, FreeReasonIn, False, "Decline the extra."),
    ("complain", services.complain, ComplaintIn, False, "Ask support for money back."),
    ("withdraw_complaint", services.withdraw_complaint, None, False, "Take the complaint back."),
]

urlpatterns = [
    *[
        path(
            f"orders/<str:public_id>/{later.name}/",
            pay_view(later).as_view(),
            name=f"order_{later.name}",
        )
        for later in _LATER
    ],
    *[
        path(
            f"orders/<str:public_id>/{name}/",
            verb_view(name, verb, form, moves_money=moves_money, says=says).as_view(),
            name=f"order_{name}",
        )
        for name, verb, form, moves_money, says in _VERBS
    ],
]
