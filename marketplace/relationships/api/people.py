"""Introductions, pulses and the wall in the API."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.queries import get_member_by_username
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.core.money import Money
from marketplace.relationships import queries, services
from marketplace.relationships.choices import Feeling
from marketplace.relationships.models import Introduction
from marketplace.relationships.serializers import (
    IntroductionIn,
    IntroductionOut,
    PulseIn,
    PulseOut,
    SharedDealIn,
    WallOut,
)
from marketplace.relationships.services import Story

SCOPES = HasScope.of("introductions:read", "introductions:write")
PULSES = HasScope.of("pulses:read", "pulses:write")
CLIENTS = HasScope.of("clients:read", "clients:write")


class IntroductionList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="introductions_list", responses=IntroductionOut(many=True))
    def get(self, request: Request) -> Response:
        """List the introductions that one made or is part of."""
        pages = CursorPages()
        rows = queries.introductions_of(member_of(request))
        found = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(IntroductionOut(found or [], many=True).data)  # type: ignore[arg-type]  # many

    @extend_schema(
        operation_id="introductions_create",
        request=IntroductionIn,
        responses={201: IntroductionOut},
    )
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Ask two members whether they want to meet."""
        form = IntroductionIn(data=request.data)
        form.is_valid(raise_exception=True)
        given = form.validated_data
        made = services.propose_introduction(
            introducer=member_of(request),
            client=get_member_by_username(given["client"]),
            seller=get_member_by_username(given["freelancer"]),
            message=given["message"],
            now=clock.now(),
        )
        return Response(IntroductionOut(made).data, status=201)


class IntroductionDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="introductions_read", responses=IntroductionOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show an introduction to one of the three."""
        found = services.open_introduction(
            member=member_of(request), public_id=public_id, now=clock.now()
        )
        return Response(IntroductionOut(found).data)


class _Verb(APIView):
    """A verb without a body."""

    permission_classes = [SCOPES]
    verb: Callable[..., Introduction]

    def act(self, request: Request, public_id: str) -> Response:
        """Do it and answer with the introduction."""
        member = member_of(request)
        found = queries.get_introduction_for(member, public_id)
        done = type(self).verb(introduction=found, actor=member, now=clock.now())
        return Response(IntroductionOut(done).data)


class IntroductionAccept(_Verb):
    verb = staticmethod(services.accept_introduction)

    @extend_schema(operation_id="introductions_accept", request=None, responses=IntroductionOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Say yes."""
        return self.act(request, public_id)


class IntroductionDecline(_Verb):
    verb = staticmethod(services.decline_introduction)

    @extend_schema(operation_id="introductions_decline", request=None, responses=IntroductionOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Say no."""
        return self.act(request, public_id)


class IntroductionWithdraw(_Verb):
    verb = staticmethod(services.withdraw_introduction)

    @extend_schema(operation_id="introductions_withdraw", request=None, responses=IntroductionOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Take it back."""
        return self.act(request, public_id)


class PulseList(APIView):
    permission_classes = [PULSES]

    @extend_schema(operation_id="pulses_list", responses=PulseOut(many=True))
    def get(self, request: Request) -> Response:
        """List what one was asked as a client and hasn't answered."""
        return Response(PulseOut(queries.open_pulses_of(member_of(request)), many=True).data)


class PulseAnswer(APIView):
    permission_classes = [PULSES]

    @extend_schema(operation_id="pulses_answer", request=PulseIn, responses=PulseOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Say how a job left one."""
        pulse = queries.get_pulse_for(member_of(request), public_id)
        form = PulseIn(data=request.data)
        form.is_valid(raise_exception=True)
        done = services.answer_pulse(
            pulse=pulse, feeling=Feeling(form.validated_data["feeling"]), now=clock.now()
        )
        return Response(PulseOut(done).data)


class SharedDeals(APIView):
    permission_classes = [CLIENTS]

    @extend_schema(operation_id="deals_wall", responses=WallOut)
    def get(self, request: Request) -> Response:  # noqa: ARG002
        """Show the wall's figures, and its newest stories."""
        return Response(WallOut(queries.read_wall()).data)

    @extend_schema(operation_id="deals_share", request=SharedDealIn, responses={201: WallOut})
    def post(self, request: Request) -> Response:
        """Put one's biggest deal on the wall."""
        member = member_of(request)
        form = SharedDealIn(data=request.data)
        form.is_valid(raise_exception=True)
        given = form.validated_data
        story = Story(
            source=given["source"],
            text=given["story"],
            language=member.language,
            is_named=given["is_named"],
            order_id=given["order"],
            amount=Money(given["amount"], "USD") if given["amount"] else None,
        )
        services.share_deal(member=member, story=story, now=clock.now())
        return Response(WallOut(queries.read_wall()).data, status=201)


class SharedDealWithdraw(APIView):
    permission_classes = [CLIENTS]

    @extend_schema(operation_id="deals_withdraw", request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """Take one's deal off the wall."""
        services.withdraw_deal(member=member_of(request), now=clock.now())
        return Response(status=204)


_I = "introductions/<str:public_id>/"
urlpatterns = [
    path("introductions/", IntroductionList.as_view(), name="introductions"),
    path(_I, IntroductionDetail.as_view(), name="introduction"),
    path(f"{_I}accept/", IntroductionAccept.as_view(), name="introduction_accept"),
    path(f"{_I}decline/", IntroductionDecline.as_view(), name="introduction_decline"),
    path(f"{_I}withdraw/", IntroductionWithdraw.as_view(), name="introduction_withdraw"),
    path("pulses/", PulseList.as_view(), name="pulses"),
    path("pulses/<str:public_id>/answer/", PulseAnswer.as_view(), name="pulse_answer"),
    path("deals/", SharedDeals.as_view(), name="deals"),
    path("deals/withdraw/", SharedDealWithdraw.as_view(), name="deals_withdraw"),
]
