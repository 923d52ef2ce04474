"""How contests ended: one record of it, without ids and moments; and the same without any kills."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Final

from django.db import connection, transaction

from config.tests.drills.contest_work import (
    World,
    begin_drawing,
    begin_scoring,
    enter_public_value,
    sign_results,
)
from contests.draws.services import advance_due_draws
from contests.judging.services import carry_out_due_counts, move_due_judgings
from contests.prizes.services import finish_due_contests, pay_due_awards
from marketplace.core import clock
from marketplace.core.models import Delivery
from marketplace.core.outbox import deliver

MANY: Final = 10_000
# Numbers as whole billionths, as the ranking compares them.
RECORD: Final = {
    "ranking": """
SELECT c.slug, r.rank, m.username, r.raw_rank, round(r.raw * 1e9), round(r.adjusted * 1e9),
       round(r.lowest * 1e9), round(r.heaviest * 1e9), r.sheets, r.block,
       round((r.high - r.low) * 1e6)
  FROM judging_result AS r JOIN entries_entry AS e ON e.id = r.entry_id
  JOIN accounts_member AS m ON m.id = e.entrant_id JOIN calls_contest AS c ON c.id = r.contest_id
 ORDER BY c.slug, r.rank, m.username""",
    "severities": """
SELECT c.slug, j.number, round(s.value * 1e9), s.sheets, s.block
  FROM judging_severity AS s JOIN judging_judge AS j ON j.id = s.judge_id
  JOIN calls_contest AS c ON c.id = j.contest_id ORDER BY c.slug, j.number""",
    "draw": """
SELECT c.slug, d.state, d.tickets_digest, d.tickets_count, d.value, d.places, d.order
  FROM draws_draw AS d JOIN calls_contest AS c ON c.id = d.contest_id ORDER BY c.slug""",
    "prizes": """
SELECT c.slug, c.state, c.funded_amount, a.rank, m.username, a.kind, a.amount, a.currency, a.state
  FROM prizes_award AS a JOIN accounts_member AS m ON m.id = a.member_id
  JOIN calls_contest AS c ON c.id = a.contest_id ORDER BY c.slug, a.rank, a.kind, m.username""",
    "wallets": """
SELECT a.kind, coalesce(m.username, a.owner), a.currency, coalesce(a.balance, 0)
  FROM ledger_account AS a LEFT JOIN accounts_member AS m ON m.public_id = a.owner
 WHERE a.kind IN ('available', 'credit', 'prize_fund') ORDER BY 1, 2, 3""",
    "news": """
SELECT name, count(*) FROM core_outboxevent WHERE name IN (
  'ScoringClosed', 'TicketsFrozen', 'DrawValueKnown', 'WinnersDrawn', 'PlaceDrawn',
  'ResultsApproved', 'ContestResultsPublished', 'PrizeWon', 'PrizeHandedOver',
  'CreditGranted', 'ContestPrizesHandedOver') GROUP BY name ORDER BY name""",
}


def ends() -> dict[str, str]:
    """Return the SHA-256 in hex of each part of the record as it stands."""
    return {name: _digest(_rows(sql)) for name, sql in RECORD.items()}


def _rows(sql: str) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        yield from cursor.fetchall()


def _digest(rows: Iterator[tuple[Any, ...]]) -> str:
    lines = "".join(json.dumps(row, default=str) + "\n" for row in rows)
    return hashlib.sha256(lines.encode()).hexdigest()


def undisturbed(world: World) -> dict[str, str]:
    """Return how everything ends when nobody is killed: carried out here, and taken back."""
    with transaction.atomic():
        for one in world.rounds:
            begin_scoring(one)
            begin_drawing(one)
        move_due_judgings(now=clock.now(), limit=MANY)
        carry_out_due_counts(now=clock.now(), limit=MANY)
        advance_due_draws(now=clock.now(), limit=MANY)
        for one in world.rounds:
            enter_public_value(world, one)
        advance_due_draws(now=clock.now(), limit=MANY)
        _tell_prizes()
        for one in world.rounds:
            sign_results(world, one)
        pay_due_awards(now=clock.now(), limit=MANY)
        finish_due_contests(now=clock.now(), limit=MANY)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        found = ends()
        transaction.set_rollback(True)
    return found


def _tell_prizes() -> None:
    """Deliver what proposes winners; other news changes nothing that the record holds."""
    rows = Delivery.objects.filter(done_at=None, consumer__startswith="prizes.propose")
    for pk in list(rows.order_by("id").values_list("pk", flat=True)):
        deliver(delivery_id=pk, now=clock.now())
