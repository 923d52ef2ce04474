"""What areas are called: whoever owns them says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from marketplace.core.categories import BY_SLUG
from marketplace.core.errors import NotFound

NameAreas = Callable[[], Mapping[str, str]]
_namers: list[NameAreas] = []


def register_areas(namer: NameAreas) -> None:
    """Let a part name its areas by slug, in the reader's language; only those that all may see."""
    _namers.append(namer)


def area_names() -> dict[str, str]:
    """Return the areas that may be named, by slug, in the reader's language.

    Categories of the market and what was registered. An area that isn't here is private.
    """
    names = {slug: str(category.name) for slug, category in BY_SLUG.items()}
    return names | {slug: name for namer in _namers for slug, name in namer().items()}


def check_area(area: str, names: Mapping[str, str]) -> None:
    """Raise NotFound for an area that nobody may name; "" is everything."""
    if area and area not in names:
        raise NotFound
