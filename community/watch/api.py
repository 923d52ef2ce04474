"""Sightings in the API, for community managers; a member's own break."""

from __future__ import annotations

from typing import Any

from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.watch.models import Sighting
from community.watch.queries import desk as read
from community.watch.serializers import (
    PauseIn,
    PauseOut,
    SightingOut,
    WatchActIn,
    WatchActOut,
    WatchDismissIn,
    WatchThankIn,
)
from community.watch.services import acting, pausing
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import enter_desk
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of

SCOPES = HasScope.of("watch:read", "watch:write")
_TAB = OpenApiParameter("tab", str, enum=list(read.TABS))


def _manager(request: Request) -> Member:
    member: Member = member_of(request)
    enter_desk(member, Role.COMMUNITY_MANAGER)
    return member


def _found(request: Request, public_id: str) -> tuple[Sighting, Member]:
    member = _manager(request)
    return read.get_sighting(public_id, actor=member), member


def _given(shape: type[Any], request: Request) -> dict[str, Any]:
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


class Sightings(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="watch_sightings", parameters=[_TAB], responses=SightingOut(many=True)
    )
    def get(self, request: Request) -> Response:
        """List sightings of one kind, the newest first. For community managers."""
        _manager(request)
        pages = CursorPages()
        pages.ordering = ("-id",)  # type: ignore[assignment]
        rows = read.sightings_at_desk(request.query_params.get("tab", "bright"))
        found: Any = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(SightingOut(found, many=True).data)


class OneSighting(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="watch_sighting", responses=SightingOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read one with its evidence. For community managers."""
        found, _member = _found(request, public_id)
        return Response(SightingOut(found).data)


class Acts(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="watch_acts", responses=WatchActOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List what was done, the first first. For community managers."""
        found, _member = _found(request, public_id)
        acts = found.acts.select_related("by").order_by("id")
        return Response(WatchActOut(acts, many=True).data)

    @extend_schema(operation_id="watch_act", request=WatchActIn, responses=WatchActOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Write down what was done. For community managers."""
        found, member = _found(request, public_id)
        sent = _given(WatchActIn, request)
        done = acting.record_act(sighting=found, actor=member, now=clock.now(), **sent)
        return Response(WatchActOut(done).data, status=201)


class Thank(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="watch_thank", request=WatchThankIn, responses=WatchActOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Send the member a note of thanks. For community managers."""
        found, member = _found(request, public_id)
        words = _given(WatchThankIn, request)["words"]
        done = acting.thank_member(sighting=found, actor=member, words=words, now=clock.now())
        return Response(WatchActOut(done).data, status=201)


class Dismiss(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="watch_dismiss", request=WatchDismissIn, responses=SightingOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Lay it aside. For community managers."""
        found, member = _found(request, public_id)
        reason = _given(WatchDismissIn, request)["reason"]
        after = acting.dismiss_sighting(
            sighting=found, actor=member, reason=reason, now=clock.now()
        )
        return Response(SightingOut(after).data)


class OwnPause(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="break_read", responses=PauseOut)
    def get(self, request: Request) -> Response:
        """Read one's own break; both days are empty without one."""
        member = member_of(request)
        found = read.pause_of(member)
        is_on = found is not None and found.until_on > read.today_of(member, clock.now())
        return Response(PauseOut(found if is_on else {"from_on": None, "until_on": None}).data)

    @extend_schema(operation_id="break_begin", request=PauseIn, responses=PauseOut)
    def put(self, request: Request) -> Response:
        """Be on a break until a day."""
        until = _given(PauseIn, request)["until"]
        made = pausing.begin_pause(member=member_of(request), until=until, now=clock.now())
        return Response(PauseOut(made).data)

    @extend_schema(operation_id="break_end", responses={204: None})
    def delete(self, request: Request) -> Response:
        """Be back today."""
        pausing.end_pause(member=member_of(request), now=clock.now())
        return Response(status=204)


ONE = "watch/<public_id:public_id>/"
urlpatterns = [
    path("break/", OwnPause.as_view(), name="break"),
    path("watch/", Sightings.as_view(), name="watch"),
    path(ONE, OneSighting.as_view(), name="watch_sighting"),
    path(f"{ONE}acts/", Acts.as_view(), name="watch_acts"),
    path(f"{ONE}thank/", Thank.as_view(), name="watch_thank"),
    path(f"{ONE}dismiss/", Dismiss.as_view(), name="watch_dismiss"),
]
