"""Who is in the club, the charter, nominations and votes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.gurus.errors import CandidateUnknown
from community.gurus.models import Nomination
from community.gurus.policies import is_of_the_club
from community.gurus.queries import charter as charters
from community.gurus.queries import members
from community.gurus.queries import nominations as read
from community.gurus.serializers import (
    ApplyIn,
    CharterOut,
    ClubInvitationOut,
    ClubOut,
    ClubRemarkIn,
    ClubRemarkOut,
    ClubVoteIn,
    MembershipOut,
    NominateIn,
    NominationOut,
    NominationWholeOut,
    SignIn,
)
from community.gurus.services import charter as signing
from community.gurus.services import nominating, voting
from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_username
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.core.errors import NotFound

SCOPES = HasScope.of("gurus:read", "gurus:write")


def given(shape: type[Any], request: Request) -> dict[str, Any]:
    """Return what was sent, checked."""
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    found: dict[str, Any] = sent.validated_data
    return found


def paged(view: APIView, rows: Any, request: Request, shape: type[Any]) -> Response:
    """Return a page of rows."""
    pages = CursorPages()
    pages.ordering = ("-id",)  # type: ignore[assignment]
    found: Any = pages.paginate_queryset(rows, request, view=view)
    return pages.get_paginated_response(shape(found, many=True).data)


def named(username: str) -> Member:
    """Return the member of this name. Raises CandidateUnknown."""
    try:
        return get_member_by_username(username)
    except NotFound as error:
        raise CandidateUnknown(field="candidate") from error


def of_the_club(request: Request) -> Member:
    """Return who asks. Raises NotFound for who isn't of the club."""
    member: Member = member_of(request)
    if not is_of_the_club(member):
        raise NotFound
    return member


def _on_nomination(request: Request, public_id: str, verb: Callable[..., Nomination]) -> Response:
    member = of_the_club(request)
    found = read.get_nomination_in_club(member, public_id)
    after = verb(nomination=found, actor=member, now=clock.now())
    return Response(NominationOut(after).data)


def _as_candidate(
    request: Request, public_id: str, verb: Callable[..., Nomination], **sent: Any
) -> Response:
    member = member_of(request)
    found = read.get_invitation(member, public_id)
    after = verb(nomination=found, actor=member, now=clock.now(), **sent)
    return Response(ClubInvitationOut(after).data)


class Club(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_club", responses=ClubOut)
    def get(self, request: Request) -> Response:
        """Read who is in the club and who was."""
        member_of(request)
        version = charters.charter_in_force()
        shown = {
            "gurus": members.gurus_listed(),
            "alumni": members.alumni_listed(),
            "charter_version": version.number if version else 0,
        }
        return Response(ClubOut(shown).data)


class Charter(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="gurus_charter",
        parameters=[OpenApiParameter("version", int, description="the one in force by default")],
        responses=CharterOut,
    )
    def get(self, request: Request) -> Response:
        """Read the charter in all four languages."""
        member_of(request)
        asked = request.query_params.get("version", "")
        is_number = asked.isascii() and asked.isdecimal() and len(asked) < 7  # noqa: PLR2004
        version = charters.get_charter(int(asked)) if is_number else charters.charter_in_force()
        if version is None:
            raise NotFound
        return Response(CharterOut(version).data)


class Nominations(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="gurus_nominations",
        parameters=[OpenApiParameter("tab", str, enum=["open", "ended"])],
        responses=NominationOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List the club's nominations but one's own. For gurus and community managers."""
        member = of_the_club(request)
        rows = read.nominations_for(member, request.query_params.get("tab", "open"))
        return paged(self, rows, request, NominationOut)

    @extend_schema(
        operation_id="gurus_nominate", request=NominateIn, responses={201: NominationOut}
    )
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Nominate a member; a second guru has to support it."""
        member, sent = of_the_club(request), given(NominateIn, request)
        draft = nominating.NominationDraft(
            candidate=named(sent["candidate"]),
            reason=sent["reason"],
            evidence="\n".join(sent["evidence"]),
        )
        made = nominating.nominate(nominator=member, draft=draft, now=clock.now())
        return Response(NominationOut(made).data, status=201)


class OneNomination(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_nomination", responses=NominationWholeOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read a nomination with evidence, discussion and one's own vote."""
        member = of_the_club(request)
        found = read.get_nomination_in_club(member, public_id)
        ballot = read.ballot_of(found, member)
        shown = {
            "nomination": found,
            "evidence": read.exhibits_of(found, member),
            "remarks": read.remarks_on(found),
            "own_choice": ballot.choice if ballot else "",
            "own_reason": ballot.reason if ballot else "",
        }
        return Response(NominationWholeOut(shown).data)


class Support(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_support", request=None, responses=NominationOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Support a nomination as a second guru; now the candidate is asked."""
        return _on_nomination(request, public_id, nominating.support_nomination)


class WithdrawNomination(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_withdraw", request=None, responses=NominationOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Take back what one nominated, before the candidate applies."""
        return _on_nomination(request, public_id, nominating.withdraw_nomination)


class WriteRemark(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="gurus_remark", request=ClubRemarkIn, responses={201: ClubRemarkOut}
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Say something while the club discusses."""
        member = of_the_club(request)
        found = read.get_nomination_in_club(member, public_id)
        remark = nominating.write_remark(
            nomination=found, author=member, now=clock.now(), **given(ClubRemarkIn, request)
        )
        return Response(ClubRemarkOut(remark).data, status=201)


class CastVote(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_vote", request=ClubVoteIn, responses=ClubVoteIn)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Vote, or change one’s vote, until the vote closes."""
        member = of_the_club(request)
        found = read.get_nomination_in_club(member, public_id)
        ballot = voting.cast_vote(
            nomination=found, member=member, now=clock.now(), **given(ClubVoteIn, request)
        )
        return Response(ClubVoteIn(ballot).data)


class Invitations(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_invitations", responses=ClubInvitationOut(many=True))
    def get(self, request: Request) -> Response:
        """List where one is or was a candidate."""
        return Response(ClubInvitationOut(read.invitations_of(member_of(request)), many=True).data)


class ApplyToClub(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_apply", request=ApplyIn, responses=ClubInvitationOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Apply to the club."""
        sent = given(ApplyIn, request)
        return _as_candidate(request, public_id, nominating.apply_to_club, **sent)


class DeclineInvitation(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_decline", request=None, responses=ClubInvitationOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Say no, thank you."""
        return _as_candidate(request, public_id, nominating.decline_invitation)


class StepBack(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_step_back", request=None, responses=ClubInvitationOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Be a candidate no more."""
        return _as_candidate(request, public_id, nominating.step_back)


class JoinClub(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_join", request=SignIn, responses=MembershipOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Sign the charter as a confirmed candidate."""
        member = member_of(request)
        membership = signing.join_club(
            nomination=read.get_invitation(member, public_id),
            actor=member,
            number=given(SignIn, request)["number"],
            now=clock.now(),
        )
        return Response(MembershipOut(membership).data)


NOMINATION = "gurus/nominations/<public_id:public_id>/"
ASKED = "gurus/invitations/<public_id:public_id>/"
urlpatterns = [
    path("gurus/", Club.as_view(), name="gurus_club"),
    path("gurus/charter/", Charter.as_view(), name="gurus_charter"),
    path("gurus/nominations/", Nominations.as_view(), name="gurus_nominations"),
    path(NOMINATION, OneNomination.as_view(), name="gurus_nomination"),
    path(f"{NOMINATION}support/", Support.as_view(), name="gurus_support"),
    path(f"{NOMINATION}withdraw/", WithdrawNomination.as_view(), name="gurus_withdraw"),
    path(f"{NOMINATION}remark/", WriteRemark.as_view(), name="gurus_remark"),
    path(f"{NOMINATION}vote/", CastVote.as_view(), name="gurus_vote"),
    path("gurus/invitations/", Invitations.as_view(), name="gurus_invitations"),
    path(f"{ASKED}apply/", ApplyToClub.as_view(), name="gurus_apply"),
    path(f"{ASKED}decline/", DeclineInvitation.as_view(), name="gurus_decline"),
    path(f"{ASKED}step-back/", StepBack.as_view(), name="gurus_step_back"),
    path(f"{ASKED}join/", JoinClub.as_view(), name="gurus_join"),
]
