"""Categories and topics in the API."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.forum.models import Topic
from community.forum.queries.places import Place, Places, places_for
from community.forum.queries.polls import poll_view
from community.forum.queries.posts import get_topic_for, post_rows
from community.forum.queries.topics import Narrowed, Tab, topics_in
from community.forum.serializers.writing import (
    CategoryOut,
    ForumPostOut,
    ForumReasonIn,
    ForumTopicOut,
    PollOut,
    ReplyIn,
    StartTopicIn,
    VoteIn,
)
from community.forum.services.polling import PollDraft, close_poll, vote
from community.forum.services.states import where_it_went
from community.forum.services.writing import start_topic, write_reply
from marketplace.accounts.choices import Language
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.core.errors import NotFound

SCOPES = HasScope.of("forum:read", "forum:write")
NO_LANGUAGE = "-"


def given_in(shape: type[Any], request: Request) -> Any:
    """Return what was sent in a shape. Raises as REST framework does."""
    form = shape(data=request.data)
    form.is_valid(raise_exception=True)
    return form.validated_data


def place_named(places: Places, slug: str) -> Place:
    """Return a category that the caller may see. Raises NotFound."""
    place = places.by_slug.get(slug)
    if place is None:
        raise NotFound
    return place


def _language(given: str) -> str:
    """Return a language that topics have, or one that nothing has."""
    return given if not given or given in Language.values else NO_LANGUAGE


class TopicPages(CursorPages):
    """Last alive first."""

    ordering = ("-last_post_at", "-id")  # type: ignore[assignment]


class PostPages(CursorPages):
    """In the order of the topic."""

    ordering = ("number", "id")  # type: ignore[assignment]


class Categories(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_categories", responses=CategoryOut(many=True))
    def get(self, request: Request) -> Response:
        """List the categories that the caller may see, each under its parent."""
        places = places_for(member_of(request))
        language = (get_language() or "ar")[:2]
        rows = [
            {
                "slug": place.slug,
                "name": place.name_in(language),
                "about": place.about_in(language),
                "parent": places.by_id[place.parent_id].slug if place.parent_id else None,
                "kind": place.kind,
                "topic_count": place.topic_count,
                "is_archived": place.is_archived,
                "may_start": places.may_start(place.id),
                "may_reply": places.may_reply(place.id),
            }
            for place in places.in_order()
        ]
        return Response(CategoryOut(rows, many=True).data)


class Topics(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_topics", responses=ForumTopicOut(many=True))
    def get(self, request: Request) -> Response:
        """List topics; `?tab=`, `?category=`, `?tag=` and `?language=` narrow."""
        places = places_for(member_of(request))
        tab, slug = request.GET.get("tab", ""), request.GET.get("category", "")
        narrowed = Narrowed(
            tab=Tab(tab) if tab in Tab.values else Tab.LATEST,
            categories=places.below(place_named(places, slug)) if slug else (),
            tag=request.GET.get("tag", "").replace("\x00", "\ufffd"),
            language=_language(request.GET.get("language", "")),
        )
        rows = topics_in(places, narrowed).select_related("author", "category")
        pages = TopicPages()
        found: Any = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(ForumTopicOut(found, many=True).data)

    @extend_schema(
        operation_id="forum_start_topic", request=StartTopicIn, responses={201: ForumTopicOut}
    )
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Start a topic, with a poll if wanted. With an Idempotency-Key it is started once."""
        member, given = member_of(request), given_in(StartTopicIn, request)
        place = place_named(places_for(member), given["category"])
        poll = PollDraft(**given["poll"]) if given["poll"] else None
        topic = start_topic(
            author=member,
            category_id=place.id,
            title=given["title"],
            body=given["body"],
            tags=",".join(given["tags"]),
            poll=poll,
            now=clock.now(),
        )
        return Response(ForumTopicOut(topic).data, status=201)


def the_topic(request: Request, topic_id: int) -> Topic:
    """Return a topic that the caller may see. Raises NotFound."""
    return get_topic_for(places_for(member_of(request)), topic_id)


class TopicDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_topic", responses=ForumTopicOut)
    def get(self, request: Request, topic_id: int) -> Response:
        """Show a topic."""
        return Response(ForumTopicOut(the_topic(request, topic_id)).data)


class TopicPosts(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_posts", responses=ForumPostOut(many=True))
    def get(self, request: Request, topic_id: int) -> Response:
        """List a topic's posts in their order."""
        places = places_for(member_of(request))
        rows = post_rows(get_topic_for(places, topic_id), places.reader)
        pages = PostPages()
        found: Any = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(ForumPostOut(found, many=True).data)


class Reply(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_reply", request=ReplyIn, responses={201: ForumPostOut})
    @idempotent(required=False)
    def post(self, request: Request, topic_id: int) -> Response:
        """Reply to a topic, or to the post `reply_to` in it."""
        given = given_in(ReplyIn, request)
        post = write_reply(
            topic_id=where_it_went(topic_id),
            author=member_of(request),
            body=given["body"],
            reply_to_id=given["reply_to"],
            now=clock.now(),
        )
        return Response(ForumPostOut(post).data, status=201)


class TopicPoll(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_poll", responses=PollOut)
    def get(self, request: Request, topic_id: int) -> Response:
        """Show a topic's poll, with counts where the caller may see them."""
        return poll_answer(request, topic_id)


def poll_answer(request: Request, topic_id: int) -> Response:
    """Answer with a topic's poll as it is now. Raises NotFound for a topic without one."""
    places = places_for(member_of(request))
    topic = get_topic_for(places, topic_id)
    if not topic.has_poll:
        raise NotFound
    return Response(PollOut(poll_view(topic.poll, places.reader, now=clock.now())).data)


class Vote(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_vote", request=VoteIn, responses=PollOut)
    def post(self, request: Request, topic_id: int) -> Response:
        """Vote by the options' positions, or change one's vote."""
        options = given_in(VoteIn, request)["options"]
        vote(topic_id=topic_id, member=member_of(request), options=options, now=clock.now())
        return poll_answer(request, topic_id)


class ClosePoll(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_close_poll", request=ForumReasonIn, responses=PollOut)
    def post(self, request: Request, topic_id: int) -> Response:
        """Close a poll for good."""
        reason = given_in(ForumReasonIn, request)["reason"]
        close_poll(topic_id=topic_id, actor=member_of(request), reason=reason, now=clock.now())
        return poll_answer(request, topic_id)


TOPIC = "forum/topics/<int:topic_id>/"
urlpatterns: list[URLPattern] = [
    path("forum/categories/", Categories.as_view(), name="forum_categories"),
    path("forum/topics/", Topics.as_view(), name="forum_topics"),
    path(TOPIC, TopicDetail.as_view(), name="forum_topic"),
    path(f"{TOPIC}posts/", TopicPosts.as_view(), name="forum_posts"),
    path(f"{TOPIC}reply/", Reply.as_view(), name="forum_reply"),
    path(f"{TOPIC}poll/", TopicPoll.as_view(), name="forum_poll"),
    path(f"{TOPIC}vote/", Vote.as_view(), name="forum_vote"),
    path(f"{TOPIC}close_poll/", ClosePoll.as_view(), name="forum_close_poll"),
]
