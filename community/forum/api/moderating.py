"""What those who look after the forum do, in the API."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.forum.api.topics import SCOPES, given_in, place_named
from community.forum.models import Category
from community.forum.queries.places import LOOKING_AFTER, places_for
from community.forum.queries.topics import get_category
from community.forum.serializers.writing import (
    CategoryIn,
    ForumActOut,
    ForumPostOut,
    ForumReasonIn,
    MergeTopicIn,
    MoveTopicIn,
    RetitleTopicIn,
    SplitTopicIn,
)
from community.forum.services.categories import CategoryDraft, change_category, make_category
from community.forum.services.merging import merge_topics, split_topic
from community.forum.services.moderating import mark_topic, move_topic, retitle_topic
from community.forum.services.removing import release_post
from community.forum.services.undoing import undo_act
from marketplace.accounts.models import Member
from marketplace.accounts.policies import enter_desk
from marketplace.core import clock
from marketplace.core.api import member_of


def _at_work(request: Request) -> Member:
    """Return who looks after the forum. Raises NotFound for others."""
    member: Member = member_of(request)
    enter_desk(member, *LOOKING_AFTER)
    return member


def _acted(act: Any) -> Response:
    return Response(ForumActOut(act).data)


class _Mark(APIView):
    permission_classes = [SCOPES]
    mark: ClassVar[str]
    is_on: ClassVar[bool]

    def act(self, request: Request, topic_id: int) -> Response:
        """Set the mark, or take it off."""
        act = mark_topic(
            topic_id=topic_id,
            actor=_at_work(request),
            mark=self.mark,
            is_on=self.is_on,
            reason=given_in(ForumReasonIn, request)["reason"],
            now=clock.now(),
        )
        return _acted(act)


class Close(_Mark):
    mark, is_on = "close", True

    @extend_schema(operation_id="forum_close", request=ForumReasonIn, responses=ForumActOut)
    def post(self, request: Request, topic_id: int) -> Response:
        """Close a topic."""
        return self.act(request, topic_id)


class Open(_Mark):
    mark, is_on = "close", False

    @extend_schema(operation_id="forum_open", request=ForumReasonIn, responses=ForumActOut)
    def post(self, request: Request, topic_id: int) -> Response:
        """Open a closed topic."""
        return self.act(request, topic_id)


class Pin(_Mark):
    mark, is_on = "pin", True

    @extend_schema(operation_id="forum_pin", request=ForumReasonIn, responses=ForumActOut)
    def post(self, request: Request, topic_id: int) -> Response:
        """Pin a topic above its list."""
        return self.act(request, topic_id)


class Unpin(_Mark):
    mark, is_on = "pin", False

    @extend_schema(operation_id="forum_unpin", request=ForumReasonIn, responses=ForumActOut)
    def post(self, request: Request, topic_id: int) -> Response:
        """Unpin a topic."""
        return self.act(request, topic_id)


class Archive(_Mark):
    mark, is_on = "archive", True

    @extend_schema(operation_id="forum_archive", request=ForumReasonIn, responses=ForumActOut)
    def post(self, request: Request, topic_id: int) -> Response:
        """Archive a topic."""
        return self.act(request, topic_id)


class Unarchive(_Mark):
    mark, is_on = "archive", False

    @extend_schema(operation_id="forum_unarchive", request=ForumReasonIn, responses=ForumActOut)
    def post(self, request: Request, topic_id: int) -> Response:
        """Take a topic out of the archive."""
        return self.act(request, topic_id)


class Move(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_move", request=MoveTopicIn, responses=ForumActOut)
    def post(self, request: Request, topic_id: int) -> Response:
        """Move a topic to another category."""
        actor, given = _at_work(request), given_in(MoveTopicIn, request)
        place = place_named(places_for(actor), given["category"])
        return _acted(
            move_topic(
                topic_id=topic_id,
                actor=actor,
                category_id=place.id,
                reason=given["reason"],
                now=clock.now(),
            )
        )


class Retitle(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_retitle", request=RetitleTopicIn, responses=ForumActOut)
    def post(self, request: Request, topic_id: int) -> Response:
        """Give a topic another title, and other tags where they are sent."""
        actor, given = _at_work(request), given_in(RetitleTopicIn, request)
        tags = given["tags"]
        return _acted(
            retitle_topic(
                topic_id=topic_id,
                actor=actor,
                title=given["title"],
                tags=None if tags is None else ",".join(tags),
                reason=given["reason"],
                now=clock.now(),
            )
        )


class Merge(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_merge", request=MergeTopicIn, responses={204: None})
    def post(self, request: Request, topic_id: int) -> Response:
        """Move all posts to the end of the topic `into`."""
        actor, given = _at_work(request), given_in(MergeTopicIn, request)
        merge_topics(
            source_id=topic_id,
            target_id=given["into"],
            actor=actor,
            reason=given["reason"],
            now=clock.now(),
        )
        return Response(status=204)


class Split(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_split", request=SplitTopicIn, responses={204: None})
    def post(self, request: Request, topic_id: int) -> Response:
        """Move some replies into a topic of their own."""
        actor, given = _at_work(request), given_in(SplitTopicIn, request)
        place = place_named(places_for(actor), given["category"])
        split_topic(
            topic_id=topic_id,
            post_ids=given["posts"],
            title=given["title"],
            category_id=place.id,
            actor=actor,
            reason=given["reason"],
            now=clock.now(),
        )
        return Response(status=204)


class Release(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_release", request=None, responses=ForumPostOut)
    def post(self, request: Request, post_id: int) -> Response:
        """Let a held post through."""
        post = release_post(post_id=post_id, actor=_at_work(request), now=clock.now())
        return Response(ForumPostOut(post).data)


class Undo(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_undo_act", request=None, responses=ForumActOut)
    def post(self, request: Request, act_id: int) -> Response:
        """Take an act of the log back."""
        return _acted(undo_act(act_id=act_id, actor=_at_work(request), now=clock.now()))


class CategoryDesk(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_make_category", request=CategoryIn, responses={204: None})
    def post(self, request: Request) -> Response:
        """Make a category."""
        actor = _at_work(request)
        make_category(actor=actor, draft=_draft(request), now=clock.now())
        return Response(status=204)


class CategoryDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_change_category", request=CategoryIn, responses={204: None})
    def put(self, request: Request, slug: str) -> Response:
        """Change a category, its place and its permissions."""
        actor = _at_work(request)
        found = get_category(slug)
        draft = _draft(request)
        change_category(category_id=found.pk, actor=actor, draft=draft, now=clock.now())
        return Response(status=204)


def _draft(request: Request) -> CategoryDraft:
    given = given_in(CategoryIn, request)
    parent: Category | None = get_category(given["parent"]) if given["parent"] else None
    names = {f"name_{code}": text for code, text in given["names"].items()}
    abouts = {f"about_{code}": text for code, text in given["abouts"].items()}
    pairs = [one.partition(":") for one in given["permissions"]]
    return CategoryDraft(
        slug=given["slug"],
        kind=given["kind"],
        parent_id=parent.pk if parent else None,
        position=given["position"],
        texts={**names, **abouts},
        permissions=frozenset((group, right) for group, _colon, right in pairs),
        is_archived=given["is_archived"],
    )


TOPIC = "forum/topics/<int:topic_id>/"
urlpatterns: list[URLPattern] = [
    path(f"{TOPIC}close/", Close.as_view(), name="forum_close"),
    path(f"{TOPIC}open/", Open.as_view(), name="forum_open"),
    path(f"{TOPIC}pin/", Pin.as_view(), name="forum_pin"),
    path(f"{TOPIC}unpin/", Unpin.as_view(), name="forum_unpin"),
    path(f"{TOPIC}archive/", Archive.as_view(), name="forum_archive"),
    path(f"{TOPIC}unarchive/", Unarchive.as_view(), name="forum_unarchive"),
    path(f"{TOPIC}move/", Move.as_view(), name="forum_move"),
    path(f"{TOPIC}retitle/", Retitle.as_view(), name="forum_retitle"),
    path(f"{TOPIC}merge/", Merge.as_view(), name="forum_merge"),
    path(f"{TOPIC}split/", Split.as_view(), name="forum_split"),
    path("forum/posts/<int:post_id>/release/", Release.as_view(), name="forum_release"),
    path("forum/acts/<int:act_id>/undo/", Undo.as_view(), name="forum_undo_act"),
    path("forum/categories/new/", CategoryDesk.as_view(), name="forum_make_category"),
    path("forum/categories/<slug:slug>/", CategoryDetail.as_view(), name="forum_change_category"),
]
