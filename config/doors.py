"""Addresses of a part behind a door that only asks for the first word.

Django tries one pattern after the other, and the hundreds before a late part cost a request more
than many a query. A part that has no address beginning with the word is passed by at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import RoutePattern
from typing_extensions import override

Pattern = URLPattern | URLResolver


class _Door(RoutePattern):
    """An empty prefix that lets only some first words through."""

    def __init__(self, words: frozenset[str]) -> None:
        super().__init__("", is_endpoint=False)
        self._words = words

    @override
    def match(self, path: str) -> tuple[str, tuple[Any, ...], dict[str, Any]] | None:
        return (path, (), {}) if path.partition("/")[0] in self._words else None


def behind_door(patterns: Sequence[Pattern]) -> URLResolver:
    """Return these patterns behind a door."""
    return URLResolver(_door_of(patterns), list(patterns))


def part(module: str) -> URLResolver:
    """Return the addresses of a module, with its namespace, behind a door."""
    found: ModuleType = import_module(module)
    name = getattr(found, "app_name", None)
    return URLResolver(_door_of(found.urlpatterns), found, app_name=name, namespace=name)


def _door_of(patterns: Sequence[Pattern]) -> RoutePattern:
    words = {str(one.pattern).partition("/")[0] for one in patterns}
    is_plain = all(isinstance(one.pattern, RoutePattern) for one in patterns)
    # An address that begins with a variable, or has none at all, may begin with anything.
    if not is_plain or any("<" in word for word in words):
        return RoutePattern("", is_endpoint=False)
    if any(isinstance(one, URLResolver) and not str(one.pattern) for one in patterns):
        return RoutePattern("", is_endpoint=False)
    return _Door(frozenset(words))
