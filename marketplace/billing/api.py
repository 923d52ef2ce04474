"""Invoices, billing details and display rates in the API."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.models import Member
from marketplace.billing import queries, services
from marketplace.billing.queries import InvoiceFilter
from marketplace.billing.serializers import InvoiceOut, InvoicesIn, ProfileOut, RateOut
from marketplace.billing.services import IdentityText
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope, member_of
from marketplace.core.places import country_name
from marketplace.core.ratelimit import spend

INVOICES: Final = HasScope.of("invoices:read", "invoices:write")
PDF_RATE: Final = "60 per hour"


class Invoices(APIView):
    permission_classes = [INVOICES]

    @extend_schema(
        operation_id="invoices_list", parameters=[InvoicesIn], responses=InvoiceOut(many=True)
    )
    def get(self, request: Request) -> Response:
        """List the member's documents of one side, newest first."""
        asked = InvoicesIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        given = dict(asked.validated_data)
        side = given.pop("side")
        find = queries.bills_issued if side == "issued" else queries.bills_received
        pages = CursorPages()
        found = find(member_of(request), InvoiceFilter(**given))
        rows = pages.paginate_queryset(found, request, view=self)
        return pages.get_paginated_response(InvoiceOut(rows, many=True).data)


class InvoiceDetail(APIView):
    permission_classes = [INVOICES]

    @extend_schema(operation_id="invoices_read", responses=InvoiceOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show one document."""
        return Response(InvoiceOut(queries.get_invoice_for(member_of(request), public_id)).data)


class InvoicePdf(APIView):
    permission_classes = [INVOICES]

    @extend_schema(
        operation_id="invoices_pdf", responses={(200, "application/pdf"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, public_id: str) -> HttpResponse:
        """Give one document as PDF, in the language that the request accepts."""
        member: Member = member_of(request)
        invoice = queries.get_invoice_for(member, public_id)
        spend(rate=PDF_RATE, name="invoice-pdf", who=member.public_id)
        content = services.invoice_pdf(invoice, member)
        return HttpResponse(content, content_type="application/pdf")


class Profile(APIView):
    permission_classes = [INVOICES]

    @extend_schema(operation_id="invoices_profile_read", responses=ProfileOut)
    def get(self, request: Request) -> Response:
        """Show who the member is on invoices."""
        member: Member = member_of(request)
        profile = queries.profile_of(member)
        if profile is None:
            party = queries.parties_of([member])[member.pk]
            return Response(ProfileOut(_as_profile(party.name, party.country)).data)
        return Response(ProfileOut(profile).data)

    @extend_schema(operation_id="invoices_profile_write", request=ProfileOut, responses=ProfileOut)
    def put(self, request: Request) -> Response:
        """Keep who the member is on invoices to come."""
        asked = ProfileOut(data=request.data)
        asked.is_valid(raise_exception=True)
        text = IdentityText(**asked.validated_data)
        profile = services.save_billing_profile(
            member=member_of(request),
            text=text,
            country_name=country_name(text.country, lang=(get_language() or "en")[:2]),
            now=clock.now(),
        )
        return Response(ProfileOut(profile).data)


def _as_profile(name: str, country: str) -> IdentityText:
    return IdentityText(legal_name=name, country=country, address="", city="", postal_code="")


class Rates(APIView):
    permission_classes = [HasScope.of("wallet:read")]

    @extend_schema(operation_id="wallet_rates", responses=RateOut(many=True))
    def get(self, request: Request) -> Response:  # noqa: ARG002
        """List the rates by which sums are shown in other currencies; no money moves by them."""
        today = clock.now().date()
        rows = [
            {
                "currency": rate.currency,
                "rate": rate.rate,
                "on": rate.on,
                "source": rate.source,
                "is_stale": rate.is_stale(today),
            }
            for rate in queries.current_rates().values()
        ]
        return Response(RateOut(rows, many=True).data)


urlpatterns = [
    path("invoices/", Invoices.as_view(), name="invoices"),
    path("invoices/profile/", Profile.as_view(), name="invoice_profile"),
    path("invoices/<str:public_id>/", InvoiceDetail.as_view(), name="invoice"),
    path("invoices/<str:public_id>/pdf/", InvoicePdf.as_view(), name="invoice_pdf"),
    path("wallet/rates/", Rates.as_view(), name="wallet_rates"),
]
