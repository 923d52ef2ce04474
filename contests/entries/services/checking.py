"""The checks after closing, in steps: freeze, sketch, check, accept.

`run_checks` does a stretch of it and may run many times and side by side: entries are taken with
SKIP LOCKED, each is written in one transaction with what says that it is done. Starting twice, or a
worker killed at any moment, gives the same rows.
"""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any, Final

import structlog
from django.db import transaction
from django.db.models import F, Q, QuerySet

from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.entries.choices import EntryMove, EntryState, Source
from contests.entries.events import EntriesChecked, EntryAccepted
from contests.entries.models import CheckRun, Entry, Look, Sketch
from contests.entries.queries import rules_of, without_open_findings
from contests.entries.queries.findings import (
    language_finding,
    length_finding,
    link_finding,
    similarity_finding,
)
from contests.entries.queries.plain import digest_of, plain_text
from contests.entries.queries.shingles import print_of, shingles_of
from contests.entries.queries.similar import matches_of
from contests.entries.services.acting import TIMER, facts, transition
from contests.entries.services.freezing import ask_for_pages, freeze_articles, freeze_pages
from contests.entries.services.looking import write_findings
from marketplace.articles.choices import ArticleState
from marketplace.articles.models import Article
from marketplace.core.events import publish

_ARTICLES_AT_ONCE: Final = 50
# Seconds after which a stretch ends, so that sweeps don't pile up behind it.
LONGEST_STRETCH: Final = 20.0
log = structlog.get_logger(__name__)


@transaction.atomic
def begin_run(*, contest: Contest, now: datetime) -> CheckRun:
    """Begin the checks of a contest that has just closed; once."""
    waiting = Entry.objects.filter(contest=contest, state=EntryState.SUBMITTED)
    run, is_new = CheckRun.objects.get_or_create(
        contest=contest, defaults={"started_at": now, "total": waiting.count()}
    )
    if is_new:
        ask_for_pages(contest=contest, now=now)
    return run


def check_late(*, entry: Entry, now: datetime) -> None:
    """Let the checks go on for a locked entry that they passed by, as if they weren't over."""
    CheckRun.objects.filter(contest=entry.contest_id).update(finished_at=None, frozen_at=None)
    rows = Look.objects.filter(entry=entry, entry__source=Source.OUTSIDE, entry__frozen_at=None)
    rows.update(due_at=now, tries=0)


def run_checks(*, now: datetime, limit: int) -> int:
    """Do a stretch of every run that isn't finished; returns how much was done."""
    freeze_pages(now=now, limit=limit)
    done = 0
    runs = CheckRun.objects.filter(finished_at=None, contest__state=ContestState.JUDGING)
    for run in runs.select_related("contest").order_by("started_at")[:10]:
        try:
            done += _stretch(run, now, limit)
        except Exception:
            log.exception("run_not_continued", run=run.pk)
    return done


def _stretch(run: CheckRun, now: datetime, limit: int) -> int:
    contest = run.contest
    done = freeze_articles(contest=contest, now=now, limit=limit)
    if run.frozen_at is None and not _end_step(run, "frozen_at", _unfrozen(contest), now):
        return done
    if run.sketched_at is None:
        sketched = sketch_articles(now=now, limit=limit)
        if sketched:
            return done + sketched
        _end_step(run, "sketched_at", Article.objects.none(), now)
    checked = _check_some(run, now, limit)
    if checked:
        CheckRun.objects.filter(pk=run.pk).update(done=_done(contest))
        return done + checked
    return done + _finish(run, now, limit)


def _unfrozen(contest: Contest) -> QuerySet[Entry]:
    return Entry.objects.filter(contest=contest, state=EntryState.SUBMITTED, frozen_at=None)


def _end_step(run: CheckRun, step: str, left: QuerySet[Any], now: datetime) -> bool:
    """Say that a step is over when nothing is left of it; tell whether it is."""
    if left.exists():
        return False
    CheckRun.objects.filter(pk=run.pk, **{step: None}).update(**{step: now})
    setattr(run, step, now)
    return True


def _done(contest: Contest) -> int:
    return Entry.objects.filter(contest=contest, checked_at__isnull=False).count()


# -- sketches of published articles ------------------------------------------------------------


def sketch_articles(*, now: datetime, limit: int) -> int:
    """Sketch published articles that have no sketch, or were written in since; returns how many."""
    stale = Q(contest_sketch=None) | Q(contest_sketch__made_at__lt=F("updated_at"))
    rows = Article.objects.filter(stale, state=ArticleState.PUBLISHED).order_by("id")
    some = list(rows.only("pk", "source", "updated_at")[: min(limit, _ARTICLES_AT_ONCE)])
    for article in some:
        text = plain_text(article.source)
        made = print_of(shingles_of(text))
        Sketch.objects.update_or_create(
            article=article,
            defaults={
                "digest": digest_of(text),
                "shingles": made.shingles,
                "signature": made.signature,
                "bands": made.keys,
                # Never before the text that it is of, whatever the clock of the caller says.
                "made_at": max(now, article.updated_at),
            },
        )
    return len(some)


# -- checks ------------------------------------------------------------------------------------


def _check_some(run: CheckRun, now: datetime, limit: int) -> int:
    done, ends = 0, time.monotonic() + LONGEST_STRETCH
    while done < limit and time.monotonic() < ends and _check_next(run.contest, now):
        done += 1
    return done


@transaction.atomic
def _check_next(contest: Contest, now: datetime) -> bool:
    """Check one entry, under its lock, with what says that it was checked."""
    entry = (
        Entry.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        .filter(contest=contest, state=EntryState.SUBMITTED, checked_at=None)
        .filter(frozen_at__isnull=False)
        .order_by("id")
        .first()
    )
    if entry is None:
        return False
    look = Look.objects.filter(entry=entry).first()
    keys = Sketch.objects.values_list("bands", flat=True).get(entry=entry)
    found = [
        link_finding(entry, look),
        length_finding(entry.words, rules_of(contest)),
        language_finding(entry, entry.text),
        similarity_finding(matches_of(entry, keys)),
    ]
    write_findings(entry, found, now)
    entry.checked_at = now
    entry.save(update_fields=["checked_at"])
    return True


# -- the end -------------------------------------------------------------------------------------


def _finish(run: CheckRun, now: datetime, limit: int) -> int:
    """Accept what has no finding, then say that the run is over."""
    done, last = 0, 0
    while done < limit and (accepted := _accept_next(run.contest, now, after=last)):
        done, last = done + 1, accepted
    if done < limit:
        _end_run(run.pk, now)
    return done


@transaction.atomic
def _accept_next(contest: Contest, now: datetime, *, after: int) -> int:
    """Accept the next entry with nothing found, and return its id; 0 when there is none.

    `after` spares it to pass those that wait for people again and again.
    """
    rows = Entry.objects.filter(contest=contest, state=EntryState.SUBMITTED, decided_at=None)
    rows = rows.filter(pk__gt=after)
    rows = without_open_findings(rows.filter(checked_at__isnull=False))
    entry = (
        rows.select_for_update(skip_locked=True, of=("self",), no_key=True)
        .select_related("contest", "entrant")
        .order_by("id")
        .first()
    )
    if entry is None:
        return 0
    transition(entry, EntryMove.ACCEPT, by=TIMER, now=now, changes={"decided_at": now})
    publish(EntryAccepted(**facts(entry), by_machine=True), now=now)
    return entry.pk


@transaction.atomic
def _end_run(pk: int, now: datetime) -> None:
    """Finish a run in which nothing is left to check, once; others may still hold an entry."""
    rows = CheckRun.objects.select_for_update(no_key=True, of=("self",))
    run = rows.select_related("contest").get(pk=pk)
    left = Entry.objects.filter(contest=run.contest_id, state=EntryState.SUBMITTED)
    clean = without_open_findings(left.filter(checked_at__isnull=False, decided_at=None))
    if run.finished_at or left.filter(checked_at=None).exists() or clean.exists():
        return
    run.finished_at, run.done = now, _done(run.contest)
    run.total = max(run.total, run.done)
    run.save(update_fields=["finished_at", "done", "total"])
    event = EntriesChecked(contest_id=run.contest.public_id, total=run.done, waiting=left.count())
    publish(event, now=now)
