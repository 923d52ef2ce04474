"""Judging in the API. Scopes judging:read and judging:write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from contests.calls.choices import ContestKind
from contests.calls.queries import get_public_contest
from contests.judging import queries, services
from contests.judging.models import Judge, Sheet
from contests.judging.serializers import (
    DeclaredTieOut,
    DeclareTieIn,
    DuelOut,
    FairnessOut,
    JudgingAnswerIn,
    JudgingOut,
    PreferIn,
    RecuseIn,
    ResultOut,
    SheetIn,
    SheetOut,
    SheetPageOut,
    WithdrawTieIn,
)
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import enter_desk
from marketplace.accounts.queries import get_member_by_username
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import HasScope, member_of
from marketplace.core.errors import NotFound

SCOPES = HasScope.of("judging:read", "judging:write")


def _judge(request: Request) -> Member:
    """Return the judge behind a request. Raises NotFound for everybody else."""
    member: Member = member_of(request)
    enter_desk(member, Role.JUDGE)
    return member


def _given(form: type[Any], request: Request) -> dict[str, Any]:
    sent = form(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


def _page(sheet: Sheet, member: Member) -> Mapping[str, Any]:
    found = queries.get_sheet_for(member, sheet.public_id)
    context = {
        "rubric": queries.rubric_of(found.judge.contest),
        "others": queries.scores_of_others(found),
    }
    return SheetPageOut(found, context=context).data


class JudgingList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="judging_list", responses=JudgingOut(many=True))
    def get(self, request: Request) -> Response:
        """List the contests that one judges, or is asked to."""
        return Response(JudgingOut(queries.judgings_of(_judge(request)), many=True).data)


class JudgingQueue(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="judging_sheets", responses=SheetOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List one's sheets in one contest, in one's own order."""
        judge = queries.get_judge_for(_judge(request), public_id)
        if judge.state != "accepted":
            raise NotFound
        return Response(SheetOut(queries.queue_of(judge), many=True).data)


class Pairs(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="judging_pairs", responses=DuelOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List one's pairs of a contest's final."""
        judge = queries.get_judge_for(_judge(request), public_id)
        return Response(DuelOut(queries.duels_of(judge), many=True).data)


def answer_view(name: str, *, accepts: bool, says: str) -> type[APIView]:
    """Return the view that answers an invitation."""

    class Answer(APIView):
        permission_classes = [SCOPES]

        @extend_schema(
            operation_id=f"judging_{name}",
            request=JudgingAnswerIn,
            responses={204: None},
            description=says,
        )
        def post(self, request: Request, public_id: str) -> Response:
            member = _judge(request)
            judge: Judge = queries.get_judge_for(member, public_id)
            given = _given(JudgingAnswerIn, request)
            services.answer_invitation(
                judge=judge, actor=member, accepts=accepts, now=clock.now(), **given
            )
            return Response(status=204)

    Answer.__name__ = f"Judging{name.title()}"
    return Answer


class Ties(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="judging_ties", responses=DeclaredTieOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List whose entries one asked to be kept from in a contest."""
        judge = queries.get_judge_for(_judge(request), public_id)
        return Response(DeclaredTieOut(queries.declared_by(judge), many=True).data)


class TieDeclare(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="judging_declare_tie", request=DeclareTieIn, responses=DeclaredTieOut
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Say, before entries are given out, whose entry one must not get."""
        actor = _judge(request)
        judge = queries.get_judge_for(actor, public_id)
        given = _given(DeclareTieIn, request)
        member = get_member_by_username(given["username"])
        found = services.declare_tie(
            judge=judge, actor=actor, member=member, note=given.get("note", ""), now=clock.now()
        )
        return Response(DeclaredTieOut(found).data)


class TieWithdraw(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="judging_withdraw_tie", request=WithdrawTieIn, responses={204: None}
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Take back what one declared, while no entry is given out."""
        actor = _judge(request)
        judge = queries.get_judge_for(actor, public_id)
        member = get_member_by_username(_given(WithdrawTieIn, request)["username"])
        services.withdraw_tie(judge=judge, actor=actor, member=member, now=clock.now())
        return Response(status=204)


class SheetDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="judging_sheet", responses=SheetPageOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read one of one's sheets, with the text and the rubric."""
        member = _judge(request)
        return Response(_page(queries.get_sheet_for(member, public_id), member))


class SheetSave(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="judging_save", request=SheetIn, responses=SheetPageOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Keep scores and the sentence; nothing is sealed by it."""
        member = _judge(request)
        sheet = queries.get_sheet_for(member, public_id)
        given = _given(SheetIn, request)
        given.pop("with_gaps")
        services.save_sheet(sheet=sheet, actor=member, now=clock.now(), **given)
        return Response(_page(sheet, member))


class SheetSeal(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="judging_seal", request=SheetIn, responses=SheetPageOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Seal the sheet: it can't change any more."""
        member = _judge(request)
        sheet = queries.get_sheet_for(member, public_id)
        given = {"feedback": "", **_given(SheetIn, request)}
        services.seal_sheet(sheet=sheet, actor=member, now=clock.now(), **given)
        return Response(_page(sheet, member))


class SheetRecuse(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="judging_recuse", request=RecuseIn, responses={204: None})
    def post(self, request: Request, public_id: str) -> Response:
        """Step back from the entry; it is handed on."""
        member = _judge(request)
        sheet = queries.get_sheet_for(member, public_id)
        given = _given(RecuseIn, request)
        services.recuse_from(sheet=sheet, actor=member, now=clock.now(), **given)
        return Response(status=204)


class PairDecide(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="judging_decide", request=PreferIn, responses=DuelOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Say which entry of a pair is better."""
        member = _judge(request)
        duel = queries.get_duel_for(member, public_id)
        side = _given(PreferIn, request)["side"]
        winner = duel.first if side == "first" else duel.second
        services.decide_duel(duel=duel, actor=member, winner=winner, now=clock.now())
        return Response(DuelOut(queries.get_duel_for(member, public_id)).data)


class OwnResults(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="judging_results", responses=ResultOut(many=True))
    def get(self, request: Request) -> Response:
        """List how one's own entries came out."""
        return Response(ResultOut(queries.results_of_member(member_of(request)), many=True).data)


class FairnessPage(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="judging_fairness", responses=FairnessOut)
    def get(self, request: Request, slug: str) -> Response:
        """Read what a contest's fairness page shows."""
        contest = get_public_contest(slug, viewer=member_of(request))
        if contest.kind != ContestKind.WRITING:
            raise NotFound
        found = queries.fairness_of(contest)
        shown = {
            "is_published": found.is_published,
            "judge_count": found.judge_count,
            "seals": [seal.digest for seal in found.seals],
            "alpha": found.run.alpha if found.run else None,
            "blocks": found.run.blocks if found.run else None,
            "results": found.results,
            "severities": {str(one.number): one.severity for one in found.judges},
            "papers": found.papers,
        }
        for row in found.results:
            row.contest = contest
        return Response(FairnessOut(shown).data)


ONE = "judging/<public_id:public_id>/"
SHEET = "judging/sheets/<public_id:public_id>/"
urlpatterns = [
    path("judging/", JudgingList.as_view(), name="judging"),
    path("judging/results/", OwnResults.as_view(), name="judging_results"),
    path("judging/fairness/<slug:slug>/", FairnessPage.as_view(), name="judging_fairness"),
    path(f"{ONE}sheets/", JudgingQueue.as_view(), name="judging_sheets"),
    path(f"{ONE}pairs/", Pairs.as_view(), name="judging_pairs"),
    path(
        f"{ONE}accept/",
        answer_view("accept", accepts=True, says="Accept an invitation to judge.").as_view(),
        name="judging_accept",
    ),
    path(
        f"{ONE}decline/",
        answer_view("decline", accepts=False, says="Decline an invitation to judge.").as_view(),
        name="judging_decline",
    ),
    path(f"{ONE}ties/", Ties.as_view(), name="judging_ties"),
    path(f"{ONE}declare_tie/", TieDeclare.as_view(), name="judging_declare_tie"),
    path(f"{ONE}withdraw_tie/", TieWithdraw.as_view(), name="judging_withdraw_tie"),
    path(SHEET, SheetDetail.as_view(), name="judging_sheet"),
    path(f"{SHEET}save/", SheetSave.as_view(), name="judging_save"),
    path(f"{SHEET}seal/", SheetSeal.as_view(), name="judging_seal"),
    path(f"{SHEET}recuse/", SheetRecuse.as_view(), name="judging_recuse"),
    path(
        "judging/pairs/<public_id:public_id>/decide/", PairDecide.as_view(), name="judging_decide"
    ),
]
