"""Notifications in the API."""

from __future__ import annotations

from django.urls import path
from django.utils import translation
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope
from marketplace.notifications import queries, services
from marketplace.notifications.channels.push.keys import public_key
from marketplace.notifications.models import Notification
from marketplace.notifications.serializers import (
    DeviceIn,
    DeviceOut,
    NotificationOut,
    PushOut,
    ReadOut,
)

SCOPES = HasScope.of("notifications:read", "notifications:write")


def _member(request: Request) -> Member:
    member = request.user
    assert isinstance(member, Member)  # noqa: S101  the permission has let nobody else in
    return member


def _lines(rows: list[Notification], member: Member) -> list[queries.Line]:
    # The token's check has activated the language that the answer is in.
    language = (translation.get_language() or member.language)[:2]
    return queries.lines(rows, member=member, lang=language)


class NotificationList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="notifications_list", responses=NotificationOut(many=True))
    def get(self, request: Request) -> Response:
        """List the member's notifications, newest first."""
        member = _member(request)
        pages = CursorPages()
        rows = pages.paginate_queryset(queries.notifications_of(member), request, view=self)
        return pages.get_paginated_response(
            NotificationOut(_lines(list(rows or ()), member), many=True).data
        )


class NotificationRead(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="notifications_read", request=None, responses=NotificationOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Take note that the member has seen a notification."""
        member = _member(request)
        row = queries.get_notification_for(member, public_id)
        read = services.mark_read(notification=row, now=clock.now())
        return Response(NotificationOut(_lines([read], member)[0]).data)


class NotificationReadAll(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="notifications_read_all", request=None, responses=ReadOut)
    def post(self, request: Request) -> Response:
        """Take note that the member has seen everything."""
        count = services.mark_all_read(member=_member(request), now=clock.now())
        return Response(ReadOut({"read": count}).data)


class PushView(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="notifications_push", responses=PushOut)
    def get(self, request: Request) -> Response:
        """Return the server's public key for browsers, and one's own devices."""
        devices = queries.devices_of(_member(request))
        return Response(PushOut({"public_key": public_key(), "devices": devices}).data)

    @extend_schema(
        operation_id="notifications_subscribe_push",
        request=DeviceIn,
        responses={201: DeviceOut},
    )
    def post(self, request: Request) -> Response:
        """Keep a browser's subscription; the same endpoint again renews it."""
        form = DeviceIn(data=request.data)
        form.is_valid(raise_exception=True)
        device = services.subscribe_device(
            member=_member(request), now=clock.now(), **form.validated_data
        )
        return Response(DeviceOut(device).data, status=201)


class PushRemove(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="notifications_remove_device", request=None, responses={204: None})
    def post(self, request: Request, public_id: str) -> Response:
        """Forget one of one's devices."""
        services.remove_device(member=_member(request), public_id=public_id)
        return Response(status=204)


urlpatterns = [
    path("notifications/push/", PushView.as_view(), name="notifications_push"),
    path(
        "notifications/push/<str:public_id>/remove/",
        PushRemove.as_view(),
        name="notifications_push_remove",
    ),
    path("notifications/", NotificationList.as_view(), name="notifications"),
    path("notifications/read/", NotificationReadAll.as_view(), name="notifications_read_all"),
    path(
        "notifications/<str:public_id>/read/",
        NotificationRead.as_view(),
        name="notifications_read",
    ),
]
