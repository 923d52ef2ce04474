"""What areas are called: whoever owns them says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

NameAreas = Callable[[], Mapping[str, str]]
_namers: list[NameAreas] = []


def register_areas(namer: NameAreas) -> None:
    """Let a part name its areas by slug, in the reader's language."""
    _namers.append(namer)


def area_names() -> dict[str, str]:
    """Return what areas are called in the reader's language; one that is missing has its slug."""
    return {slug: name for namer in _namers for slug, name in namer().items()}
