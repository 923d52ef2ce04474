"""Naming candidates, and a candidate's own answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.laurels.api.elections import ONE, SCOPES, club_election, given
from community.laurels.errors import CandidateNotAGuru
from community.laurels.models import Candidacy
from community.laurels.queries import elections as read
from community.laurels.serializers import CandidacyOut, NamingIn, OwnCandidacyOut, StatementIn
from community.laurels.services import nominating
from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_username
from marketplace.core import clock
from marketplace.core.api import idempotent, member_of
from marketplace.core.errors import NotFound


def _named(username: str) -> Member:
    try:
        return get_member_by_username(username)
    except NotFound as error:
        raise CandidateNotAGuru(field="candidate") from error


def _answered(
    request: Request, public_id: str, verb: Callable[..., Candidacy], **sent: Any
) -> Response:
    member = member_of(request)
    found = read.get_candidacy(member, public_id)
    after = verb(candidacy=found, actor=member, now=clock.now(), **sent)
    return Response(OwnCandidacyOut(after).data)


class NameCandidate(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="laurels_nominate", request=NamingIn, responses={201: CandidacyOut})
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Name a candidate; what their record says today is frozen."""
        found, sent = club_election(request, public_id), given(NamingIn, request)
        made = nominating.nominate_candidate(
            election=found,
            nominator=member_of(request),
            candidate=_named(sent["candidate"]),
            reason=sent["reason"],
            now=clock.now(),
        )
        return Response(CandidacyOut(made).data, status=201)


class OwnCandidacies(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="laurels_candidacies", responses=OwnCandidacyOut(many=True))
    def get(self, request: Request) -> Response:
        """List where one is or was a candidate."""
        return Response(OwnCandidacyOut(read.candidacies_of(member_of(request)), many=True).data)


class AcceptCandidacy(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="laurels_accept", request=StatementIn, responses=OwnCandidacyOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Be a candidate, with a few words to those who vote."""
        sent = given(StatementIn, request)
        return _answered(request, public_id, nominating.accept_candidacy, **sent)


class DeclineCandidacy(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="laurels_decline", request=None, responses=OwnCandidacyOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Say no, thank you."""
        return _answered(request, public_id, nominating.decline_candidacy)


class StepBackFromElection(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="laurels_step_back", request=None, responses=OwnCandidacyOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Be a candidate no more."""
        return _answered(request, public_id, nominating.step_back)


OWN = "laurels/candidacies/<public_id:public_id>/"
urlpatterns = [
    path(f"{ONE}nominate/", NameCandidate.as_view(), name="laurels_nominate"),
    path("laurels/candidacies/", OwnCandidacies.as_view(), name="laurels_candidacies"),
    path(f"{OWN}accept/", AcceptCandidacy.as_view(), name="laurels_accept"),
    path(f"{OWN}decline/", DeclineCandidacy.as_view(), name="laurels_decline"),
    path(f"{OWN}step-back/", StepBackFromElection.as_view(), name="laurels_step_back"),
]
