"""What a member's wallet and statement show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db.models import F, Max, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from marketplace.accounts.models import Member
from marketplace.ledger.choices import TransferKind
from marketplace.ledger.models import ClearingLot, Entry, Payment, Payout
from marketplace.ledger.queries.accounts import AccountRef

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class HeldSum:
    """Money that waits for a member somewhere above the ledger, such as an order's escrow.

    `note` says until when, or what has to happen. `amount` is in minor units.
    """

    label: str
    amount: int
    currency: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ReferenceLabel:
    """What a reference means to the member who reads it."""

    text: str
    url: str = ""


HeldSumsLoader = Callable[..., Iterable[HeldSum]]
ReferenceLoader = Callable[[Sequence[str], Member], Mapping[str, ReferenceLabel]]
HELD_SUMS: Final[dict[str, HeldSumsLoader]] = {}
REFERENCES: Final[dict[str, ReferenceLoader]] = {}
TRANSFER_KINDS: Final[dict[str, StrPromise | str]] = {
    kind.value: kind.label for kind in TransferKind
}


def register_held_sums(name: str, loader: HeldSumsLoader) -> None:
    """Let an app above show what it holds for a member: `loader(member=…, now=…)`."""
    HELD_SUMS[name] = loader


def register_references(prefix: str, loader: ReferenceLoader) -> None:
    """Let an app above name its references "prefix:id" in statements, many in one call."""
    REFERENCES[prefix] = loader


def register_transfer_kind(kind: str, label: StrPromise | str) -> None:
    """Name a kind of transfer that an app above posts."""
    TRANSFER_KINDS[kind] = label


def held_sums(member: Member, *, now: datetime) -> list[HeldSum]:
    """Return what apps above hold for the member."""
    return [held for loader in HELD_SUMS.values() for held in loader(member=member, now=now)]


@dataclass(frozen=True, slots=True)
class ClearingDay:
    """Earned money that becomes available at one moment."""

    clears_at: datetime
    amount: int
    currency: str


def clearing_days(member: Member, currency: str, *, limit: int = 6) -> list[ClearingDay]:
    """Return the next moments at which earned money becomes available, soonest first."""
    lots = (
        ClearingLot.objects.filter(owner=member.public_id, currency=currency, cleared_at=None)
        .exclude(taken_amount=F("amount"))
        .order_by("clears_at", "id")
    )
    return [
        ClearingDay(max(lot.clears_at, lot.held_until or lot.clears_at), lot.left, currency)
        for lot in lots[:limit]
    ]


def held_until(references: Sequence[str], *, now: datetime) -> dict[str, datetime]:
    """Return until when complaints keep earned money of these references; others are left out."""
    lots = ClearingLot.objects.filter(reference__in=references, cleared_at=None, held_until__gt=now)
    rows = lots.values_list("reference").annotate(until=Max("held_until"))
    return dict(rows.values_list("reference", "until"))


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One entry of a member's account."""

    entry_id: int
    transfer_id: int
    at: datetime
    kind: str
    label: str
    reference: str
    amount: int
    balance_after: int
    memo: Mapping[str, Any] = field(default_factory=dict)
    about: ReferenceLabel | None = None


@dataclass(frozen=True, slots=True)
class StatementTotals:
    """What a period did to an account."""

    came_in: int
    went_out: int


def statement_entries(
    account: AccountRef, *, since: datetime | None = None, until: datetime | None = None
) -> QuerySet[Entry]:
    """Return the account's entries, newest first; `since` is included, `until` is not."""
    entries = Entry.objects.filter(
        account__owner=account.owner,
        account__kind=account.kind,
        account__currency=account.currency,
    )
    if since is not None:
        entries = entries.filter(transfer__created_at__gte=since)
    if until is not None:
        entries = entries.filter(transfer__created_at__lt=until)
    return entries.select_related("transfer").order_by("-id")


def statement_totals(entries: QuerySet[Entry]) -> StatementTotals:
    """Return what came in and what went out by these entries; both are positive."""
    sums = entries.order_by().aggregate(
        came_in=Sum("amount", filter=Q(amount__gt=0)),
        went_out=Sum(-F("amount"), filter=Q(amount__lt=0)),
    )
    return StatementTotals(sums["came_in"] or 0, sums["went_out"] or 0)


def statement_lines(entries: Iterable[Entry], member: Member) -> list[StatementLine]:
    """Put entries into the member's words: kinds and references as the apps above name them."""
    rows = list(entries)
    labels = labels_of_references([row.transfer.reference for row in rows], member)
    return [
        StatementLine(
            entry_id=row.pk,
            transfer_id=row.transfer_id,
            at=row.transfer.created_at,
            kind=row.transfer.kind,
            label=str(TRANSFER_KINDS.get(row.transfer.kind, _("Transfer"))),
            reference=row.transfer.reference,
            amount=row.amount,
            balance_after=row.balance_after or 0,
            memo=row.transfer.memo,
            about=labels.get(row.transfer.reference),
        )
        for row in rows
    ]


def labels_of_references(references: Sequence[str], member: Member) -> dict[str, ReferenceLabel]:
    """Name references in the member's words: each app is asked once for all of its own."""
    by_prefix: dict[str, set[str]] = {}
    for reference in references:
        prefix, separator, _id = reference.partition(":")
        if separator:
            by_prefix.setdefault(prefix, set()).add(reference)
    labels: dict[str, ReferenceLabel] = {}
    for prefix, found in by_prefix.items():
        loader = REFERENCES.get(prefix)
        if loader is not None:
            labels.update(loader(sorted(found), member))
    return labels


def _payment_labels(references: Sequence[str], member: Member) -> dict[str, ReferenceLabel]:
    ids = [reference.partition(":")[2] for reference in references]
    rows = Payment.objects.filter(public_id__in=ids, member=member)
    return {
        f"payment:{row.public_id}": ReferenceLabel(
            row.get_gateway_display(), row.get_absolute_url()
        )
        for row in rows
    }


def _payout_labels(references: Sequence[str], member: Member) -> dict[str, ReferenceLabel]:
    ids = [reference.partition(":")[2] for reference in references]
    rows = Payout.objects.filter(public_id__in=ids, member=member)
    return {
        f"payout:{row.public_id}": ReferenceLabel(row.masked, row.get_absolute_url())
        for row in rows
    }


register_references("payment", _payment_labels)
register_references("payout", _payout_labels)
