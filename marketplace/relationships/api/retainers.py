"""Retainers in the API. Scopes retainers:read and retainers:write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_username
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.core.money import Money
from marketplace.relationships import queries, services
from marketplace.relationships.models import Retainer
from marketplace.relationships.serializers import (
    ChangeAnswerIn,
    ChangeIn,
    ChangeOut,
    RetainerIn,
    RetainerOut,
    RetainerPageOut,
    UsageIn,
    UsageOut,
)

SCOPES = HasScope.of("retainers:read", "retainers:write")


def _open(request: Request, public_id: str) -> Retainer:
    return services.open_retainer(member=member_of(request), public_id=public_id, now=clock.now())


def _shape(retainer: Retainer, member: Member) -> dict[str, Any]:
    parts = queries.parts_of(retainer, now=clock.now())
    return dict(RetainerPageOut(retainer, context={"member": member, "parts": parts}).data)


class RetainerList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="retainers_list", responses=RetainerOut(many=True))
    def get(self, request: Request) -> Response:
        """List one's retainers, on both sides."""
        member = member_of(request)
        services.settle_retainers_of(member=member, now=clock.now())
        pages = CursorPages()
        found = pages.paginate_queryset(queries.retainers_of(member), request, view=self)
        shown = RetainerOut(found or [], many=True, context={"member": member})  # type: ignore[arg-type]  # many
        return pages.get_paginated_response(shown.data)

    @extend_schema(
        operation_id="retainers_create", request=RetainerIn, responses={201: RetainerPageOut}
    )
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Offer a client a retainer."""
        form = RetainerIn(data=request.data)
        form.is_valid(raise_exception=True)
        seller = member_of(request)
        made = services.offer_retainer(
            seller=seller,
            client=get_member_by_username(form.validated_data["client"]),
            terms=form.terms(),
            now=clock.now(),
        )
        return Response(_shape(made, seller), status=201)


class RetainerDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="retainers_read", responses=RetainerPageOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show a retainer with what is left this month."""
        return Response(_shape(_open(request, public_id), member_of(request)))


class _Verb(APIView):
    """A verb without a body."""

    permission_classes = [SCOPES]
    verb: Callable[..., Retainer]

    def act(self, request: Request, public_id: str) -> Response:
        """Do it and answer with the retainer."""
        member = member_of(request)
        found = queries.get_retainer_for(member, public_id)
        done = type(self).verb(retainer=found, actor=member, now=clock.now())
        return Response(_shape(done, member))


class RetainerAccept(_Verb):
    verb = staticmethod(services.accept_retainer)

    @extend_schema(operation_id="retainers_accept", request=None, responses=RetainerPageOut)
    @idempotent()
    def post(self, request: Request, public_id: str) -> Response:
        """Accept; a first day that has come is paid from the wallet at once."""
        return self.act(request, public_id)


class RetainerDecline(_Verb):
    verb = staticmethod(services.decline_retainer)

    @extend_schema(operation_id="retainers_decline", request=None, responses=RetainerPageOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Say no."""
        return self.act(request, public_id)


class RetainerWithdraw(_Verb):
    verb = staticmethod(services.withdraw_retainer)

    @extend_schema(operation_id="retainers_withdraw", request=None, responses=RetainerPageOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Take the offer back."""
        return self.act(request, public_id)


class RetainerPause(_Verb):
    verb = staticmethod(services.pause_retainer)

    @extend_schema(operation_id="retainers_pause", request=None, responses=RetainerPageOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Let it rest."""
        return self.act(request, public_id)


class RetainerResume(_Verb):
    verb = staticmethod(services.resume_retainer)

    @extend_schema(operation_id="retainers_resume", request=None, responses=RetainerPageOut)
    @idempotent()
    def post(self, request: Request, public_id: str) -> Response:
        """Start again; a month that begins is paid from the wallet."""
        return self.act(request, public_id)


class RetainerStop(_Verb):
    verb = staticmethod(services.stop_retainer)

    @extend_schema(operation_id="retainers_stop", request=None, responses=RetainerPageOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Give notice."""
        return self.act(request, public_id)


class RetainerKeep(_Verb):
    verb = staticmethod(services.keep_retainer)

    @extend_schema(operation_id="retainers_keep", request=None, responses=RetainerPageOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Take one's notice back."""
        return self.act(request, public_id)


class RetainerPay(_Verb):
    verb = staticmethod(services.pay_month)

    @extend_schema(operation_id="retainers_pay", request=None, responses=RetainerPageOut)
    @idempotent()
    def post(self, request: Request, public_id: str) -> Response:
        """Pay the month that waits, from the wallet."""
        return self.act(request, public_id)


class RetainerUsage(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="retainers_log_usage", request=UsageIn, responses={201: UsageOut})
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Note what was used of the running month."""
        found = _open(request, public_id)
        form = UsageIn(data=request.data)
        form.is_valid(raise_exception=True)
        line = services.log_usage(
            retainer=found, actor=member_of(request), now=clock.now(), **form.validated_data
        )
        return Response(UsageOut(line).data, status=201)


class RetainerPropose(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="retainers_propose_change", request=ChangeIn, responses={201: ChangeOut}
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Propose other terms from the next month on."""
        found = _open(request, public_id)
        form = ChangeIn(data=request.data)
        form.is_valid(raise_exception=True)
        given = form.validated_data
        change = services.propose_change(
            retainer=found,
            actor=member_of(request),
            quantity=given["quantity"],
            price=Money(given["price_amount"], found.currency),
            reason=given["reason"],
            now=clock.now(),
        )
        return Response(ChangeOut(change).data, status=201)


class RetainerAnswer(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="retainers_answer_change", request=ChangeAnswerIn, responses=ChangeOut
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Answer a proposed change, by the change's own id."""
        member = member_of(request)
        change = queries.get_change_for(member, public_id)
        form = ChangeAnswerIn(data=request.data)
        form.is_valid(raise_exception=True)
        done = services.answer_change(
            change=change, actor=member, accept=form.validated_data["accept"], now=clock.now()
        )
        return Response(ChangeOut(done).data)


_R = "retainers/<str:public_id>/"
urlpatterns = [
    path("retainers/", RetainerList.as_view(), name="retainers"),
    path(_R, RetainerDetail.as_view(), name="retainer"),
    path(f"{_R}accept/", RetainerAccept.as_view(), name="retainer_accept"),
    path(f"{_R}decline/", RetainerDecline.as_view(), name="retainer_decline"),
    path(f"{_R}withdraw/", RetainerWithdraw.as_view(), name="retainer_withdraw"),
    path(f"{_R}pause/", RetainerPause.as_view(), name="retainer_pause"),
    path(f"{_R}resume/", RetainerResume.as_view(), name="retainer_resume"),
    path(f"{_R}stop/", RetainerStop.as_view(), name="retainer_stop"),
    path(f"{_R}keep/", RetainerKeep.as_view(), name="retainer_keep"),
    path(f"{_R}pay/", RetainerPay.as_view(), name="retainer_pay"),
    path(f"{_R}log_usage/", RetainerUsage.as_view(), name="retainer_log_usage"),
    path(f"{_R}propose_change/", RetainerPropose.as_view(), name="retainer_propose"),
    path(
        "retainers/changes/<str:public_id>/answer/",
        RetainerAnswer.as_view(),
        name="retainer_answer",
    ),
]
