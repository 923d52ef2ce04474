"""How a post stood before, and what changed from version to version, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Final

from community.forum.models import Post, PostVersion

MOST_VERSIONS: Final = 50
# Above so many words a text is compared line by line, which stays quick.
MOST_WORDS: Final = 3_000
_WORDS: Final = re.compile(r"\s+|[^\s]+")
_LINES: Final = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Piece:
    """A part of a text: kept ("same"), taken out ("gone") or put in ("new")."""

    kind: str
    text: str


@dataclass(frozen=True)
class VersionView:
    """A version with what it changed."""

    number: int
    why: str
    reason: str
    editor_name: str
    editor_username: str
    written_at: datetime
    title_pieces: list[Piece]
    pieces: list[Piece]
    is_current: bool


def versions_of(post: Post) -> list[VersionView]:
    """Return a post's last versions, the newest first, each against the one before. One query."""
    rows = PostVersion.objects.filter(post=post).select_related("editor").order_by("-number")
    found = list(rows[: MOST_VERSIONS + 1])
    views = []
    for place, row in enumerate(found[:MOST_VERSIONS]):
        older = found[place + 1] if place + 1 < len(found) else None
        views.append(
            VersionView(
                number=row.number,
                why=row.get_why_display(),
                reason=row.reason,
                editor_name=row.editor.display_name,
                editor_username=row.editor.username if row.editor.is_active else "",
                written_at=row.written_at,
                title_pieces=compare(older.title if older else row.title, row.title),
                pieces=compare(older.source if older else row.source, row.source),
                is_current=row.number == post.version_count,
            )
        )
    return views


def compare(before: str, after: str) -> list[Piece]:
    """Return what of a text was kept, taken out and put in, in the order of reading."""
    if before == after:
        return [Piece("same", after)] if after else []
    split = _WORDS if len(before.split()) + len(after.split()) <= MOST_WORDS else _LINES
    old, new = split.findall(before), split.findall(after)
    return list(_pieces(old, new))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(new[c:d]))
            continue
        if b > a:
            yield Piece("gone", "".join(old[a:b]))
        if d > c:
            yield Piece("new", "".join(new[c:d]))
