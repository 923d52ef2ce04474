"""Blocks, saved replies and search in the API."""

from __future__ import annotations

from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.queries import get_member_by_username
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope, member_of
from marketplace.messaging import queries, services
from marketplace.messaging.serializers import (
    BlockIn,
    BlockOut,
    HitOut,
    ReadingShown,
    ReplyShape,
)

SCOPES = HasScope.of("conversations:read", "conversations:write")


class MessageSearch(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="conversations_search",
        parameters=[OpenApiParameter("q", str)],
        responses=HitOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """Find words in one's own conversations."""
        member, text = member_of(request), request.GET.get("q", "")
        pages = CursorPages()
        rows = pages.paginate_queryset(queries.search_messages(member, text), request, view=self)
        hits = queries.show_hits(list(rows or ()), member, text)
        return pages.get_paginated_response(HitOut(hits, many=True).data)


class BlockList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="conversations_blocks", responses=BlockOut(many=True))
    def get(self, request: Request) -> Response:
        """List whom the member has blocked."""
        return Response(BlockOut(queries.blocks_of(member_of(request)), many=True).data)

    @extend_schema(operation_id="conversations_block", request=BlockIn, responses={201: BlockOut})
    def post(self, request: Request) -> Response:
        """Close conversations with a member, to both."""
        form = BlockIn(data=request.data)
        form.is_valid(raise_exception=True)
        other = get_member_by_username(form.validated_data["username"])
        block = services.block_member(member=member_of(request), other=other, now=clock.now())
        return Response(BlockOut(block).data, status=201)


class BlockDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="conversations_unblock", request=None, responses={204: None})
    def delete(self, request: Request, username: str) -> Response:
        """Take one's own block back."""
        other = get_member_by_username(username)
        services.unblock_member(member=member_of(request), other=other, now=clock.now())
        return Response(status=204)


class Reading(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="conversations_reading", responses=ReadingShown)
    def get(self, request: Request) -> Response:
        """Say whether others see what the member has read."""
        return Response({"shows_reading": queries.shows_reading(member_of(request))})

    @extend_schema(
        operation_id="conversations_set_reading", request=ReadingShown, responses=ReadingShown
    )
    def post(self, request: Request) -> Response:
        """Let others see it, or not."""
        form = ReadingShown(data=request.data)
        form.is_valid(raise_exception=True)
        shows = form.validated_data["shows_reading"]
        row = services.set_reading(member=member_of(request), shows=shows)
        return Response({"shows_reading": row.shows_reading})


class ReplyList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="conversations_replies", responses=ReplyShape(many=True))
    def get(self, request: Request) -> Response:
        """List the member's saved replies."""
        return Response(ReplyShape(queries.saved_replies_of(member_of(request)), many=True).data)

    @extend_schema(
        operation_id="conversations_add_reply", request=ReplyShape, responses={201: ReplyShape}
    )
    def post(self, request: Request) -> Response:
        """Keep a text."""
        form = ReplyShape(data=request.data)
        form.is_valid(raise_exception=True)
        row = services.save_reply(member=member_of(request), now=clock.now(), **form.validated_data)
        return Response(ReplyShape(row).data, status=201)


class ReplyDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="conversations_edit_reply", request=ReplyShape, responses=ReplyShape
    )
    def put(self, request: Request, public_id: str) -> Response:
        """Change a text that is kept."""
        member, form = member_of(request), ReplyShape(data=request.data)
        form.is_valid(raise_exception=True)
        reply = queries.get_reply_for(member, public_id)
        row = services.save_reply(
            member=member, reply=reply, now=clock.now(), **form.validated_data
        )
        return Response(ReplyShape(row).data)

    @extend_schema(operation_id="conversations_delete_reply", responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """Forget a text."""
        services.delete_reply(reply=queries.get_reply_for(member_of(request), public_id))
        return Response(status=204)


urlpatterns = [
    path("conversations/search/", MessageSearch.as_view(), name="conversation_search"),
    path("conversations/blocks/", BlockList.as_view(), name="conversation_blocks"),
    path("conversations/blocks/<str:username>/", BlockDetail.as_view(), name="conversation_block"),
    path("conversations/reading/", Reading.as_view(), name="conversation_reading"),
    path("conversations/replies/", ReplyList.as_view(), name="conversation_replies"),
    path(
        "conversations/replies/<str:public_id>/",
        ReplyDetail.as_view(),
        name="conversation_reply",
    ),
]
