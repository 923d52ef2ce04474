"""The price of a ticket changes by versions; a licence's cost by rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from django.db import connection, transaction

from community.gurus.models import Privilege
from community.worth import errors, events
from community.worth.choices import REASON_MAX
from community.worth.models import LicenceCost, TicketPrice
from community.worth.policies import is_manager
from community.worth.queries.periods import next_month
from community.worth.queries.prices import currency, prices
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.events import publish

_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('worth'), hashtext(%s))"


@dataclass(frozen=True, kw_only=True)
class PriceDraft:
    """A price as it is typed: from which month on, how much, why; and which version was seen."""

    month: date
    amount: int
    reason: str
    seen_version: int


def lock_book(name: str) -> None:
    """Hold one of the books until the transaction ends: one writes at a time."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [name])


@transaction.atomic
def change_price(*, actor: Member, draft: PriceDraft, now: datetime) -> TicketPrice:
    """Let another price hold from a month on, the next one at the earliest: nothing behind changes.

    Locks the book of prices. Raises NotWorthsManager, PriceMoved where another version came first,
    PriceTooEarly, PriceTooSmall, WorthReasonMissing, WorthUnchanged.
    """
    lock_book("prices")
    held = prices()
    if not is_manager(actor):
        raise errors.NotWorthsManager
    if held.seen != draft.seen_version:
        raise errors.PriceMoved
    month = draft.month.replace(day=1)
    if month < next_month(now.astimezone(UTC).date()):
        raise errors.PriceTooEarly(field="month")
    if draft.amount <= 0:
        raise errors.PriceTooSmall(field="amount")
    reason = draft.reason.strip()[:REASON_MAX]
    if not reason:
        raise errors.WorthReasonMissing(field="reason")
    before = held.of(month)
    if before == draft.amount:
        raise errors.WorthUnchanged(field="amount")
    made = TicketPrice.objects.create(
        version=held.seen + 1,
        month=month,
        amount_minor=draft.amount,
        currency=currency(),
        reason=reason,
        made_at=now,
        made_by=actor,
    )
    record_audit(
        actor=actor.public_id,
        action="ticket_price_changed",
        subject=made.reference,
        before={"amount": before},
        after={"amount": made.amount_minor, "month": month.isoformat()},
        reason=reason,
        now=now,
    )
    changed = events.TicketPriceChanged(
        version=made.version,
        month=month.isoformat(),
        amount=made.amount_minor,
        currency=made.currency,
    )
    publish(changed, now=now)
    return made


@transaction.atomic
def set_licence_cost(
    *, privilege: Privilege, actor: Member, amount: int, now: datetime
) -> LicenceCost:
    """Say what one piece of a privilege costs from now on; what was given before keeps its cost.

    The first one holds for what was given before it, too. Locks the book of licences. Raises
    NotWorthsManager, WorthUnchanged.
    """
    lock_book("licences")
    if not is_manager(actor):
        raise errors.NotWorthsManager
    last = LicenceCost.objects.filter(privilege=privilege).order_by("-id").first()
    if last is not None and (last.amount_minor, last.currency) == (amount, currency()):
        raise errors.WorthUnchanged(field="amount")
    made = LicenceCost.objects.create(
        privilege=privilege, amount_minor=amount, currency=currency(), made_at=now, made_by=actor
    )
    record_audit(
        actor=actor.public_id,
        action="licence_cost_set",
        subject=privilege.reference,
        before={"amount": last.amount_minor if last else None},
        after={"amount": amount, "currency": made.currency},
        now=now,
    )
    event = events.LicenceCostSet(
        privilege_id=privilege.public_id, amount=amount, currency=made.currency
    )
    publish(event, now=now)
    return made
