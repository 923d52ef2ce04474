"""Addresses on this site as they are stored (no language prefix) and as they are shown."""

from __future__ import annotations

from typing import Final

from django.conf import settings

_PREFIXES: Final = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)


def without_language(path: str) -> str:
    """Return a path without its language prefix: "/en/orders/x/" -> "/orders/x/"."""
    for prefix in _PREFIXES:
        if path.startswith(prefix):
            return path[len(prefix) - 1 :]
    return path


def in_language(path: str, lang: str) -> str:
    """Return a stored path as it is in a language: the default language has no prefix."""
    bare = without_language(path)
    return bare if lang == settings.LANGUAGE_CODE else f"/{lang}{bare}"


def absolute(path: str, lang: str) -> str:
    """Return the whole address of a stored path in a language, for mails and feeds."""
    return f"{settings.SITE_URL}{in_language(path, lang)}"
