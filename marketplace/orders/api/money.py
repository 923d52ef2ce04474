"""The money of an order in the API: coupon and credit, refunds, extras, tips, complaints."""

from __future__ import annotations

from collections.abc import Callable
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
    PayIn,
    PayOut,
    RefundIn,
    TipIn,
)
from marketplace.orders.services.payment import WALLET, StartedPayment


class PayLater(APIView):
    """Pays for what comes after the order itself; needs an Idempotency-Key."""

    permission_classes = [SCOPES]
    form: type[Serializer[Any]] = PayIn

    def from_wallet(self, order: Order, request: Request, given: dict[str, Any]) -> Order:
        """Pay from the wallet."""
        raise NotImplementedError

    def start(
        self, order: Order, request: Request, given: dict[str, Any], *, key: str
    ) -> StartedPayment:
        """Start a payment at a gateway."""
        raise NotImplementedError

    def pay(self, request: Request, public_id: str) -> Response:
        """Read the body, and pay in the way that it names."""
        # The key stands for the body as it was sent, which parsing would use up.
        _raw = request.body
        form = self.form(data=request.data)
        form.is_valid(raise_exception=True)
        given = dict(form.validated_data)
        method = given.pop("method")
        if method == WALLET:
            return self._by_wallet(request, public_id, given)
        key = request.headers.get("Idempotency-Key", "")
        if not key or len(key) > KEY_LENGTH:
            raise IdempotencyKeyMissing
        order = open_order_of(request, public_id)
        payment = self.start(order, request, {**given, "gateway": method}, key=key)
        return self._answer(request, open_order_of(request, public_id), payment)

    @idempotent(required=True)
    def _by_wallet(self, request: Request, public_id: str, given: dict[str, Any]) -> Response:
        order = self.from_wallet(open_order_of(request, public_id), request, given)
        return self._answer(request, order, None)

    @staticmethod
    def _answer(request: Request, order: Order, payment: StartedPayment | None) -> Response:
        shown = OrderOut(order, context={"member": member_of(request)}).data
        return Response(
            {
                "order": shown,
                "payment_id": payment.public_id if payment else "",
                "checkout_url": payment.checkout_url if payment else "",
            }
        )


class PayExtra(PayLater):
    def from_wallet(self, order: Order, request: Request, given: dict[str, Any]) -> Order:
        """Pay for the extra from the wallet."""
        return services.pay_extra(order=order, actor=member_of(request), now=clock.now(), **given)

    def start(
        self, order: Order, request: Request, given: dict[str, Any], *, key: str
    ) -> StartedPayment:
        """Start the payment for the extra."""
        return services.start_extra_payment(
            order=order, actor=member_of(request), request_key=key, now=clock.now(), **given
        )

    @extend_schema(operation_id="orders_pay_extra", request=PayIn, responses=PayOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Pay for the extra that was agreed; needs an Idempotency-Key."""
        return self.pay(request, public_id)


class GiveTip(PayLater):
    form = TipIn

    def from_wallet(self, order: Order, request: Request, given: dict[str, Any]) -> Order:
        """Give the tip from the wallet."""
        return services.give_tip(order=order, actor=member_of(request), now=clock.now(), **given)

    def start(
        self, order: Order, request: Request, given: dict[str, Any], *, key: str
    ) -> StartedPayment:
        """Start the payment of the tip."""
        return services.start_tip_payment(
            order=order, actor=member_of(request), request_key=key, now=clock.now(), **given
        )

    @extend_schema(operation_id="orders_give_tip", request=TipIn, responses=PayOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Give the freelancer a tip after completion; needs an Idempotency-Key."""
        return self.pay(request, public_id)


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
    path("orders/<str:public_id>/pay_extra/", PayExtra.as_view(), name="order_pay_extra"),
    path("orders/<str:public_id>/give_tip/", GiveTip.as_view(), name="order_give_tip"),
    *[
        path(
            f"orders/<str:public_id>/{name}/",
            verb_view(name, verb, form, moves_money=moves_money, says=says).as_view(),
            name=f"order_{name}",
        )
        for name, verb, form, moves_money, says in _VERBS
    ],
]
