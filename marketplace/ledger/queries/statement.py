"""An account's statement: opening balance, line by line with what stood after it, closing balance.

Lines stand in the order in which they were posted, which is that of the books: over the whole
account the balance beside a line is the one that the books keep with it. A period takes the lines
whose moment lies in it. A timer acts at its own moment, so what it moved may be posted a little
after what came later; the opening balance is therefore summed by moments too, and opening + lines =
closing always.
Amounts are minor units of the account's currency.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext as _

from marketplace.accounts.models import Member
from marketplace.ledger.queries.accounts import AccountRef
from marketplace.ledger.queries.wallet import (
    TRANSFER_KINDS,
    StatementLine,
    labels_of_references,
)

CHUNK: Final = 2000

_OF_ACCOUNT: Final = """
  FROM ledger_entry e JOIN ledger_transfer t ON t.id = e.transfer_id
 WHERE e.account_id = (SELECT id FROM ledger_account
                        WHERE kind = %(kind)s AND owner = %(owner)s AND currency = %(currency)s)
"""
_SUMS: Final = f"""
WITH entry AS (
  SELECT e.id, e.amount, t.kind,
         t.created_at < coalesce(%(since)s::timestamptz, '-infinity') AS is_before,
         t.created_at >= coalesce(%(since)s::timestamptz, '-infinity')
           AND t.created_at < coalesce(%(until)s::timestamptz, 'infinity') AS is_inside
  {_OF_ACCOUNT})
SELECT coalesce(sum(amount) FILTER (WHERE is_before), 0)::bigint,
       coalesce(sum(amount) FILTER (WHERE is_before OR is_inside), 0)::bigint,
       coalesce(sum(amount) FILTER (WHERE is_inside AND is_asked AND amount > 0), 0)::bigint,
       coalesce(-sum(amount) FILTER (WHERE is_inside AND is_asked AND amount < 0), 0)::bigint,
       count(*) FILTER (WHERE is_inside AND is_asked),
       coalesce(max(id), 0),
       coalesce(array_agg(DISTINCT kind) FILTER (WHERE is_inside), '{{}}')
  FROM (SELECT *, %(all)s OR kind = ANY(%(kinds)s::text[]) AS is_asked FROM entry) AS e
"""  # noqa: S608 - a text of ours; values are passed apart
_LINES: Final = f"""
WITH line AS (
  SELECT e.id, t.id AS transfer, t.created_at AS at, t.kind, t.reference, t.memo, e.amount,
         %(opening)s::bigint + sum(e.amount) OVER (ORDER BY e.id) AS balance
  {_OF_ACCOUNT} AND e.id <= %(last)s
    AND t.created_at >= coalesce(%(since)s::timestamptz, '-infinity')
    AND t.created_at < coalesce(%(until)s::timestamptz, 'infinity'))
SELECT id, transfer, at, kind, reference, memo, amount, balance::bigint FROM line
 WHERE %(all)s OR kind = ANY(%(kinds)s::text[])
"""  # noqa: S608
_NEWEST: Final = f"{_LINES} ORDER BY id DESC LIMIT %(limit)s OFFSET %(offset)s"
_OLDEST: Final = f"{_LINES} ORDER BY id LIMIT %(limit)s OFFSET %(offset)s"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which account, from when (included) to when (not), and which kinds; none means all."""

    account: AccountRef
    since: datetime | None = None
    until: datetime | None = None
    kinds: tuple[str, ...] = ()

    def values(self) -> dict[str, Any]:
        """Return the question as the statements above take it."""
        return {
            "kind": self.account.kind,
            "owner": self.account.owner,
            "currency": self.account.currency,
            "since": self.since,
            "until": self.until,
            "kinds": list(self.kinds),
            "all": not self.kinds,
        }


@dataclass(frozen=True, slots=True)
class StatementSums:
    """What a period did to an account: opening + came_in - went_out + others = closing.

    `others` is what lines of kinds that weren't asked for come to. `last` is the newest entry
    that was seen: lines are read up to it, so that sums and lines agree while money moves.
    """

    opening: int
    closing: int
    came_in: int
    went_out: int
    count: int
    last: int
    kinds: tuple[tuple[str, str], ...] = field(default=())

    @property
    def others(self) -> int:
        """What the lines that aren't shown come to."""
        return self.closing - self.opening - self.came_in + self.went_out


def kind_label(kind: str) -> str:
    """Return a transfer's kind in the reader's words."""
    return str(TRANSFER_KINDS.get(kind, _("Transfer")))


def statement_sums(asked: Asked) -> StatementSums:
    """Return opening and closing balance, what came and went, and which kinds there were.

    One query, whatever the account holds.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, asked.values())
        opening, closing, came_in, went_out, count, last, kinds = cursor.fetchone()
    named = sorted(((kind, kind_label(kind)) for kind in kinds), key=lambda pair: pair[1])
    return StatementSums(opening, closing, came_in, went_out, count, last, tuple(named))


def statement_page(
    asked: Asked, sums: StatementSums, member: Member, *, limit: int, offset: int = 0
) -> list[StatementLine]:
    """Return lines, newest first, in the member's words. One query, and one for each app named."""
    return _lines(_NEWEST, asked, sums, member, limit=limit, offset=offset)


def iterate_statement(
    asked: Asked, sums: StatementSums, member: Member, *, chunk: int = CHUNK
) -> Iterator[list[StatementLine]]:
    """Yield all lines, oldest first, in chunks; only one chunk is in memory at a time."""
    for offset in range(0, sums.count, chunk):
        yield _lines(_OLDEST, asked, sums, member, limit=chunk, offset=offset)


def _lines(
    sql: str, asked: Asked, sums: StatementSums, member: Member, *, limit: int, offset: int
) -> list[StatementLine]:
    values = {**asked.values(), "opening": sums.opening, "last": sums.last}
    with connection.cursor() as cursor:
        cursor.execute(sql, {**values, "limit": limit, "offset": offset})
        rows: Sequence[tuple[Any, ...]] = cursor.fetchall()
    labels = labels_of_references([row[4] for row in rows], member)
    return [
        StatementLine(
            entry_id=entry_id,
            transfer_id=transfer_id,
            at=at,
            kind=kind,
            label=kind_label(kind),
            reference=reference,
            amount=amount,
            balance_after=balance,
            memo=memo,
            about=labels.get(reference),
        )
        for entry_id, transfer_id, at, kind, reference, memo, amount, balance in (
            (*row[:5], _memo(row[5]), *row[6:]) for row in rows
        )
    ]


def _memo(value: Any) -> dict[str, Any]:
    """Return a memo as a dict: raw SQL may hand JSON over as text."""
    found = json.loads(value) if isinstance(value, str) else value
    return found if isinstance(found, dict) else {}
