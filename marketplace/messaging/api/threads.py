"""Conversations in the API."""

from __future__ import annotations

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope
from marketplace.core.json_parser import JSONParser
from marketplace.messaging import queries, services
from marketplace.messaging.errors import ContactDetailsFound
from marketplace.messaging.queries import InboxBox
from marketplace.messaging.serializers import (
    Archived,
    ConversationOut,
    MessageIn,
    MessageOut,
    Muted,
    contact_details_body,
)

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
        """List conversations; `?box=` all, unread, archived or every (the default)."""
        member = _member(request)
        asked = "unread" if request.GET.get("unread") == "1" else request.GET.get("box", "every")
        box = InboxBox(asked) if asked in list(InboxBox) else InboxBox.EVERY
        seats = queries.seats_of(member, box=box)
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
        """Send a message, with files as multipart/form-data.

        A text that holds a way to be reached outside is answered once with 422
        `contact_details_found`; `fields.as_is` sends exactly this text.
        """
        member = _member(request)
        form = MessageIn(data=request.data)
        form.is_valid(raise_exception=True)
        try:
            message = services.write_message(
                conversation=queries.get_conversation_for(member, public_id),
                author=member,
                body=form.validated_data["body"],
                files=form.validated_data["files"],
                client_key=form.validated_data["client_key"],
                as_is=form.validated_data["as_is"],
                now=clock.now(),
            )
        except ContactDetailsFound as found:
            return Response(contact_details_body(found), status=found.status)
        return Response(MessageOut(queries.show_messages([message], member)[0]).data, status=201)


class ConversationMute(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="conversations_mute", request=Muted, responses=Muted)
    def post(self, request: Request, public_id: str) -> Response:
        """Stop notices about a conversation, or start them again."""
        member, form = _member(request), Muted(data=request.data)
        form.is_valid(raise_exception=True)
        conversation = queries.get_conversation_for(member, public_id)
        seat = services.mute_conversation(
            conversation=conversation, member=member, muted=form.validated_data["muted"]
        )
        return Response({"muted": seat.muted})


class ConversationArchive(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="conversations_archive", request=Archived, responses=Archived)
    def post(self, request: Request, public_id: str) -> Response:
        """Put a conversation away, or bring it back."""
        member, form = _member(request), Archived(data=request.data)
        form.is_valid(raise_exception=True)
        conversation = queries.get_conversation_for(member, public_id)
        seat = services.archive_conversation(
            conversation=conversation,
            member=member,
            archived=form.validated_data["archived"],
            now=clock.now(),
        )
        return Response({"archived": seat.archived_at is not None})


class ConversationRead(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="conversations_mark_read", request=None, responses=ConversationOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Take note that the member has seen the conversation to its end."""
        member = _member(request)
        conversation = queries.get_conversation_for(member, public_id)
        seat = services.mark_conversation_read(
            conversation=conversation,
            member=member,
            up_to=conversation.last_message,
            now=clock.now(),
        )
        return Response(ConversationOut(queries.inbox_rows([seat], member)[0]).data)


urlpatterns = [
    path("conversations/", ConversationList.as_view(), name="conversations"),
    path("conversations/<str:public_id>/", ConversationDetail.as_view(), name="conversation"),
    path(
        "conversations/<str:public_id>/messages/",
        ConversationMessages.as_view(),
        name="conversation_messages",
    ),
    path(
        "conversations/<str:public_id>/mute/", ConversationMute.as_view(), name="conversation_mute"
    ),
    path(
        "conversations/<str:public_id>/archive/",
        ConversationArchive.as_view(),
        name="conversation_archive",
    ),
    path(
        "conversations/<str:public_id>/read/", ConversationRead.as_view(), name="conversation_read"
    ),
]
