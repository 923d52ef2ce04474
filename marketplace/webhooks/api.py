"""Webhooks in the API: endpoints, their secrets, their log."""

from __future__ import annotations

from typing import Any, cast

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope
from marketplace.webhooks import queries, services
from marketplace.webhooks.models import WebhookDelivery
from marketplace.webhooks.serializers import (
    DeliveryDetailOut,
    DeliveryOut,
    EndpointIn,
    EndpointOut,
    SecretOut,
)

SCOPES = HasScope.of("webhooks:read", "webhooks:write")


def _caller(request: Request) -> Member:
    return cast("Member", request.user)


def _read(request: Request, *, partial: bool = False) -> dict[str, Any]:
    given = EndpointIn(data=request.data, partial=partial)
    given.is_valid(raise_exception=True)
    return cast("dict[str, Any]", given.validated_data)


def _detail(delivery: WebhookDelivery) -> Response:
    delivery.log = list(queries.attempts_of(delivery))  # type: ignore[attr-defined]
    return Response(DeliveryDetailOut(delivery).data)


class EndpointList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="webhooks_list", responses=EndpointOut(many=True))
    def get(self, request: Request) -> Response:
        """List the member's webhooks, newest first."""
        pages = CursorPages()
        rows: Any = pages.paginate_queryset(queries.endpoints_of(_caller(request)), request, self)
        return pages.get_paginated_response(EndpointOut(rows, many=True).data)

    @extend_schema(operation_id="webhooks_add", request=EndpointIn, responses={201: SecretOut})
    def post(self, request: Request) -> Response:
        """Add a webhook; its secret is shown this once."""
        made = services.add_endpoint(member=_caller(request), now=clock.now(), **_read(request))
        return Response(SecretOut(made).data, status=201)


class EndpointDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="webhooks_read", responses=EndpointOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Return one of the member's webhooks."""
        return Response(EndpointOut(queries.get_endpoint_for(_caller(request), public_id)).data)

    @extend_schema(operation_id="webhooks_change", request=EndpointIn, responses=EndpointOut)
    def patch(self, request: Request, public_id: str) -> Response:
        """Change where it is and what it hears; what is left out stays as it is."""
        member = _caller(request)
        known = queries.get_endpoint_for(member, public_id)
        now_set = {"url": known.url, "events": known.events, "description": known.description}
        endpoint = services.change_endpoint(
            public_id=public_id,
            actor=member,
            now=clock.now(),
            **{**now_set, **_read(request, partial=True)},
        )
        return Response(EndpointOut(endpoint).data)

    @extend_schema(operation_id="webhooks_remove", responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """Remove a webhook with its log."""
        services.remove_endpoint(public_id=public_id, actor=_caller(request), now=clock.now())
        return Response(status=204)


class EndpointEnable(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="webhooks_enable", request=None, responses=EndpointOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Switch it on; what waited is sent."""
        endpoint = services.enable_endpoint(
            public_id=public_id, actor=_caller(request), now=clock.now()
        )
        return Response(EndpointOut(endpoint).data)


class EndpointDisable(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="webhooks_disable", request=None, responses=EndpointOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Switch it off; what waits goes on waiting."""
        endpoint = services.disable_endpoint(
            public_id=public_id, actor=_caller(request), now=clock.now()
        )
        return Response(EndpointOut(endpoint).data)


class SecretRotation(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="webhooks_rotate_secret", request=None, responses=SecretOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Give it a new secret; for a day the old one signs beside it."""
        made = services.rotate_secret(public_id=public_id, actor=_caller(request), now=clock.now())
        return Response(SecretOut(made).data)


class TestMessage(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="webhooks_send_test", request=None, responses={202: DeliveryOut})
    def post(self, request: Request, public_id: str) -> Response:
        """Send a test message."""
        delivery = services.send_test(public_id=public_id, actor=_caller(request), now=clock.now())
        return Response(DeliveryOut(delivery).data, status=202)


class DeliveryList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="webhooks_deliveries_list", responses=DeliveryOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List what was, or is to be, sent there, newest first."""
        endpoint = queries.get_endpoint_for(_caller(request), public_id)
        pages = CursorPages()
        rows: Any = pages.paginate_queryset(queries.deliveries_of(endpoint), request, self)
        return pages.get_paginated_response(DeliveryOut(rows, many=True).data)


class DeliveryDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="webhooks_deliveries_read", responses=DeliveryDetailOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Return a delivery with what came of each sending."""
        return _detail(queries.get_delivery_for(_caller(request), public_id))


class Redelivery(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="webhooks_deliveries_redeliver",
        request=None,
        responses={202: DeliveryDetailOut},
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Send a settled delivery once more, under the same webhook-id."""
        delivery = services.redeliver(public_id=public_id, actor=_caller(request), now=clock.now())
        response = _detail(delivery)
        response.status_code = 202
        return response


ONE = "webhooks/<str:public_id>/"
DELIVERY = "webhooks/deliveries/<str:public_id>/"
urlpatterns = [
    path("webhooks/", EndpointList.as_view(), name="webhooks"),
    path(DELIVERY, DeliveryDetail.as_view(), name="webhooks_delivery"),
    path(f"{DELIVERY}redeliver/", Redelivery.as_view(), name="webhooks_redeliver"),
    path(ONE, EndpointDetail.as_view(), name="webhook"),
    path(f"{ONE}enable/", EndpointEnable.as_view(), name="webhooks_enable"),
    path(f"{ONE}disable/", EndpointDisable.as_view(), name="webhooks_disable"),
    path(f"{ONE}rotate_secret/", SecretRotation.as_view(), name="webhooks_rotate_secret"),
    path(f"{ONE}send_test/", TestMessage.as_view(), name="webhooks_send_test"),
    path(f"{ONE}deliveries/", DeliveryList.as_view(), name="webhooks_deliveries"),
]
