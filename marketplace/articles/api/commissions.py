"""Commissioned articles in the API: asked by editors, answered by authors."""

from __future__ import annotations

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import enter_desk
from marketplace.accounts.queries import get_member_by_username
from marketplace.articles import queries, services
from marketplace.articles.models import Commission
from marketplace.articles.serializers import CommissionIn, CommissionOut, EndIn
from marketplace.articles.services import CommissionTerms
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.core.ids import new_public_id
from marketplace.core.money import Money

SCOPES = HasScope.of("articles:read", "articles:write")


def _open(request: Request, public_id: str) -> Commission:
    found = queries.get_commission_for(member_of(request), public_id)
    return services.open_commission(commission=found, now=clock.now())


class CommissionList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="commissions_list", responses=CommissionOut(many=True))
    def get(self, request: Request) -> Response:
        """List what one was asked to write; editors and finance see everybody's."""
        pages = CursorPages()
        rows = queries.commission_rows(member_of(request))
        found: Any = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(CommissionOut(found, many=True).data)

    @extend_schema(
        operation_id="commissions_offer", request=CommissionIn, responses={201: CommissionOut}
    )
    @idempotent(required=True)
    def post(self, request: Request) -> Response:
        """Ask a member for an article, for an agreed fee in minor units; editors only."""
        member = member_of(request)
        enter_desk(member, Role.EDITOR)
        form = CommissionIn(data=request.data)
        form.is_valid(raise_exception=True)
        given = form.validated_data
        commission = services.offer_commission(
            author=get_member_by_username(given["author"]),
            terms=CommissionTerms(
                title=given["title"],
                task=given["task"],
                fee=Money(given["amount"], given["currency"]),
                deliver_on=given["deliver_on"],
            ),
            actor=member,
            request_key=new_public_id(),
            now=clock.now(),
        )
        return Response(CommissionOut(commission).data, status=201)


class CommissionDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="commissions_read", responses=CommissionOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show a commission to its author, the editors and finance."""
        return Response(CommissionOut(_open(request, public_id)).data)


class Accept(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="commissions_accept", request=None, responses=CommissionOut)
    @idempotent(required=True)
    def post(self, request: Request, public_id: str) -> Response:
        """Accept: the fee is set aside and a draft opened."""
        commission = services.accept_commission(
            commission=_open(request, public_id), actor=member_of(request), now=clock.now()
        )
        return Response(CommissionOut(commission).data)


class Decline(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="commissions_decline", request=EndIn, responses=CommissionOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Decline an offer."""
        form = EndIn(data=request.data)
        form.is_valid(raise_exception=True)
        commission = services.decline_commission(
            commission=_open(request, public_id),
            actor=member_of(request),
            now=clock.now(),
            **form.validated_data,
        )
        return Response(CommissionOut(commission).data)


class Withdraw(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="commissions_withdraw", request=None, responses=CommissionOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Take an offer back; editors only."""
        member = member_of(request)
        enter_desk(member, Role.EDITOR)
        commission = services.withdraw_commission(
            commission=_open(request, public_id), actor=member, now=clock.now()
        )
        return Response(CommissionOut(commission).data)


class Cancel(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="commissions_cancel", request=EndIn, responses=CommissionOut)
    @idempotent(required=True)
    def post(self, request: Request, public_id: str) -> Response:
        """End an accepted commission, with the reason; its fee goes back."""
        form = EndIn(data=request.data)
        form.is_valid(raise_exception=True)
        commission = services.cancel_commission(
            commission=_open(request, public_id),
            actor=member_of(request),
            now=clock.now(),
            **form.validated_data,
        )
        return Response(CommissionOut(commission).data)


urlpatterns = [
    path("commissions/", CommissionList.as_view(), name="commissions"),
    path("commissions/<str:public_id>/", CommissionDetail.as_view(), name="commission"),
    path("commissions/<str:public_id>/accept/", Accept.as_view(), name="commission_accept"),
    path("commissions/<str:public_id>/decline/", Decline.as_view(), name="commission_decline"),
    path("commissions/<str:public_id>/withdraw/", Withdraw.as_view(), name="commission_withdraw"),
    path("commissions/<str:public_id>/cancel/", Cancel.as_view(), name="commission_cancel"),
]
