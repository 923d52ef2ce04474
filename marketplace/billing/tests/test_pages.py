"""Pages of invoices, billing details and finance's desk; invoices as PDF in four languages."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from pypdf import PdfReader

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.billing.errors import RateInFuture
from marketplace.billing.models import BillingProfile, ExchangeRate, Invoice, TaxRule
from marketplace.billing.queries import (
    Party,
    approximate,
    current_rates,
    decide_tax,
    rule_of,
)
from marketplace.billing.services import enter_rate, read_rate, settle_order_documents
from marketplace.billing.tests.world import SAUDI_NUMBER, charge_tax, name_platform
from marketplace.core import clock
from marketplace.core.models import AuditRecord
from marketplace.core.pdf import why_unavailable
from marketplace.gigs.models import Gig
from marketplace.gigs.tests.factories import make_live
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.tests.world import make_order, order_in

pytestmark = pytest.mark.django_db
AsMember = Callable[..., Client]
DAY = timedelta(days=1)
DETAILS = {
    "legal_name": "مؤسسة سلمى",
    "address": "شارع 14",
    "city": "الرياض",
    "postal_code": "12345",
    "country": "SA",
    "tax_number": SAUDI_NUMBER,
    "charges_tax": "on",
}


def invoiced(client: Member, seller: Member, now: datetime, state: str = "completed") -> Order:
    order = order_in(OrderState(state), client, seller, now=now)
    settle_order_documents(order_id=order.public_id, now=now)
    return order


def page_of(gig: Gig) -> str:
    with override("en"):
        return gig.get_absolute_url()


def text_of(browser: Client, path: str, status: int = 200) -> str:
    response = browser.get(path)
    assert response.status_code == status
    return response.content.decode()


def test_both_sides_see_their_invoices_and_nobody_elses(
    as_member: AsMember, client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    charge_tax(seller, now)
    order = invoiced(client_member, seller, now)
    work, fee = Invoice.objects.order_by("id")
    bought = text_of(as_member(client_member), "/en/invoices/")
    assert work.number in bought
    assert fee.number not in bought
    assert "$39.13" in bought
    sold = as_member(seller)
    assert work.number in text_of(sold, "/en/invoices/?side=issued")
    assert fee.number in text_of(sold, "/en/invoices/")
    assert "No invoices here" in text_of(as_member(stranger), "/en/invoices/")
    page = text_of(as_member(client_member), f"/en/invoices/{work.public_id}/")
    for words in ("Tax invoice", "VAT 15%", "$260.87", SAUDI_NUMBER, "<svg", order.number):
        assert words in page
    assert as_member(stranger).get(f"/en/invoices/{work.public_id}/").status_code == 404
    assert as_member(client_member).get(f"/en/invoices/{fee.public_id}/").status_code == 404
    assert work.number in text_of(as_member(client_member), f"/en/orders/{order.public_id}/")


def test_lists_cost_the_same_for_one_and_three(
    as_member: AsMember, client_member: Member, seller: Member, finance: Member, now: datetime
) -> None:
    pages = ((client_member, "/en/invoices/"), (finance, "/en/desk/billing/"))
    browsers = [(as_member(member), path) for member, path in pages]
    counts = []
    for orders in (1, 2):
        for _one in range(orders):
            invoiced(client_member, seller, now, "in_progress")
        for browser, path in browsers:
            browser.get(path)
            with CaptureQueriesContext(connection) as found:
                text_of(browser, path)
            counts.append(len(found))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 9


@pytest.mark.skipif(bool(why_unavailable()), reason=f"no PDF here: {why_unavailable()}")
@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("", {"فاتورة", "ضريبية", "المجموع", "الرياض"}),
        ("/en", {"invoice", "Total", "Riyadh", "VAT"}),
        ("/he", {"חשבונית", "הכול"}),
        ("/ur", {"انوائس", "کل"}),
    ],
)
def test_an_invoice_as_pdf_says_what_the_page_says(
    as_member: AsMember,
    client_member: Member,
    seller: Member,
    now: datetime,
    prefix: str,
    words: set[str],
) -> None:
    charge_tax(seller, now, city="الرياض" if not prefix else "Riyadh")
    invoiced(client_member, seller, now, "in_progress")
    invoice = Invoice.objects.get()
    address = f"{prefix}/invoices/{invoice.public_id}/pdf/"
    response = as_member(client_member).get(address)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{invoice.number}.pdf"'
    text = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    # Where sums and words of two directions meet, a reader of the file may find them without a gap.
    facts = ("300.00", "260.87", "39.13", SAUDI_NUMBER, *words)
    assert [one for one in facts if one not in text] == []


def test_the_accountants_table_has_one_line_a_document_and_no_formula(
    as_member: AsMember, client_member: Member, seller: Member, finance: Member, now: datetime
) -> None:
    charge_tax(seller, now, legal_name="=HYPERLINK(1)")
    name_platform(finance, now)
    invoiced(client_member, seller, now)
    response = as_member(finance).get("/en/desk/billing/csv/?subject=work")
    rows = b"".join(response).decode().removeprefix("\ufeff").splitlines()
    assert len(rows) == 2
    assert "'=HYPERLINK(1)" in rows[1]
    assert rows[1].endswith("USD,260.87,39.13,15%,300.00,domestic")
    mine = b"".join(as_member(seller).get("/en/invoices/csv/?side=issued")).decode()
    assert mine.splitlines()[1:] == rows[1:]


def test_billing_details_are_checked_by_country_and_everything_typed_is_kept(
    as_member: AsMember, seller: Member
) -> None:
    browser = as_member(seller)
    path = "/en/accounts/settings/billing/"
    wrong = {
        "SA": "210123456700003",
        "AE": SAUDI_NUMBER,
        "EG": "12345678",
        "FR": "€",
    }
    for country, number in wrong.items():
        answer = browser.post(path, {**DETAILS, "country": country, "tax_number": number})
        assert answer.status_code == 422
        assert "This is no tax number of" in answer.content.decode()
        assert "شارع 14" in answer.content.decode()
    foreign_digits = {**DETAILS, "country": "EG", "tax_number": "१२३४५६७८९"}
    assert browser.post(path, foreign_digits).status_code == 422
    assert browser.post(path, {**DETAILS, "tax_number": ""}).status_code == 422
    assert browser.post(path, {**DETAILS, "country": "QA", "tax_number": "1234"}).status_code == 422
    assert not BillingProfile.objects.exists()
    spaced = {**DETAILS, "tax_number": "٣١٠-١٢٣٤٥٦٧ ٠٠٠٠٣"}
    assert browser.post(path, spaced).status_code == 302
    assert BillingProfile.objects.get().tax_number == SAUDI_NUMBER
    assert AuditRecord.objects.get(action="billing.profile_changed").after["charges_tax"] is True
    assert "شارع 14" in text_of(browser, path)


def test_the_box_names_the_tax_for_each_buyer_before_he_buys(
    as_member: AsMember,
    seller: Member,
    client_member: Member,
    member_factory: MakeMember,
    now: datetime,
) -> None:
    charge_tax(seller, now)
    gig = make_live(seller, now=now)
    company = member_factory("corp", language="en", country="AE")
    text = {"country": "AE", "tax_number": "100123456700003", "charges_tax": False}
    charge_tax(company, now, **text)
    order = make_order(client_member, seller, now=clock.now(), gig_id=gig.pk)
    page = text_of(as_member(client_member), page_of(gig))
    checkout = text_of(as_member(client_member), f"/en/orders/{order.public_id}/pay/")
    abroad = text_of(as_member(company), page_of(gig))
    for box in (page, checkout):
        for words in ("of which VAT 15%", "Fees for you", "Platform fee 20%", "Paid out by"):
            assert words in box
    assert "of which VAT" not in abroad
    assert "Reverse charge: the customer accounts for the tax." in abroad


@pytest.mark.parametrize(
    ("issuer", "recipient", "number", "treatment", "rate"),
    [
        ("SA", "SA", "", "domestic", 1500),
        ("SA", "SA", SAUDI_NUMBER, "domestic", 1500),
        ("SA", "AE", "100123456700003", "reverse_charge", 0),
        ("SA", "AE", "", "export", 0),
        ("DE", "FR", "", "domestic", 1900),
        ("DE", "FR", "FR123456789", "reverse_charge", 0),
        ("QA", "QA", "", "none", 0),
    ],
)
def test_the_rule_of_the_tax(
    issuer: str, recipient: str, number: str, treatment: str, rate: int
) -> None:
    found = decide_tax(
        Party(name="a", country=issuer, charges_tax=True),
        Party(name="b", country=recipient, tax_number=number),
        rule_of(issuer),
    )
    assert (found.treatment, found.rate_bp) == (treatment, rate)
    none = decide_tax(
        Party(name="a", country=issuer), Party(name="b", country=recipient), rule_of(issuer)
    )
    assert none.treatment == "none"


def test_finance_changes_a_tax_and_it_counts_from_then_on(
    as_member: AsMember, finance: Member, seller: Member, client_member: Member, now: datetime
) -> None:
    charge_tax(seller, now)
    invoiced(client_member, seller, now, "in_progress")
    browser = as_member(finance)
    form = {"name": "vat", "rate": "٢٠", "currency": "SAR", "is_active": "on", "note_en": "RC"}
    assert "Saudi Arabia" in text_of(browser, "/en/desk/billing/taxes/")
    assert browser.get("/en/desk/billing/taxes/?country=KW")["Location"].endswith("/taxes/KW/")
    assert browser.get("/en/desk/billing/taxes/XX/").status_code == 404
    assert browser.post("/en/desk/billing/taxes/SA/", form).status_code in {302, 422}
    answer = browser.post("/en/desk/billing/taxes/SA/", {**form, "rate": "20"})
    assert answer.status_code == 302
    assert TaxRule.objects.get(country="SA").rate_bp == 2000
    assert AuditRecord.objects.filter(action="billing.tax_rule_changed").exists()
    invoiced(client_member, seller, now, "in_progress")
    taxes = Invoice.objects.order_by("id").values_list("tax", flat=True)
    assert list(taxes) == [3_913, 5_000]


def test_rates_are_for_show_have_a_date_and_say_when_they_are_old(
    as_member: AsMember, finance: Member, client_member: Member, seller: Member, now: datetime
) -> None:
    browser = as_member(finance)
    form = {"currency": "SAR", "rate": "٣٫٧٥", "on": now.date().isoformat(), "source": "SAMA"}
    for bad in ({"rate": "0"}, {"rate": "x"}, {"rate": "1e99"}, {"on": "2190-01-01"}):
        assert browser.post("/en/desk/billing/rates/", {**form, **bad}).status_code == 422
    assert browser.post("/en/desk/billing/rates/", form).status_code == 302
    assert ExchangeRate.objects.get().base == "USD"
    assert "SAMA" in text_of(browser, "/en/desk/billing/rates/SAR/")
    assert browser.get("/en/desk/billing/rates/XXX/").status_code == 404

    gig = make_live(seller, now=now)
    buyer = as_member(client_member)
    path = page_of(gig)
    assert "about" not in text_of(buyer, path).split("You pay")[1][:400]
    answer = buyer.post("/en/accounts/settings/billing/currency/", {"display_currency": "SAR"})
    assert answer.status_code == 302
    assert "about <bdi" in text_of(buyer, path).split("You pay")[1][:700]

    rates = current_rates()
    fresh = approximate(30_000, "USD", "SAR", rates=rates, today=now.date())
    old = approximate(30_000, "USD", "SAR", rates=rates, today=now.date() + 8 * DAY)
    assert fresh is not None
    assert old is not None
    assert (fresh.money.amount, fresh.is_stale, old.is_stale) == (112_500, False, True)
    assert approximate(1, "USD", "EGP", rates=rates, today=now.date()) is None


def test_rates_cross_through_the_default_currency_and_digits(
    finance: Member, now: datetime
) -> None:
    for currency, rate in (("KWD", "0.31"), ("SAR", "3.75")):
        enter_rate(
            actor=finance,
            currency=currency,
            rate=read_rate(rate),
            on=now.date(),
            source="x",
            now=now,
        )
    found = approximate(37_500, "SAR", "KWD", rates=current_rates(), today=now.date())
    assert found is not None
    # 375.00 riyals are 100 dollars are 31.000 dinars.
    assert found.money.amount == 31_000


def test_a_rate_is_of_a_day_where_who_enters_it_lives(finance: Member) -> None:
    finance.timezone = "Asia/Riyadh"
    night = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
    given: dict[str, Any] = {
        "actor": finance,
        "currency": "SAR",
        "rate": read_rate("3.75"),
        "source": "x",
    }
    entered = enter_rate(on=date(2026, 11, 24), now=night, **given)
    assert entered.on == date(2026, 11, 24)
    with pytest.raises(RateInFuture):
        enter_rate(on=date(2026, 11, 25), now=night, **given)


def test_the_platform_says_who_it_is(
    as_member: AsMember, finance: Member, client_member: Member, seller: Member, now: datetime
) -> None:
    browser = as_member(finance)
    path = "/en/desk/billing/platform/"
    assert browser.post(path, {**DETAILS, "tax_number": "1"}).status_code == 422
    assert browser.post(path, {**DETAILS, "legal_name": "Wazzifni Ltd."}).status_code == 302
    invoiced(client_member, seller, now)
    assert "Wazzifni Ltd." in text_of(browser, "/en/desk/billing/?subject=fee&q=wazzifni")
    assert as_member(seller).get(path).status_code == 404
