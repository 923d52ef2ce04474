"""Conversations in the API."""

from __future__ import annotations

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope
from marketplace.messaging import queries, services
from marketplace.messaging.serializers import ConversationOut, MessageIn, MessageOut

SCOPES = HasScope.of("conversations:read", "conversations:write")


def _member(request: Request) -> Member:
    member = request.user
    assert isinstance(member, Member)  # noqa: S101  the permission has let nobody else in
    return member


class ConversationPages(CursorPages):
    """Latest conversation first."""

    ordering = ("-latest_at", "-conversation_id")  # type: ignore[assignment]  # one or several


class ConversationList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="conversations_list", responses=ConversationOut(many=True))
    def get(self, request: Request) -> Response:
        """List the member's conversations; `?unread=1` for those with something unread."""
        member = _member(request)
        seats = queries.seats_of(member, unread_only=request.GET.get("unread") == "1")
        pages = ConversationPages()
        rows = pages.paginate_queryset(seats, request, view=self)
        shown = queries.inbox_rows(list(rows or ()), member)
        return pages.get_paginated_response(ConversationOut(shown, many=True).data)


class ConversationDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="conversations_read", responses=ConversationOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show one conversation."""
        member = _member(request)
        seat = queries.get_seat(queries.get_conversation_for(member, public_id), member)
        return Response(ConversationOut(queries.inbox_rows([seat], member)[0]).data)


class ConversationMessages(APIView):
    permission_classes = [SCOPES]
    parser_classes = [JSONParser, MultiPartParser]

    @extend_schema(operation_id="conversations_messages", responses=MessageOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List the messages, newest first. Reading them here doesn't mark them as read."""
        member = _member(request)
        conversation = queries.get_conversation_for(member, public_id)
        pages = CursorPages()
        rows = pages.paginate_queryset(queries.messages_of(conversation), request, view=self)
        shown = queries.show_messages(list(rows or ()), member)
        return pages.get_paginated_response(MessageOut(shown, many=True).data)

    @extend_schema(
        operation_id="conversations_send", request=MessageIn, responses={201: MessageOut}
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Send a message, with files as multipart/form-data."""
        member = _member(request)
        form = MessageIn(data=request.data)
        form.is_valid(raise_exception=True)
        message = services.send_message(
            conversation=public_id,
            author=member,
            body=form.validated_data["body"],
            files=form.validated_data["files"],
            client_key=form.validated_data["client_key"],
            now=clock.now(),
        )
        return Response(MessageOut(queries.show_messages([message], member)[0]).data, status=201)


urlpatterns = [
    path("conversations/", ConversationList.as_view(), name="conversations"),
    path("conversations/<str:public_id>/", ConversationDetail.as_view(), name="conversation"),
    path(
        "conversations/<str:public_id>/messages/",
        ConversationMessages.as_view(),
        name="conversation_messages",
    ),
]
