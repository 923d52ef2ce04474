"""Proposals in the API."""

from __future__ import annotations

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.hiring import queries, services
from marketplace.hiring.api.looking import looks_again
from marketplace.hiring.serializers import (
    AcceptIn,
    AllowanceOut,
    DeclineIn,
    OrderRef,
    ProposalIn,
    ProposalOut,
    ShortlistIn,
)

SCOPES = HasScope.of("briefs:read", "briefs:write")


class ProposalList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="proposals_list", responses=ProposalOut(many=True))
    def get(self, request: Request) -> Response:
        """List the member's own proposals, newest first."""
        pages = CursorPages()
        rows = queries.proposals_of(member_of(request))
        found = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(ProposalOut(found, many=True).data)


class AllowanceView(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="proposals_allowance", responses=AllowanceOut)
    def get(self, request: Request) -> Response:
        """Say how many proposals are left today, and when there are new ones."""
        found = queries.allowance_of(member_of(request), now=clock.now())
        return Response(AllowanceOut(found).data)


class BriefProposals(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="posted_briefs_proposals", responses=ProposalOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List a brief's proposals, for its client."""
        brief = queries.get_posted_for(member_of(request), public_id)
        pages = CursorPages()
        found = pages.paginate_queryset(queries.proposals_for(brief), request, view=self)
        return pages.get_paginated_response(ProposalOut(found, many=True).data)


class BriefPropose(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="posted_briefs_propose", request=ProposalIn, responses={201: ProposalOut}
    )
    @idempotent(required=False)
    @looks_again
    def post(self, request: Request, public_id: str) -> Response:
        """Propose terms for an open brief."""
        form = ProposalIn(data=request.data)
        form.is_valid(raise_exception=True)
        member, now = member_of(request), clock.now()
        brief = queries.get_posted_by_id(public_id, member, now=now)
        made = services.send_proposal(
            brief=brief,
            actor=member,
            terms=form.terms(brief),
            as_is=form.validated_data["as_is"],
            now=now,
        )
        return Response(ProposalOut(made).data, status=201)


class ProposalDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="proposals_read", responses=ProposalOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show a proposal to its freelancer, or to the client."""
        return Response(ProposalOut(queries.get_proposal_for(member_of(request), public_id)).data)

    @extend_schema(operation_id="proposals_edit", request=ProposalIn, responses=ProposalOut)
    @looks_again
    def put(self, request: Request, public_id: str) -> Response:
        """Change one's terms; the version goes up."""
        form = ProposalIn(data=request.data)
        form.is_valid(raise_exception=True)
        member = member_of(request)
        proposal = queries.get_proposal_for(member, public_id)
        done = services.edit_proposal(
            proposal=proposal,
            actor=member,
            terms=form.terms(proposal.brief),
            as_is=form.validated_data["as_is"],
            now=clock.now(),
        )
        return Response(ProposalOut(done).data)


class ProposalWithdraw(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="proposals_withdraw", request=None, responses=ProposalOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Take one's proposal back."""
        member = member_of(request)
        proposal = queries.get_proposal_for(member, public_id)
        done = services.withdraw_proposal(proposal=proposal, actor=member, now=clock.now())
        return Response(ProposalOut(done).data)


class ProposalShortlist(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="proposals_shortlist", request=ShortlistIn, responses=ProposalOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Put a proposal on the shortlist, or take it off."""
        form = ShortlistIn(data=request.data)
        form.is_valid(raise_exception=True)
        member = member_of(request)
        done = services.shortlist_proposal(
            proposal=queries.get_proposal_for(member, public_id),
            actor=member,
            wanted=form.validated_data["wanted"],
            now=clock.now(),
        )
        return Response(ProposalOut(done).data)


class ProposalDecline(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="proposals_decline", request=DeclineIn, responses=ProposalOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Say no to a proposal, with a reason if one likes."""
        form = DeclineIn(data=request.data)
        form.is_valid(raise_exception=True)
        member = member_of(request)
        done = services.decline_proposal(
            proposal=queries.get_proposal_for(member, public_id),
            actor=member,
            reason=form.validated_data["reason"],
            now=clock.now(),
        )
        return Response(ProposalOut(done).data)


class ProposalAccept(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="proposals_accept", request=AcceptIn, responses={201: OrderRef})
    @idempotent()
    def post(self, request: Request, public_id: str) -> Response:
        """Choose a proposal in the version that was read; what is held pays if it is enough."""
        form = AcceptIn(data=request.data)
        form.is_valid(raise_exception=True)
        member = member_of(request)
        order = services.accept_proposal(
            proposal=queries.get_proposal_for(member, public_id),
            actor=member,
            version=form.validated_data["version"],
            now=clock.now(),
        )
        return Response({"order": order.public_id}, status=201)


ONE = "proposals/<str:public_id>"
urlpatterns = [
    path("proposals/", ProposalList.as_view(), name="proposals"),
    path("proposals/allowance/", AllowanceView.as_view(), name="proposal_allowance"),
    path(
        "posted-briefs/<str:public_id>/proposals/",
        BriefProposals.as_view(),
        name="posted_brief_proposals",
    ),
    path(
        "posted-briefs/<str:public_id>/propose/",
        BriefPropose.as_view(),
        name="posted_brief_propose",
    ),
    path(f"{ONE}/", ProposalDetail.as_view(), name="proposal"),
    path(f"{ONE}/withdraw/", ProposalWithdraw.as_view(), name="proposal_withdraw"),
    path(f"{ONE}/shortlist/", ProposalShortlist.as_view(), name="proposal_shortlist"),
    path(f"{ONE}/decline/", ProposalDecline.as_view(), name="proposal_decline"),
    path(f"{ONE}/accept/", ProposalAccept.as_view(), name="proposal_accept"),
]
