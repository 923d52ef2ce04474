"""Counting the scores: a run is claimed by a lease, each step is seen, the outcome is one write.

The count depends on the sealed sheets and duels alone, and the results of a contest are written in
one transaction, which holds the run's row. Started twice it gives the same rows; whoever is killed
lets go of the row, and the next sweep behind a short lease takes the run up again.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

import structlog
from django.db import DatabaseError, connection, transaction
from django.db.models import Q

from contests.calls.models import Contest
from contests.entries.choices import EntryState
from contests.judging.choices import RUN_STEPS, RunState, SheetState, Stage
from contests.judging.events import ScoresCounted
from contests.judging.models import Duel, Judging, Result, Run, Severity, Sheet
from contests.judging.queries.scoring import Source, rank_in_database
from contests.judging.queries.scoring.definition import half_width, snap
from contests.judging.queries.scoring.in_database import Summary
from contests.judging.services.acting import facts, lock_judging, run_transition
from contests.judging.services.finals import open_final, rank_finalists
from marketplace.core.conf import rules
from marketplace.core.events import publish

log = structlog.get_logger(__name__)
ATTEMPTS = 5

_SHEETS = """
SELECT s.entry_id AS entry, s.judge_id AS judge, s.score, s.heaviest
  FROM judging_sheet AS s JOIN entries_entry AS e ON e.id = s.entry_id
 WHERE e.contest_id = %(contest)s AND e.state = %(accepted)s AND s.state = %(sealed)s
"""
_ORDER = """
SELECT id AS entry, row_number() OVER (ORDER BY submitted_at, id) AS place
  FROM entries_entry WHERE contest_id = %(contest)s
"""
_WRITE = """
INSERT INTO judging_result (contest_id, entry_id, rank, score_rank, raw_rank, raw, adjusted, low,
                            high, lowest, heaviest, sheets, block)
SELECT %(contest)s, e.id, rank, rank, raw_rank, raw, adjusted, adjusted - width * %(half)s,
       adjusted + width * %(half)s, lowest, heaviest, coalesce(sheets, 0), coalesce(block, 0)
  FROM entries_entry AS e
  LEFT JOIN (SELECT *, row_number() OVER (ORDER BY raw DESC, place) AS raw_rank FROM ranked) AS r
    ON r.entry = e.id
 WHERE e.contest_id = %(contest)s AND e.state = %(accepted)s
    ON CONFLICT (entry_id) DO UPDATE SET
       rank = EXCLUDED.rank, score_rank = EXCLUDED.score_rank, raw_rank = EXCLUDED.raw_rank,
       raw = EXCLUDED.raw, adjusted = EXCLUDED.adjusted, low = EXCLUDED.low, high = EXCLUDED.high,
       lowest = EXCLUDED.lowest, heaviest = EXCLUDED.heaviest, sheets = EXCLUDED.sheets,
       block = EXCLUDED.block, strength = NULL
"""


def carry_out_due_counts(*, now: datetime, limit: int) -> int:
    """Carry out the counts that wait, and those whose worker is gone; returns how many."""
    due = Q(state=RunState.WAITING) | Q(state=RunState.COUNTING, held_until__lt=now)
    waiting = list(Run.objects.filter(due).order_by("id").values_list("pk", flat=True)[:limit])
    return sum(carry_out_count(run_id=pk, now=now) for pk in waiting)


def carry_out_count(*, run_id: int, now: datetime) -> bool:
    """Carry out one count, if nobody else is at it; tells whether it was done now."""
    run = _claim(run_id, now)
    if run is None:
        return False
    try:
        _count(run, now)
    except DatabaseError as error:
        log.exception("count_failed", run=run.public_id)
        _give_up(run, str(error)[:200], now)
        return False
    return True


def _claim(run_id: int, now: datetime) -> Run | None:
    """Take a run, unless somebody has it: by its row while counting, by the lease before that."""
    with transaction.atomic():
        run = (
            Run.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
            .select_related("contest")
            .filter(pk=run_id)
            .first()
        )
        if run is None or run.state not in (RunState.WAITING, RunState.COUNTING):
            return None
        if run.state == RunState.COUNTING and run.held_until and run.held_until >= now:
            return None
        held = now + timedelta(seconds=rules().judging_count_seconds)
        run_transition(run, RunState.COUNTING, held_until=held, attempts=run.attempts + 1, step=0)
        return run


def _give_up(run: Run, fault: str, now: datetime) -> None:
    """Try again at once, or set the run aside after ATTEMPTS; nothing if others went on with it."""
    with transaction.atomic():
        row = _locked(run)
        if row is None:
            return
        target = RunState.WAITING if row.attempts < ATTEMPTS else RunState.FAILED
        finished = now if target == RunState.FAILED else None
        run_transition(row, target, fault=fault, held_until=None, finished_at=finished)


def _locked(run: Run) -> Run | None:
    """Lock a claimed run and read it again; None if somebody else has taken it up since."""
    rows = Run.objects.select_for_update(of=("self",), no_key=True).select_related("contest")
    return rows.filter(pk=run.pk, state=RunState.COUNTING, attempts=run.attempts).first()


def _see(run: Run, step: int) -> None:
    """Show how far the count has come; only whoever holds it writes."""
    Run.objects.filter(pk=run.pk, attempts=run.attempts, state=RunState.COUNTING).update(step=step)


def _count(run: Run, now: datetime) -> None:
    _see(run, 1)
    with transaction.atomic():
        row = _locked(run)
        if row is None:
            return
        judging = lock_judging(row.contest)
        source = _source(judging.contest)
        summary = rank_in_database(source)
        _write_results(judging.contest, source, summary)
        _write_severities(judging.contest, summary)
        is_final = _finish_final(judging, now)
        run_transition(
            row,
            RunState.DONE,
            step=RUN_STEPS,
            finished_at=now,
            held_until=None,
            fault="",
            sheets=summary.sheets,
            entries=summary.entries,
            judges=len(summary.severities),
            blocks=len(set(summary.blocks.values())),
            noise=summary.noise,
            alpha_raw=summary.alpha_raw,
            alpha=summary.alpha,
            digest=_digest(judging.contest),
        )
        counted = ScoresCounted(
            **facts(judging.contest), entries=summary.entries, is_final=is_final
        )
        publish(counted, now=now)


def _source(contest: Contest) -> Source:
    return Source(
        sheets=_SHEETS,
        order=_ORDER,
        params={
            "contest": contest.pk,
            "accepted": EntryState.ACCEPTED.value,
            "sealed": SheetState.SEALED.value,
        },
    )


def _write_results(contest: Contest, source: Source, summary: Summary) -> None:
    half = half_width(summary.noise, 1, 0.0, 1)
    Result.objects.filter(contest=contest).exclude(entry__state=EntryState.ACCEPTED).delete()
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, {**source.params, "half": half})


def _write_severities(contest: Contest, summary: Summary) -> None:
    Severity.objects.filter(judge__contest=contest).exclude(judge__in=summary.severities).delete()
    Severity.objects.bulk_create(
        [
            Severity(
                judge_id=judge,
                value=snap(value),
                sheets=summary.counts[judge],
                block=summary.blocks[judge],
            )
            for judge, value in summary.severities.items()
        ],
        update_conflicts=True,
        unique_fields=["judge"],
        update_fields=["value", "sheets", "block"],
    )


def _finish_final(judging: Judging, now: datetime) -> bool:
    """Open the final where one is due, rank the finalists where it was fought; True at the end.

    There is one final: whatever becomes of its entries, nobody else is asked into another.
    """
    if not judging.final_size:
        return True
    if judging.stage != Stage.CLOSED:
        return False
    if rank_finalists(judging) or judging.silent_at is not None:
        return True
    was_held = Duel.objects.filter(judge__contest=judging.contest).exists()
    return was_held or not open_final(judging, now=now)


def _digest(contest: Contest) -> str:
    """Return the SHA-256 over the sorted digests of all sealed sheets, one a line."""
    digests = Sheet.objects.filter(judge__contest=contest, state=SheetState.SEALED)
    lines = "\n".join(sorted(digests.values_list("digest", flat=True)))
    return hashlib.sha256(lines.encode()).hexdigest()
