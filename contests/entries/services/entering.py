"""Entering a writing contest, changing one's entry and withdrawing it, until closing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from contests.calls.models import Contest
from contests.calls.queries import reasons_against
from contests.calls.services import follow_contest, make_link
from contests.calls.services.acting import lock_contest
from contests.entries import errors
from contests.entries.choices import EntryMove, EntryState, Source
from contests.entries.events import EntryChanged, EntrySubmitted, EntryWithdrawn
from contests.entries.models import Check, Entry, Look, WritingRules
from contests.entries.policies import takes_entries
from contests.entries.queries import languages_of, rules_of
from contests.entries.services.acting import as_entrant, facts, lock_entry, transition
from marketplace.accounts.choices import Language
from marketplace.accounts.models import Member
from marketplace.articles.choices import ArticleState
from marketplace.articles.models import Article
from marketplace.articles.queries import get_article_of
from marketplace.core.audit import record_audit
from marketplace.core.events import publish
from marketplace.core.fetch import FetchError, parse_target

# What an author may still write in, beside what is published.
_UNDER_WAY = (ArticleState.DRAFT, ArticleState.SUBMITTED, ArticleState.CHANGES_REQUESTED)


@dataclass(frozen=True, kw_only=True)
class EntryText:
    """What is entered: an article here by its public id, or the address of a post elsewhere."""

    source: str
    article: str = ""
    url: str = ""
    title: str
    language: str
    declaration: str


@transaction.atomic
def enter_contest(*, contest: Contest, member: Member, text: EntryText, now: datetime) -> Entry:
    """Enter a writing contest. Sent twice with the same text, it is one entry.

    Locks the contest, so that nothing is entered while it closes. Raises NotOpenForEntries,
    NotEligible, EnteredAlready, SourceNotTaken, ArticleNotPublished, ArticleEmpty,
    LanguageNotTaken, TextTakenAlready, NotFound for another's article, and those of `core.fetch`.
    """
    row = lock_contest(contest.pk)
    if not takes_entries(row, now=now):
        raise errors.NotOpenForEntries
    against = reasons_against(row, member, now=now)
    if against:
        raise errors.NotEligible(reasons=" ".join(reason.text for reason in against))
    values = _values(row, member, text)
    known = Entry.objects.filter(contest=row, entrant=member)
    former = known.exclude(state=EntryState.WITHDRAWN).first()
    if former is not None:
        if all(getattr(former, name) == value for name, value in values.items()):
            return former
        raise errors.EnteredAlready
    _refuse_same_text(row, values, without=None)
    link = make_link(contest=row, member=member, now=now)
    entry = Entry.objects.create(
        contest=row, entrant=member, link=link, submitted_at=now, changed_at=now, **values
    )
    Look.objects.create(entry=entry, due_at=now)
    follow_contest(contest=row, member=member, now=now)
    _record(entry, "submitted", member, now)
    publish(EntrySubmitted(**facts(entry, row), source=entry.source), now=now)
    return entry


@transaction.atomic
def change_entry(*, entry: Entry, actor: Member, text: EntryText, now: datetime) -> Entry:
    """Change what was entered, until closing; it is looked at anew.

    Locks the contest, then the entry. Raises NotFound for others and those of `enter_contest`.
    """
    contest = lock_contest(entry.contest_id)
    row = lock_entry(entry.pk)
    by = as_entrant(actor, row)
    row.contest = contest
    values = _values(contest, actor, text)
    _refuse_same_text(contest, values, without=row)
    if all(getattr(row, name) == value for name, value in values.items()):
        return row
    transition(row, EntryMove.CHANGE, by=by, now=now, changes={**values, "changed_at": now})
    Check.objects.filter(entry=row).delete()
    Look.objects.update_or_create(entry=row, defaults={**_UNSEEN, "due_at": now})
    publish(EntryChanged(**facts(row), source=row.source), now=now)
    return row


_UNSEEN: dict[str, Any] = {
    "tries": 0,
    "tried_at": None,
    "problem": "",
    "seen_at": None,
    "text": "",
    "has_link": False,
}


@transaction.atomic
def withdraw_entry(*, entry: Entry, actor: Member, now: datetime) -> Entry:
    """Take one's entry back; the member may enter again as long as the contest is open.

    Locks the contest, then the entry. Raises NotFound for others, EntryStateRefuses,
    NotOpenForEntries.
    """
    contest = lock_contest(entry.contest_id)
    row = lock_entry(entry.pk)
    by = as_entrant(actor, row)
    row.contest = contest
    transition(row, EntryMove.WITHDRAW, by=by, now=now, changes={"decided_at": now})
    Look.objects.filter(entry=row).update(due_at=None)
    publish(EntryWithdrawn(**facts(row)), now=now)
    return row


@transaction.atomic
def look_again(*, entry: Entry, actor: Member, now: datetime) -> Entry:
    """Let the page elsewhere be read once more before closing.

    Raises NotFound for others, NotOpenForEntries.
    """
    row = lock_entry(entry.pk)
    as_entrant(actor, row)
    if not takes_entries(row.contest, now=now) or row.state != EntryState.SUBMITTED:
        raise errors.NotOpenForEntries
    Look.objects.filter(entry=row).update(due_at=now, tries=0)
    return row


def _values(contest: Contest, member: Member, text: EntryText) -> dict[str, Any]:
    """Return the columns of what is entered. Raises what is against it."""
    rules = rules_of(contest)
    allowed = languages_of(rules)
    if text.language not in allowed:
        names = ", ".join(str(Language(code).label) for code in allowed)
        raise errors.LanguageNotTaken(field="language", languages=names)
    values: dict[str, Any] = {
        "source": Source(text.source).value,
        "article": None,
        "url": "",
        "title": text.title.strip(),
        "language": text.language,
        "declaration": text.declaration.strip(),
    }
    if text.source == Source.ARTICLE:
        return values | {"article": _article(rules, member, text.article)}
    if not rules.takes_outside:
        raise errors.SourceNotTaken(field="source")
    address = text.url.strip()
    try:
        parse_target(address)
    except FetchError as refusal:
        refusal.field = "url"
        raise
    return values | {"url": address}


def _article(rules: WritingRules, member: Member, public_id: str) -> Article:
    if not rules.takes_articles:
        raise errors.SourceNotTaken(field="source")
    article = get_article_of(member, public_id)
    if article.state != ArticleState.PUBLISHED and (
        rules.needs_editor or article.state not in _UNDER_WAY
    ):
        raise errors.ArticleNotPublished(field="article")
    if not article.source.strip():
        raise errors.ArticleEmpty(field="article")
    return article


def _refuse_same_text(contest: Contest, values: dict[str, Any], *, without: Entry | None) -> None:
    """Refuse what somebody has entered into this contest: the contest is locked."""
    if not values["url"]:
        return
    rows = Entry.objects.filter(contest=contest, url=values["url"])
    rows = rows.exclude(state=EntryState.WITHDRAWN)
    if without is not None:
        rows = rows.exclude(pk=without.pk)
    if rows.exists():
        raise errors.TextTakenAlready(field="url")


def _record(entry: Entry, what: str, member: Member, now: datetime) -> None:
    record_audit(
        actor=member.public_id,
        action=f"entry_{what}",
        subject=entry.reference,
        after={"source": entry.source, "url": entry.url},
        now=now,
    )
