"""Orders in the API. Scopes orders:read and orders:write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import FileResponse, HttpResponse
from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.api import (
    KEY_LENGTH,
    HasScope,
    IdempotencyKeyMissing,
    idempotent,
    member_of,
)
from marketplace.core.api_lists import ApiList
from marketplace.core.json_parser import JSONParser
from marketplace.core.private_files import private_response
from marketplace.orders import queries, services
from marketplace.orders.api.rows import ORDER_ROW
from marketplace.orders.models import Order
from marketplace.orders.queries import Side, Tab
from marketplace.orders.serializers import (
    LONGEST,
    AnswerIn,
    DeliveryIn,
    ExtensionIn,
    FreeReasonIn,
    LongReasonIn,
    OrderIn,
    OrderOut,
    OrderPageOut,
    OrderReasonIn,
    PayIn,
    PayOut,
    RequirementsIn,
    RevisionIn,
)
from marketplace.orders.services.payment import WALLET

ORDERS = ApiList(queries.order_rows, shape=ORDER_ROW)
SCOPES = HasScope.of("orders:read", "orders:write")


def open_order_of(request: Request, public_id: str) -> Order:
    return services.open_order(member=member_of(request), public_id=public_id, now=clock.now())


def _shape(order: Order, member: Member) -> dict[str, Any]:
    context = {"member": member, "parts": queries.parts_of(order)}
    return OrderPageOut(order, context=context).data


class OrderList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="orders_list", responses=OrderOut(many=True))
    def get(self, request: Request) -> HttpResponse:
        """List one's orders; `?side=` all, bought or sold, `?tab=` open, mine, completed, ended."""
        member = member_of(request)
        services.settle_orders_of(member=member, now=clock.now())
        side, tab = request.GET.get("side", "all"), request.GET.get("tab", "open")
        form = (
            Side(side) if side in Side.values else Side.ALL,
            Tab(tab) if tab in Tab.values else Tab.OPEN,
        )
        return ORDERS.answer(request, self, member.pk, form=(*form, ORDER_ROW.columns))

    @extend_schema(operation_id="orders_create", request=OrderIn, responses={201: OrderPageOut})
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Order a package of a gig; the order then waits for its payment."""
        form = OrderIn(data=request.data)
        form.is_valid(raise_exception=True)
        member = member_of(request)
        order = services.order_package(
            package_id=form.validated_data["package"],
            extra_ids=form.validated_data["extras"],
            actor=member,
            now=clock.now(),
        )
        return Response(_shape(order, member), status=201)


class OrderDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="orders_read", responses=OrderPageOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show one of one's orders with all that belongs to it."""
        return Response(_shape(open_order_of(request, public_id), member_of(request)))


class OrderFileDownload(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="orders_file", responses={200: OpenApiTypes.BINARY})
    def get(self, request: Request, public_id: str, file_id: str) -> FileResponse:
        """Hand out a file of the order."""
        found = queries.get_file(queries.get_order_for(member_of(request), public_id), file_id)
        return private_response(found.stored_as, name=found.name, content_type=found.content_type)


class Pay(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="orders_pay", request=PayIn, responses=PayOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Pay from the wallet, or start a payment; needs an Idempotency-Key."""
        # The key stands for the body as it was sent, which parsing would use up.
        _raw = request.body
        form = PayIn(data=request.data)
        form.is_valid(raise_exception=True)
        method = form.validated_data["method"]
        if method == WALLET:
            return self._from_wallet(request, public_id)
        key = request.headers.get("Idempotency-Key", "")
        if not key or len(key) > KEY_LENGTH:
            raise IdempotencyKeyMissing
        # A gateway is asked outside of any transaction; the ledger keeps the key.
        member, order = member_of(request), open_order_of(request, public_id)
        payment = services.start_order_payment(
            order=order, actor=member, gateway=method, request_key=key, now=clock.now()
        )
        shown = OrderOut(open_order_of(request, public_id), context={"member": member}).data
        return Response(
            {
                "order": shown,
                "payment_id": payment.public_id,
                "checkout_url": payment.checkout_url,
            }
        )

    @idempotent(required=True)
    def _from_wallet(self, request: Request, public_id: str) -> Response:
        member = member_of(request)
        order = services.pay_from_wallet(
            order=open_order_of(request, public_id), actor=member, now=clock.now()
        )
        shown = OrderOut(order, context={"member": member}).data
        return Response({"order": shown, "payment_id": "", "checkout_url": ""})


def _position(name: str) -> int:
    """Return which question a file answers; 0, which none has, for a name of another form."""
    digits = name.removeprefix("file_")
    is_one = digits != name and digits.isdecimal() and len(digits) < LONGEST
    return int(digits) if is_one else 0


class SubmitRequirements(APIView):
    permission_classes = [SCOPES]
    parser_classes = [JSONParser, MultiPartParser]

    @extend_schema(
        operation_id="orders_submit_requirements", request=RequirementsIn, responses=OrderPageOut
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Answer the questions and start the work."""
        form = RequirementsIn(data=request.data)
        form.is_valid(raise_exception=True)
        member = member_of(request)
        files = {_position(name): request.FILES.getlist(name) for name in request.FILES}
        order = services.submit_requirements(
            order=open_order_of(request, public_id),
            actor=member,
            answers=form.validated_data["answers"],
            files=files,
            now=clock.now(),
        )
        return Response(_shape(order, member))


def verb_view(
    name: str,
    verb: Callable[..., Order],
    form: type[Serializer[Any]] | None,
    *,
    moves_money: bool = False,
    says: str,
) -> type[APIView]:
    """Return the view of a verb: POST does it and answers with the order.

    Verbs that move money need an Idempotency-Key.
    """

    class Verb(APIView):
        permission_classes = [SCOPES]
        parser_classes = [JSONParser, MultiPartParser]

        @extend_schema(
            operation_id=f"orders_{name}", request=form, responses=OrderPageOut, description=says
        )
        @idempotent(required=moves_money)
        def post(self, request: Request, public_id: str) -> Response:
            member = member_of(request)
            given: dict[str, Any] = {}
            if form is not None:
                sent = form(data=request.data)
                sent.is_valid(raise_exception=True)
                given = sent.validated_data
            order = verb(
                order=open_order_of(request, public_id), actor=member, now=clock.now(), **given
            )
            return Response(_shape(order, member))

    Verb.__name__ = f"{name.title().replace('_', '')}Verb"
    return Verb


_VERBS: list[tuple[str, Callable[..., Order], type[Serializer[Any]] | None, bool, str]] = [
    ("deliver", services.deliver_order, DeliveryIn, False, "Hand in a version of the work."),
    (
        "request_revision",
        services.request_revision,
        RevisionIn,
        False,
        "Send the delivery back with what is to change.",
    ),
    ("complete", services.complete_order, None, True, "Accept the delivery; escrow is released."),
    ("stop_clock", services.stop_clock, OrderReasonIn, False, "Stop the clock with a reason."),
    ("resume_clock", services.resume_clock, None, False, "Start the clock again."),
    ("request_extension", services.request_extension, ExtensionIn, False, "Ask for more time."),
    ("answer_extension", services.answer_extension, AnswerIn, False, "Give or refuse more time."),
    ("cancel", services.cancel_order, FreeReasonIn, True, "Cancel before the work starts."),
    (
        "leave_suspended",
        services.leave_suspended_seller,
        FreeReasonIn,
        True,
        "End an undelivered order whose freelancer is suspended, with a full refund.",
    ),
    (
        "request_cancellation",
        services.request_cancellation,
        LongReasonIn,
        False,
        "Ask the other side to call the order off.",
    ),
    (
        "withdraw_cancellation",
        services.withdraw_cancellation,
        None,
        False,
        "Take one's request back.",
    ),
    (
        "accept_cancellation",
        services.accept_cancellation,
        None,
        True,
        "Agree: the order ends and the client is paid back.",
    ),
    (
        "refuse_cancellation",
        services.refuse_cancellation,
        FreeReasonIn,
        False,
        "Refuse: the order goes on.",
    ),
]

urlpatterns = [
    path("orders/", OrderList.as_view(), name="orders"),
    path("orders/<str:public_id>/", OrderDetail.as_view(), name="order"),
    path(
        "orders/<str:public_id>/files/<str:file_id>/",
        OrderFileDownload.as_view(),
        name="order_file",
    ),
    path("orders/<str:public_id>/pay/", Pay.as_view(), name="order_pay"),
    path(
        "orders/<str:public_id>/submit_requirements/",
        SubmitRequirements.as_view(),
        name="order_submit_requirements",
    ),
    *[
        path(
            f"orders/<str:public_id>/{name}/",
            verb_view(name, verb, form, moves_money=moves_money, says=says).as_view(),
            name=f"order_{name}",
        )
        for name, verb, form, moves_money, says in _VERBS
    ],
]
