"""What everybody may read, and what members do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.core.json_parser import JSONParser
from referrals.campaigns import queries, services
from referrals.campaigns.models import Campaign
from referrals.campaigns.serializers import (
    CampaignCardIn,
    CampaignCardOut,
    CampaignOut,
    MatchOut,
    MissionOut,
    MissionProofIn,
    MissionTaskOut,
    ShiftBookingOut,
    ShiftOut,
    ShowcaseOut,
    TaskAppealIn,
    TaskShowIn,
)

SCOPES = HasScope.of("campaigns:read", "campaigns:write")
ONE = "campaigns/<public_id:public_id>/"


def open_for(member: Member, public_id: str) -> Campaign:
    return services.open_campaign_page(public_id=public_id, viewer=member, now=clock.now())


def paged(view: APIView, request: Request, rows: Any, shape: type[Any]) -> Response:
    """Answer with one page of rows."""
    pages = CursorPages()
    found: Any = pages.paginate_queryset(rows, request, view=view) or []
    return pages.get_paginated_response(shape(found, many=True).data)


class CampaignDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="campaigns_read", responses=CampaignOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read a campaign with its words and blocks."""
        return Response(CampaignOut(open_for(member_of(request), public_id)).data)


class CampaignMissions(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="campaigns_missions", responses=MissionOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List a campaign's missions."""
        rows = queries.missions_of(open_for(member_of(request), public_id))
        context = {"places": queries.places_by(rows)}
        return Response(MissionOut(rows, many=True, context=context).data)  # type: ignore[arg-type]  # many


class CampaignSlots(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="campaigns_slots", responses=ShiftOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List a campaign's shifts, the earliest first."""
        rows = queries.slots_of(open_for(member_of(request), public_id))
        return Response(ShiftOut(rows, many=True).data)  # type: ignore[arg-type]  # many


class CampaignShowcase(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="campaigns_showcase", responses=ShowcaseOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List finished work that its doers let everybody see."""
        rows = queries.showcase_of(open_for(member_of(request), public_id)).order_by("-id")
        return paged(self, request, rows, ShowcaseOut)


class CampaignCard(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="campaigns_card", request=CampaignCardIn, responses=CampaignCardOut)
    def put(self, request: Request, public_id: str) -> Response:
        """Say whom one would like to meet."""
        member = member_of(request)
        sent = CampaignCardIn(data=request.data)
        sent.is_valid(raise_exception=True)
        campaign = open_for(member, public_id)
        card = services.write_card(
            campaign=campaign, member=member, draft=sent.draft, now=clock.now()
        )
        return Response(CampaignCardOut(card).data)

    @extend_schema(operation_id="campaigns_card_close", responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """Look for nobody any more."""
        member = member_of(request)
        services.close_card(campaign=open_for(member, public_id), member=member)
        return Response(status=204)


class MissionJoin(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="campaigns_missions_join", request=None, responses={201: MissionTaskOut}
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Take part in a mission that isn't done in shifts."""
        member = member_of(request)
        mission = queries.get_public_mission(public_id, viewer=member)
        task = services.join_mission(mission=mission, member=member, now=clock.now())
        return Response(MissionTaskOut(task).data, status=201)


class SlotBook(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="campaigns_slots_book", request=None, responses={201: ShiftBookingOut}
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Ask for a place in a shift."""
        member = member_of(request)
        slot = queries.get_slot(public_id, viewer=member)
        booking = services.book_slot(slot=slot, member=member, now=clock.now())
        return Response(ShiftBookingOut(booking).data, status=201)


class BookingList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="campaigns_bookings_list", responses=ShiftBookingOut(many=True))
    def get(self, request: Request) -> Response:
        """List one's shifts that aren't over, the next first."""
        rows = queries.coming_bookings_of(member_of(request), now=clock.now())
        return Response(ShiftBookingOut(rows, many=True).data)  # type: ignore[arg-type]  # many


class BookingCancel(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="campaigns_bookings_cancel", request=None, responses=ShiftBookingOut
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Give a place back, or leave the line."""
        member = member_of(request)
        booking = queries.get_booking_for(member, public_id)
        after = services.cancel_booking(booking=booking, member=member, now=clock.now())
        return Response(ShiftBookingOut(after).data)


class TaskList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="campaigns_tasks_list", responses=MissionTaskOut(many=True))
    def get(self, request: Request) -> Response:
        """List one's work, the newest first."""
        return paged(self, request, queries.tasks_of(member_of(request)), MissionTaskOut)


class TaskDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="campaigns_tasks_read", responses=MissionTaskOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read one piece of one's work."""
        return Response(MissionTaskOut(queries.get_task_for(member_of(request), public_id)).data)


class TaskProve(APIView):
    permission_classes = [SCOPES]
    parser_classes = [JSONParser, MultiPartParser]

    @extend_schema(
        operation_id="campaigns_tasks_prove",
        request={"application/json": MissionProofIn, "multipart/form-data": MissionProofIn},
        responses=MissionTaskOut,
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Show that a mission is done."""
        member = member_of(request)
        task = queries.get_task_for(member, public_id)
        sent = MissionProofIn(data=request.data)
        sent.is_valid(raise_exception=True)
        services.settle_timers(campaign=task.mission.campaign, now=clock.now())
        after = services.submit_proof(
            task=task, member=member, now=clock.now(), **sent.validated_data
        )
        return Response(MissionTaskOut(after).data)


def task_verb(
    name: str, verb: Callable[..., Any], form: type[Any] | None, says: str
) -> type[APIView]:
    """Return the view of a member's verb on their own work."""

    class Verb(APIView):
        permission_classes = [SCOPES]

        @extend_schema(
            operation_id=f"campaigns_tasks_{name}",
            request=form,
            responses=MissionTaskOut,
            description=says,
        )
        @idempotent(required=False)
        def post(self, request: Request, public_id: str) -> Response:
            member = member_of(request)
            task = queries.get_task_for(member, public_id)
            given: dict[str, Any] = {} if name == "show" else {"now": clock.now()}
            if form is not None:
                sent = form(data=request.data)
                sent.is_valid(raise_exception=True)
                given |= sent.validated_data
            return Response(MissionTaskOut(verb(task=task, member=member, **given)).data)

    Verb.__name__ = f"Task{name.title()}"
    return Verb


class MatchList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="campaigns_matches_list", responses=MatchOut(many=True))
    def get(self, request: Request) -> Response:
        """List the proposals to meet somebody, the newest first."""
        rows = queries.matches_of(member_of(request))
        return Response(MatchOut(rows, many=True).data)  # type: ignore[arg-type]  # many


class MatchAnswer(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="campaigns_matches_agree", request=None, responses=MatchOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Say yes to meeting somebody."""
        member = member_of(request)
        match = queries.get_match_for(member, public_id)
        after = services.agree_to_match(match=match, member=member, now=clock.now())
        return Response(MatchOut(after).data)


class MatchDecline(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="campaigns_matches_decline", request=None, responses=MatchOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Say no to meeting somebody."""
        member = member_of(request)
        match = queries.get_match_for(member, public_id)
        after = services.decline_match(match=match, member=member, now=clock.now())
        return Response(MatchOut(after).data)


_TASK_VERBS: tuple[tuple[str, Callable[..., Any], type[Any] | None, str], ...] = (
    ("withdraw", services.withdraw_task, None, "Leave a mission; its place is free again."),
    ("appeal", services.appeal_task, TaskAppealIn, "Ask for a second look at a refusal."),
    ("show", services.show_work, TaskShowIn, "Let everybody see one's work, or no longer."),
)
_ID = "<public_id:public_id>/"
urlpatterns = [
    path("campaigns/bookings/", BookingList.as_view(), name="campaign_bookings"),
    path(
        f"campaigns/bookings/{_ID}cancel/", BookingCancel.as_view(), name="campaign_booking_cancel"
    ),
    path("campaigns/tasks/", TaskList.as_view(), name="campaign_tasks"),
    path(f"campaigns/tasks/{_ID}", TaskDetail.as_view(), name="campaign_task"),
    path(f"campaigns/tasks/{_ID}prove/", TaskProve.as_view(), name="campaign_task_prove"),
    *[
        path(
            f"campaigns/tasks/{_ID}{name}/",
            task_verb(name, verb, form, says).as_view(),
            name=f"campaign_task_{name}",
        )
        for name, verb, form, says in _TASK_VERBS
    ],
    path("campaigns/matches/", MatchList.as_view(), name="campaign_matches"),
    path(f"campaigns/matches/{_ID}agree/", MatchAnswer.as_view(), name="campaign_match_agree"),
    path(f"campaigns/matches/{_ID}decline/", MatchDecline.as_view(), name="campaign_match_decline"),
    path(f"campaigns/missions/{_ID}join/", MissionJoin.as_view(), name="campaign_mission_join"),
    path(f"campaigns/slots/{_ID}book/", SlotBook.as_view(), name="campaign_slot_book"),
    path(ONE, CampaignDetail.as_view(), name="campaign"),
    path(f"{ONE}missions/", CampaignMissions.as_view(), name="campaign_missions"),
    path(f"{ONE}slots/", CampaignSlots.as_view(), name="campaign_slots"),
    path(f"{ONE}showcase/", CampaignShowcase.as_view(), name="campaign_showcase"),
    path(f"{ONE}card/", CampaignCard.as_view(), name="campaign_card"),
]
