"""Wallets, payments, withdrawals, and the finance desk."""

from config.testing import PASSWORD
from config.tests.permissions.rules import (
    FINANCES,
    MEMBER,
    OMARS,
    SALMA,
    SALMAS,
    Lines,
)
from config.tests.permissions.world import pdf
from marketplace.ledger.tests.withdrawing import IBAN

BANK = {"holder": "Somebody", "account": IBAN, "bank_name": "A bank"}
WHY = {"reason": "Because"}
SUM = {"amount": 5_000, "currency": "USD"}
PAYOUT = SUM | {"destination": "@destination", "password": PASSWORD}
PAYMENT = SUM | {"gateway": "sandbox"}
TABLE: dict[str, Lines] = {
    "ledger:wallet": MEMBER.page(),
    "ledger:statement": MEMBER.page(),
    "ledger:statement_file": MEMBER.page(),
    "ledger:top_up": MEMBER.form(amount="50", gateway="sandbox"),
    "ledger:withdraw": MEMBER.by(SALMA).form(amount="50", destination="@destination"),
    "ledger:withdraw_confirm": SALMAS.form("step"),
    "ledger:add_destination": MEMBER.form(**BANK),
    "ledger:add_sandbox_destination": MEMBER.act(),
    "ledger:remove_destination": SALMAS.act("destination"),
    "ledger:payout": SALMAS.page("payout_requested"),
    "ledger:cancel_payout": SALMAS.act("payout_requested"),
    "ledger:payment": OMARS.page("payment_transfer"),
    "ledger:payment_state": OMARS.page("payment_transfer"),
    "ledger:upload_receipt": OMARS.act("payment_transfer", receipt=pdf),
    "ledger:receipt": OMARS.page("payment_transfer"),
    "ledger:sandbox_checkout": OMARS.form("checkout", card="pay"),
    "ledger:desk": FINANCES.page(),
    "ledger:desk_credit": FINANCES.form(
        username="omar", amount="5", note="For you.", days="30", key="abc"
    ),
    "ledger:export": FINANCES.act(currency="USD"),
    "ledger:desk_payout": FINANCES.page("payout_requested"),
    "ledger:approve_payout": FINANCES.act("payout_requested"),
    "ledger:decline_payout": FINANCES.act("payout_requested", **WHY),
    "ledger:mark_paid": FINANCES.act("payout_sending"),
    "ledger:mark_failed": FINANCES.act("payout_sending", **WHY),
    "ledger:mark_unknown": FINANCES.act("payout_sending", **WHY),
    "ledger:resolve_payout": FINANCES.act("payout_unknown", outcome="paid", **WHY),
    "ledger:batch": FINANCES.page("batch"),
    "ledger:batch_file": FINANCES.page("batch"),
    "ledger:batch_paid": FINANCES.act("batch"),
    "ledger:desk_payment": FINANCES.page("payment_transfer"),
    "ledger:desk_receipt": FINANCES.page("payment_transfer"),
    "ledger:approve_payment": FINANCES.act("payment_transfer", received="120", currency="USD"),
    "ledger:decline_payment": FINANCES.act("payment_transfer", **WHY),
    "ledger:settle_event": FINANCES.act("gateway_event"),
    "api:wallet": MEMBER.api("wallet", get={}),
    "api:wallet_entries": MEMBER.api("wallet", get={}),
    "api:payouts": MEMBER.by(SALMA).api("payouts", get={}, post=PAYOUT),
    "api:payout_destinations": MEMBER.api("payouts", get={}),
    "api:payout": SALMAS.api("payouts", "payout_requested", get={}),
    "api:payout_cancel": SALMAS.api("payouts", "payout_requested", post={}),
    "api:payments": MEMBER.api("wallet", get={}, post=PAYMENT),
    "api:payment": OMARS.api("wallet", "payment_transfer", get={}),
}
