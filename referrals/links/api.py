"""A member's links in the API, and who came by them."""

from __future__ import annotations

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from referrals.links import queries, services
from referrals.links.models import Link
from referrals.links.queries import whole_address
from referrals.links.serializers import LinkOut, NewLinkIn, ReferralOut, WordIn

SCOPES = HasScope.of("referrals:read", "referrals:write")


def _rows(links: list[Link]) -> list[dict[str, Any]]:
    figures = queries.figures_of(links)
    names = ("code", "word", "kind", "ref", "label", "path", "created_at", "closed_at")
    return [
        {
            **{name: getattr(link, name) for name in names},
            "address": whole_address(link),
            "figures": figures[link.pk],
        }
        for link in links
    ]


def _given(shape: type[Any], request: Request) -> Any:
    form = shape(data=request.data)
    form.is_valid(raise_exception=True)
    return form.validated_data


class Links(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="referrals_links", responses=LinkOut(many=True))
    def get(self, request: Request) -> Response:
        """List one's own links with what they brought, the newest first."""
        member = member_of(request)
        services.own_link(member=member, now=clock.now())
        pages = CursorPages()
        pages.ordering = ("-id",)  # type: ignore[assignment]
        found: Any = pages.paginate_queryset(queries.links_of(member), request, view=self)
        return pages.get_paginated_response(LinkOut(_rows(list(found)), many=True).data)

    @extend_schema(operation_id="referrals_link_add", request=NewLinkIn, responses={201: LinkOut})
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Make a link to a page; the same label again gives the same link."""
        given = _given(NewLinkIn, request)
        link = services.add_link(
            member=member_of(request), path=given["path"], label=given["label"], now=clock.now()
        )
        return Response(LinkOut(_rows([link])[0]).data, status=201)


class Close(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="referrals_link_close", request=None, responses=LinkOut)
    def post(self, request: Request, code: str) -> Response:
        """Count nobody by a link any more."""
        link = queries.get_link_of(member_of(request), code)
        services.close_link(link=link, now=clock.now())
        return Response(LinkOut(_rows([queries.get_link_of(member_of(request), code)])[0]).data)


class Word(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="referrals_word", request=WordIn, responses=LinkOut)
    def post(self, request: Request) -> Response:
        """Give one's own link a word, once."""
        link = services.choose_word(
            member=member_of(request), word=_given(WordIn, request)["word"], now=clock.now()
        )
        return Response(LinkOut(_rows([link])[0]).data)


class People(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="referrals_people", responses=ReferralOut(many=True))
    def get(self, request: Request) -> Response:
        """List who came by one's links, the latest first."""
        pages = CursorPages()
        pages.ordering = ("-at", "-id")  # type: ignore[assignment]
        found: Any = pages.paginate_queryset(
            queries.brought_by(member_of(request)), request, view=self
        )
        return pages.get_paginated_response(ReferralOut(found, many=True).data)


urlpatterns = [
    path("referrals/links/", Links.as_view(), name="referral_links"),
    path("referrals/links/<slug:code>/close/", Close.as_view(), name="referral_link_close"),
    path("referrals/word/", Word.as_view(), name="referral_word"),
    path("referrals/people/", People.as_view(), name="referral_people"),
]
