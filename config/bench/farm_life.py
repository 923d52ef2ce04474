"""How a made-up town lives: its people and orders as rows, its rewards by the services."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from config.bench.farms import Person, iban
from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.ledger.choices import PayoutMethod
from marketplace.ledger.services import add_destination
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from referrals.guard.models import Case
from referrals.guard.services import weigh_member
from referrals.links.models import Attribution, KnownVisitor, Link
from referrals.links.services import own_link
from referrals.programs import services
from referrals.programs.choices import RewardState
from referrals.programs.models import Reward, Rule
from referrals.programs.services import ProgramDraft, RuleDraft

PRICE = Money(2_500, "USD")
CLEARING = timedelta(days=14)
FUND = 100_000_00
RULES = (
    RuleDraft(event="signup", side="referrer", amount=200, hold_days=7),
    RuleDraft(event="first_order", side="referrer", amount=1_000),
    RuleDraft(event="first_order", side="friend", amount=500),
)


@dataclass(frozen=True)
class Happening:
    """A sign-up, or an order that was accepted or given back."""

    at: datetime
    person: Person
    order: Order | None = None


class Life:
    """Writes the people down and lets things happen in the order of their moments."""

    def __init__(self, people: list[Person], start: datetime) -> None:
        self.people = people
        rows = [
            Member(
                username=one.name,
                email=one.email,
                display_name=one.name,
                date_joined=one.at,
                password="!",  # noqa: S106  nobody signs in
            )
            for one in people
        ]
        for one, member in zip(people, Member.objects.bulk_create(rows), strict=True):
            one.member = member
        self.seller = Member.objects.create_user("honest_seller")
        self._confirm_addresses()
        self._open_program(start)
        self.links = {
            one.owner.name: own_link(member=_row(one.owner), now=start)
            for one in people
            if one.owner is not None
        }
        for one in people:
            if one.owner is None:
                _remember(one, start)
                _save_account(one, start)
        self.happenings = sorted(self._happenings(), key=lambda one: (one.at, one.person.name))

    def _confirm_addresses(self) -> None:
        from allauth.account.models import EmailAddress  # noqa: PLC0415

        EmailAddress.objects.bulk_create(
            EmailAddress(user=_row(one), email=one.email, verified=True, primary=True)
            for one in self.people
        )

    def _open_program(self, start: datetime) -> None:
        admin = Member.objects.create_user("program_admin")
        admin.role_grants.create(role="admin")
        draft = ProgramDraft(names={"en": "Synthetic"}, begins_at=start - timedelta(days=1))
        program = services.create_program(actor=admin, draft=draft, now=start)
        for rule in RULES:
            services.add_rule(program=program, actor=admin, draft=rule, now=start)
        services.pay_in_fund(program=program, actor=admin, amount=FUND, now=start)
        services.start_program(program=program, actor=admin, now=start)
        Rule.objects.filter(program=program).update(since=start - timedelta(days=1))
        self.program = program

    def _happenings(self) -> Iterator[Happening]:
        for one in self.people:
            if one.owner is None:
                continue
            yield Happening(one.at, one)
            for seller, at, days, is_back in one.orders:
                order = self._order(one, seller, at, timedelta(days=days), is_back=is_back)
                yield Happening(order.closed_at or at, one, order)

    def _order(
        self, client: Person, seller: Person | None, at: datetime, took: timedelta, *, is_back: bool
    ) -> Order:
        done = at + took
        who = self.seller if seller is None else _row(seller)
        return Order(
            client=_row(client),
            seller=who,
            source_kind="gig",
            title="Synthetic",
            currency=PRICE.currency,
            price_amount=PRICE.amount,
            total_amount=PRICE.amount,
            refunded_amount=PRICE.amount if is_back else 0,
            fee_bp=2_000,
            clearing_days=CLEARING.days,
            delivery_days=3,
            seller_country="SA",
            seller_timezone="Asia/Riyadh",
            state=OrderState.REFUNDED if is_back else OrderState.COMPLETED,
            created_at=at,
            paid_at=at,
            paid_with="synthetic",
            started_at=at,
            delivery_due_at=at + timedelta(days=3),
            completed_at=None if is_back else done,
            clears_at=None if is_back else done + CLEARING,
            closed_at=done,
        )

    def live_until(self, moment: datetime) -> None:
        """Let happen what comes before a moment, then let rewards fall due and be paid."""
        while self.happenings and self.happenings[0].at < moment:
            one = self.happenings.pop(0)
            if one.order is None:
                self._sign_up(one.person, one.at)
            else:
                one.order.save()
                if one.order.state == OrderState.REFUNDED:
                    weigh_member(member=one.order.client, now=one.at)
                # Weighs before it grants.
                services.reward_order(order=one.order, now=one.at)
        services.fall_due(now=moment, limit=5_000)
        services.pay_due_rewards(now=moment, limit=5_000)

    def _sign_up(self, person: Person, at: datetime) -> None:
        if person.owner is None:
            return
        link: Link = self.links[person.owner.name]
        Attribution.objects.create(
            member=_row(person),
            link=link,
            rule="last_touch",
            visitor=person.visitor[:26],
            day_print=person.day_print[:64],
            at=at,
        )
        _remember(person, at)
        _save_account(person, at)
        services.reward_signup(member=_row(person), now=at)

    def paid_friends(self) -> set[str]:
        """Return who brought or was brought by a referral for which something was paid."""
        rows = Reward.objects.filter(program=self.program, state=RewardState.PAID)
        return set(rows.values_list("attribution__member__username", flat=True))

    def held_members(self) -> set[str]:
        """Return who is one of the two members of a case."""
        rows = Case.objects.filter(Q(owner__isnull=False))
        owners = rows.values_list(F("owner__username"), flat=True)
        return set(owners) | set(rows.values_list("friend__username", flat=True))

    def count_rewards(self) -> int:
        """Return how many rewards there are."""
        return Reward.objects.filter(program=self.program).count()


def _row(person: Person) -> Member:
    if person.member is None:
        raise LookupError(person.name)
    return person.member


def _remember(person: Person, at: datetime) -> None:
    KnownVisitor.objects.get_or_create(
        visitor=person.visitor[:26], member=_row(person), defaults={"seen_at": at}
    )


def _save_account(person: Person, at: datetime) -> None:
    if person.account:
        add_destination(
            member=_row(person),
            method=PayoutMethod.BANK,
            holder=person.name,
            account=iban(person.account),
            bank_name="Bank",
            confirmed_at=at,
            now=at,
        )
