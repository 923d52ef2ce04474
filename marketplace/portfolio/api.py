"""Portfolios in the API: one's own works, and what one is asked as a client."""

from __future__ import annotations

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.core.json_parser import JSONParser
from marketplace.portfolio import queries, services
from marketplace.portfolio.choices import Consent
from marketplace.portfolio.errors import OrderNotShowable
from marketplace.portfolio.models import PortfolioItem
from marketplace.portfolio.serializers import (
    AskedOut,
    ConsentIn,
    MoveIn,
    NewWorkIn,
    PictureOut,
    WorkIn,
    WorkOut,
    WorkPictureIn,
)
from marketplace.portfolio.services import WorkDraft

SCOPES = HasScope.of("portfolio:read", "portfolio:write")


def _given(shape: type[Any], request: Request) -> Any:
    form = shape(data=request.data)
    form.is_valid(raise_exception=True)
    return form.validated_data


def _draft(given: dict[str, Any]) -> WorkDraft:
    links = [(row["label"], row["address"]) for row in given["links"]]
    names = ("title", "text", "language", "category", "skills")
    return WorkDraft(**{name: given[name] for name in names}, links=links)


def _item(request: Request, public_id: str) -> PortfolioItem:
    return queries.get_item_of(member_of(request), public_id)


class Works(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="portfolio_list", responses=WorkOut(many=True))
    def get(self, request: Request) -> Response:
        """List one's own works."""
        pages = CursorPages()
        pages.ordering = ("position", "id")  # type: ignore[assignment]
        found: Any = pages.paginate_queryset(
            queries.work_rows(member_of(request)), request, view=self
        )
        return pages.get_paginated_response(WorkOut(found, many=True).data)

    @extend_schema(operation_id="portfolio_add", request=NewWorkIn, responses={201: WorkOut})
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Add a work; one from an order stays private until its client agrees."""
        member, given = member_of(request), _given(NewWorkIn, request)
        orders = {order.public_id: order for order in queries.showable_orders(member)}
        if given["order"] and given["order"] not in orders:
            raise OrderNotShowable(field="order")
        item = services.add_work(
            owner=member,
            draft=_draft(given),
            order=orders.get(given["order"]),
            now=clock.now(),
        )
        return Response(WorkOut(item).data, status=201)


class WorkDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="portfolio_read", responses=WorkOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show one's own work."""
        return Response(WorkOut(_item(request, public_id)).data)

    @extend_schema(operation_id="portfolio_change", request=WorkIn, responses=WorkOut)
    def put(self, request: Request, public_id: str) -> Response:
        """Change what it says; a client who had agreed is asked again."""
        item = services.change_work(
            item=_item(request, public_id),
            actor=member_of(request),
            draft=_draft(_given(WorkIn, request)),
            now=clock.now(),
        )
        return Response(WorkOut(item).data)

    @extend_schema(operation_id="portfolio_remove", responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """Take a work out."""
        services.remove_work(
            item=_item(request, public_id), actor=member_of(request), now=clock.now()
        )
        return Response(status=204)


class Move(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="portfolio_move", request=MoveIn, responses=WorkOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Move a work one place up or down."""
        services.move_work(
            item=_item(request, public_id),
            actor=member_of(request),
            is_up=_given(MoveIn, request)["is_up"],
        )
        return Response(WorkOut(_item(request, public_id)).data)


class Pictures(APIView):
    permission_classes = [SCOPES]
    parser_classes = [MultiPartParser, JSONParser]

    @extend_schema(
        operation_id="portfolio_add_picture", request=WorkPictureIn, responses={201: PictureOut}
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Add a picture; a client who had agreed is asked again."""
        given = _given(WorkPictureIn, request)
        image = services.add_picture(
            item=_item(request, public_id),
            actor=member_of(request),
            upload=given["picture"],
            alt=given["alt"],
            now=clock.now(),
        )
        return Response(PictureOut(image).data, status=201)


class Picture(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="portfolio_remove_picture", responses={204: None})
    def delete(self, request: Request, public_id: str, image_id: str) -> Response:
        """Remove a picture."""
        services.remove_picture(
            item=_item(request, public_id),
            actor=member_of(request),
            image_id=image_id,
            now=clock.now(),
        )
        return Response(status=204)


class Asked(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="portfolio_asked", responses=AskedOut(many=True))
    def get(self, request: Request) -> Response:
        """List the works that come from one's orders, what waits for an answer first."""
        return Response(AskedOut(queries.consents_of(member_of(request)), many=True).data)


class Answer(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="portfolio_answer_consent", request=ConsentIn, responses=AskedOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Answer as the order's client; an answer can be changed at any time."""
        member, given = member_of(request), _given(ConsentIn, request)
        item = services.answer_consent(
            item=queries.get_item_for_client(member, public_id),
            actor=member,
            consent=Consent(given["consent"]),
            seen_at=given["seen_at"],
            now=clock.now(),
        )
        return Response(AskedOut(item).data)


urlpatterns = [
    path("portfolio/", Works.as_view(), name="portfolio"),
    path("portfolio/asked/", Asked.as_view(), name="portfolio_asked"),
    path("portfolio/<str:public_id>/", WorkDetail.as_view(), name="portfolio_work"),
    path("portfolio/<str:public_id>/move/", Move.as_view(), name="portfolio_move"),
    path("portfolio/<str:public_id>/pictures/", Pictures.as_view(), name="portfolio_pictures"),
    path(
        "portfolio/<str:public_id>/pictures/<str:image_id>/",
        Picture.as_view(),
        name="portfolio_picture",
    ),
    path(
        "portfolio/<str:public_id>/answer_consent/",
        Answer.as_view(),
        name="portfolio_answer_consent",
    ),
]
