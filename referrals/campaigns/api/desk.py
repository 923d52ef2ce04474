"""What managers do: set campaigns up, call, look at the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import enter_desk
from marketplace.core import clock
from marketplace.core.api import HasScope, idempotent, member_of
from referrals.campaigns import queries, services
from referrals.campaigns.api.members import ONE, paged
from referrals.campaigns.models import Campaign, Segment
from referrals.campaigns.serializers import (
    CampaignBlocksIn,
    CampaignCalledOut,
    CampaignCallIn,
    CampaignCancelIn,
    CampaignCheckOut,
    CampaignFilterIn,
    CampaignIn,
    CampaignOut,
    CampaignPlanIn,
    CampaignWordsIn,
    MissionIn,
    MissionOut,
    MissionTaskOut,
    SegmentIn,
    SegmentOut,
    ShiftIn,
    ShiftOut,
    TaskNoteIn,
    TaskReasonIn,
)

SCOPES = HasScope.of("campaigns:read", "campaigns:write")
MANAGERS = (Role.ADMIN, Role.COMMUNITY_MANAGER)


def _at_desk(request: Request, public_id: str) -> tuple[Member, Campaign]:
    member = member_of(request)
    enter_desk(member, *MANAGERS)
    return member, queries.get_campaign_at_desk(public_id, actor=member)


class CampaignList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="campaigns_list",
        parameters=[CampaignFilterIn],
        responses=CampaignOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List the campaigns that everybody may see, the newest first."""
        sent = CampaignFilterIn(data=request.query_params)
        sent.is_valid(raise_exception=True)
        rows = queries.public_campaigns(sent.validated_data["tab"]).order_by("-id")
        return paged(self, request, rows, CampaignOut)

    @extend_schema(
        operation_id="campaigns_create", request=CampaignIn, responses={201: CampaignOut}
    )
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Begin a draft (managers)."""
        member = member_of(request)
        enter_desk(member, *MANAGERS)
        sent = CampaignIn(data=request.data)
        sent.is_valid(raise_exception=True)
        made = services.create_campaign(actor=member, now=clock.now(), **sent.given)
        return Response(CampaignOut(queries.get_campaign(made.public_id)).data, status=201)


class CampaignMissing(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="campaigns_missing", responses=CampaignCheckOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """Read the list that stands between a draft and its opening (managers)."""
        _member, campaign = _at_desk(request, public_id)
        found = queries.readiness_of(campaign, now=clock.now())
        return Response(CampaignCheckOut(found, many=True).data)  # type: ignore[arg-type]  # many


class CampaignAddMission(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="campaigns_add_mission", request=MissionIn, responses={201: MissionOut}
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Add a mission to a draft (managers)."""
        member, campaign = _at_desk(request, public_id)
        sent = MissionIn(data=request.data)
        sent.is_valid(raise_exception=True)
        made = services.add_mission(campaign=campaign, actor=member, now=clock.now(), **sent.given)
        return Response(MissionOut(made).data, status=201)


class CampaignAddSlot(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="campaigns_add_slot", request=ShiftIn, responses={201: ShiftOut})
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Add a shift to a mission of a draft (managers)."""
        member, campaign = _at_desk(request, public_id)
        sent = ShiftIn(data=request.data)
        sent.is_valid(raise_exception=True)
        given = dict(sent.validated_data)
        mission = queries.get_mission(campaign, given.pop("mission"))
        made = services.add_slot(mission=mission, actor=member, now=clock.now(), **given)
        return Response(ShiftOut(made).data, status=201)


class CampaignCall(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="campaigns_call", request=CampaignCallIn, responses=CampaignCalledOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Call a segment to an open campaign; answers with how many hear of it now (managers)."""
        member, campaign = _at_desk(request, public_id)
        sent = CampaignCallIn(data=request.data)
        sent.is_valid(raise_exception=True)
        segment = queries.get_segment(sent.validated_data["segment"])
        called = services.call_segment(
            campaign=campaign, segment=segment, actor=member, now=clock.now()
        )
        return Response(CampaignCalledOut({"called": called}).data)


class CampaignWork(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="campaigns_work", responses=MissionTaskOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List a campaign's work, the newest first (managers)."""
        _member, campaign = _at_desk(request, public_id)
        return paged(self, request, queries.work_at_desk(campaign, "all"), MissionTaskOut)


def _segment_out(segment: Segment) -> dict[str, Any]:
    count = queries.count_matching(segment.rules, now=clock.now())
    shown = {"public_id": segment.public_id, "name": segment.name, "rules": segment.rules}
    return dict(SegmentOut(shown | {"count": count}).data)


class SegmentList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="campaigns_segments", responses=SegmentOut(many=True))
    def get(self, request: Request) -> Response:
        """List the saved segments with their live counts (managers)."""
        enter_desk(member_of(request), *MANAGERS)
        return Response([_segment_out(one) for one in queries.segments()])

    @extend_schema(
        operation_id="campaigns_segments_save", request=SegmentIn, responses={201: SegmentOut}
    )
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Save a rule of who is called (managers)."""
        member = member_of(request)
        enter_desk(member, *MANAGERS)
        sent = SegmentIn(data=request.data)
        sent.is_valid(raise_exception=True)
        made = services.save_segment(
            actor=member,
            name=sent.validated_data["name"],
            wanted=dict(sent.validated_data["rules"]),
            now=clock.now(),
        )
        return Response(_segment_out(made), status=201)


def campaign_verb(
    name: str,
    verb: Callable[..., object],
    form: type[Any] | None,
    *,
    is_money: bool,
    says: str,
) -> type[APIView]:
    """Return the view of a verb on a campaign: POST does it and answers with the campaign."""

    class Verb(APIView):
        permission_classes = [SCOPES]

        @extend_schema(
            operation_id=f"campaigns_{name}",
            request=form,
            responses=CampaignOut,
            description=says,
        )
        @idempotent(required=is_money)
        def post(self, request: Request, public_id: str) -> Response:
            member = member_of(request)
            enter_desk(member, *((Role.ADMIN, Role.FINANCE) if is_money else MANAGERS))
            campaign = queries.get_campaign(public_id)
            given: dict[str, Any] = {}
            if form is not None:
                sent = form(data=request.data)
                sent.is_valid(raise_exception=True)
                given = sent.given
            verb(campaign=campaign, actor=member, now=clock.now(), **given)
            return Response(CampaignOut(queries.get_campaign(public_id)).data)

    Verb.__name__ = f"Campaign{name.title().replace('_', '')}"
    return Verb


def decision(name: str, verb: Callable[..., Any], form: type[Any], says: str) -> type[APIView]:
    """Return the view of a manager's decision about a member's work."""

    class Decision(APIView):
        permission_classes = [SCOPES]

        @extend_schema(
            operation_id=f"campaigns_tasks_{name}",
            request=form,
            responses=MissionTaskOut,
            description=f"{says} (managers)",
        )
        @idempotent(required=False)
        def post(self, request: Request, public_id: str) -> Response:
            member = member_of(request)
            enter_desk(member, *MANAGERS)
            task = queries.get_task_at_desk(public_id, actor=member)
            sent = form(data=request.data)
            sent.is_valid(raise_exception=True)
            verb(task=task, actor=member, now=clock.now(), **sent.validated_data)
            return Response(MissionTaskOut(queries.get_task(public_id)).data)

    Decision.__name__ = f"Task{name.title().replace('_', '')}"
    return Decision


_VERBS: list[tuple[str, Callable[..., object], type[Any] | None, bool, str]] = [
    ("set_words", services.set_words, CampaignWordsIn, False, "Write one language's words."),
    ("set_blocks", services.set_blocks, CampaignBlocksIn, False, "Write the landing page."),
    ("set_plan", services.set_plan, CampaignPlanIn, False, "Set days, contact, expectation."),
    ("pay_in_fund", services.pay_in_fund, None, True, "Pay what is missing into the fund."),
    ("take_back_fund", services.take_back_fund, None, True, "Take a draft's fund back."),
    ("open", services.open_campaign, None, False, "Open it, when nothing is missing."),
    ("cancel", services.cancel_campaign, CampaignCancelIn, False, "Call it off."),
]
_DECISIONS: list[tuple[str, Callable[..., Any], type[Any], str]] = [
    ("accept", services.accept_task, TaskNoteIn, "Accept work; its reward follows."),
    ("send_back", services.send_back_task, TaskNoteIn, "Send work back with what is missing."),
    ("refuse", services.refuse_task, TaskReasonIn, "Refuse work, with a reason."),
    ("grant", services.grant_appeal, TaskNoteIn, "Accept work after an appeal."),
    ("uphold", services.uphold_refusal, TaskReasonIn, "Let a refusal stand after an appeal."),
]
urlpatterns = [
    path("campaigns/", CampaignList.as_view(), name="campaigns"),
    path("campaigns/segments/", SegmentList.as_view(), name="campaign_segments"),
    path(f"{ONE}missing/", CampaignMissing.as_view(), name="campaign_missing"),
    path(f"{ONE}add_mission/", CampaignAddMission.as_view(), name="campaign_add_mission"),
    path(f"{ONE}add_slot/", CampaignAddSlot.as_view(), name="campaign_add_slot"),
    path(f"{ONE}call/", CampaignCall.as_view(), name="campaign_call"),
    path(f"{ONE}work/", CampaignWork.as_view(), name="campaign_work"),
    *[
        path(
            f"{ONE}{name}/",
            campaign_verb(name, verb, form, is_money=is_money, says=says).as_view(),
            name=f"campaign_{name}",
        )
        for name, verb, form, is_money, says in _VERBS
    ],
    *[
        path(
            f"campaigns/tasks/<public_id:public_id>/{name}/",
            decision(name, verb, form, says).as_view(),
            name=f"campaign_task_{name}",
        )
        for name, verb, form, says in _DECISIONS
    ],
]
