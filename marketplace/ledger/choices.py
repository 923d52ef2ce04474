"""Words that money is described with."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountKind(models.TextChoices):
    """What an account is for. The owner says whose it is."""

    AVAILABLE = "available", _("Available")
    CLEARING = "clearing", _("Clearing")
    PAYOUT_HOLD = "payout_hold", _("Being withdrawn")
    ESCROW = "escrow", _("Escrow")
    PRIZE_FUND = "prize_fund", _("Prize fund")
    FEES = "fees", _("Platform fees")
    MARKETING = "marketing", _("Marketing")
    CASH = "cash", _("Bank")
    REFUND_RESERVE = "refund_reserve", _("Refund reserve")
    GATEWAY = "gateway", _("Payment provider")


# Accounts of the platform are only ever appended to: no stored balance, no lock, no limit below.
PLATFORM_KINDS: Final = (
    AccountKind.FEES,
    AccountKind.MARKETING,
    AccountKind.CASH,
    AccountKind.REFUND_RESERVE,
    AccountKind.GATEWAY,
)
# Money that has left or has not come yet: what these hold is the mirror of what is held inside.
OUTSIDE_KINDS: Final = (AccountKind.CASH, AccountKind.GATEWAY)
MEMBER_KINDS: Final = (AccountKind.AVAILABLE, AccountKind.CLEARING, AccountKind.PAYOUT_HOLD)


class TransferKind(models.TextChoices):
    """Why money moved, as a statement says it; apps above the ledger register their own kinds."""

    DEPOSIT = "deposit", _("Top-up")
    DEPOSIT_REFUND = "deposit_refund", _("Payment returned to its sender")
    CHARGEBACK = "chargeback", _("Payment taken back by the bank")
    ESCROW_HOLD = "escrow_hold", _("Paid into escrow")
    ESCROW_RELEASE = "escrow_release", _("Earned")
    ESCROW_REFUND = "escrow_refund", _("Refund from escrow")
    CLEARED = "cleared", _("Cleared")
    PAYOUT_HOLD = "payout_hold", _("Withdrawal requested")
    PAYOUT_PAID = "payout_paid", _("Withdrawal paid")
    PAYOUT_RETURNED = "payout_returned", _("Withdrawal returned")
    FUNDING = "funding", _("Funded by the platform")
    REVERSAL = "reversal", _("Correction")
