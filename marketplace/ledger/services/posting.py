"""The one door into the books."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple

import structlog
from django.db import connection

from marketplace.core.money import LARGEST_AMOUNT, exponent
from marketplace.ledger.choices import AccountKind, TransferKind
from marketplace.ledger.errors import AlreadyReversed, IdempotencyConflict, InsufficientFunds
from marketplace.ledger.models import Account, Entry, Transfer
from marketplace.ledger.queries import AccountRef

log = structlog.get_logger(__name__)
LONGEST_KEY: Final = 120


class Posting(NamedTuple):
    """One line of a transfer: minor units, positive into the account, negative out of it."""

    account: AccountRef
    amount: int


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A transfer that isn't posted yet. `memo` explains it and is no part of its body."""

    key: str
    kind: str
    reference: str
    postings: Sequence[Posting]
    memo: Mapping[str, Any] = field(default_factory=dict)
    reverses: int | None = None

    def __post_init__(self) -> None:
        """Refuse what can't be a transfer: such a draft is a slip of ours, not of a person."""
        accounts = [posting.account for posting in self.postings]
        totals: dict[str, int] = {}
        for account, amount in self.postings:
            exponent(account.currency)
            AccountKind(account.kind)
            if type(amount) is not int or not amount or abs(amount) > LARGEST_AMOUNT:
                raise ValueError(f"{amount!r} is no amount to post")
            totals[account.currency] = totals.get(account.currency, 0) + amount
        if not self.key or len(self.key) > LONGEST_KEY:
            raise ValueError("a transfer needs a key of at most 120 characters")
        if len(accounts) < 2 or len(set(accounts)) < len(accounts):  # noqa: PLR2004
            raise ValueError("a transfer has two or more entries, one for each account")
        if any(totals.values()):
            raise ValueError(f"the entries of {self.key} don't sum to zero: {totals}")

    @property
    def body_hash(self) -> str:
        """What the key stands for. The same body gives the same hash whatever its order."""
        lines = sorted([*posting.account, posting.amount] for posting in self.postings)
        body = json.dumps([self.kind, self.reference, self.reverses, lines])
        return hashlib.sha256(body.encode()).hexdigest()


def post_transfer(
    *,
    key: str,
    kind: str,
    reference: str,
    postings: Iterable[Posting],
    now: datetime,
    memo: Mapping[str, Any] | None = None,
    reverses: int | None = None,
) -> Transfer:
    """Move money, once. The same key again returns the first transfer and moves nothing.

    Locks the accounts that keep a balance, in the order of their ids, until the transaction ends:
    lock whatever else you need before. Platform accounts aren't locked.
    Raises InsufficientFunds when an account would go below zero, and IdempotencyConflict when the
    key was used for another body; the transaction stays usable after both, and nothing has moved.
    """
    draft = Draft(
        key=key,
        kind=kind,
        reference=reference,
        postings=list(postings),
        memo=memo or {},
        reverses=reverses,
    )
    outcome, transfer_id, account_id = _call_post(draft, now)
    if outcome == "posted":
        return _as_transfer(draft, transfer_id, now)
    if outcome == "replayed":
        return Transfer.objects.get(pk=transfer_id)
    raise _refusal(outcome, account_id)


def post_transfers(*, drafts: Sequence[Draft], now: datetime) -> list[Transfer]:
    """Post many transfers at once: all of them, or none.

    Made for payouts to many (a few hundred to a few thousand at a time): one pass for the locks,
    one statement for each table. Drafts whose key was posted before with the same body are left
    as they are; the answer holds every transfer, in the order of the drafts.
    Locks and errors as `post_transfer`; money that comes in by one draft may leave by a later one.
    """
    if not drafts:
        return []
    if len({draft.key for draft in drafts}) < len(drafts):
        raise ValueError("each transfer needs a key of its own")
    rows = _call_post_many(drafts, now)
    if rows[0][0] not in {"posted", "replayed"}:
        raise _refusal(rows[0][0], None)
    known = Transfer.objects.in_bulk([row[2] for row in rows if row[0] == "replayed"])
    return [
        known[transfer_id] if outcome == "replayed" else _as_transfer(draft, transfer_id, now)
        for draft, (outcome, _, transfer_id) in zip(drafts, rows, strict=True)
    ]


def post_what_is_there(drafts: Mapping[int, Draft], *, now: datetime) -> set[int]:
    """Post drafts at once; where the money of one isn't there, one by one without it.

    Returns the numbers of those that were left out, each of them logged. Locks as `post_transfers`.
    """
    try:
        post_transfers(drafts=list(drafts.values()), now=now)
    except InsufficientFunds:
        return {number for number, draft in drafts.items() if not _is_posted(draft, now)}
    return set()


def _is_posted(draft: Draft, now: datetime) -> bool:
    try:
        post_transfers(drafts=[draft], now=now)
    except InsufficientFunds:
        log.exception("transfer_without_money", key=draft.key)
        return False
    return True


def reverse_transfer(*, transfer_id: int, reason: str, actor: str, now: datetime) -> Transfer:
    """Take a transfer back by posting its opposite, once; again returns the same correction.

    `actor` is a public id, "" for the system. Raises InsufficientFunds when the money has gone on,
    and AlreadyReversed for a transfer that is itself a correction.
    """
    original = Transfer.objects.get(pk=transfer_id)
    if original.reverses_id is not None:
        raise AlreadyReversed
    entries = Entry.objects.filter(transfer=original).select_related("account").order_by("id")
    postings = [
        Posting(
            AccountRef(
                AccountKind(entry.account.kind), entry.account.owner, entry.account.currency
            ),
            -entry.amount,
        )
        for entry in entries
    ]
    return post_transfer(
        key=f"reversal:{transfer_id}",
        kind=TransferKind.REVERSAL,
        reference=original.reference,
        postings=postings,
        memo={"reason": reason, "actor": actor},
        reverses=transfer_id,
        now=now,
    )


def _call_post(draft: Draft, now: datetime) -> tuple[str, int, int | None]:
    kinds, owners, currencies = zip(*(line.account for line in draft.postings), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o_outcome, o_transfer, o_account FROM ledger_post(%s, %s, %s, %s, %s, %s, %s,"
            " %s::text[], %s::text[], %s::text[], %s::bigint[])",
            [
                draft.key,
                draft.body_hash,
                draft.kind,
                draft.reference,
                json.dumps(dict(draft.memo)),
                draft.reverses,
                now,
                [str(kind) for kind in kinds],
                list(owners),
                list(currencies),
                [line.amount for line in draft.postings],
            ],
        )
        row: tuple[str, int, int | None] = cursor.fetchone()
    return row


def _call_post_many(drafts: Sequence[Draft], now: datetime) -> list[tuple[str, int, int]]:
    lines = [
        (position, *line.account, line.amount)
        for position, draft in enumerate(drafts, start=1)
        for line in draft.postings
    ]
    positions, kinds, owners, currencies, amounts = zip(*lines, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o_outcome, o_position, o_transfer FROM ledger_post_many("
            " %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[],"
            " %s::smallint[], %s, %s::int[], %s::text[], %s::text[], %s::text[], %s::bigint[])",
            [
                [draft.key for draft in drafts],
                [draft.body_hash for draft in drafts],
                [str(draft.kind) for draft in drafts],
                [draft.reference for draft in drafts],
                [json.dumps(dict(draft.memo)) for draft in drafts],
                [draft.reverses for draft in drafts],
                [len(draft.postings) for draft in drafts],
                now,
                list(positions),
                [str(kind) for kind in kinds],
                list(owners),
                list(currencies),
                list(amounts),
            ],
        )
        rows: list[tuple[str, int, int]] = cursor.fetchall()
    return rows


def _as_transfer(draft: Draft, transfer_id: int, now: datetime) -> Transfer:
    return Transfer(
        id=transfer_id,
        key=draft.key,
        body_hash=draft.body_hash,
        kind=draft.kind,
        reference=draft.reference,
        memo=dict(draft.memo),
        reverses_id=draft.reverses,
        entry_count=len(draft.postings),
        created_at=now,
    )


def _refusal(outcome: str, account_id: int | None) -> InsufficientFunds | IdempotencyConflict:
    if outcome == "conflict":
        return IdempotencyConflict()
    if account_id is None:
        return InsufficientFunds()
    account = Account.objects.get(pk=account_id)
    return InsufficientFunds(kind=account.kind, owner=account.owner)
