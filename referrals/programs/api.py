"""Rewards and programmes in the API: a member's own; programmes for administrators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import enter_desk
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from referrals.programs import queries, services
from referrals.programs.models import Program
from referrals.programs.serializers import (
    BoardNameIn,
    BoardPlaceOut,
    DeskProgramOut,
    FundIn,
    ProgramIn,
    ReferralProgramOut,
    RewardOut,
    RewardPageOut,
    RewardRuleIn,
    RewardRuleOut,
    RulePreviewIn,
    RulePreviewOut,
)

SCOPES = HasScope.of("referrals:read", "referrals:write")


def _given(shape: type[Any], request: Request) -> Any:
    form = shape(data=request.data)
    form.is_valid(raise_exception=True)
    return form


def _pages(
    view: APIView,
    rows: Any,
    request: Request,
    shape: type[Any],
    context: Callable[[list[Any]], dict[str, Any]] = lambda _rows: {},
) -> Response:
    pages = CursorPages()
    pages.ordering = ("-id",)  # type: ignore[assignment]
    found: Any = pages.paginate_queryset(rows, request, view=view)
    return pages.get_paginated_response(shape(found, many=True, context=context(found)).data)


def _rules(programs: list[Program]) -> dict[str, Any]:
    return {"rules": queries.rules_by(programs)}


class Rewards(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="referrals_rewards", responses=RewardOut(many=True))
    def get(self, request: Request) -> Response:
        """List one's rewards, the newest first, with the reason for where each stands."""
        return _pages(self, queries.rewards_of(member_of(request)), request, RewardOut)


class OneReward(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="referrals_reward", responses=RewardPageOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read one of one's rewards with its statement."""
        return Response(RewardPageOut(queries.get_reward_for(member_of(request), public_id)).data)


class Board(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="referrals_board",
        parameters=[OpenApiParameter("period", str, description="month (default) or all")],
        responses=BoardPlaceOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """Read who brought the most people; named is only who wishes it."""
        whole = request.query_params.get("period") == "all"
        places = queries.board(member_of(request), now=clock.now(), whole=whole)
        return Response(BoardPlaceOut(places, many=True).data)

    @extend_schema(operation_id="referrals_board_name", request=BoardNameIn, responses=BoardNameIn)
    def post(self, request: Request) -> Response:
        """Be named on the board, or no longer."""
        named = _given(BoardNameIn, request).validated_data["named"]
        services.set_board_name(member=member_of(request), is_named=named, now=clock.now())
        return Response({"named": named})


class Offers(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="referrals_offers", responses=ReferralProgramOut(many=True))
    def get(self, request: Request) -> Response:
        """Read the programmes that run, with their rules."""
        member_of(request)
        programs = [offer.program for offer in queries.offers_now(clock.now())]
        shown = ReferralProgramOut(programs, many=True, context=_rules(programs))
        return Response(shown.data)


def _admin(request: Request) -> Member:
    member: Member = member_of(request)
    enter_desk(member, Role.ADMIN)
    return member


def _program(request: Request, public_id: str) -> Program:
    return queries.get_program_at_desk(public_id, actor=_admin(request))


class Programs(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="referrals_programs", responses=DeskProgramOut(many=True))
    def get(self, request: Request) -> Response:
        """List all programmes. For administrators."""
        _admin(request)
        return _pages(self, queries.programs_at_desk(), request, DeskProgramOut, _rules)

    @extend_schema(
        operation_id="referrals_program_create", request=ProgramIn, responses={201: DeskProgramOut}
    )
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Make a draft. For administrators."""
        made = services.create_program(
            actor=_admin(request), draft=_given(ProgramIn, request).draft, now=clock.now()
        )
        return Response(DeskProgramOut(made).data, status=201)


class OneProgram(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="referrals_program", responses=DeskProgramOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read a programme with its money. For administrators."""
        return Response(DeskProgramOut(_program(request, public_id)).data)


class ProgramRewards(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="referrals_program_rewards", responses=RewardOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List a programme's rewards, the newest first. For administrators."""
        rows = queries.rewards_at_desk(_program(request, public_id))
        return _pages(self, rows, request, RewardOut)


class Rules(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="referrals_rule_add", request=RewardRuleIn, responses={201: RewardRuleOut}
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Add a rule to a draft or a paused programme. For administrators."""
        rule = services.add_rule(
            program=_program(request, public_id),
            actor=member_of(request),
            draft=_given(RewardRuleIn, request).draft,
            now=clock.now(),
        )
        return Response(RewardRuleOut(rule).data, status=201)


class RulePreview(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="referrals_rule_preview", request=RulePreviewIn, responses=RulePreviewOut
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Replay a rule over the past days; nothing is changed. For administrators."""
        program, given = _program(request, public_id), _given(RulePreviewIn, request)
        now = clock.now()
        found = queries.preview_rule(
            services.rule_from(program, given.draft, now=now),
            budget=max(0, program.left),
            days=given.validated_data["days"],
            now=now,
        )
        return Response(RulePreviewOut(found).data)


class RuleRetire(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="referrals_rule_retire", request=None, responses=RewardRuleOut)
    def post(self, request: Request, public_id: str, rule_id: str) -> Response:
        """Grant nothing by a rule any more. For administrators."""
        rule = queries.get_rule_at_desk(_program(request, public_id), rule_id)
        after = services.retire_rule(rule=rule, actor=member_of(request), now=clock.now())
        return Response(RewardRuleOut(after).data)


class PayIn(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="referrals_fund_pay_in", request=FundIn, responses=DeskProgramOut)
    @idempotent(required=True)
    def post(self, request: Request, public_id: str) -> Response:
        """Pay into the fund out of marketing. For administrators."""
        program = services.pay_in_fund(
            program=_program(request, public_id),
            actor=member_of(request),
            amount=_given(FundIn, request).validated_data["amount"],
            now=clock.now(),
        )
        return Response(DeskProgramOut(program).data)


def _verb(name: str, verb: Callable[..., Program], says: str) -> type[APIView]:
    """Make the door of a verb that takes the programme alone."""

    class Verb(APIView):
        permission_classes = [SCOPES]

        @extend_schema(
            operation_id=f"referrals_program_{name}",
            request=None,
            responses=DeskProgramOut,
            description=says,
        )
        @idempotent(required=name == "return")
        def post(self, request: Request, public_id: str) -> Response:
            program = verb(
                program=_program(request, public_id), actor=member_of(request), now=clock.now()
            )
            return Response(DeskProgramOut(program).data)

    return Verb


START = _verb("start", services.start_program, "Switch a draft on. For administrators.")
PAUSE = _verb("pause", services.pause_program, "Grant nothing for a while. For administrators.")
RESUME = _verb("resume", services.resume_program, "Go on after a pause. For administrators.")
END = _verb("end", services.end_program, "End a programme for good. For administrators.")
RETURN = _verb("return", services.return_left, "Give back what isn't promised. For administrators.")
ONE = "referrals/programs/<public_id:public_id>/"
urlpatterns = [
    path("referrals/rewards/", Rewards.as_view(), name="referral_rewards"),
    path("referrals/rewards/<public_id:public_id>/", OneReward.as_view(), name="referral_reward"),
    path("referrals/board/", Board.as_view(), name="referral_board"),
    path("referrals/offers/", Offers.as_view(), name="referral_offers"),
    path("referrals/programs/", Programs.as_view(), name="referral_programs"),
    path(ONE, OneProgram.as_view(), name="referral_program"),
    path(f"{ONE}rewards/", ProgramRewards.as_view(), name="referral_program_rewards"),
    path(f"{ONE}rules/", Rules.as_view(), name="referral_rules"),
    path(f"{ONE}rules/preview/", RulePreview.as_view(), name="referral_rule_preview"),
    path(
        f"{ONE}rules/<public_id:rule_id>/retire/",
        RuleRetire.as_view(),
        name="referral_rule_retire",
    ),
    path(f"{ONE}fund/", PayIn.as_view(), name="referral_fund"),
    path(f"{ONE}start/", START.as_view(), name="referral_program_start"),
    path(f"{ONE}pause/", PAUSE.as_view(), name="referral_program_pause"),
    path(f"{ONE}resume/", RESUME.as_view(), name="referral_program_resume"),
    path(f"{ONE}end/", END.as_view(), name="referral_program_end"),
    path(f"{ONE}return/", RETURN.as_view(), name="referral_program_return"),
]
