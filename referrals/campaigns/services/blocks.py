"""Blocks of a landing page: what comes from outside is checked key by key before it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from marketplace.core.markdown import render
from referrals.campaigns.choices import BlockKind
from referrals.campaigns.choices.campaigns import BLOCK_TEXT_MAX, TITLE_MAX
from referrals.campaigns.errors import BlockInvalid

BLOCKS_MAX: Final = 40
ITEMS_MAX: Final = 20
ITEM_MAX: Final = 1_000
# What each kind has, and of that what it can't be without.
FIELDS: Final[dict[BlockKind, tuple[str, ...]]] = {
    BlockKind.HEADING: ("title",),
    BlockKind.TEXT: ("title", "text"),
    BlockKind.IMAGE: ("title", "picture"),
    BlockKind.MISSIONS: ("title",),
    BlockKind.FIGURES: ("title", "items"),
    BlockKind.FAQ: ("title", "items"),
    BlockKind.CALL: ("title", "text"),
}
_NEEDED: Final[dict[BlockKind, tuple[str, ...]]] = {
    BlockKind.HEADING: ("title",),
    BlockKind.TEXT: ("text",),
    # The words that stand for the picture.
    BlockKind.IMAGE: ("title", "picture"),
    BlockKind.FAQ: ("items",),
    BlockKind.CALL: ("title",),
}


def clean_blocks(raw: object, *, pictures: frozenset[str]) -> list[dict[str, Any]]:
    """Return blocks as they are kept: known kinds and keys, texts of texts, pictures of its own.

    Figures without items show the campaign's own numbers. Raises BlockInvalid with the place.
    """
    if not isinstance(raw, list) or len(raw) > BLOCKS_MAX:
        raise BlockInvalid(field="blocks", place=1, what=_("at most %s blocks") % BLOCKS_MAX)
    return [_clean(block, place, pictures) for place, block in enumerate(raw, 1)]


def _clean(raw: object, place: int, pictures: frozenset[str]) -> dict[str, Any]:
    if not isinstance(raw, Mapping) or raw.get("kind") not in BlockKind.values:
        raise BlockInvalid(field="blocks", place=place, what=_("its kind is unknown"))
    kind = BlockKind(raw["kind"])
    if set(raw) - {"kind", *FIELDS[kind]}:
        raise BlockInvalid(field="blocks", place=place, what=_("it has parts that are unknown"))
    made: dict[str, Any] = {"kind": kind.value}
    for name in FIELDS[kind]:
        value = raw.get(name, [] if name == "items" else "")
        made[name] = _items(value, place) if name == "items" else _text(value, name, place)
    if missing := [name for name in _NEEDED.get(kind, ()) if not made[name]]:
        what = _("something is missing: %(parts)s") % {"parts": ", ".join(missing)}
        raise BlockInvalid(field=missing[0], place=place, what=what)
    if made.get("picture") and made["picture"] not in pictures:
        raise BlockInvalid(field="picture", place=place, what=_("its picture is unknown"))
    return made


def _text(value: object, name: str, place: int) -> str:
    limit = BLOCK_TEXT_MAX if name == "text" else TITLE_MAX
    if not isinstance(value, str) or len(value) > limit:
        what = _("a text of at most %s characters") % limit
        raise BlockInvalid(field=name, place=place, what=what)
    if name == "text":
        # What the renderer refuses is refused now, not when the page is read.
        render(value)
    return value.strip()


def _items(value: object, place: int) -> list[list[str]]:
    what = _("pairs of two texts, at most %s") % ITEMS_MAX
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) > ITEMS_MAX:
        raise BlockInvalid(field="items", place=place, what=what)
    pairs: list[list[str]] = []
    for item in value:
        is_pair = isinstance(item, list | tuple) and len(item) == 2  # noqa: PLR2004
        if not is_pair or not all(isinstance(text, str) and text.strip() for text in item):
            raise BlockInvalid(field="items", place=place, what=what)
        if any(len(text) > ITEM_MAX for text in item):
            raise BlockInvalid(field="items", place=place, what=what)
        pairs.append([text.strip() for text in item])
    return pairs
