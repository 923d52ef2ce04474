"""Random worlds of visits, sign-ups, orders, documents and transfers; and a plain recount of them.

`plain_days` adds up what the product's words say, row by row in Python, and knows no SQL.
"""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from marketplace.accounts.models import Member
from marketplace.billing.models import Invoice
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef, member_account
from marketplace.ledger.services import Posting, post_transfer
from marketplace.orders.models import Order
from referrals.links import services as links
from referrals.links.choices import LinkKind, OutcomeKind, TouchRule
from referrals.links.models import Attribution, Link, Outcome, Visit
from referrals.links.services import Coming

DAY = timedelta(days=1)
SPAN = 20
# Far from those that the books give by themselves.
_numbers = itertools.count(1_000_000)
Key = tuple[date, str, str, str]


def link_of(kind: LinkKind, ref: str, *, owner: Member | None = None, now: datetime) -> Link:
    """Return the link of a thing."""
    return links.link_for(kind=kind, ref=ref, owner=owner, now=now)


def sign_up(member: Member, link: Link | None, at: datetime) -> Attribution:
    """Write down by which link a member came."""
    rule = TouchRule.LAST_TOUCH if link else TouchRule.NOBODY
    return Attribution.objects.create(member=member, link=link, rule=rule, at=at)


@dataclass(frozen=True)
class Sold:
    """Who buys of whom, paid and completed when."""

    client: Member
    seller: Member
    paid_at: datetime
    completed_at: datetime | None = None
    currency: str = "USD"
    total: int = 10_000
    fee: int = 2_000


def order(sold: Sold, link: Link | None) -> Order:
    """Return an order that is owed to a link, invoiced if it is completed."""
    made = Order.objects.create(
        client=sold.client,
        seller=sold.seller,
        source_kind="offer",
        title="A logo",
        currency=sold.currency,
        price_amount=sold.total,
        total_amount=sold.total,
        fee_bp=2_000,
        clearing_days=14,
        delivery_days=3,
        seller_country="SA",
        seller_timezone="UTC",
        created_at=sold.paid_at,
        paid_at=sold.paid_at,
        paid_with="wallet",
        **_standing(sold),
    )
    rule = TouchRule.LAST_TOUCH if link else TouchRule.NOBODY
    Outcome.objects.create(
        kind=OutcomeKind.ORDER,
        ref=made.public_id,
        member=sold.client,
        link=link,
        rule=rule,
        at=sold.paid_at,
    )
    if sold.completed_at is not None:
        invoice(made, "work", sold.total, sold.completed_at)
        invoice(made, "fee", sold.fee, sold.completed_at)
    return made


def _standing(sold: Sold) -> dict[str, Any]:
    """Return what the database asks of an order that waits, or is done."""
    if sold.completed_at is None:
        timer = {"timer_kind": "requirements_late", "timer_at": sold.paid_at + 14 * DAY}
        return {"state": "awaiting_requirements", **timer}
    done = ("completed_at", "closed_at", "clears_at", "delivered_at", "review_due_at")
    begun = {"started_at": sold.paid_at, "delivery_due_at": sold.completed_at}
    return {"state": "completed", **dict.fromkeys(done, sold.completed_at), **begun}


def invoice(
    made: Order, subject: str, total: int, at: datetime, *, corrects: Invoice | None = None
) -> Invoice:
    """Return a document of an order."""
    number = next(_numbers)
    return Invoice.objects.create(
        kind="credit_note" if corrects else "invoice",
        subject=subject,
        issuer_key="platform" if subject == "fee" else made.seller.public_id,
        year=at.year,
        sequence=number,
        number=f"T-{number}",
        order=made,
        corrects=corrects,
        issuer=None if subject == "fee" else made.seller,
        recipient=made.seller if subject == "fee" else made.client,
        issued_at=at,
        issued_on=at.date(),
        currency=made.currency,
        total=total,
        tax=0,
        tax_rate_bp=0,
        treatment="none",
        issuer_party={},
        recipient_party={},
        lines=[],
    )


def refund(made: Order, share: int, at: datetime) -> None:
    """Credit a share in percent of both documents."""
    for document in list(Invoice.objects.filter(order=made, kind="invoice")):
        total = document.total * share // 100
        invoice(made, document.subject, total, at, corrects=document)


def spend(
    reference: str, amount: int, payee: Member, at: datetime, *, currency: str = "USD"
) -> None:
    """Pay a fund in and pay somebody out of it, under a reference; a negative sum comes back."""
    fund = AccountRef(AccountKind.PRIZE_FUND, reference, currency)
    wallet = member_account(AccountKind.AVAILABLE, payee, currency)
    marketing = AccountRef(AccountKind.MARKETING, "", currency)
    legs = [(marketing, fund), (fund, wallet)] if amount > 0 else [(wallet, marketing)]
    for source, target in legs:
        post_transfer(
            key=f"test-spent:{next(_numbers)}",
            kind="test",
            reference=reference,
            postings=[Posting(source, -abs(amount)), Posting(target, abs(amount))],
            now=at,
        )


@dataclass
class Chance:
    """A world made by chance: the same seed, the same world."""

    seed: int
    people: list[Member]
    now: datetime
    links: list[Link] = field(default_factory=list)
    spent: list[tuple[str, str, int, str, datetime]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)  # noqa: S311  a fixed course
        owner = self.people[0]
        things = [
            *((LinkKind.CONTEST, "c1"), (LinkKind.CONTEST, "c2"), (LinkKind.SPONSORSHIP, "s1")),
            *((LinkKind.ARTICLE, "7"), (LinkKind.CAMPAIGN, "a1"), (LinkKind.MEMBER, "")),
        ]
        self.links = [link_of(kind, ref, owner=owner, now=self.now) for kind, ref in things]

    def moment(self) -> datetime:
        """Return a moment of the last days, to the edges of days too."""
        day = self.now - self.random.randrange(SPAN) * DAY
        if self.random.random() < 0.2:
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        return day - timedelta(seconds=self.random.randrange(80_000))

    def make(self) -> None:
        """Let everything happen, in no order at all."""
        pick, chance = self.random.choice, self.random.random
        for _ in range(60):
            coming = Coming(visitor=pick(["", "a" * 26, "b" * 26]), is_program=chance() < 0.1)
            links.record_visit(key=pick(self.links).code, coming=coming, now=self.moment())
        for member in self.people[1:]:
            sign_up(member, pick([*self.links, None]), self.moment())
        for _ in range(25):
            self._deal()
        for kind in (OutcomeKind.BRIEF, OutcomeKind.ENTRY):
            for _ in range(6):
                Outcome.objects.create(
                    kind=kind,
                    ref=f"{kind}{next(_numbers)}",
                    member=pick(self.people),
                    link=pick(self.links),
                    rule=TouchRule.SUBJECT,
                    at=self.moment(),
                )
        for _ in range(12):
            self._spend()

    def _deal(self) -> None:
        client, seller = self.random.sample(self.people, 2)
        paid = self.moment()
        done = paid + self.random.randrange(5) * DAY if self.random.random() < 0.7 else None
        total = self.random.randrange(1_000, 90_000)
        sold = Sold(
            client,
            seller,
            paid,
            done,
            self.random.choice(["USD", "USD", "SAR"]),
            total,
            total // 5,
        )
        made = order(sold, self.random.choice([*self.links, None]))
        if done is not None and self.random.random() < 0.4:
            refund(made, self.random.choice([30, 50, 100]), done + self.random.randrange(4) * DAY)

    def _spend(self) -> None:
        prefix, kind, ref = self.random.choice(
            [
                *(("contest", "contest", "c1"), ("contest", "contest", "c2")),
                *(("sponsorship", "sponsorship", "s1"), ("campaign", "campaign", "a1")),
                ("programs", "member", "p1"),
            ]
        )
        amount, at = self.random.randrange(1, 50_000), self.moment()
        currency = self.random.choice(["USD", "SAR"])
        payee = self.random.choice(self.people)
        spend(f"{prefix}:{ref}", amount, payee, at, currency=currency)
        self.spent.append((kind, ref, amount, currency, at))


def plain_days(spent: list[tuple[str, str, int, str, datetime]]) -> dict[Key, dict[str, int]]:
    """Add up every day by the product's words."""
    found: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))

    def at(moment: datetime, link: Link, currency: str = "") -> dict[str, int]:
        return found[moment.astimezone(UTC).date(), link.kind, link.ref, currency]

    seen: dict[Key, set[str]] = defaultdict(set)
    for visit in Visit.objects.select_related("link").filter(kind="person"):
        at(visit.at, visit.link)["visits"] += 1
        who = visit.visitor or visit.day_print or str(visit.pk)
        seen[visit.at.astimezone(UTC).date(), str(visit.link_id), "", ""].add(who)
    for (on, link_id, _ref, _currency), people in seen.items():
        link = Link.objects.get(pk=int(link_id))
        found[on, link.kind, link.ref, ""]["people"] += len(people)
    for came in Attribution.objects.select_related("link").exclude(link=None):
        at(came.at, came.link)["signups"] += 1  # type: ignore[arg-type]
    orders = {row.public_id: row for row in Order.objects.all()}
    for outcome in Outcome.objects.select_related("link").exclude(link=None):
        link = outcome.link  # type: ignore[assignment]
        if outcome.kind != OutcomeKind.ORDER:
            at(outcome.at, link)[{"brief": "briefs", "entry": "entries"}[outcome.kind]] += 1
            continue
        _add_order(at, link, outcome.at, orders[outcome.ref], list(orders.values()))
    for kind, ref, amount, currency, moment in spent:
        found[moment.astimezone(UTC).date(), kind, ref, currency]["cost"] += amount
    return {key: dict(sums) for key, sums in found.items() if any(sums.values())}


def _add_order(
    at: Callable[..., dict[str, int]],
    link: Link,
    moment: datetime,
    sold: Order,
    everything: list[Order],
) -> None:
    """Add an order: paid on one day, worth something on another, refunded on a third."""
    counted = at(moment, link, sold.currency)
    counted["orders"] += 1
    earlier = [one for one in everything if one.client_id == sold.client_id]
    first = min(earlier, key=lambda one: (one.paid_at, one.pk))
    counted["first_orders"] += first == sold
    for document in sold.invoices.all():
        sign = -1 if document.kind == "credit_note" else 1
        name = "volume" if document.subject == "work" else "fees"
        if sold.completed_at:
            at(sold.completed_at, link, sold.currency)[name] += sign * document.total
        if sign < 0 and document.subject == "work":
            at(document.issued_at, link, sold.currency)["refunds"] += document.total
