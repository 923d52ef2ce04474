"""Elections, their candidates and results; casting a ballot."""

from __future__ import annotations

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.gurus.policies import is_of_the_club
from community.laurels.models import Election
from community.laurels.policies import sees_candidates, sees_count
from community.laurels.queries import elections as read
from community.laurels.queries.results import ballots_as_json, result_of
from community.laurels.serializers import (
    BallotFileOut,
    ElectionOut,
    ElectionResultOut,
    ElectionWholeOut,
    RankedBallotIn,
    ReceiptOut,
)
from community.laurels.services import voting
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, member_of
from marketplace.core.errors import NotFound

SCOPES = HasScope.of("gurus:read", "gurus:write")


def given(shape: type[Any], request: Request) -> dict[str, Any]:
    """Return what was sent, checked."""
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    found: dict[str, Any] = sent.validated_data
    return found


def club_election(request: Request, public_id: str) -> Election:
    """Return an opened election to gurus and managers. Raises NotFound for others."""
    if not is_of_the_club(member_of(request)):
        raise NotFound
    return read.get_open_election(public_id)


def counted_election(request: Request, public_id: str) -> Election:
    """Return an election to whoever may see its count. Raises NotFound."""
    found = read.get_open_election(public_id)
    if not sees_count(member_of(request), found):
        raise NotFound
    return found


class Elections(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="laurels_elections", responses=ElectionOut(many=True))
    def get(self, request: Request) -> Response:
        """List elections that were opened, the newest first."""
        member_of(request)
        pages = CursorPages()
        pages.ordering = ("-id",)  # type: ignore[assignment]
        rows: Any = pages.paginate_queryset(read.elections_listed(), request, view=self)
        return pages.get_paginated_response(ElectionOut(rows, many=True).data)


class OneElection(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="laurels_election", responses=ElectionWholeOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read an election; its candidates are shown to the club, and to all once confirmed."""
        member = member_of(request)
        found = read.get_open_election(public_id)
        elector = read.elector_of(found, member)
        shown = {
            "election": found,
            "candidates": read.candidates_of(found) if sees_candidates(member, found) else [],
            "may_vote": elector is not None and found.state == "voting",
            "has_voted": elector is not None and elector.has_voted,
        }
        return Response(ElectionWholeOut(shown).data)


class CastBallot(APIView):
    permission_classes = [SCOPES]

    # No record of the answer is kept for repeated requests: it would tie the receipt to a member.
    @extend_schema(operation_id="laurels_vote", request=RankedBallotIn, responses=ReceiptOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Vote, or vote anew, until the vote closes; the nonce makes a repeated request safe."""
        found = club_election(request, public_id)
        sent = given(RankedBallotIn, request)
        receipt = voting.cast_ballot(
            election=found, member=member_of(request), now=clock.now(), **sent
        )
        return Response(ReceiptOut(receipt).data)


class ElectionResult(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="laurels_result", responses=ElectionResultOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read the count, round by round."""
        return Response(ElectionResultOut(result_of(counted_election(request, public_id))).data)


class CountedBallots(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="laurels_ballots", responses=BallotFileOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read every ballot without its name, and what else is needed to count again."""
        found = ballots_as_json(counted_election(request, public_id))
        return Response(BallotFileOut(found).data)


ONE = "laurels/elections/<public_id:public_id>/"
urlpatterns = [
    path("laurels/elections/", Elections.as_view(), name="laurels_elections"),
    path(ONE, OneElection.as_view(), name="laurels_election"),
    path(f"{ONE}vote/", CastBallot.as_view(), name="laurels_vote"),
    path(f"{ONE}result/", ElectionResult.as_view(), name="laurels_result"),
    path(f"{ONE}ballots/", CountedBallots.as_view(), name="laurels_ballots"),
]
