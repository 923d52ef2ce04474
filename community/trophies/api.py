"""Trophies in the API: the wall, one's own, what is missing, and the desk's verbs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.trophies import queries, services
from community.trophies.models import Trophy
from community.trophies.serializers import (
    DeskTrophyOut,
    TrophyAwardOut,
    TrophyHolderOut,
    TrophyOnWallOut,
    TrophyOut,
    TrophyProgressOut,
    TrophySimulationOut,
)
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import enter_desk
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of

SCOPES = HasScope.of("trophies:read", "trophies:write")


def _viewed(member: Member) -> dict[str, Any]:
    """Return what trophies are shown by: who reads, and which of them they hold."""
    return {"viewer": member, "held": queries.held_by(member)}


def _pages(view: APIView, request: Request, rows: Any, out: Any) -> Response:
    pages = CursorPages()
    pages.ordering = ("-earned_at", "-id")  # type: ignore[assignment]
    found: Any = pages.paginate_queryset(rows, request, view=view)
    return pages.get_paginated_response(
        out(found, many=True, context=_viewed(member_of(request))).data
    )


class Wall(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="trophies", responses=TrophyOnWallOut(many=True))
    def get(self, request: Request) -> Response:
        """List the trophies with how rare they are; hidden ones once somebody has won them."""
        member = member_of(request)
        rows = [row for row in queries.wall(member) if not row.is_secret]
        return Response(TrophyOnWallOut(rows, many=True, context=_viewed(member)).data)


class Mine(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="trophies_mine", responses=TrophyAwardOut(many=True))
    def get(self, request: Request) -> Response:
        """List what one holds, with the ids of the contributions that earned it."""
        return _pages(self, request, queries.awards_of(member_of(request)), TrophyAwardOut)


class Missing(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="trophies_missing", responses=TrophyProgressOut(many=True))
    def get(self, request: Request) -> Response:
        """List what is missing for the trophies that one doesn't hold, the nearest first."""
        member = member_of(request)
        rows = queries.progress_of(member, queries.open_to(member), now=clock.now())
        return Response(TrophyProgressOut(rows, many=True).data)


class OneTrophy(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="trophy", responses=TrophyOut)
    def get(self, request: Request, slug: str) -> Response:
        """Read one trophy."""
        member = member_of(request)
        found = queries.get_trophy(slug, viewer=member)
        return Response(TrophyOut(found, context=_viewed(member)).data)


class Holders(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="trophy_holders", responses=TrophyHolderOut(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """List who holds a trophy, the latest first."""
        trophy = queries.get_trophy(slug, viewer=member_of(request))
        return _pages(self, request, queries.holders_of(trophy), TrophyHolderOut)


def _at_desk(request: Request, slug: str, verb: Callable[..., Any]) -> Any:
    member = member_of(request)
    enter_desk(member, Role.COMMUNITY_MANAGER)
    trophy: Trophy = queries.get_trophy(slug, viewer=member)
    return verb(trophy=trophy, actor=member, now=clock.now())


def _desk(request: Request, slug: str, verb: Callable[..., Any]) -> Any:
    changed = _at_desk(request, slug, verb)
    return DeskTrophyOut(changed, context={"viewer": member_of(request)}).data


class Simulate(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="trophy_simulate", request=None, responses=TrophySimulationOut)
    @idempotent(required=False)
    def post(self, request: Request, slug: str) -> Response:
        """Count who would get it; gives nothing. For community managers."""
        return Response(TrophySimulationOut(_at_desk(request, slug, services.simulate_trophy)).data)


class SwitchOn(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="trophy_switch_on", request=None, responses=DeskTrophyOut)
    @idempotent(required=False)
    def post(self, request: Request, slug: str) -> Response:
        """Let it be won, after a simulation of its rule. For community managers."""
        return Response(_desk(request, slug, services.switch_on))


class SwitchOff(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="trophy_switch_off", request=None, responses=DeskTrophyOut)
    @idempotent(required=False)
    def post(self, request: Request, slug: str) -> Response:
        """Give it to nobody any more. For community managers."""
        return Response(_desk(request, slug, services.switch_off))


ONE = "trophies/t/<slug:slug>/"
urlpatterns = [
    path("trophies/", Wall.as_view(), name="trophies"),
    path("trophies/mine/", Mine.as_view(), name="trophies_mine"),
    path("trophies/missing/", Missing.as_view(), name="trophies_missing"),
    path(ONE, OneTrophy.as_view(), name="trophy"),
    path(f"{ONE}holders/", Holders.as_view(), name="trophy_holders"),
    path(f"{ONE}simulate/", Simulate.as_view(), name="trophy_simulate"),
    path(f"{ONE}switch_on/", SwitchOn.as_view(), name="trophy_switch_on"),
    path(f"{ONE}switch_off/", SwitchOff.as_view(), name="trophy_switch_off"),
]
