"""What the platform's parts need of referral rewards and of the people who look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.custody import pack_tables
from marketplace.accounts.models import Member
from marketplace.core.events import Event
from marketplace.core.money import Money
from marketplace.moderation.queries import Bond, CustodyPart, register_custody
from marketplace.webhooks.services import Announcement, register_public_event
from referrals.campaigns.models import Task
from referrals.campaigns.queries import register_hold
from referrals.guard import events as guard
from referrals.guard.queries import is_in_doubt
from referrals.guard.services import forget_words
from referrals.programs import events as programs
from referrals.programs.choices import PROMISED
from referrals.programs.queries import administrators, rewards_of
from referrals.programs.services import set_board_name

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MEMBER: Final = ("member_id",)
BOTH: Final = ("owner_id", "friend_id")
PERSONAL: tuple[tuple[str, type[Event], tuple[str, ...], StrPromise], ...] = (
    ("reward.granted", programs.RewardGranted, MEMBER, _("You earned a referral reward")),
    ("reward.paid", programs.RewardPaid, MEMBER, _("A referral reward was paid")),
    ("reward.taken_back", programs.RewardTakenBack, MEMBER, _("A refund took of a reward")),
    ("reward.held", programs.RewardHeld, MEMBER, _("A person looks at a reward of yours")),
    ("reward.released", programs.RewardReleased, MEMBER, _("A reward of yours goes on")),
    ("reward.cancelled", programs.RewardCancelled, MEMBER, _("A reward of yours doesn’t count")),
    ("referral_case.opened", guard.ReferralCaseOpened, BOTH, _("A person looks at a referral")),
    ("referral_case.cleared", guard.ReferralCaseCleared, BOTH, _("All is well with a referral")),
    ("referral_case.confirmed", guard.ReferralCaseConfirmed, BOTH, _("A referral doesn’t count")),
    (
        "referral_case.appealed",
        guard.ReferralCaseAppealed,
        BOTH,
        _("A second person was asked for"),
    ),
    (
        "referral_case.upheld",
        guard.ReferralCaseUpheld,
        BOTH,
        _("A decision about a referral stands"),
    ),
)
OPERATORS: tuple[tuple[str, type[Event], StrPromise], ...] = (
    (
        "referral_program.changed",
        programs.ReferralProgramChanged,
        _("A programme changed its state"),
    ),
    ("referral_program.paid_in", programs.ReferralFundPaidIn, _("A referral fund was paid in")),
    ("referral_program.returned", programs.ReferralFundReturned, _("A referral fund went back")),
    ("referral_program.short", programs.ReferralBudgetShort, _("A referral fund is short")),
)


def told_to_administrators(event: Event) -> Announcement:
    """Announce a fact about a programme to those who set programmes up."""
    return Announcement([one.public_id for one in administrators()], event.to_payload())


def without_orders_of_others(
    tell: Callable[[Event], Announcement],
) -> Callable[[Event], Announcement]:
    """Leave the order out for everybody but its client: only the friend may know it."""

    def told(event: Event) -> Announcement:
        said = tell(event)
        if said.data.get("order_id") and said.data["friend_id"] != said.data["member_id"]:
            return Announcement(said.member_ids, {**said.data, "order_id": ""})
        return said

    return told


def reward_bonds(member: Member) -> Iterable[Bond]:
    """Rewards that still have to reach the member stand against leaving."""
    for reward in rewards_of(member).filter(state__in=PROMISED)[:20]:
        sum_ = str(Money(reward.value, reward.currency))
        yield Bond(
            gettext("a reward of %(sum)s that waits") % {"sum": sum_}, reward.get_absolute_url()
        )


def erase(member: Member, *, keeps_texts: bool, now: datetime) -> None:  # noqa: ARG001
    """Forget what the member wrote about cases and the wish to be named; the books stay."""
    forget_words(member=member)
    set_board_name(member=member, is_named=False, now=now)


def missions_held(*, task: Task, now: datetime) -> str:  # noqa: ARG001
    """Keep a mission's reward back while a person looks at a referral of who did it."""
    if not is_in_doubt(task.member):
        return ""
    return gettext("A person looks at a referral of yours first.")


def connect(told_to: Callable[[tuple[str, ...]], Callable[[Event], Announcement]]) -> None:
    """Fill the registries of the parts below."""
    for name, event, parties, label in PERSONAL:
        tell = without_orders_of_others(told_to(parties))
        register_public_event(event, name, tell, label=label)
    register_hold("referrals", missions_held)
    for name, event, label in OPERATORS:
        register_public_event(event, name, told_to_administrators, label=label)
    register_custody(
        CustodyPart(
            name="rewards",
            label=_("Referral rewards"),
            pack=partial(pack_tables, "rewards"),
            erase=erase,
            bonds=reward_bonds,
        )
    )
