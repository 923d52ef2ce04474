"""The book of clients in the API. Scopes clients:read and clients:write."""

from __future__ import annotations

from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.queries import get_member_by_username
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.core.money import Money
from marketplace.ledger.queries import fee_terms
from marketplace.relationships import queries, services
from marketplace.relationships.forms import SourcesForm
from marketplace.relationships.models import Contact
from marketplace.relationships.queries.months import span_of_days
from marketplace.relationships.serializers import (
    ClientInvitationOut,
    ContactIn,
    ContactOut,
    DealIn,
    DealOut,
    FeeOut,
    InvitationIn,
    NoteIn,
    NoteOut,
    ReminderIn,
    ReminderOut,
    SourcesOut,
)

SCOPES = HasScope.of("clients:read", "clients:write")


def _find(request: Request, public_id: str) -> Contact:
    return queries.get_contact_for(member_of(request), public_id)


def _sought(request: Request, name: str) -> str:
    # PostgreSQL takes no NUL, and raises where one is asked for.
    return str(request.GET.get(name, ""))[:80].replace("\x00", " ")


def _shape(contact: Contact) -> dict[str, object]:
    (row,) = queries.contact_rows([contact], contact.owner)
    return dict(ContactOut(row).data)


class ClientList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="clients_list", responses=ContactOut(many=True))
    def get(self, request: Request) -> Response:
        """List one's own clients; `?q=`, `?tag=` and `?source=` narrow it."""
        owner = member_of(request)
        rows = queries.contacts_of(
            owner,
            text=_sought(request, "q"),
            tag=_sought(request, "tag"),
            source=_sought(request, "source"),
        )
        pages = CursorPages()
        found = pages.paginate_queryset(rows, request, view=self)
        shown = ContactOut(queries.contact_rows(list(found or []), owner), many=True)
        return pages.get_paginated_response(shown.data)

    @extend_schema(operation_id="clients_create", request=ContactIn, responses={201: ContactOut})
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Write a client into one's book."""
        form = ContactIn(data=request.data)
        form.is_valid(raise_exception=True)
        made = services.add_contact(owner=member_of(request), draft=form.draft(), now=clock.now())
        return Response(_shape(made), status=201)


class ClientDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="clients_read", responses=ContactOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show a client of one's own."""
        return Response(_shape(_find(request, public_id)))


class ClientEdit(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="clients_edit", request=ContactIn, responses=ContactOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Write a client's line anew."""
        form = ContactIn(data=request.data)
        contact = _find(request, public_id)
        form.is_valid(raise_exception=True)
        services.edit_contact(contact=contact, draft=form.draft())
        return Response(_shape(_find(request, public_id)))


class ClientRemove(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="clients_remove", request=None, responses={204: None})
    def post(self, request: Request, public_id: str) -> Response:
        """Take a client out of one's book."""
        services.remove_contact(contact=_find(request, public_id), now=clock.now())
        return Response(status=204)


class ClientNotes(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="clients_notes", responses=NoteOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """List one's notes about a client."""
        parts = queries.contact_parts(_find(request, public_id), member_of(request))
        return Response(NoteOut(parts.notes, many=True).data)

    @extend_schema(operation_id="clients_add_note", request=NoteIn, responses={201: NoteOut})
    def post(self, request: Request, public_id: str) -> Response:
        """Keep a note."""
        contact = _find(request, public_id)
        form = NoteIn(data=request.data)
        form.is_valid(raise_exception=True)
        made = services.add_note(contact=contact, text=form.validated_data["text"], now=clock.now())
        return Response(NoteOut(made).data, status=201)


class ClientRemind(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="clients_remind", request=ReminderIn, responses={201: ReminderOut})
    def post(self, request: Request, public_id: str) -> Response:
        """Be reminded to get in touch."""
        contact = _find(request, public_id)
        form = ReminderIn(data=request.data)
        form.is_valid(raise_exception=True)
        made = services.add_reminder(
            contact=contact,
            text=form.validated_data["text"],
            due_at=form.due_at(contact.owner.timezone),
            now=clock.now(),
        )
        return Response(ReminderOut(made).data, status=201)


class ClientDeal(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="clients_record_deal", request=DealIn, responses={201: DealOut})
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Write down a deal made elsewhere."""
        contact = _find(request, public_id)
        form = DealIn(data=request.data)
        form.is_valid(raise_exception=True)
        given = form.validated_data
        made = services.record_deal(
            contact=contact,
            amount=Money(given["amount"], given["currency"]),
            made_on=given["made_on"],
            source=given["source"],
            note=given["note"],
            now=clock.now(),
        )
        return Response(DealOut(made).data, status=201)


class ClientInvite(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="clients_invite", request=InvitationIn, responses={201: ClientInvitationOut}
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Mail an invitation to a client."""
        contact = _find(request, public_id)
        form = InvitationIn(data=request.data)
        form.is_valid(raise_exception=True)
        made = services.invite_client(
            contact=contact,
            language=contact.owner.language,
            message=form.validated_data["message"],
            now=clock.now(),
        )
        return Response(ClientInvitationOut(made).data, status=201)


class ClientSources(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="clients_sources",
        responses=SourcesOut,
        parameters=[
            OpenApiParameter(name, str, required=False) for name in ("since", "until", "currency")
        ],
    )
    def get(self, request: Request) -> Response:
        """Say where one's clients come from, over any days."""
        owner = member_of(request)
        form = SourcesForm(request.GET)
        form.is_valid()
        given = form.cleaned_data
        since, until = span_of_days(given.get("since"), given.get("until"), timezone=owner.timezone)
        currency = given.get("currency") or ""
        report = queries.report_sources(owner, since=since, until=until, currency=currency)
        return Response(SourcesOut(report).data)


class ClientFee(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="clients_fee", responses=FeeOut)
    def get(self, request: Request, username: str) -> Response:
        """Say what the platform would keep of one's next order from a freelancer."""
        seller = get_member_by_username(username)
        found = fee_terms(client_id=member_of(request).pk, seller_id=seller.pk)
        return Response(FeeOut(found).data)


urlpatterns = [
    path("clients/", ClientList.as_view(), name="clients"),
    path("clients/sources/", ClientSources.as_view(), name="client_sources"),
    path("clients/fee/<str:username>/", ClientFee.as_view(), name="client_fee"),
    path("clients/<str:public_id>/", ClientDetail.as_view(), name="client"),
    path("clients/<str:public_id>/edit/", ClientEdit.as_view(), name="client_edit"),
    path("clients/<str:public_id>/remove/", ClientRemove.as_view(), name="client_remove"),
    path("clients/<str:public_id>/notes/", ClientNotes.as_view(), name="client_notes"),
    path("clients/<str:public_id>/remind/", ClientRemind.as_view(), name="client_remind"),
    path("clients/<str:public_id>/record_deal/", ClientDeal.as_view(), name="client_deal"),
    path("clients/<str:public_id>/invite/", ClientInvite.as_view(), name="client_invite"),
]
