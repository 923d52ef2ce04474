"""The member and their tokens in the API."""

from __future__ import annotations

from typing import Any, cast

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts import queries, services
from marketplace.accounts.choices import Digits, Language
from marketplace.accounts.models import ApiToken, Member
from marketplace.accounts.serializers import (
    CvIn,
    CvOut,
    DetailsIn,
    MeOut,
    NewTokenOut,
    PreferencesIn,
    ProfileIn,
    TakingWorkIn,
    TokenIn,
    TokenOut,
    VacationIn,
)
from marketplace.accounts.services import EntryDraft, ProfileDetails, ProfileText
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope

ME = HasScope.of("me:read", "me:write")
TOKENS = HasScope.of("tokens:read", "tokens:write")


def _caller(request: Request) -> Member:
    return cast("Member", request.user)


def _read(shape: type[serializers.Serializer[Any]], request: Request, **options: Any) -> Any:
    given = shape(data=request.data, **options)
    given.is_valid(raise_exception=True)
    return given.validated_data


def _me(member: Member) -> Response:
    profile = queries.profile_of(member)
    profile.member = member
    return Response(MeOut(profile).data)


class MeView(APIView):
    permission_classes = [ME]

    @extend_schema(operation_id="me", responses=MeOut)
    def get(self, request: Request) -> Response:
        """Return the member that the token belongs to."""
        return _me(_caller(request))

    @extend_schema(operation_id="me_update_profile", request=ProfileIn, responses=MeOut)
    def patch(self, request: Request) -> Response:
        """Change what others read of the member; what is left out stays as it is."""
        member = _caller(request)
        profile = queries.profile_of(member)
        text = {
            "display_name": member.display_name,
            "headline": profile.headline,
            "bio": profile.bio_source,
            "skills": profile.skills,
            "country": member.country,
            "timezone": member.timezone,
            **_read(ProfileIn, request, partial=True),
        }
        changed = services.update_profile(member=member, text=ProfileText(**text), now=clock.now())
        return _me(changed.member)


class PreferencesView(APIView):
    permission_classes = [ME]

    @extend_schema(operation_id="me_set_preferences", request=PreferencesIn, responses=MeOut)
    def post(self, request: Request) -> Response:
        """Choose the language of mails and the digits of pages."""
        given = _read(PreferencesIn, request)
        member = services.set_preferences(
            member=_caller(request),
            language=Language(given["language"]),
            digits=Digits(given["digits"]),
        )
        return _me(member)


class TakingWorkView(APIView):
    permission_classes = [ME]

    @extend_schema(operation_id="me_set_taking_work", request=TakingWorkIn, responses=MeOut)
    def post(self, request: Request) -> Response:
        """Open or close the member's door for new work."""
        given = _read(TakingWorkIn, request)
        services.set_taking_work(member=_caller(request), is_taking_work=given["is_taking_work"])
        return _me(_caller(request))


class DetailsView(APIView):
    permission_classes = [ME]

    @extend_schema(operation_id="me_update_details", request=DetailsIn, responses=MeOut)
    def put(self, request: Request) -> Response:
        """Keep city, weekly hours, spoken languages and links."""
        given = _read(DetailsIn, request)
        profile = services.update_details(
            member=_caller(request),
            details=ProfileDetails(
                city=given["city"],
                weekly_hours=given["weekly_hours"],
                spoken=[(row["code"], row["level"]) for row in given["spoken"]],
                links=[(row["label"], row["address"]) for row in given["links"]],
            ),
        )
        return _me(profile.member)


class CvView(APIView):
    permission_classes = [ME]

    @extend_schema(operation_id="me_cv", responses=CvOut)
    def get(self, request: Request) -> Response:
        """Return the lines of one's CV, in their order."""
        return Response(CvOut({"entries": queries.cv_entries_of(_caller(request))}).data)

    @extend_schema(operation_id="me_save_cv", request=CvIn, responses=CvOut)
    def put(self, request: Request) -> Response:
        """Keep the lines as they are given; what is left out is gone."""
        rows = _read(CvIn, request)["entries"]
        entries = [EntryDraft(**row) for row in rows]
        services.save_cv_entries(member=_caller(request), entries=entries, now=clock.now())
        return Response(CvOut({"entries": queries.cv_entries_of(_caller(request))}).data)


class VacationView(APIView):
    permission_classes = [ME]

    @extend_schema(operation_id="me_set_vacation", request=VacationIn, responses=MeOut)
    def post(self, request: Request) -> Response:
        """Plan a vacation, or change it; it ends by itself."""
        given = _read(VacationIn, request)
        profile = services.set_vacation(member=_caller(request), now=clock.now(), **given)
        return _me(profile.member)


class EndVacationView(APIView):
    permission_classes = [ME]

    @extend_schema(operation_id="me_end_vacation", request=None, responses=MeOut)
    def post(self, request: Request) -> Response:
        """Come back, or drop a planned vacation."""
        return _me(services.end_vacation(member=_caller(request), now=clock.now()).member)


class TokenList(APIView):
    permission_classes = [TOKENS]

    @extend_schema(operation_id="tokens_list", responses=TokenOut(many=True))
    def get(self, request: Request) -> Response:
        """List the member's tokens, newest first, revoked ones too."""
        pages = CursorPages()
        rows: Any = pages.paginate_queryset(queries.tokens_of(_caller(request)), request, self)
        return pages.get_paginated_response(TokenOut(rows, many=True).data)

    @extend_schema(operation_id="tokens_create", request=TokenIn, responses={201: NewTokenOut})
    def post(self, request: Request) -> Response:
        """Make a token that may do at most what the asking one may; its key is shown this once."""
        given = _read(TokenIn, request)
        made = services.create_token(
            member=_caller(request),
            within=cast("ApiToken", request.auth).scopes,
            now=clock.now(),
            **given,
        )
        return Response(NewTokenOut(made).data, status=201)


class TokenDetail(APIView):
    permission_classes = [TOKENS]

    @extend_schema(operation_id="tokens_read", responses=TokenOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Return one of the member's tokens."""
        return Response(TokenOut(queries.get_token_for(_caller(request), public_id)).data)


class TokenRevoke(APIView):
    permission_classes = [TOKENS]

    @extend_schema(operation_id="tokens_revoke", request=None, responses=TokenOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Stop a token at once."""
        token = services.revoke_token(member=_caller(request), public_id=public_id, now=clock.now())
        return Response(TokenOut(token).data)


urlpatterns = [
    path("me/", MeView.as_view(), name="me"),
    path("me/set_preferences/", PreferencesView.as_view(), name="me_set_preferences"),
    path("me/set_taking_work/", TakingWorkView.as_view(), name="me_set_taking_work"),
    path("me/details/", DetailsView.as_view(), name="me_details"),
    path("me/cv/", CvView.as_view(), name="me_cv"),
    path("me/set_vacation/", VacationView.as_view(), name="me_set_vacation"),
    path("me/end_vacation/", EndVacationView.as_view(), name="me_end_vacation"),
    path("tokens/", TokenList.as_view(), name="tokens"),
    path("tokens/<str:public_id>/", TokenDetail.as_view(), name="token"),
    path("tokens/<str:public_id>/revoke/", TokenRevoke.as_view(), name="tokens_revoke"),
]
