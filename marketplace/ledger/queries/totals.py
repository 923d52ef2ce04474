"""What the books say of one reference: paid in, given back, released, and the fee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection

_MONEY: Final = """
WITH moved AS (
  SELECT t.id,
         coalesce(sum(e.amount) FILTER (WHERE a.kind = 'escrow' AND a.owner = %(reference)s), 0)
           AS escrow,
         coalesce(sum(e.amount) FILTER (WHERE a.owner = %(payee)s), 0) AS payee,
         coalesce(sum(e.amount) FILTER (WHERE a.owner = %(payer)s), 0) AS payer,
         coalesce(sum(e.amount) FILTER (WHERE a.kind = 'fees'), 0) AS fee,
         CASE WHEN t.kind = 'earning_returned'
              THEN coalesce((t.memo ->> 'from_reserve')::bigint, 0) END AS reserve
    FROM ledger_transfer t
    JOIN ledger_entry e ON e.transfer_id = t.id
    JOIN ledger_account a ON a.id = e.account_id
   WHERE t.reference = %(reference)s AND a.currency = %(currency)s
   GROUP BY t.id)
SELECT coalesce(sum(escrow) FILTER (WHERE escrow > 0), 0)::bigint,
       (coalesce(sum(-escrow - greatest(payee, 0) - greatest(fee, 0)) FILTER (WHERE escrow < 0), 0)
        + coalesce(sum(CASE WHEN reserve IS NULL THEN greatest(payer, 0)
                            ELSE reserve - least(payee, 0) - least(fee, 0) END)
                   FILTER (WHERE escrow = 0), 0))::bigint,
       coalesce(sum(fee) FILTER (WHERE escrow <> 0 OR payee <> 0), 0)::bigint
  FROM moved
"""
_MOVED: Final = """
SELECT DISTINCT reference, max(id) OVER () FROM (
  SELECT id, reference FROM ledger_transfer
   WHERE id > %(after)s AND reference LIKE %(prefix)s ORDER BY id LIMIT %(limit)s) AS newest
"""


@dataclass(frozen=True, slots=True)
class OrderMoney:
    """Minor units: what came into escrow, what of it went back, and the fee that was kept."""

    paid: int
    returned: int
    fee: int


def money_of_reference(reference: str, currency: str, *, payer: str, payee: str) -> OrderMoney:
    """Return what the books say of a reference whose payer and payee are these public ids.

    What leaves the escrow for neither the payee nor the fee went back; so did what the payer got
    under this reference after the release, and a coupon's part of an earning that was returned.
    One query.
    """
    values = {"reference": reference, "currency": currency, "payer": payer, "payee": payee}
    with connection.cursor() as cursor:
        cursor.execute(_MONEY, values)
        return OrderMoney(*cursor.fetchone())


def references_moved_since(
    transfer_id: int, prefix: str, *, limit: int
) -> tuple[Sequence[str], int]:
    """Return the references "prefix:…" of the next transfers after this one, and the last's id."""
    values: dict[str, str | int] = {"after": transfer_id, "prefix": f"{prefix}:%", "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(_MOVED, values)
        rows = cursor.fetchall()
    return [row[0] for row in rows], max((row[1] for row in rows), default=transfer_id)
