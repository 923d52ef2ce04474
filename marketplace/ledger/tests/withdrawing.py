"""Shorthand for tests: a member with an account to withdraw to, and a provider that lies."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from unittest.mock import patch

from marketplace.accounts.models import Member
from marketplace.core.ids import new_public_id
from marketplace.core.money import Money
from marketplace.ledger import gateways
from marketplace.ledger.choices import PayoutMethod
from marketplace.ledger.gateways.base import PayoutAnswer, PayoutOrder, PayoutReport
from marketplace.ledger.models import Payout, PayoutDestination
from marketplace.ledger.services import add_destination, approve_payout, request_payout

Say = Callable[[PayoutReport], object]
IBAN = "SA0380000000608010167519"


def save_account(
    member: Member, now: datetime, method: PayoutMethod = PayoutMethod.BANK
) -> PayoutDestination:
    return add_destination(
        member=member,
        method=method,
        holder="Salma Q",
        account=IBAN,
        bank_name="Al Rajhi",
        confirmed_at=now,
        now=now,
    )


def withdraw(
    member: Member,
    now: datetime,
    amount: int = 5_000,
    *,
    method: PayoutMethod = PayoutMethod.BANK,
    key: str = "",
) -> Payout:
    return request_payout(
        member=member,
        destination_id=save_account(member, now, method).public_id,
        amount=Money(amount, "USD"),
        key=key or new_public_id(),
        confirmed_at=now,
        now=now,
    )


def approved(
    member: Member,
    finance: Member,
    now: datetime,
    amount: int = 5_000,
    *,
    method: PayoutMethod = PayoutMethod.BANK,
) -> Payout:
    payout = withdraw(member, now, amount, method=method)
    return approve_payout(payout_id=payout.public_id, actor=finance, now=now)


class Provider:
    """Stands where a provider would: what it has really paid, and what it says about it."""

    def __init__(self) -> None:
        self.paid: dict[str, Money] = {}
        self.sends: list[str] = []
        self.tell_sent: Say = lambda report: report
        self.tell_asked: Say = lambda report: report
        self.really_pays = True
        self.lies: dict[str, tuple[bool, Say, Say]] = {}

    def send(self, order: PayoutOrder, *, now: datetime) -> PayoutReport:  # noqa: ARG002
        """Pay once for each key, then say whatever the test wants."""
        self.sends.append(order.key)
        really_pays, tell, _ = self.habits(order.key)
        if really_pays:
            self.paid.setdefault(order.key, order.money)
        return tell(self.truth(order.key))  # type: ignore[return-value]

    def look_up(self, key: str) -> PayoutReport:
        """Say whatever the test wants about a payout."""
        return self.habits(key)[2](self.truth(key))  # type: ignore[return-value]

    def habits(self, key: str) -> tuple[bool, Say, Say]:
        """Return how this payout is dealt with: paid or not, and what is said about it."""
        return self.lies.get(key, (self.really_pays, self.tell_sent, self.tell_asked))

    def truth(self, key: str) -> PayoutReport:
        """Say what an honest provider would."""
        if key not in self.paid:
            return PayoutReport(answer=PayoutAnswer.NOT_FOUND, key=key)
        return PayoutReport(answer=PayoutAnswer.PAID, key=key, money=self.paid[key])


@contextmanager
def provider_in_place() -> Iterator[Provider]:
    """Let a provider of the test's own take the sandbox's place in the registry."""
    provider = Provider()
    stand_in = replace(
        gateways.GATEWAYS["sandbox"],
        send_payout=provider.send,
        look_up_payout=provider.look_up,
    )
    with patch.object(gateways, "GATEWAYS", {**gateways.GATEWAYS, "sandbox": stand_in}):
        yield provider
