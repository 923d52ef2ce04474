"""Groups of words that mean the same: what editors teach the search."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import connections, transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.events import publish
from marketplace.core.stems import key_of
from marketplace.search.choices import WORD_MAX, WORDS_MAX, GroupKind
from marketplace.search.errors import (
    NotALexicographer,
    TooFewWords,
    TooManyWords,
    WordsKnownAlready,
)
from marketplace.search.events import WordsChanged
from marketplace.search.models import WordGroup
from marketplace.search.policies import can_edit_words

STARTER: Final = Path(__file__).parent.parent / "data" / "groups.json"
_LEAST: Final = 2


def _clean(words: Sequence[str]) -> list[str]:
    """Return the words as they were written, each spelling and stem once."""
    by_key = {key_of(word): " ".join(word.split()) for word in reversed(words)}
    by_key.pop("", None)
    return list(reversed(by_key.values()))


def _refuse(words: Sequence[str], *, but: int = 0) -> list[str]:
    """Raise where the words make no group; returns their keys."""
    if len(words) < _LEAST:
        raise TooFewWords(field="words")
    if len(words) > WORDS_MAX or any(len(word) > WORD_MAX for word in words):
        raise TooManyWords(field="words", most=WORDS_MAX, longest=WORD_MAX)
    keys = [key_of(word) for word in words]
    if WordGroup.objects.filter(keys__contains=keys).exclude(pk=but).exists():
        raise WordsKnownAlready(field="words")
    return keys


def _picture(group: WordGroup) -> dict[str, object]:
    return {"kind": group.kind, "words": group.words, "is_active": group.is_active}


@transaction.atomic
def add_group(*, words: Sequence[str], kind: GroupKind, actor: Member, now: datetime) -> WordGroup:
    """Teach the search that these words mean the same.

    Raises NotALexicographer, TooFewWords, TooManyWords, WordsKnownAlready.
    """
    written = _clean(words)

    if not can_edit_words(actor):
        raise NotALexicographer
    keys = _refuse(written)

    group = WordGroup.objects.create(kind=kind, words=written, keys=keys, changed_at=now)

    record_audit(
        actor=actor.public_id,
        action="search_words_added",
        subject=f"words:{group.public_id}",
        after=_picture(group),
        now=now,
    )
    publish(WordsChanged(group_id=group.public_id), now=now)
    return group


@transaction.atomic
def change_group(
    *,
    group: WordGroup,
    words: Sequence[str],
    kind: GroupKind,
    is_active: bool,
    actor: Member,
    now: datetime,
) -> WordGroup:
    """Change a group, or let it rest. It takes effect with the next search. Locks the group.

    Raises NotALexicographer, TooFewWords, TooManyWords, WordsKnownAlready.
    """
    row = WordGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    written = _clean(words)

    if not can_edit_words(actor):
        raise NotALexicographer
    keys = _refuse(written, but=row.pk)

    before = _picture(row)
    row.words, row.keys, row.kind = written, keys, kind
    row.is_active, row.changed_at = is_active, now
    row.save()

    record_audit(
        actor=actor.public_id,
        action="search_words_changed",
        subject=f"words:{row.public_id}",
        before=before,
        after=_picture(row),
        now=now,
    )
    publish(WordsChanged(group_id=row.public_id), now=now)
    return row


@transaction.atomic
def remove_group(*, group: WordGroup, actor: Member, now: datetime) -> None:
    """Take a group away; the audit log keeps its words. Raises NotALexicographer."""
    row = WordGroup.objects.select_for_update().get(pk=group.pk)

    if not can_edit_words(actor):
        raise NotALexicographer

    before, public_id = _picture(row), row.public_id
    row.delete()

    record_audit(
        actor=actor.public_id,
        action="search_words_removed",
        subject=f"words:{public_id}",
        before=before,
        now=now,
    )
    publish(WordsChanged(group_id=public_id), now=now)


@transaction.atomic
def plant_groups(*, now: datetime, using: str = "default") -> int:
    """Add the groups that an installation begins with, once: where there is none at all.

    Returns how many were added; what editors changed or removed stays as they left it.
    """
    rows = WordGroup.objects.using(using)
    # After a migration backwards there is no table to plant in.
    tables = connections[using].introspection.table_names()
    if WordGroup._meta.db_table not in tables or rows.exists():  # noqa: SLF001
        return 0
    given = json.loads(STARTER.read_text(encoding="utf-8"))
    made = [
        WordGroup(kind=one["kind"], words=words, keys=[key_of(w) for w in words], changed_at=now)
        for one in given
        if len(words := _clean(one["words"])) >= _LEAST
    ]
    rows.bulk_create(made)
    return len(made)
