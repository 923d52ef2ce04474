"""People who came by links, with what they have in common, for tests of this app."""

from __future__ import annotations

import itertools
from datetime import datetime

from marketplace.accounts.models import Member
from marketplace.ledger.choices import PayoutMethod
from marketplace.ledger.services import add_destination
from referrals.guard.choices import SignalKind
from referrals.guard.models import Case, Signal
from referrals.guard.services import weigh_owner
from referrals.links.models import Attribution
from referrals.links.services import own_link, record_signup

_numbers = itertools.count(1)


def came(
    owner: Member, friend: Member, *, now: datetime, visitor: str = "", day_print: str = ""
) -> Attribution:
    """Let a friend sign up by the owner's code; every visitor is another one unless named."""
    number = next(_numbers)
    return record_signup(
        member=friend,
        code=own_link(member=owner, now=now).code,
        visitor=visitor or f"{number:026d}",
        day_print=day_print or f"{number:064x}",
        now=now,
    )


def saves_account(member: Member, iban: str, now: datetime) -> None:
    """Let a member save a bank account for withdrawals."""
    add_destination(
        member=member,
        method=PayoutMethod.BANK,
        holder=member.display_name,
        account=iban,
        bank_name="Bank",
        confirmed_at=now,
        now=now,
    )


def seen(attribution: Attribution) -> dict[str, int]:
    """Return what was seen about a sign-up: kind and weight."""
    rows = Signal.objects.filter(attribution=attribution)
    return {SignalKind(kind).value: weight for kind, weight in rows.values_list("kind", "weight")}


def held(owner: Member, now: datetime) -> set[str]:
    """Weigh an owner and return the usernames of the friends in open cases."""
    weigh_owner(owner=owner, now=now)
    rows = Case.objects.filter(owner=owner, state="open")
    return set(rows.values_list("friend__username", flat=True))
