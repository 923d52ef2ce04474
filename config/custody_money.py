"""What the ledger keeps about a member: how it is packed, and what stands against leaving."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext

from marketplace.accounts.models import Member
from marketplace.core import formats
from marketplace.core.private_files import open_private
from marketplace.ledger.choices import MEMBER_KINDS, PaymentState
from marketplace.ledger.queries import (
    destinations_of,
    member_account,
    open_payouts_of,
    payments_of,
    payouts_of,
    statement_entries,
    statement_lines,
    wallet_of,
)
from marketplace.moderation.queries import Bond, Packed, PackedFile

BEING_CHECKED: Final = (PaymentState.SUBMITTED, PaymentState.REVIEW)


def pack_money(member: Member) -> Packed:
    """Pack every account's statement, payments with receipts, withdrawals, saved destinations."""
    lines: list[dict[str, Any]] = []
    for balance in wallet_of(member):
        for kind in MEMBER_KINDS:
            entries = statement_entries(member_account(kind, member, balance.currency))
            lines += [
                {
                    "account": kind,
                    "currency": balance.currency,
                    "at": line.at,
                    "kind": line.kind,
                    "reference": line.reference,
                    "amount": line.amount,
                    "balance_after": line.balance_after,
                }
                for line in statement_lines(entries, member)
            ]
    payments = payments_of(member).values(
        "public_id", "gateway", "state", "amount", "currency", "purpose_kind", "created_at"
    )
    payouts = payouts_of(member).values(
        "public_id", "method", "holder", "account", "amount", "currency", "state", "requested_at"
    )
    shown = payments_of(member).exclude(receipt="")
    receipts = [
        PackedFile(f"{row.public_id}-receipt", partial(open_private, row.receipt)) for row in shown
    ]
    places = destinations_of(member).values("method", "holder", "account", "bank_name")
    return Packed(
        {
            "statement": lines,
            "payments": list(payments),
            "withdrawals": list(payouts),
            "destinations": list(places),
        },
        receipts,
    )


def money_bonds(member: Member) -> Iterable[Bond]:
    """Money that is the member's, or may be, stands against leaving: it is taken out first."""
    for balance in wallet_of(member):
        total = balance.available + balance.clearing + balance.on_hold
        if total:
            shown = formats.format_money(
                total, balance.currency, lang=member.language, digits=member.digits
            )
            yield Bond(gettext("%(sum)s in your wallet") % {"sum": shown}, reverse("ledger:wallet"))
    waiting = payments_of(member).filter(state__in=BEING_CHECKED).first()
    if waiting is not None:
        yield Bond(gettext("a payment that is being checked"), waiting.get_absolute_url())
    if open_payouts_of(member).exists():
        yield Bond(gettext("a withdrawal under way"), reverse("ledger:wallet"))
