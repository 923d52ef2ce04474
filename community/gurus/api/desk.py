"""The community manager's desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from typing import Any

from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.gurus.api.club import SCOPES, given, named, paged
from community.gurus.models import ClubCase, Membership, Nomination
from community.gurus.policies import ANSWERERS, MANAGERS
from community.gurus.queries import duties as meters
from community.gurus.queries import members
from community.gurus.queries import nominations as read
from community.gurus.serializers import (
    CharterIn,
    CharterOut,
    ClubCaseOut,
    ClubReasonIn,
    DutyIn,
    DutyMeterOut,
    DutyOut,
    EvangelistOut,
    FounderIn,
    MembershipOut,
    NominationOut,
)
from community.gurus.services import charter, deciding, duties, memberships
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import enter_desk
from marketplace.core import clock
from marketplace.core.api import idempotent, member_of


def at_desk(request: Request, roles: tuple[Role, ...] = MANAGERS) -> Member:
    """Return who asks. Raises NotFound for who has no such desk."""
    member: Member = member_of(request)
    enter_desk(member, *roles)
    return member


def _decide(request: Request, public_id: str, verb: Callable[..., Nomination]) -> Response:
    member = at_desk(request)
    after = verb(
        nomination=read.get_nomination_in_club(member, public_id),
        actor=member,
        now=clock.now(),
        **given(ClubReasonIn, request),
    )
    return Response(NominationOut(after).data)


def _member(
    request: Request,
    public_id: str,
    verb: Callable[..., Any],
    roles: tuple[Role, ...] = MANAGERS,
) -> Any:
    member = at_desk(request, roles)
    return verb(
        membership=members.get_membership(public_id),
        actor=member,
        now=clock.now(),
        **given(ClubReasonIn, request),
    )


def _case(request: Request, public_id: str, verb: Callable[..., ClubCase]) -> Response:
    member = at_desk(request)
    found = members.get_case(public_id)
    after = verb(case=found, actor=member, now=clock.now(), **given(ClubReasonIn, request))
    return Response(ClubCaseOut(after).data)


class ConfirmNomination(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_confirm", request=ClubReasonIn, responses=NominationOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Confirm what the club voted for. For community managers."""
        return _decide(request, public_id, deciding.confirm_nomination)


class RefuseNomination(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_refuse", request=ClubReasonIn, responses=NominationOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Don’t confirm it, with a reason. For community managers."""
        return _decide(request, public_id, deciding.refuse_nomination)


class StopNomination(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_stop", request=ClubReasonIn, responses=NominationOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Stop a nomination, with a reason. For community managers."""
        return _decide(request, public_id, deciding.stop_nomination)


class NameFounder(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_founder", request=FounderIn, responses={201: NominationOut})
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Ask one of the club’s first members. For community managers."""
        member, sent = at_desk(request), given(FounderIn, request)
        made = deciding.name_founder(
            candidate=named(sent["candidate"]),
            actor=member,
            reason=sent["reason"],
            now=clock.now(),
        )
        return Response(NominationOut(made).data, status=201)


class PublishCharter(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="gurus_charter_publish", request=CharterIn, responses={201: CharterOut}
    )
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Put a version of the charter in force. For community managers."""
        member = at_desk(request)
        draft = charter.CharterDraft(**given(CharterIn, request))
        version = charter.publish_charter(actor=member, draft=draft, now=clock.now())
        return Response(CharterOut(version).data, status=201)


class Memberships(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="gurus_memberships",
        parameters=[OpenApiParameter("tab", str, enum=["now", "appeals", "past"])],
        responses=MembershipOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List memberships. For community managers and administrators."""
        at_desk(request, ANSWERERS)
        rows = members.memberships_at_desk(request.query_params.get("tab", "now"))
        return paged(self, rows, request, MembershipOut)


class RemoveGuru(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_remove", request=ClubReasonIn, responses=MembershipOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Remove a member, with a reason. For community managers."""
        after: Membership = _member(request, public_id, memberships.remove_guru)
        return Response(MembershipOut(after).data)


class GrantAppeal(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_restore", request=ClubReasonIn, responses=MembershipOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Grant an appeal, as somebody who didn’t decide before."""
        after: Membership = _member(request, public_id, memberships.grant_appeal, ANSWERERS)
        return Response(MembershipOut(after).data)


class UpholdRemoval(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_uphold", request=ClubReasonIn, responses=MembershipOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Let a removal stand, as somebody who didn’t decide before."""
        after: Membership = _member(request, public_id, memberships.uphold_removal, ANSWERERS)
        return Response(MembershipOut(after).data)


class NameEvangelist(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_evangelist", request=ClubReasonIn, responses=EvangelistOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Raise a guru to evangelist. For community managers."""
        named_one = _member(request, public_id, memberships.name_evangelist)
        return Response(EvangelistOut(named_one).data)


class EndEvangelist(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="gurus_evangelist_end", request=ClubReasonIn, responses=EvangelistOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Let an evangelist be a guru again. For community managers."""
        named_one = _member(request, public_id, memberships.end_evangelist)
        return Response(EvangelistOut(named_one).data)


class Duties(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_duties", responses=DutyMeterOut(many=True))
    def get(self, request: Request) -> Response:
        """Read how every guru stands in this quarter. For community managers."""
        at_desk(request)
        now, gurus = clock.now(), members.gurus_listed()
        quarter = meters.quarter_of(now.astimezone(UTC).date())
        found = meters.meters_of(gurus, quarter, now=now)
        shown = [{"username": one.member.username, "meter": found[one.pk]} for one in gurus]
        return Response(DutyMeterOut(shown, many=True).data)

    @extend_schema(operation_id="gurus_duty_set", request=DutyIn, responses=DutyOut)
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Owe so many of a measure in a quarter. For community managers."""
        member, sent = at_desk(request), given(DutyIn, request)
        duty = duties.set_duty(
            actor=member, measure=sent["measure"], required=sent["owed"], now=clock.now()
        )
        return Response(DutyOut(duty).data)


class Cases(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="gurus_cases",
        parameters=[OpenApiParameter("tab", str, enum=["open", "decided"])],
        responses=ClubCaseOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List what has to be looked at. For community managers."""
        at_desk(request)
        is_open = request.query_params.get("tab", "open") != "decided"
        return paged(self, members.cases_at_desk(is_open=is_open), request, ClubCaseOut)


class KeepMember(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_case_keep", request=ClubReasonIn, responses=ClubCaseOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Decide that a member stays. For community managers."""
        return _case(request, public_id, duties.keep_member)


class EndMembership(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_case_end", request=ClubReasonIn, responses=ClubCaseOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """End a membership with honours. For community managers."""
        return _case(request, public_id, duties.end_membership)


NOMINATION = "gurus/nominations/<public_id:public_id>/"
MEMBER = "gurus/memberships/<public_id:public_id>/"
CASE = "gurus/cases/<public_id:public_id>/"
urlpatterns = [
    path(f"{NOMINATION}confirm/", ConfirmNomination.as_view(), name="gurus_confirm"),
    path(f"{NOMINATION}refuse/", RefuseNomination.as_view(), name="gurus_refuse"),
    path(f"{NOMINATION}stop/", StopNomination.as_view(), name="gurus_stop"),
    path("gurus/founders/", NameFounder.as_view(), name="gurus_founder"),
    path("gurus/charter/publish/", PublishCharter.as_view(), name="gurus_charter_publish"),
    path("gurus/memberships/", Memberships.as_view(), name="gurus_memberships"),
    path(f"{MEMBER}remove/", RemoveGuru.as_view(), name="gurus_remove"),
    path(f"{MEMBER}restore/", GrantAppeal.as_view(), name="gurus_restore"),
    path(f"{MEMBER}uphold/", UpholdRemoval.as_view(), name="gurus_uphold"),
    path(f"{MEMBER}evangelist/", NameEvangelist.as_view(), name="gurus_evangelist"),
    path(f"{MEMBER}evangelist/end/", EndEvangelist.as_view(), name="gurus_evangelist_end"),
    path("gurus/duties/", Duties.as_view(), name="gurus_duties"),
    path("gurus/cases/", Cases.as_view(), name="gurus_cases"),
    path(f"{CASE}keep/", KeepMember.as_view(), name="gurus_case_keep"),
    path(f"{CASE}end/", EndMembership.as_view(), name="gurus_case_end"),
]
