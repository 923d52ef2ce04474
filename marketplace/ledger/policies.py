"""Who may do what with money."""

from datetime import datetime, timedelta
from typing import Protocol

from allauth.mfa.utils import is_mfa_enabled

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.conf import rules
from marketplace.ledger.choices import PAYOUT_MOVES, Actor, PayoutState
from marketplace.ledger.models import Payout


class PayoutHold(Protocol):
    """Returns from when on the member may withdraw, None for at once."""

    def __call__(self, *, member: Member, now: datetime) -> datetime | None: ...


_holds: dict[str, PayoutHold] = {}


def register_payout_hold(name: str, hold: PayoutHold) -> None:
    """Let a part beside the ledger put withdrawals off until a date that it has told the member."""
    _holds[name] = hold


def payouts_held_until(member: Member, *, now: datetime) -> datetime | None:
    """Return until when the member's withdrawals are put off; None when they may withdraw now."""
    dates = [hold(member=member, now=now) for hold in _holds.values()]
    return max((one for one in dates if one is not None and one > now), default=None)


def is_finance(member: Member) -> bool:
    """Whether the member decides about payments and payouts."""
    return has_role(member, Role.FINANCE)


def can_prove_identity(member: Member) -> bool:
    """Whether there is a password or a second factor to confirm a withdrawal with."""
    return member.has_usable_password() or bool(is_mfa_enabled(member))


def is_freshly_confirmed(confirmed_at: datetime | None, *, now: datetime) -> bool:
    """Whether somebody proved who they are lately enough to move money out."""
    limit = timedelta(seconds=rules().payout_confirmation_seconds)
    return confirmed_at is not None and now - limit <= confirmed_at <= now


def can_cancel_payout(member: Member, payout: Payout) -> bool:
    """Whether the member may still take the withdrawal back."""
    allowed = PAYOUT_MOVES[payout.state].get(PayoutState.CANCELLED, frozenset())
    return payout.member_id == member.pk and Actor.MEMBER in allowed


def needs_two_people(payout: Payout) -> bool:
    """Whether the payout is large enough for two approvals."""
    return payout.amount >= rules().large_payout_minor


def can_approve_payout(member: Member, payout: Payout) -> bool:
    """Whether the member may approve this payout now."""
    return (
        is_finance(member)
        and payout.member_id != member.pk
        and payout.first_approved_by != member.public_id
        and Actor.FINANCE in PAYOUT_MOVES[payout.state].get(PayoutState.INTENT, frozenset())
    )
