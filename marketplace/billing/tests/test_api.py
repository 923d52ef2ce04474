"""Invoices, billing details and rates in the API."""

from __future__ import annotations

from datetime import datetime

import pytest
from rest_framework.test import APIClient

from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.billing.models import BillingProfile, Invoice
from marketplace.billing.services import enter_rate, read_rate, settle_order_documents
from marketplace.billing.tests.world import SAUDI_NUMBER, charge_tax
from marketplace.core.pdf import why_unavailable
from marketplace.orders.choices import OrderState
from marketplace.orders.tests.world import TOTAL, order_in

pytestmark = pytest.mark.django_db


def api(member: Member, now: datetime, *scopes: str) -> APIClient:
    made = create_token(member=member, name="t", scopes=scopes, now=now)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {made.key}")
    return client


def test_invoices_are_listed_by_side_and_read_by_both(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    charge_tax(seller, now)
    order = order_in(OrderState.COMPLETED, client_member, seller, now=now)
    settle_order_documents(order_id=order.public_id, now=now)
    buyer = api(client_member, now, "invoices:read")
    (bought,) = buyer.get("/api/v1/invoices/").json()["results"]
    assert (bought["total"], bought["net"] + bought["tax"]) == (TOTAL, TOTAL)
    assert bought["order"] == order.public_id
    assert buyer.get("/api/v1/invoices/?side=issued").json()["results"] == []
    seller_api = api(seller, now, "invoices:read")
    assert len(seller_api.get("/api/v1/invoices/?side=issued").json()["results"]) == 1
    assert len(seller_api.get("/api/v1/invoices/?kind=credit_note").json()["results"]) == 0
    address = f"/api/v1/invoices/{bought['id']}/"
    assert seller_api.get(address).json()["number"] == bought["number"]
    assert api(stranger, now, "invoices:read").get(address).status_code == 404
    assert api(client_member, now, "orders:read").get(address).status_code == 403
    assert Invoice.objects.count() == 2
    paper = buyer.get(f"{address}pdf/")
    assert paper.status_code == (503 if why_unavailable() else 200)


def test_billing_details_are_kept_by_the_same_rules_as_on_the_page(
    seller: Member, now: datetime
) -> None:
    client = api(seller, now, "invoices:read", "invoices:write")
    path = "/api/v1/invoices/profile/"
    assert client.get(path).json()["legal_name"] == seller.display_name
    given = {"legal_name": "Salma Est.", "country": "SA", "charges_tax": True}
    missing = client.put(path, given, format="json")
    assert (missing.status_code, missing.json()["code"]) == (422, "tax_number_missing")
    wrong = client.put(path, {**given, "tax_number": "12"}, format="json")
    assert wrong.json()["fields"].keys() == {"tax_number"}
    assert client.put(path, {**given, "country": "XX"}, format="json").status_code == 422
    kept = client.put(path, {**given, "tax_number": SAUDI_NUMBER}, format="json")
    assert kept.json()["charges_tax"] is True
    assert BillingProfile.objects.get().legal_name == "Salma Est."


def test_rates_are_listed_with_their_day(seller: Member, finance: Member, now: datetime) -> None:
    enter_rate(
        actor=finance,
        currency="SAR",
        rate=read_rate("3.75"),
        on=now.date(),
        source="SAMA",
        now=now,
    )
    (rate,) = api(seller, now, "wallet:read").get("/api/v1/wallet/rates/").json()
    assert (rate["currency"], rate["rate"], rate["source"]) == ("SAR", "3.75000000", "SAMA")
