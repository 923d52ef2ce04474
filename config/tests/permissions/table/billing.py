"""Invoices, billing details, analytics, and finance's desk for them."""

from config.tests.permissions.rules import (
    FINANCE,
    FINANCES,
    MEMBER,
    PARTY,
    SALMAS,
    Lines,
    all_but,
    also,
    answers,
)

DETAILS = {
    "legal_name": "Somebody Ltd.",
    "address": "",
    "city": "",
    "postal_code": "",
    "country": "SA",
    "tax_number": "",
}
RATE = {"currency": "SAR", "rate": "3.75", "on": "2026-01-01", "source": "SAMA"}
TAX = {"name": "vat", "rate": "15", "currency": "SAR", "is_active": "on"}
# Whoever administers the platform looks at its numbers, too.
NUMBERS = all_but(FINANCE)
TABLE: dict[str, Lines] = {
    "billing:invoices": MEMBER.page(),
    "billing:invoices_csv": MEMBER.page(),
    "billing:invoice": (PARTY.page("invoice_work"), SALMAS.page("invoice_fee")),
    "billing:invoice_pdf": answers(PARTY.page("invoice_work"), 503),
    "billing:profile": MEMBER.form(**DETAILS),
    "billing:set_display_currency": MEMBER.act(display_currency="SAR"),
    "billing:desk": FINANCES.page(),
    "billing:desk_csv": FINANCES.page(),
    "billing:desk_invoice": FINANCES.page("invoice_work"),
    "billing:desk_invoice_pdf": answers(FINANCES.page("invoice_work"), 503),
    "billing:desk_platform": FINANCES.form(**DETAILS),
    "billing:desk_taxes": FINANCES.page(),
    "billing:desk_tax_rule": FINANCES.form("country", **TAX),
    "billing:desk_rates": FINANCES.form(**RATE),
    "billing:desk_rate_history": FINANCES.page("rate_currency"),
    "insights:mine": MEMBER.page(),
    "insights:csv": MEMBER.page(),
    "insights:desk": also(FINANCES.page(), NUMBERS),
    "insights:desk_csv": also(FINANCES.page(), NUMBERS),
    "insights:desk_missed": also(FINANCES.page(), NUMBERS),
    "insights:desk_missed_csv": also(FINANCES.page(), NUMBERS),
    "ledger:statement_pdf": answers(MEMBER.page(), 503),
    "ledger:statement_request": MEMBER.act(),
    "ledger:statement_job": SALMAS.page("statement"),
    "ledger:statement_job_file": answers(SALMAS.page("statement"), 404),
    "api:invoices": MEMBER.api("invoices", get={}),
    "api:invoice": PARTY.api("invoices", "invoice_work", get={}),
    "api:invoice_pdf": answers(PARTY.api("invoices", "invoice_work", get={}), 503),
    "api:invoice_profile": MEMBER.api("invoices", get={}, put=DETAILS),
    "api:wallet_rates": MEMBER.api("wallet", get={}),
    "api:wallet_statement": MEMBER.api("wallet", get={}),
    "api:insights": MEMBER.api("insights", get={}),
}
