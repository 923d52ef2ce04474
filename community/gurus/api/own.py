"""One's own membership and what the club gave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.gurus.api.club import SCOPES, given, paged
from community.gurus.choices import LIVE
from community.gurus.models import Grant, Membership
from community.gurus.queries import members
from community.gurus.queries.duties import meter_now, quarters_of
from community.gurus.queries.privileges import get_grant_for, grants_of
from community.gurus.serializers import (
    ClubCodeOut,
    ClubReasonIn,
    GrantOut,
    GuruBreakIn,
    KnownForIn,
    MembershipOut,
    OwnMembershipOut,
    SignIn,
)
from community.gurus.services import charter, giving, memberships
from marketplace.core import clock
from marketplace.core.api import idempotent, member_of


def _own(request: Request, verb: Callable[..., Membership], **sent: Any) -> Response:
    member = member_of(request)
    found = members.get_own_membership(member)
    after = verb(membership=found, actor=member, now=clock.now(), **sent)
    return Response(MembershipOut(after).data)


def _grant(request: Request, public_id: str, verb: Callable[..., Grant]) -> Response:
    member = member_of(request)
    found = get_grant_for(member, public_id)
    return Response(GrantOut(verb(grant=found, actor=member, now=clock.now())).data)


class OwnMembership(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_membership", responses=OwnMembershipOut)
    def get(self, request: Request) -> Response:
        """Read one's membership and duties."""
        found = members.get_own_membership(member_of(request))
        shown = {
            "membership": found,
            "now": meter_now(found, now=clock.now()) if found.state in LIVE else None,
            "quarters": quarters_of(found),
        }
        return Response(OwnMembershipOut(shown).data)


class SignCharter(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_sign", request=SignIn, responses=MembershipOut)
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Sign the charter that is in force."""
        number = given(SignIn, request)["number"]
        return _own(request, charter.sign_charter, number=number)


class Describe(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_describe", request=KnownForIn, responses=MembershipOut)
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Say what one is known for."""
        member, sent = member_of(request), given(KnownForIn, request)
        found = members.get_own_membership(member)
        memberships.describe_member(membership=found, actor=member, now=clock.now(), **sent)
        return Response(MembershipOut(members.get_own_membership(member)).data)


class TakeBreak(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_take_break", request=GuruBreakIn, responses=MembershipOut)
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Go on leave from today on."""
        sent = given(GuruBreakIn, request)
        draft = memberships.BreakDraft(starts_on=clock.now().astimezone(UTC).date(), **sent)
        return _own(request, memberships.take_break, draft=draft)


class ComeBack(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_come_back", request=None, responses=MembershipOut)
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """End one’s leave."""
        return _own(request, memberships.come_back)


class LeaveClub(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_leave", request=ClubReasonIn, responses=MembershipOut)
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Leave the club, with honours."""
        return _own(request, memberships.leave_club, **given(ClubReasonIn, request))


class AppealRemoval(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_appeal", request=ClubReasonIn, responses=MembershipOut)
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Appeal against one’s removal."""
        text = given(ClubReasonIn, request)["reason"]
        return _own(request, memberships.appeal_removal, text=text)


class OwnGrants(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_grants", responses=GrantOut(many=True))
    def get(self, request: Request) -> Response:
        """List what the club gave one; never a code."""
        return paged(self, grants_of(member_of(request)), request, GrantOut)


class AcceptGrant(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_grant_accept", request=None, responses=GrantOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Accept an invitation."""
        return _grant(request, public_id, giving.accept_privilege)


class DeclineGrant(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_grant_decline", request=None, responses=GrantOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Decline an invitation, or give the place back."""
        return _grant(request, public_id, giving.decline_privilege)


class ShowCode(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_grant_code", request=None, responses=ClubCodeOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Read a code, once."""
        member = member_of(request)
        code = giving.show_code(
            grant=get_grant_for(member, public_id), actor=member, now=clock.now()
        )
        return Response({"code": code}, headers={"Cache-Control": "no-store"})


GRANT = "gurus/grants/<public_id:public_id>/"
urlpatterns = [
    path("gurus/membership/", OwnMembership.as_view(), name="gurus_membership"),
    path("gurus/membership/sign/", SignCharter.as_view(), name="gurus_sign"),
    path("gurus/membership/describe/", Describe.as_view(), name="gurus_describe"),
    path("gurus/membership/take-break/", TakeBreak.as_view(), name="gurus_take_break"),
    path("gurus/membership/come-back/", ComeBack.as_view(), name="gurus_come_back"),
    path("gurus/membership/leave/", LeaveClub.as_view(), name="gurus_leave"),
    path("gurus/membership/appeal/", AppealRemoval.as_view(), name="gurus_appeal"),
    path("gurus/grants/", OwnGrants.as_view(), name="gurus_grants"),
    path(f"{GRANT}accept/", AcceptGrant.as_view(), name="gurus_grant_accept"),
    path(f"{GRANT}decline/", DeclineGrant.as_view(), name="gurus_grant_decline"),
    path(f"{GRANT}code/", ShowCode.as_view(), name="gurus_grant_code"),
]
