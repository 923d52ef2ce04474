"""Freezing at closing: each entry's text becomes plain text without its writer's name.

In batches, with SKIP LOCKED; a batch is one transaction, so a worker may be killed at any moment
and another goes on. What is frozen is never frozen again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import transaction

from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.entries.choices import EntryState, Problem, Source
from contests.entries.gateways.pages import SeenPage
from contests.entries.models import Check, Entry, Look, Sketch
from contests.entries.queries.plain import count_words, digest_of, plain_text, without_names
from contests.entries.queries.shingles import print_of, shingles_of
from contests.entries.services.acting import lock_entry
from contests.entries.services.looking import Task, claim_looks, note_seen, read_all
from marketplace.core.conf import rules

BATCH: Final = 50
# Notes on what was used when it isn't the text as it stood at closing.
LAST_SEEN: Final = "seen"
NOTHING: Final = "nothing"
log = structlog.get_logger(__name__)


def freeze_articles(*, contest: Contest, now: datetime, limit: int) -> int:
    """Freeze entries that are articles here; returns how many."""
    done = 0
    while done < limit:
        count = _freeze_batch(contest, now, min(BATCH, limit - done))
        done += count
        if not count:
            break
    return done


@transaction.atomic
def _freeze_batch(contest: Contest, now: datetime, limit: int) -> int:
    rows = list(
        Entry.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        .filter(contest=contest, state=EntryState.SUBMITTED, frozen_at=None, source=Source.ARTICLE)
        .select_related("article", "entrant", "look")
        .order_by("id")[:limit]
    )
    for entry in rows:
        text, note = _article_text(entry, contest)
        freeze_entry(entry, text, note, now)
    Look.objects.filter(entry__in=rows).update(due_at=None)
    return len(rows)


def _article_text(entry: Entry, contest: Contest) -> tuple[str, str]:
    """Return an article's text at closing; one that was written in since gives what was seen."""
    article, look = entry.article, getattr(entry, "look", None)
    if article is None:
        return "", NOTHING
    closed_at = contest.closed_at
    was_changed = closed_at is not None and article.updated_at > closed_at
    if look is not None and look.seen_at and (was_changed or not article.source.strip()):
        return look.text, LAST_SEEN
    return plain_text(article.source), ""


def ask_for_pages(*, contest: Contest, now: datetime) -> None:
    """Let every page elsewhere be read once more, because the contest has closed."""
    rows = Look.objects.filter(entry__contest=contest, entry__state=EntryState.SUBMITTED)
    rows.filter(entry__source=Source.OUTSIDE, entry__frozen_at=None).update(due_at=now, tries=0)


def freeze_pages(*, now: datetime, limit: int) -> int:
    """Read pages elsewhere that closed contests wait for, and freeze what is there."""
    tasks = claim_looks(
        states=(ContestState.JUDGING,), sources=(Source.OUTSIDE,), now=now, limit=limit
    )
    for task, page in zip(tasks, read_all(tasks), strict=True):
        try:
            _freeze_page(task, page, now)
        except Exception:
            # It falls due again when its lease is over; the others don't wait for it.
            log.exception("page_not_frozen", entry=task.entry_id)
    return len(tasks)


@transaction.atomic
def _freeze_page(task: Task, page: SeenPage | None, now: datetime) -> None:
    entry = lock_entry(task.entry_id)
    look = Look.objects.select_for_update(no_key=True).get(pk=task.look_id)
    if entry.state != EntryState.SUBMITTED or entry.frozen_at is not None:
        return
    note_seen(entry, look, page, now)
    is_last = look.tries >= rules().contest_fetch_tries or look.problem == Problem.INVALID
    if look.problem and not is_last:
        look.due_at = now + timedelta(minutes=rules().contest_fetch_pause_minutes)
        look.save()
        return
    look.due_at = None
    look.save()
    note = "" if not look.problem else LAST_SEEN if look.seen_at else NOTHING
    freeze_entry(entry, look.text, note, now)


def freeze_entry(entry: Entry, text: str, note: str, now: datetime) -> None:
    """Write the frozen text of a locked entry, with its words, digest and sketch."""
    entrant = entry.entrant
    entry.words = count_words(text)
    entry.text = without_names(text, (entrant.display_name, entrant.username))
    entry.digest = digest_of(entry.text)
    entry.frozen_at = now
    entry.frozen_note = note
    entry.save(update_fields=["words", "text", "digest", "frozen_at", "frozen_note"])
    # What was said before closing was a foretaste.
    Check.objects.filter(entry=entry).delete()
    made = print_of(shingles_of(entry.text))
    Sketch.objects.update_or_create(
        entry=entry,
        defaults={
            "digest": entry.digest,
            "shingles": made.shingles,
            "signature": made.signature,
            "bands": made.keys,
            "made_at": now,
        },
    )
