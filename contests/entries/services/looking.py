"""Looking at what was entered: where it stands, its text, and what a first check says of it.

A look at a page elsewhere takes seconds, so it is never done under a lock. `Look.due_at` is a
lease: whoever takes it moves it on for a while, and a killed worker's look falls due again.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import transaction

from contests.calls.choices import ContestState
from contests.entries.choices import EntryState, Outcome, Problem, Source
from contests.entries.events import EntryProblemSeen
from contests.entries.gateways.pages import SeenPage, read_page
from contests.entries.models import Check, Entry, Look
from contests.entries.queries import rules_of
from contests.entries.queries.findings import (
    Finding,
    language_finding,
    length_finding,
    link_finding,
)
from contests.entries.queries.plain import count_words, plain_text, without_addresses
from contests.entries.services.acting import facts, lock_entry
from marketplace.articles.queries import get_article
from marketplace.core.events import publish

LEASE: Final = timedelta(minutes=3)
_AT_ONCE: Final = 8
_ROUND: Final = 24
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Task:
    """A page to read: of which look, at which address, with whose link, and how long it is ours."""

    look_id: int
    entry_id: int
    source: str
    url: str
    code: str
    until: datetime


def claim_looks(
    *,
    states: tuple[str, ...],
    sources: tuple[str, ...] = tuple(Source),
    now: datetime,
    limit: int,
) -> list[Task]:
    """Take looks that are due in contests of these states, each for the time of a lease."""
    until = now + LEASE
    with transaction.atomic():
        rows = list(
            Look.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(due_at__lte=now, entry__contest__state__in=states, entry__source__in=sources)
            .filter(entry__state=EntryState.SUBMITTED, entry__frozen_at=None)
            .select_related("entry__link")
            .order_by("due_at", "id")[: min(limit, _ROUND)]
        )
        Look.objects.filter(pk__in=[row.pk for row in rows]).update(due_at=until)
    return [
        Task(row.pk, row.entry_id, row.entry.source, row.entry.url, row.entry.link.code, until)
        for row in rows
    ]


def read_all(tasks: list[Task]) -> list[SeenPage | None]:
    """Read the pages of some tasks side by side; None for articles, which stand here.

    The threads touch no database.
    """

    def read(task: Task) -> SeenPage | None:
        if task.source != Source.OUTSIDE:
            return None
        try:
            return read_page(task.url, code=task.code)
        except Exception:
            log.exception("page_not_read", entry=task.entry_id)
            return SeenPage(task.url, Problem.FAILED)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(read, tasks))


def look_due(*, now: datetime, limit: int) -> int:
    """Look at what was entered or changed while its contest is open; returns how many."""
    tasks = claim_looks(states=(ContestState.OPEN,), now=now, limit=limit)
    for task, page in zip(tasks, read_all(tasks), strict=True):
        try:
            _keep_look(task, page, now)
        except Exception:
            # It falls due again when its lease is over; the others don't wait for it.
            log.exception("look_not_kept", entry=task.entry_id)
    return len(tasks)


@transaction.atomic
def _keep_look(task: Task, page: SeenPage | None, now: datetime) -> None:
    entry = lock_entry(task.entry_id)
    look = Look.objects.select_for_update(no_key=True).get(pk=task.look_id)
    if entry.state != EntryState.SUBMITTED or entry.url != task.url or entry.frozen_at:
        # Changed, withdrawn or frozen while the page was read: that has a look of its own.
        return
    tries = look.tries
    note_seen(entry, look, page, now)
    if look.due_at != task.until:
        # Asked for anew while the page was read, by its writer or by the closing: that one counts.
        look.tries = tries
        look.save()
        return
    look.due_at = None
    look.save()
    _write_preview(entry, look, now)


def note_seen(entry: Entry, look: Look, page: SeenPage | None, now: datetime) -> None:
    """Write down on a locked look what was seen; what fails leaves the text seen before."""
    look.tries += 1
    look.tried_at = now
    if page is None:
        article = get_article(entry.article_id or 0)
        look.problem, look.text, look.seen_at = "", plain_text(article.source), now
        return
    look.problem = Problem(page.problem).value if page.problem else ""
    if not page.problem:
        look.text, look.seen_at = without_addresses(page.text), now
        look.has_link = page.has_link


def _write_preview(entry: Entry, look: Look, now: datetime) -> None:
    """Tell the entrant what the checks would say now; similar texts are looked for at closing."""
    rules = rules_of(entry.contest)
    found = [link_finding(entry, look)]
    if look.seen_at:
        found += [
            length_finding(count_words(look.text), rules),
            language_finding(entry, look.text),
        ]
    write_findings(entry, found, now)
    if found[0].outcome != Outcome.PASS:
        problem = look.problem or "no_link"
        publish(EntryProblemSeen(**facts(entry), problem=problem), now=now)


def write_findings(entry: Entry, found: list[Finding], now: datetime) -> None:
    """Write the checks of a locked entry in place of those before."""
    Check.objects.filter(entry=entry).delete()
    Check.objects.bulk_create(
        Check(
            entry=entry,
            kind=finding.kind,
            outcome=finding.outcome,
            evidence=finding.evidence,
            checked_at=now,
        )
        for finding in found
    )
