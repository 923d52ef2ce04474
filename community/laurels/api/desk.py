"""The community manager's desk: prepare, open, give prizes, confirm, cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.laurels.api.elections import ONE, SCOPES, given
from community.laurels.choices import ElectionState
from community.laurels.models import Election
from community.laurels.policies import MANAGERS
from community.laurels.queries import elections as read
from community.laurels.serializers import (
    ElectionDeskOut,
    ElectionDeskWholeOut,
    ElectionIn,
    ElectionPrizesIn,
    ElectionReasonIn,
)
from community.laurels.services import preparing
from community.laurels.services.preparing import ElectionDraft
from marketplace.accounts.models import Member
from marketplace.accounts.policies import enter_desk
from marketplace.core import clock
from marketplace.core.api import CursorPages, idempotent, member_of


def at_desk(request: Request) -> Member:
    """Return who asks. Raises NotFound for who has no such desk."""
    member: Member = member_of(request)
    enter_desk(member, *MANAGERS)
    return member


def _draft(request: Request) -> ElectionDraft:
    sent = ElectionIn(data=request.data)
    sent.is_valid(raise_exception=True)
    return sent.draft


def _moved(
    request: Request, public_id: str, verb: Callable[..., Election], **sent: Any
) -> Response:
    member = at_desk(request)
    found = read.get_election(public_id)
    after = verb(election=found, actor=member, now=clock.now(), **sent)
    return Response(ElectionDeskOut(after).data)


class ElectionsAtDesk(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="laurels_desk_elections", responses=ElectionDeskOut(many=True))
    def get(self, request: Request) -> Response:
        """List all elections, also those being prepared, the newest first. For managers."""
        at_desk(request)
        pages = CursorPages()
        pages.ordering = ("-id",)  # type: ignore[assignment]
        rows: Any = pages.paginate_queryset(read.elections_at_desk(), request, view=self)
        return pages.get_paginated_response(ElectionDeskOut(rows, many=True).data)

    @extend_schema(
        operation_id="laurels_prepare", request=ElectionIn, responses={201: ElectionDeskOut}
    )
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Begin the election of a year; nobody else sees it until it is opened. For managers."""
        member = at_desk(request)
        made = preparing.prepare_election(actor=member, draft=_draft(request), now=clock.now())
        return Response(ElectionDeskOut(made).data, status=201)


class ElectionAtDesk(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="laurels_desk_election", responses=ElectionDeskWholeOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read an election with its candidates, also before it is opened. For managers."""
        at_desk(request)
        found = read.get_election(public_id)
        is_open = found.state == ElectionState.VOTING
        shown = {
            "election": found,
            "candidates": read.candidates_of(found),
            "to_answer": read.candidacy_counts(found)[1],
            "voted": read.voted_count(found) if is_open else found.voted,
        }
        return Response(ElectionDeskWholeOut(shown).data)


class ChangeElection(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="laurels_change", request=ElectionIn, responses=ElectionDeskOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Plan an election anew that isn’t open yet. For community managers."""
        at_desk(request)
        return _moved(request, public_id, preparing.change_election, draft=_draft(request))


class ChooseElectionPrizes(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="laurels_prizes", request=ElectionPrizesIn, responses=ElectionDeskOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Say which contest carries the prizes. For community managers."""
        at_desk(request)
        sent = given(ElectionPrizesIn, request)
        return _moved(request, public_id, preparing.choose_prizes, **sent)


class OpenElection(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="laurels_open", request=None, responses=ElectionDeskOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Let gurus name candidates. For community managers."""
        return _moved(request, public_id, preparing.open_election)


class ConfirmElection(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="laurels_confirm", request=None, responses=ElectionDeskOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Confirm the count: everybody reads it from now on. For managers who are no candidates."""
        return _moved(request, public_id, preparing.confirm_result)


class CancelElection(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="laurels_cancel", request=ElectionReasonIn, responses=ElectionDeskOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """End it without a winner, with a reason that the club reads. For community managers."""
        at_desk(request)
        sent = given(ElectionReasonIn, request)
        return _moved(request, public_id, preparing.cancel_election, **sent)


DESK = "laurels/desk/elections/"
urlpatterns = [
    path(DESK, ElectionsAtDesk.as_view(), name="laurels_desk_elections"),
    path(f"{DESK}<public_id:public_id>/", ElectionAtDesk.as_view(), name="laurels_desk_election"),
    path(f"{ONE}change/", ChangeElection.as_view(), name="laurels_change"),
    path(f"{ONE}prizes/", ChooseElectionPrizes.as_view(), name="laurels_prizes"),
    path(f"{ONE}open/", OpenElection.as_view(), name="laurels_open"),
    path(f"{ONE}confirm/", ConfirmElection.as_view(), name="laurels_confirm"),
    path(f"{ONE}cancel/", CancelElection.as_view(), name="laurels_cancel"),
]
