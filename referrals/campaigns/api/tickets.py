"""Questions to campaigns in the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.core import clock
from marketplace.core.api import HasScope, idempotent, member_of
from marketplace.core.errors import NotFound
from referrals.campaigns import queries, services
from referrals.campaigns.api.members import ONE, open_for, paged
from referrals.campaigns.serializers import (
    CampaignMessageIn,
    CampaignTicketIn,
    CampaignTicketOut,
)

SCOPES = HasScope.of("campaigns:read", "campaigns:write")
_ID = "<public_id:public_id>/"


class CampaignTickets(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="campaigns_ask",
        request=CampaignTicketIn,
        responses={201: CampaignTicketOut},
    )
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Ask about a campaign, or about one of its missions."""
        member = member_of(request)
        sent = CampaignTicketIn(data=request.data)
        sent.is_valid(raise_exception=True)
        campaign = open_for(member, public_id)
        wanted = sent.validated_data["mission"]
        ticket = services.open_ticket(
            campaign=campaign,
            mission=queries.get_mission(campaign, wanted) if wanted else None,
            member=member,
            subject=sent.validated_data["subject"],
            text=sent.validated_data["text"],
            now=clock.now(),
        )
        fresh = queries.get_ticket(ticket.public_id)
        return Response(CampaignTicketOut(fresh).data, status=201)


class TicketList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="campaigns_tickets_list", responses=CampaignTicketOut(many=True))
    def get(self, request: Request) -> Response:
        """List one's own questions, the newest first."""
        return paged(self, request, queries.tickets_of(member_of(request)), CampaignTicketOut)


class TicketDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="campaigns_tickets_read", responses=CampaignTicketOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read a question: one's own, or one that one may answer."""
        ticket = queries.get_ticket_for(member_of(request), public_id)
        return Response(CampaignTicketOut(ticket).data)


def ticket_verb(
    name: str, verb: Callable[..., Any], who: str, form: type[Any] | None, says: str
) -> type[APIView]:
    """Return the view of a verb on a question."""

    class Verb(APIView):
        permission_classes = [SCOPES]

        @extend_schema(
            operation_id=f"campaigns_tickets_{name}",
            request=form,
            responses=CampaignTicketOut,
            description=says,
        )
        @idempotent(required=False)
        def post(self, request: Request, public_id: str) -> Response:
            member = member_of(request)
            ticket = queries.get_ticket_for(member, public_id)
            if who == "actor" and name == "answer" and ticket.member_id == member.pk:
                raise NotFound
            given: dict[str, Any] = {}
            if form is not None:
                sent = form(data=request.data)
                sent.is_valid(raise_exception=True)
                given = dict(sent.validated_data)
            verb(ticket=ticket, now=clock.now(), **{who: member}, **given)
            return Response(CampaignTicketOut(queries.get_ticket(public_id)).data)

    Verb.__name__ = f"Ticket{name.title()}"
    return Verb


_TICKET_VERBS: tuple[tuple[str, Callable[..., Any], str, type[Any] | None, str], ...] = (
    ("write", services.write_to_ticket, "member", CampaignMessageIn, "Add to one's question."),
    ("answer", services.answer_ticket, "actor", CampaignMessageIn, "Answer a question."),
    ("close", services.close_ticket, "actor", None, "Close a question."),
)
urlpatterns = [
    path("campaigns/tickets/", TicketList.as_view(), name="campaign_tickets"),
    path(f"campaigns/tickets/{_ID}", TicketDetail.as_view(), name="campaign_ticket"),
    *[
        path(
            f"campaigns/tickets/{_ID}{name}/",
            ticket_verb(name, verb, who, form, says).as_view(),
            name=f"campaign_ticket_{name}",
        )
        for name, verb, who, form, says in _TICKET_VERBS
    ],
    path(f"{ONE}ask/", CampaignTickets.as_view(), name="campaign_ask"),
]
