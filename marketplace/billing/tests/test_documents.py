"""Invoices follow the books: numbered without gaps, frozen, corrected by credit notes alone."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from marketplace.accounts.models import Member
from marketplace.billing.choices import DocumentKind, Subject, Treatment
from marketplace.billing.models import Counter, Invoice
from marketplace.billing.services import (
    catch_up_documents,
    enter_rate,
    read_rate,
    save_billing_profile,
    settle_order_documents,
)
from marketplace.billing.tests.world import (
    EMIRATI_NUMBER,
    SAUDI_NUMBER,
    charge_tax,
    name_platform,
    text,
)
from marketplace.core.money import Money
from marketplace.core.outbox import deliver_due
from marketplace.ledger.choices import AccountKind, TransferKind
from marketplace.ledger.queries import AccountRef, member_account
from marketplace.ledger.services import Posting, post_transfer, refund_escrow, release_escrow
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.tests.world import FEE, TOTAL, order_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def bills(order: Order) -> list[tuple[str, str, int, int]]:
    """Return (subject, kind, total, tax) of an order's documents, in their order."""
    rows = Invoice.objects.filter(order=order).order_by("id")
    return [(one.subject, one.kind, one.total, one.tax) for one in rows]


def settle(order: Order, now: datetime) -> list[Invoice]:
    return settle_order_documents(order_id=order.public_id, now=now)


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


def settle_and_fail(order: Order, now: datetime) -> None:
    settle(order, now)
    run("SELECT 1 / 0")


def test_a_paid_order_has_one_invoice_and_a_completed_one_a_second_for_the_fee(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.COMPLETED, client_member, seller, now=now)
    deliver_due(now=now)
    deliver_due(now=now + DAY)
    assert bills(order) == [
        ("work", "invoice", TOTAL, 0),
        ("fee", "invoice", FEE, 0),
    ]
    work, fee = Invoice.objects.order_by("id")
    assert work.number == f"S{10_000 + seller.pk}-2026-00001"
    assert fee.number == "WZ-2026-00001"
    assert work.treatment == Treatment.NONE
    assert work.recipient_party["name"] == "Omar"
    assert [line["amount"] for line in work.lines] == [25_000, 5_000]


def test_an_unpaid_or_dropped_order_has_no_invoice(
    client_member: Member, seller: Member, now: datetime
) -> None:
    for state in (OrderState.PENDING_PAYMENT, OrderState.CANCELLED):
        assert settle(order_in(state, client_member, seller, now=now), now) == []
    assert settle_order_documents(order_id="nothing", now=now) == []


def test_a_refund_becomes_a_credit_note_of_the_whole(
    client_member: Member, seller: Member, now: datetime
) -> None:
    charge_tax(seller, now, country="SA")
    order = order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=now)
    settle(order, now)
    refund_escrow(
        key="r",
        reference=order.reference,
        payer=client_member,
        amount=Money(TOTAL, "USD"),
        now=now,
    )
    (note,) = settle(order, now)
    invoice = Invoice.objects.get(kind=DocumentKind.INVOICE)
    assert (note.kind, note.total, note.tax) == (DocumentKind.CREDIT_NOTE, TOTAL, invoice.tax)
    assert note.corrects == invoice
    assert note.number.endswith("-2026-C00001")
    assert settle(order, now) == []


def test_a_split_is_credited_in_part_and_the_fee_is_that_of_the_rest(
    client_member: Member, seller: Member, now: datetime
) -> None:
    charge_tax(seller, now)
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    refund_escrow(
        key="r", reference=order.reference, payer=client_member, amount=Money(9_999, "USD"), now=now
    )
    rest = TOTAL - 9_999
    release_escrow(
        key="s",
        reference=order.reference,
        payee=seller,
        amount=Money(rest, "USD"),
        fee=4_000,
        clears_at=now + DAY,
        now=now,
    )
    settle(order, now)
    assert [(row[0], row[1], row[2]) for row in bills(order)] == [
        ("work", "invoice", TOTAL),
        ("work", "credit_note", 9_999),
        ("fee", "invoice", 4_000),
    ]
    work, note, _fee = Invoice.objects.order_by("id")
    # 15 of 115 parts: 3913.04 of 300.00, and a third of it back.
    assert (work.tax, note.tax) == (3_913, 1_304)


def test_money_that_goes_back_after_the_release_is_credited_and_the_fee_too(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.COMPLETED, client_member, seller, now=now)
    settle(order, now)
    post_transfer(
        key="late",
        kind=TransferKind.REVERSAL,
        reference=order.reference,
        postings=[
            Posting(member_account(AccountKind.CLEARING, seller, "USD"), -8_000),
            Posting(AccountRef(AccountKind.FEES, "", "USD"), -2_000),
            Posting(member_account(AccountKind.AVAILABLE, client_member, "USD"), 10_000),
        ],
        now=now,
    )
    assert catch_up_documents(now=now, limit=10) > 0
    assert bills(order)[2:] == [
        ("work", "credit_note", 10_000, 0),
        ("fee", "credit_note", 2_000, 0),
    ]
    assert catch_up_documents(now=now, limit=10) == 0


def test_details_are_frozen_and_a_credit_note_carries_those_of_its_invoice(
    client_member: Member, seller: Member, now: datetime
) -> None:
    charge_tax(seller, now)
    order = order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=now)
    settle(order, now)
    charge_tax(seller, now, legal_name="Another Name", tax_number="", charges_tax=False)
    refund_escrow(
        key="r", reference=order.reference, payer=client_member, amount=Money(100, "USD"), now=now
    )
    (note,) = settle(order, now)
    assert note.issuer_party["name"] == "Salma Design Est."
    assert (note.tax_rate_bp, note.tax) == (1500, 13)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE billing_invoice SET total = 1",
        "DELETE FROM billing_invoice",
        "TRUNCATE billing_invoice CASCADE",
        "DELETE FROM billing_counter",
        "UPDATE billing_counter SET last = last + 2",
        "UPDATE billing_counter SET last = 0",
    ],
)
def test_the_database_refuses_to_change_what_was_issued(
    client_member: Member, seller: Member, now: datetime, statement: str
) -> None:
    settle(order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=now), now)
    with pytest.raises(DatabaseError), transaction.atomic():
        run(statement)
    assert Invoice.objects.get().total == TOTAL


def test_numbers_have_no_gaps_and_begin_anew_each_year_of_the_issuers_clock(
    client_member: Member, seller: Member, now: datetime
) -> None:
    for _round in range(3):
        settle(order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=now), now)
    # 22:30 in London is already the next year in Riyadh.
    late = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    settle(order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=late), late)
    numbers = Invoice.objects.order_by("id").values_list("year", "sequence")
    assert list(numbers) == [(2026, 1), (2026, 2), (2026, 3), (2027, 1)]
    assert Counter.objects.get(year=2026).last == 3


def test_a_transaction_that_fails_gives_its_number_back(
    client_member: Member, seller: Member, now: datetime
) -> None:
    first = order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=now)
    with pytest.raises(DatabaseError), transaction.atomic():
        settle_and_fail(first, now)
    settle(first, now)
    assert Invoice.objects.get().sequence == 1


def test_a_client_abroad_with_a_number_is_told_to_account_for_the_tax(
    client_member: Member, seller: Member, now: datetime
) -> None:
    charge_tax(seller, now)
    save_billing_profile(
        member=client_member,
        text=text(legal_name="Omar LLC", country="AE", tax_number=EMIRATI_NUMBER),
        country_name="Emirates",
        now=now,
    )
    settle(order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=now), now)
    invoice = Invoice.objects.get()
    assert (invoice.treatment, invoice.tax) == (Treatment.REVERSE_CHARGE, 0)
    assert invoice.note["en"].startswith("Reverse charge")
    assert invoice.recipient_party["tax_number"] == EMIRATI_NUMBER


def test_the_platform_charges_tax_on_its_fee(
    client_member: Member, seller: Member, finance: Member, now: datetime
) -> None:
    name_platform(finance, now)
    order = order_in(OrderState.COMPLETED, client_member, seller, now=now)
    settle(order, now)
    fee = Invoice.objects.get(subject=Subject.FEE)
    assert (fee.total, fee.tax, fee.issuer_party["name"]) == (FEE, 783, "Wazzifni Ltd.")
    assert fee.recipient == seller


def test_a_saudi_tax_invoice_carries_the_code_of_the_tax_office_in_riyals(
    client_member: Member, seller: Member, finance: Member, now: datetime
) -> None:
    charge_tax(seller, now, legal_name="مؤسسة سلمى للتصميم")
    enter_rate(
        actor=finance,
        currency="SAR",
        rate=read_rate("٣٫٧٥"),
        on=now.date(),
        source="SAMA",
        now=now,
    )
    settle(order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=now), now)
    invoice = Invoice.objects.get()
    raw = base64.b64decode(invoice.qr)
    fields = []
    while raw:
        tag, length = raw[0], raw[1]
        fields.append((tag, raw[2 : 2 + length].decode()))
        raw = raw[2 + length :]
    assert fields == [
        (1, "مؤسسة سلمى للتصميم"),
        (2, SAUDI_NUMBER),
        (3, "2026-11-23T09:00:00Z"),
        (4, "1125.00"),
        (5, "146.74"),
    ]
    assert invoice.local["source"] == "SAMA"
    assert invoice.tax == 3_913


def test_who_charges_no_tax_or_sits_elsewhere_has_no_code(
    client_member: Member, seller: Member, now: datetime
) -> None:
    charge_tax(seller, now, country="AE", tax_number=EMIRATI_NUMBER)
    settle(order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=now), now)
    assert Invoice.objects.get().qr == ""


def test_an_order_that_can_not_be_billed_holds_up_no_other(
    client_member: Member, seller: Member, editor: Member, now: datetime
) -> None:
    bad = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    good = order_in(OrderState.IN_PROGRESS, client_member, editor, now=now)
    full = {"issuer": seller.public_id, "kind": DocumentKind.INVOICE, "last": 2**31 - 1}
    Counter.objects.create(year=now.year, **full)

    catch_up_documents(now=now, limit=10)

    assert (bills(bad), bills(good)) == ([], [("work", "invoice", TOTAL, 0)])
    assert catch_up_documents(now=now, limit=10) == 0
