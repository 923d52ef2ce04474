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
from marketplace.notifications.models import Notification
from marketplace.notifications.serializers import NotificationOut, ReadOut

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


urlpatterns = [
    path("notifications/", NotificationList.as_view(), name="notifications"),
    path("notifications/read/", NotificationReadAll.as_view(), name="notifications_read_all"),
    path(
        "notifications/<str:public_id>/read/",
        NotificationRead.as_view(),
        name="notifications_read",
    ),
]
