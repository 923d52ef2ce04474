"""The API of those who read: marks, levels, drafts, bookmarks, settings."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.forum.choices.reading import Rhythm
from community.forum.queries import drafts as draft_queries
from community.forum.queries.areas import level_of_category, level_of_tag, settings_of
from community.forum.queries.places import places_for
from community.forum.queries.posts import get_post_for, get_topic_for
from community.forum.queries.reading import reading_state, waiting_for
from community.forum.queries.topics import get_category, get_tag
from community.forum.serializers.reading import (
    ForumBookmarkIn,
    ForumBookmarkOut,
    ForumDraftIn,
    ForumDraftOut,
    ForumLevelIn,
    ForumLevelOut,
    ForumSettingsIn,
    ForumSettingsOut,
    ForumWaitingOut,
    ReadMarkOut,
    ReadMarksIn,
)
from community.forum.services import bookmarks, drafts, levels
from community.forum.services.reading import record_reading
from community.forum.services.settings import choose_settings
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, member_of
from marketplace.core.errors import NotFound

SCOPES = HasScope.of("forum:read", "forum:write")


def _checked(serializer: Any) -> dict[str, Any]:
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


class ForumWaiting(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_waiting", responses=ForumWaitingOut)
    def get(self, request: Request) -> Response:
        """Count what waits for oneself."""
        member = member_of(request)
        found = waiting_for(member, categories=places_for(member).seen, now=clock.now())
        return Response(ForumWaitingOut(found).data)


class ForumRead(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_read", request=ReadMarksIn, responses=ReadMarkOut(many=True))
    def post(self, request: Request) -> Response:
        """Say how far one has read; marks only move forward. Returns those that moved."""
        given = _checked(ReadMarksIn(data=request.data))
        marks: dict[int, int] = {}
        for one in given["marks"]:
            marks[one["topic"]] = max(one["number"], marks.get(one["topic"], 0))
        moved = record_reading(member=member_of(request), marks=marks, now=clock.now())
        rows = [{"topic": topic, "number": number} for topic, number in sorted(moved.items())]
        return Response(ReadMarkOut(rows, many=True).data)


def _wanted(request: Request) -> Any:
    return levels.level_of(_checked(ForumLevelIn(data=request.data))["level"])


class ForumTopicLevel(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_topic_level", responses=ForumLevelOut)
    def get(self, request: Request, topic_id: int) -> Response:
        """Read how closely one follows a topic."""
        member = member_of(request)
        topic = get_topic_for(places_for(member), topic_id)
        return Response({"level": reading_state(member, topic.pk).level})

    @extend_schema(operation_id="forum_topic_follow", request=ForumLevelIn, responses=ForumLevelOut)
    def put(self, request: Request, topic_id: int) -> Response:
        """Follow a topic more or less closely."""
        member = member_of(request)
        topic = get_topic_for(places_for(member), topic_id)
        level = _wanted(request)
        levels.choose_topic_level(member=member, topic=topic, level=level, now=clock.now())
        return Response({"level": level.word})


class ForumCategoryLevel(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_category_level", responses=ForumLevelOut)
    def get(self, request: Request, slug: str) -> Response:
        """Read how closely one follows a category."""
        member = member_of(request)
        _refuse_unseen(member, slug)
        return Response({"level": level_of_category(member, get_category(slug)).word})

    @extend_schema(
        operation_id="forum_category_follow", request=ForumLevelIn, responses=ForumLevelOut
    )
    def put(self, request: Request, slug: str) -> Response:
        """Follow a category more or less closely."""
        member = member_of(request)
        _refuse_unseen(member, slug)
        level, category = _wanted(request), get_category(slug)
        levels.choose_category_level(member=member, category=category, level=level, now=clock.now())
        return Response({"level": level.word})


def _refuse_unseen(member: Member, slug: str) -> None:
    if slug not in places_for(member).by_slug:
        raise NotFound


class ForumTagLevel(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_tag_level", responses=ForumLevelOut)
    def get(self, request: Request, slug: str) -> Response:
        """Read how closely one follows a tag."""
        return Response({"level": level_of_tag(member_of(request), get_tag(slug)).word})

    @extend_schema(operation_id="forum_tag_follow", request=ForumLevelIn, responses=ForumLevelOut)
    def put(self, request: Request, slug: str) -> Response:
        """Follow a tag more or less closely."""
        level, tag = _wanted(request), get_tag(slug)
        levels.choose_tag_level(member=member_of(request), tag=tag, level=level, now=clock.now())
        return Response({"level": level.word})


class _NewestFirst(CursorPages):
    ordering = ("-id",)  # type: ignore[assignment]


class ForumDrafts(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_drafts", responses=ForumDraftOut(many=True))
    def get(self, request: Request) -> Response:
        """List one's drafts, the newest first."""
        pages = _NewestFirst()
        rows = draft_queries.drafts_of(member_of(request))
        found: Any = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(ForumDraftOut(found, many=True).data)


class ForumDraftAt(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_draft", responses=ForumDraftOut)
    def get(self, request: Request, place: str) -> Response:
        """Read one's draft at a place: “topic”, “reply-12” or “edit-34”."""
        return Response(ForumDraftOut(draft_queries.get_draft_for(member_of(request), place)).data)

    @extend_schema(operation_id="forum_draft_save", request=ForumDraftIn, responses=ForumDraftOut)
    def put(self, request: Request, place: str) -> Response:
        """Keep a draft; 409 where another device has written it since `revision`."""
        given = _checked(ForumDraftIn(data=request.data))
        draft = drafts.save_draft(member=member_of(request), place=place, now=clock.now(), **given)
        return Response(ForumDraftOut(draft).data)

    @extend_schema(operation_id="forum_draft_delete", responses={204: None})
    def delete(self, request: Request, place: str) -> Response:
        """Throw a draft away."""
        member = member_of(request)
        found = draft_queries.get_draft_for(member, place)
        drafts.delete_draft(member=member, public_id=found.public_id)
        return Response(status=204)


class ForumBookmarks(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_bookmarks", responses=ForumBookmarkOut(many=True))
    def get(self, request: Request) -> Response:
        """List one's bookmarks, the newest first."""
        pages, member = _NewestFirst(), member_of(request)
        rows = draft_queries.bookmarks_seen(member, categories=places_for(member).seen)
        found: Any = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(ForumBookmarkOut(found, many=True).data)


class ForumBookmarkPost(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="forum_bookmark_post", request=ForumBookmarkIn, responses=ForumBookmarkOut
    )
    def put(self, request: Request, post_id: int) -> Response:
        """Mark a post, or change the note and the reminder of the mark that stands."""
        member = member_of(request)
        post = get_post_for(places_for(member), post_id)
        given = _checked(ForumBookmarkIn(data=request.data))
        mark = bookmarks.bookmark_post(member=member, post=post, now=clock.now(), **given)
        return Response(ForumBookmarkOut(mark).data)


class ForumBookmark(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_bookmark_remove", responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """Take a mark away."""
        bookmarks.remove_bookmark(member=member_of(request), public_id=public_id)
        return Response(status=204)


class ForumPreferences(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_preferences", responses=ForumSettingsOut)
    def get(self, request: Request) -> Response:
        """Read how the forum behaves for oneself."""
        return Response(ForumSettingsOut(settings_of(member_of(request))).data)

    @extend_schema(
        operation_id="forum_preferences_choose", request=ForumSettingsIn, responses=ForumSettingsOut
    )
    def put(self, request: Request) -> Response:
        """Choose the digest's rhythm and what writing does."""
        given = _checked(ForumSettingsIn(data=request.data))
        kept = choose_settings(
            member=member_of(request),
            digest=Rhythm(given["digest"]),
            after_topic=levels.level_of(given["after_topic"]),
            after_reply=levels.level_of(given["after_reply"]),
            now=clock.now(),
        )
        return Response(ForumSettingsOut(kept).data)


urlpatterns: list[URLPattern] = [
    path("forum/waiting/", ForumWaiting.as_view(), name="forum_waiting"),
    path("forum/read/", ForumRead.as_view(), name="forum_read"),
    path("forum/levels/topic/<int:topic_id>/", ForumTopicLevel.as_view(), name="forum_topic_level"),
    path(
        "forum/levels/category/<slug:slug>/",
        ForumCategoryLevel.as_view(),
        name="forum_category_level",
    ),
    path("forum/levels/tag/<str:slug>/", ForumTagLevel.as_view(), name="forum_tag_level"),
    path("forum/drafts/", ForumDrafts.as_view(), name="forum_drafts"),
    path("forum/drafts/<slug:place>/", ForumDraftAt.as_view(), name="forum_draft"),
    path("forum/bookmarks/", ForumBookmarks.as_view(), name="forum_bookmarks"),
    path(
        "forum/posts/<int:post_id>/bookmark/",
        ForumBookmarkPost.as_view(),
        name="forum_bookmark_post",
    ),
    path("forum/bookmarks/<public_id:public_id>/", ForumBookmark.as_view(), name="forum_bookmark"),
    path("forum/preferences/", ForumPreferences.as_view(), name="forum_preferences"),
]
