"""Where the pay of a shift lies, and what statements call it."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from community.shifts.models import Shift
from marketplace.accounts.models import Member
from marketplace.core import formats
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef, ReferenceLabel, account_balance


def fund_account(shift: Shift) -> AccountRef:
    """Return the account in which the pay is set apart."""
    return AccountRef(AccountKind.PRIZE_FUND, shift.reference, shift.currency)


def fund_held(shift: Shift) -> Money:
    """Return what lies there by the books."""
    return Money(account_balance(fund_account(shift)), shift.currency)


def labels_of_shifts(references: Sequence[str], member: Member) -> dict[str, ReferenceLabel]:
    """Name shifts by their days in the member's words and zone, for statements. One query."""
    zone = ZoneInfo(member.timezone)
    ids = [reference.partition(":")[2] for reference in references]
    rows = Shift.objects.filter(public_id__in=ids).order_by("id")
    return {
        one.reference: ReferenceLabel(
            formats.format_date(
                one.starts_at.astimezone(zone).date(), lang=member.language, digits=member.digits
            ),
            one.get_absolute_url(),
        )
        for one in rows
    }
