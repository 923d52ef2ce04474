"""The record in the API: boards, one's lines and standing, rules, and what was done elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.reputation import queries, services
from community.reputation.choices import Period
from community.reputation.forms import BoardForm
from community.reputation.models import ElsewhereReport
from community.reputation.serializers import (
    BoardOut,
    ElsewhereIn,
    ElsewhereOut,
    LineOut,
    MetricsOut,
    PointRuleIn,
    PointRuleOut,
    PriceEffectOut,
    PriceIn,
    StandingOut,
    VerdictIn,
)
from marketplace.accounts.choices import Role
from marketplace.accounts.policies import enter_desk
from marketplace.accounts.queries import get_member_by_username
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of

SCOPES = HasScope.of("reputation:read", "reputation:write")
KEEPER = Role.COMMUNITY_MANAGER


def _given(shape: type[Any], request: Request) -> dict[str, Any]:
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    found: dict[str, Any] = sent.validated_data
    return found


def _page(view: APIView, rows: Any, request: Request) -> tuple[CursorPages, Any]:
    pages = CursorPages()
    pages.ordering = ("-id",)  # type: ignore[assignment]
    return pages, pages.paginate_queryset(rows, request, view=view)


class Boards(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="reputation_boards",
        parameters=[
            OpenApiParameter("period", str, enum=Period.values, description="month by default"),
            OpenApiParameter("area", str, description="the slug of a forum category"),
            OpenApiParameter("kind", str, description="a kind of contribution; not with an area"),
            OpenApiParameter("day", str, description="a day of the period; today by default"),
            OpenApiParameter("page", int, description="fifty places each, twenty pages"),
        ],
        responses=BoardOut,
    )
    def get(self, request: Request) -> Response:
        """Read a leaderboard, with one's own place on it wherever that is."""
        member, today = member_of(request), queries.today_in_utc(clock.now())
        form = BoardForm(request.query_params)
        board = form.board(today, queries.kinds_on_boards())
        places, has_next = queries.places_on(board, today=today, page=form.page_number)
        mine = queries.place_of(member, board, today=today)
        shown = {"board": board, "places": places, "has_next": has_next, "mine": mine}
        return Response(BoardOut(shown).data)


class Lines(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="reputation_lines", responses=LineOut(many=True))
    def get(self, request: Request) -> Response:
        """List the lines of one's record, the last recorded first, with what made their points."""
        pages, rows = _page(self, queries.points_of(member_of(request)), request)
        return pages.get_paginated_response(LineOut(queries.explain(rows), many=True).data)


class OwnStanding(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="reputation_standing", responses=StandingOut)
    def get(self, request: Request) -> Response:
        """Read how high one stands, and what the next level asks for."""
        return Response(StandingOut(queries.standing_of(member_of(request))).data)


class MemberMetrics(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="reputation_member", responses=MetricsOut)
    def get(self, request: Request, username: str) -> Response:
        """Read what a member contributed, in numbers."""
        member_of(request)
        person = get_member_by_username(username)
        found = queries.metrics_of([person.pk])[person.pk]
        shown = {
            **asdict(found),
            "username": person.username,
            "share_of_replies_valued": found.share_of_replies_valued,
            "level": queries.standing_of(person).level,
        }
        return Response(MetricsOut(shown).data)


class PointRules(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="reputation_rules", responses=PointRuleOut(many=True))
    def get(self, request: Request) -> Response:
        """Read what each kind is worth now."""
        member_of(request)
        return Response(PointRuleOut(queries.rules_in_force(), many=True).data)


class ChangeRule(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="reputation_rule_change", request=PointRuleIn, responses=PointRuleOut
    )
    @idempotent(required=False)
    def post(self, request: Request, kind: str) -> Response:
        """Price a kind anew, for what comes after. For community managers."""
        member = member_of(request)
        enter_desk(member, KEEPER)
        sent = _given(PointRuleIn, request)
        rule = services.change_rule(
            kind=kind,
            points_milli=sent["points_milli"],
            note=sent["note"],
            seen_version=sent["version"],
            actor=member,
            now=clock.now(),
        )
        return Response(PointRuleOut(rule).data)


class PreviewRule(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="reputation_rule_preview", request=PriceIn, responses=PriceEffectOut
    )
    def post(self, request: Request, kind: str) -> Response:
        """Say what another price would have done in the last 90 days. For community managers."""
        enter_desk(member_of(request), KEEPER)
        queries.rule_in_force(kind)
        price, today = _given(PriceIn, request)["points_milli"], queries.today_in_utc(clock.now())
        return Response(PriceEffectOut(queries.preview_rule(kind, price, today=today)).data)


class Elsewhere(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="reputation_elsewhere", responses=ElsewhereOut(many=True))
    def get(self, request: Request) -> Response:
        """List one's reports of what was done elsewhere, the newest first."""
        pages, rows = _page(self, queries.reports_of(member_of(request)), request)
        return pages.get_paginated_response(ElsewhereOut(rows, many=True).data)

    @extend_schema(
        operation_id="reputation_elsewhere_report",
        request=ElsewhereIn,
        responses={201: ElsewhereOut},
    )
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Report something done elsewhere; a community manager looks at it."""
        draft = services.ReportDraft(**_given(ElsewhereIn, request))
        report = services.report_elsewhere(member=member_of(request), draft=draft, now=clock.now())
        return Response(ElsewhereOut(report).data, status=201)


class Withdraw(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="reputation_elsewhere_withdraw", request=None, responses=ElsewhereOut
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Take a report back before anybody has decided."""
        member = member_of(request)
        found = queries.get_report_for(member, public_id)
        after = services.withdraw_report(report=found, actor=member, now=clock.now())
        return Response(ElsewhereOut(after).data)


def _decided(request: Request, public_id: str, verb: Callable[..., ElsewhereReport]) -> Response:
    member = member_of(request)
    enter_desk(member, KEEPER)
    report = verb(
        report=queries.get_report_at_desk(public_id, actor=member),
        actor=member,
        reason=_given(VerdictIn, request)["reason"],
        now=clock.now(),
    )
    return Response(ElsewhereOut(report).data)


class ConfirmReport(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="reputation_elsewhere_confirm", request=VerdictIn, responses=ElsewhereOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Let it stand in the record. For community managers."""
        return _decided(request, public_id, services.confirm_report)


class DeclineReport(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="reputation_elsewhere_decline", request=VerdictIn, responses=ElsewhereOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Say why it doesn't count. For community managers."""
        return _decided(request, public_id, services.decline_report)


class RevokeReport(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="reputation_elsewhere_revoke", request=VerdictIn, responses=ElsewhereOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Take a confirmation back, with a reason. For community managers."""
        return _decided(request, public_id, services.revoke_report)


REPORT = "reputation/elsewhere/<public_id:public_id>/"
RULE = "reputation/rules/<slug:kind>/"
urlpatterns = [
    path("reputation/boards/", Boards.as_view(), name="reputation_boards"),
    path("reputation/lines/", Lines.as_view(), name="reputation_lines"),
    path("reputation/standing/", OwnStanding.as_view(), name="reputation_standing"),
    path("reputation/members/<str:username>/", MemberMetrics.as_view(), name="reputation_member"),
    path("reputation/rules/", PointRules.as_view(), name="reputation_rules"),
    path(f"{RULE}change/", ChangeRule.as_view(), name="reputation_rule_change"),
    path(f"{RULE}preview/", PreviewRule.as_view(), name="reputation_rule_preview"),
    path("reputation/elsewhere/", Elsewhere.as_view(), name="reputation_elsewhere"),
    path(f"{REPORT}withdraw/", Withdraw.as_view(), name="reputation_elsewhere_withdraw"),
    path(f"{REPORT}confirm/", ConfirmReport.as_view(), name="reputation_elsewhere_confirm"),
    path(f"{REPORT}decline/", DeclineReport.as_view(), name="reputation_elsewhere_decline"),
    path(f"{REPORT}revoke/", RevokeReport.as_view(), name="reputation_elsewhere_revoke"),
]
