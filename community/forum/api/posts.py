"""Posts in the API: changing, removing, liking, choosing."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.forum.api.topics import SCOPES, given_in
from community.forum.models import Post
from community.forum.policies.writing import can_see_history
from community.forum.queries.history import versions_of
from community.forum.queries.places import places_for
from community.forum.queries.posts import get_post_for
from community.forum.serializers.writing import (
    EditPostIn,
    ForumPictureIn,
    ForumPictureOut,
    ForumPostOut,
    ForumReasonIn,
    PostVersionOut,
    VersionIn,
)
from community.forum.services.editing import edit_post, restore_version
from community.forum.services.liking import like_post, unlike_post
from community.forum.services.pictures import add_picture
from community.forum.services.removing import remove_post, restore_post
from community.forum.services.solving import choose_solution, take_solution_back
from marketplace.core import clock
from marketplace.core.api import member_of
from marketplace.core.errors import NotFound


def _shown(post: Post) -> Response:
    return Response(ForumPostOut(post).data)


def _the_post(request: Request, post_id: int) -> Post:
    """Return a post that the caller may see, so that strangers learn nothing of others."""
    return get_post_for(places_for(member_of(request)), post_id)


class PostDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_post", responses=ForumPostOut)
    def get(self, request: Request, post_id: int) -> Response:
        """Show a post."""
        return _shown(_the_post(request, post_id))


class History(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_history", responses=PostVersionOut(many=True))
    def get(self, request: Request, post_id: int) -> Response:
        """List a post's versions, the newest first."""
        places = places_for(member_of(request))
        post = get_post_for(places, post_id)
        if not can_see_history(places.reader, post):
            raise NotFound
        return Response(PostVersionOut(versions_of(post), many=True).data)


class Edit(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_edit", request=EditPostIn, responses=ForumPostOut)
    def post(self, request: Request, post_id: int) -> Response:
        """Change a post; of a topic's first one the title and tags too."""
        _the_post(request, post_id)
        given = given_in(EditPostIn, request)
        tags = given["tags"]
        post = edit_post(
            post_id=post_id,
            actor=member_of(request),
            body=given["body"],
            title=given["title"],
            tags=None if tags is None else ",".join(tags),
            reason=given["reason"],
            seen_version=given["version"],
            now=clock.now(),
        )
        return _shown(post)


class RestoreVersion(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_restore_version", request=VersionIn, responses=ForumPostOut)
    def post(self, request: Request, post_id: int) -> Response:
        """Bring an earlier version back, as a new one."""
        _the_post(request, post_id)
        number = given_in(VersionIn, request)["number"]
        return _shown(
            restore_version(
                post_id=post_id, actor=member_of(request), number=number, now=clock.now()
            )
        )


class Remove(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_remove", request=ForumReasonIn, responses=ForumPostOut)
    def post(self, request: Request, post_id: int) -> Response:
        """Remove a post; somebody else's with a reason."""
        _the_post(request, post_id)
        reason = given_in(ForumReasonIn, request)["reason"]
        return _shown(
            remove_post(post_id=post_id, actor=member_of(request), reason=reason, now=clock.now())
        )


class Restore(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_restore", request=None, responses=ForumPostOut)
    def post(self, request: Request, post_id: int) -> Response:
        """Bring a removed post back."""
        _the_post(request, post_id)
        return _shown(restore_post(post_id=post_id, actor=member_of(request), now=clock.now()))


class LikePost(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_like", request=None, responses=ForumPostOut)
    def post(self, request: Request, post_id: int) -> Response:
        """Like a post."""
        return _shown(like_post(post_id=post_id, member=member_of(request), now=clock.now()))


class UnlikePost(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_unlike", request=None, responses=ForumPostOut)
    def post(self, request: Request, post_id: int) -> Response:
        """Take a like back."""
        return _shown(unlike_post(post_id=post_id, member=member_of(request), now=clock.now()))


class Solve(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_solve", request=None, responses=ForumPostOut)
    def post(self, request: Request, post_id: int) -> Response:
        """Say that a post solves its question."""
        choose_solution(post_id=post_id, member=member_of(request), now=clock.now())
        return _shown(_the_post(request, post_id))


class Unsolve(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="forum_unsolve", request=ForumReasonIn, responses=ForumPostOut)
    def post(self, request: Request, post_id: int) -> Response:
        """Say that a post is no solution after all."""
        reason = given_in(ForumReasonIn, request)["reason"]
        take_solution_back(
            post_id=post_id, member=member_of(request), reason=reason, now=clock.now()
        )
        return _shown(_the_post(request, post_id))


class Pictures(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="forum_add_picture",
        request={"multipart/form-data": ForumPictureIn},
        responses={201: ForumPictureOut},
    )
    def post(self, request: Request) -> Response:
        """Keep a picture; posts show it by its address."""
        given: dict[str, Any] = given_in(ForumPictureIn, request)
        row = add_picture(member=member_of(request), upload=given["image"], now=clock.now())
        return Response(ForumPictureOut(row).data, status=201)


POST = "forum/posts/<int:post_id>/"
urlpatterns: list[URLPattern] = [
    path("forum/pictures/", Pictures.as_view(), name="forum_pictures"),
    path(POST, PostDetail.as_view(), name="forum_post"),
    path(f"{POST}history/", History.as_view(), name="forum_history"),
    path(f"{POST}edit/", Edit.as_view(), name="forum_edit"),
    path(f"{POST}restore_version/", RestoreVersion.as_view(), name="forum_restore_version"),
    path(f"{POST}remove/", Remove.as_view(), name="forum_remove"),
    path(f"{POST}restore/", Restore.as_view(), name="forum_restore"),
    path(f"{POST}like/", LikePost.as_view(), name="forum_like"),
    path(f"{POST}unlike/", UnlikePost.as_view(), name="forum_unlike"),
    path(f"{POST}solve/", Solve.as_view(), name="forum_solve"),
    path(f"{POST}unsolve/", Unsolve.as_view(), name="forum_unsolve"),
]
