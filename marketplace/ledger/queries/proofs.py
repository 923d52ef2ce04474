"""The books, proven from the entries alone.

Each proof is a question whose honest answer is no row; a row names what is wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from django.db import connection

_OUTSIDE: Final = "('cash', 'gateway')"
_PROOFS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "every transfer sums to zero in each currency": """
            SELECT 'transfer ' || e.transfer_id, a.currency || ' is off by ' || sum(e.amount)
              FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
             GROUP BY e.transfer_id, a.currency HAVING sum(e.amount) <> 0
             ORDER BY e.transfer_id, a.currency""",
        "every transfer has the entries it was made with": """
            SELECT 'transfer ' || t.id, count(e.id) || ' instead of ' || t.entry_count
              FROM ledger_transfer t LEFT JOIN ledger_entry e ON e.transfer_id = t.id
             GROUP BY t.id HAVING count(e.id) <> t.entry_count ORDER BY t.id""",
        "every stored balance is the sum of its entries": """
            SELECT 'account ' || a.id, a.kind || ':' || a.owner || ' ' || a.currency
                   || ' stores ' || a.balance || ', its entries say ' || coalesce(s.total, 0)
              FROM ledger_account a LEFT JOIN (
                SELECT account_id, sum(amount) AS total FROM ledger_entry GROUP BY account_id
              ) s ON s.account_id = a.id
             WHERE a.balance IS NOT NULL AND a.balance <> coalesce(s.total, 0) ORDER BY a.id""",
        "every running balance continues the one before": """
            SELECT 'entry ' || r.id, 'says ' || r.balance_after || ', the sum is ' || r.total
              FROM (SELECT e.id, e.balance_after,
                           sum(e.amount) OVER (PARTITION BY e.account_id ORDER BY e.id) AS total
                      FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
                     WHERE a.balance IS NOT NULL) r
             WHERE r.balance_after IS DISTINCT FROM r.total ORDER BY r.id""",
        "no account of a member, an order or a fund was ever below zero": """
            SELECT 'entry ' || r.id, 'leaves ' || r.total || ' in account ' || r.account_id
              FROM (SELECT e.id, e.account_id,
                           sum(e.amount) OVER (PARTITION BY e.account_id ORDER BY e.id) AS total
                      FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
                     WHERE a.balance IS NOT NULL) r
             WHERE r.total < 0 ORDER BY r.id""",
        "every snapshot is the sum of the entries up to it": """
            SELECT 'snapshot ' || s.id, 'says ' || s.balance || ', the sum is '
                   || coalesce(sum(e.amount), 0)
              FROM ledger_accountsnapshot s
              LEFT JOIN ledger_entry e ON e.account_id = s.account_id AND e.id <= s.entry_id
             GROUP BY s.id, s.balance HAVING s.balance <> coalesce(sum(e.amount), 0)
             ORDER BY s.id""",
        "what is clearing has its day": """
            SELECT 'account ' || a.id, a.owner || ' has ' || a.balance || ' ' || a.currency
                   || ' clearing, days are known for ' || coalesce(l.total, 0)
              FROM ledger_account a LEFT JOIN (
                SELECT owner, currency, sum(amount - taken_amount) AS total
                  FROM ledger_clearinglot
                 WHERE cleared_at IS NULL GROUP BY owner, currency
              ) l ON l.owner = a.owner AND l.currency = a.currency
             WHERE a.kind = 'clearing' AND a.balance <> coalesce(l.total, 0) ORDER BY a.id""",
        "what is credit has its lots": """
            SELECT 'account ' || a.id, a.owner || ' has ' || a.balance || ' ' || a.currency
                   || ' credit, its lots hold ' || coalesce(l.total, 0)
              FROM ledger_account a LEFT JOIN (
                SELECT owner, currency, sum("left") AS total FROM ledger_creditlot
                 GROUP BY owner, currency
              ) l ON l.owner = a.owner AND l.currency = a.currency
             WHERE a.kind = 'credit' AND a.balance <> coalesce(l.total, 0) ORDER BY a.id""",
        "what is on hold belongs to withdrawals under way": """
            SELECT 'account ' || a.id, a.owner || ' has ' || a.balance || ' ' || a.currency
                   || ' on hold, withdrawals under way are ' || coalesce(p.total, 0)
              FROM ledger_account a LEFT JOIN (
                SELECT m.public_id, p.currency, sum(p.amount) AS total
                  FROM ledger_payout p JOIN accounts_member m ON m.id = p.member_id
                 WHERE p.state IN ('requested', 'awaiting_second', 'intent', 'sending', 'unknown')
                 GROUP BY m.public_id, p.currency
              ) p ON p.public_id = a.owner AND p.currency = a.currency
             WHERE a.kind = 'payout_hold' AND a.balance <> coalesce(p.total, 0) ORDER BY a.id""",
        "every paid payment was credited once, and no other": """
            SELECT 'payment ' || p.public_id, 'is ' || p.state || ', credited '
                   || coalesce(c.amount::text, 'nothing')
              FROM ledger_payment p LEFT JOIN (
                SELECT t.key, sum(e.amount) AS amount FROM ledger_transfer t
                  JOIN ledger_entry e ON e.transfer_id = t.id AND e.amount > 0
                 WHERE t.kind = 'deposit' GROUP BY t.key
              ) c ON c.key = 'payment:' || p.public_id
             WHERE (p.state IN ('paid', 'refunded', 'charged_back'))
                   <> (c.amount IS NOT NULL AND c.amount = p.received_amount)
             ORDER BY p.id""",
    }
)
# What can be asked every minute however many entries there are.
_RECENT_PROOFS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "every stored balance is what its last entry says": """
            SELECT 'account ' || a.id, a.kind || ':' || a.owner || ' ' || a.currency
                   || ' stores ' || a.balance || ', its last entry says '
                   || coalesce(e.balance_after, 0)
              FROM ledger_account a LEFT JOIN LATERAL (
                SELECT balance_after FROM ledger_entry
                 WHERE account_id = a.id ORDER BY id DESC LIMIT 1) e ON true
             WHERE a.balance IS NOT NULL AND a.balance <> coalesce(e.balance_after, 0)
             ORDER BY a.id""",
        "every recent transfer sums to zero, with all of its entries": """
            SELECT 'transfer ' || t.id, 'has ' || coalesce(s.entries, 0) || ' of '
                   || t.entry_count || ' entries'
              FROM (SELECT id, entry_count FROM ledger_transfer ORDER BY id DESC LIMIT 20000) t
              LEFT JOIN LATERAL (
                SELECT sum(c.entries) AS entries, bool_and(c.total = 0) AS is_balanced
                  FROM (SELECT count(*) AS entries, sum(e.amount) AS total
                          FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
                         WHERE e.transfer_id = t.id GROUP BY a.currency) c) s ON true
             WHERE s.entries IS DISTINCT FROM t.entry_count OR NOT s.is_balanced
             ORDER BY t.id""",
    }
)
_TOTALS: Final = f"""
SELECT a.currency,
       coalesce(-sum(e.amount) FILTER (WHERE a.kind IN {_OUTSIDE} AND e.amount < 0), 0),
       coalesce(sum(e.amount) FILTER (WHERE a.kind IN {_OUTSIDE} AND e.amount > 0), 0),
       coalesce(sum(e.amount) FILTER (WHERE a.kind NOT IN {_OUTSIDE}), 0),
       count(*)
  FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
 GROUP BY a.currency ORDER BY a.currency
"""  # noqa: S608  our own words


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that doesn't hold: the promise, the row, and what the row says."""

    promise: str
    row: str
    detail: str


@dataclass(frozen=True, slots=True)
class BookTotals:
    """Money in one currency, in minor units: what came in is what is held and what went out."""

    currency: str
    came_in: int
    went_out: int
    held: int
    entries: int

    @property
    def is_true(self) -> bool:
        """Whether nothing was made or lost."""
        return self.came_in == self.held + self.went_out


def book_totals() -> list[BookTotals]:
    """Return the totals of each currency, from the entries alone."""
    with connection.cursor() as cursor:
        cursor.execute(_TOTALS)
        rows = cursor.fetchall()
    return [
        BookTotals(currency, int(came_in), int(went_out), int(held), int(entries))
        for currency, came_in, went_out, held, entries in rows
    ]


def prove_books(*, limit: int = 100) -> list[Finding]:
    """Return what is wrong with the books, at most `limit` rows for each promise.

    Reads every entry: seconds for a million of them. Changes and locks nothing.
    """
    findings = _ask(_PROOFS, limit)
    findings += [
        Finding(
            "money in is money held and money out",
            f"currency {totals.currency}",
            f"in {totals.came_in}, held {totals.held}, out {totals.went_out}",
        )
        for totals in book_totals()
        if not totals.is_true
    ]
    return findings


def prove_recent_books(*, limit: int = 100) -> list[Finding]:
    """Return what is wrong with stored balances and with the latest 20,000 transfers.

    Its cost doesn't grow with the entries of years, so it can be asked every minute.
    """
    return _ask(_RECENT_PROOFS, limit)


def count_entries_roughly() -> int:
    """Return about how many entries there are, as the database's statistics know it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples::bigint FROM pg_class WHERE oid = 'ledger_entry'::regclass"
        )
        row = cursor.fetchone()
    return max(0, int(row[0]))


def _ask(proofs: Mapping[str, str], limit: int) -> list[Finding]:
    findings: list[Finding] = []
    with connection.cursor() as cursor:
        for promise, question in proofs.items():
            cursor.execute(f"{question} LIMIT %s", [limit])
            findings += [Finding(promise, row, detail) for row, detail in cursor.fetchall()]
    return findings
