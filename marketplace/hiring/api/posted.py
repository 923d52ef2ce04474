"""Posted briefs in the API."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.queries import get_member_by_username
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.core.conf import rules
from marketplace.core.json_parser import JSONParser
from marketplace.hiring import queries, services
from marketplace.hiring.api.looking import looks_again
from marketplace.hiring.models import PostedBrief
from marketplace.hiring.serializers import (
    DaysIn,
    GatewayIn,
    InvitationOut,
    InviteIn,
    OrderRef,
    PaymentRef,
    PostedFiltersIn,
    PostedIn,
    PostedOut,
)

SCOPES = HasScope.of("briefs:read", "briefs:write")
WALLET = "wallet"


class PostedList(APIView):
    permission_classes = [SCOPES]
    parser_classes = [JSONParser, MultiPartParser]

    @extend_schema(
        operation_id="posted_briefs_list",
        parameters=[PostedFiltersIn],
        responses=PostedOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List open briefs, newest first, narrowed as on the page; `?box=mine` lists one's own."""
        member, form = member_of(request), PostedFiltersIn(data=request.query_params)
        form.is_valid(raise_exception=True)
        rows = (
            queries.my_posted_briefs(member).select_related("client")
            if form.validated_data["box"] == "mine"
            else queries.browse_briefs(form.filters(), member, now=clock.now())
        )
        pages = CursorPages()
        found = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(PostedOut(found, many=True).data)

    @extend_schema(operation_id="posted_briefs_post", request=PostedIn, responses={201: PostedOut})
    @idempotent(required=False)
    @looks_again
    def post(self, request: Request) -> Response:
        """Post a brief for proposals."""
        form = PostedIn(data=request.data)
        form.is_valid(raise_exception=True)
        brief = services.post_brief(
            client=member_of(request),
            text=form.brief_text(),
            days=form.validated_data.get("days") or rules().posted_brief_days,
            as_is=form.validated_data["as_is"],
            now=clock.now(),
        )
        return Response(PostedOut(brief).data, status=201)


class PostedDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="posted_briefs_read", responses=PostedOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show a brief that is open, or in which the member has part."""
        now = clock.now()
        brief = queries.get_posted_by_id(public_id, member_of(request), now=now)
        return Response(PostedOut(services.settle_brief(brief=brief, now=now)).data)

    @extend_schema(operation_id="posted_briefs_edit", request=PostedIn, responses=PostedOut)
    @looks_again
    def put(self, request: Request, public_id: str) -> Response:
        """Change what an open brief says."""
        form = PostedIn(data=request.data)
        form.is_valid(raise_exception=True)
        brief = queries.get_posted_for(member_of(request), public_id)
        done = services.edit_posted_brief(
            brief=brief,
            actor=member_of(request),
            text=form.brief_text(currency=brief.currency),
            as_is=form.validated_data["as_is"],
            now=clock.now(),
        )
        return Response(PostedOut(done).data)


def _with_days(request: Request, public_id: str, verb: Callable[..., PostedBrief]) -> Response:
    form = DaysIn(data=request.data)
    form.is_valid(raise_exception=True)
    member = member_of(request)
    brief = queries.get_posted_for(member, public_id)
    done = verb(brief=brief, actor=member, days=form.validated_data["days"], now=clock.now())
    return Response(PostedOut(done).data)


class PostedExtend(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="posted_briefs_extend", request=DaysIn, responses=PostedOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Let an open brief end so many days from now."""
        return _with_days(request, public_id, services.extend_brief)


class PostedReopen(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="posted_briefs_reopen", request=DaysIn, responses=PostedOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Open a closed or ended brief again."""
        return _with_days(request, public_id, services.reopen_brief)


class PostedClose(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="posted_briefs_close", request=None, responses=PostedOut)
    @idempotent()
    def post(self, request: Request, public_id: str) -> Response:
        """Close a brief; what is held comes back to the wallet."""
        member = member_of(request)
        brief = queries.get_posted_for(member, public_id)
        done = services.close_brief(brief=brief, actor=member, now=clock.now())
        return Response(PostedOut(done).data)


class PostedHold(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="posted_briefs_hold", request=None, responses=PostedOut)
    @idempotent()
    def post(self, request: Request, public_id: str) -> Response:
        """Hold the budget from the wallet."""
        member = member_of(request)
        brief = queries.get_posted_for(member, public_id)
        done = services.hold_budget(brief=brief, actor=member, now=clock.now())
        return Response(PostedOut(done).data)


class PostedPay(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="posted_briefs_pay", request=None, responses=OrderRef)
    @idempotent()
    def post(self, request: Request, public_id: str) -> Response:
        """Pay the chosen proposal: with what is held, and the rest from the wallet."""
        member = member_of(request)
        brief = queries.get_posted_for(member, public_id)
        order = services.pay_award(brief=brief, actor=member, now=clock.now())
        return Response({"order": order.public_id})


class PostedCheckout(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="posted_briefs_checkout", request=GatewayIn, responses={201: PaymentRef}
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Start a payment at a gateway: of the budget to hold, or of the rest of what was chosen.

        The `Idempotency-Key` header names the payment: the same again gives the first one back.
        """
        form = GatewayIn(data=request.data)
        form.is_valid(raise_exception=True)
        member = member_of(request)
        brief = queries.get_posted_for(member, public_id)
        verb = services.start_award_payment if brief.order_id else services.start_hold_payment
        payment = verb(
            brief=brief,
            actor=member,
            gateway=form.validated_data["method"],
            request_key=request.headers.get("Idempotency-Key", "")[:60],
            now=clock.now(),
        )
        said = {"payment": payment.public_id, "checkout_url": payment.checkout_url}
        return Response(said, status=201)


class PostedInvite(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="posted_briefs_invite", request=InviteIn, responses={201: InvitationOut}
    )
    @looks_again
    def post(self, request: Request, public_id: str) -> Response:
        """Ask a freelancer for a proposal."""
        form = InviteIn(data=request.data)
        form.is_valid(raise_exception=True)
        member = member_of(request)
        made = services.invite_freelancer(
            brief=queries.get_posted_for(member, public_id),
            actor=member,
            freelancer=get_member_by_username(form.validated_data["username"]),
            note=form.validated_data["note"],
            as_is=form.validated_data["as_is"],
            now=clock.now(),
        )
        return Response(InvitationOut(made).data, status=201)


ONE = "posted-briefs/<str:public_id>"
urlpatterns = [
    path("posted-briefs/", PostedList.as_view(), name="posted_briefs"),
    path(f"{ONE}/", PostedDetail.as_view(), name="posted_brief"),
    path(f"{ONE}/extend/", PostedExtend.as_view(), name="posted_brief_extend"),
    path(f"{ONE}/reopen/", PostedReopen.as_view(), name="posted_brief_reopen"),
    path(f"{ONE}/close/", PostedClose.as_view(), name="posted_brief_close"),
    path(f"{ONE}/hold/", PostedHold.as_view(), name="posted_brief_hold"),
    path(f"{ONE}/pay/", PostedPay.as_view(), name="posted_brief_pay"),
    path(f"{ONE}/checkout/", PostedCheckout.as_view(), name="posted_brief_checkout"),
    path(f"{ONE}/invite/", PostedInvite.as_view(), name="posted_brief_invite"),
]
