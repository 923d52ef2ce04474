"""How statements name rewards, and what a wallet shows of those that wait."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.accounts.models import Member
from marketplace.ledger.queries import (
    HeldSum,
    register_held_sums,
    register_references,
    register_transfer_kind,
)
from referrals.programs.choices import RewardKind
from referrals.programs.queries import labels_of_programs, sums_of
from referrals.programs.services import MET, PAID_IN, RETURNED, REWARD

register_references("programs", labels_of_programs)
register_transfer_kind(PAID_IN, gettext_lazy("Referral fund paid in"))
register_transfer_kind(RETURNED, gettext_lazy("Referral fund returned"))
register_transfer_kind(REWARD, gettext_lazy("Thanks for bringing somebody"))
register_transfer_kind(MET, gettext_lazy("Met from a later reward"))


def waiting_rewards(*, member: Member, now: datetime) -> Iterable[HeldSum]:  # noqa: ARG001
    """Return rewards in money that wait for the member."""
    return [
        HeldSum(
            label=_("Rewards for people you brought"),
            amount=one.waiting,
            currency=one.currency,
            note=_("each has its own day"),
            url=reverse("programs:rewards"),
        )
        for one in sums_of(member)
        if one.kind == RewardKind.MONEY and one.waiting
    ]


register_held_sums("referral_rewards", waiting_rewards)
