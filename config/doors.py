"""Addresses behind doors: a request tries only the patterns that begin with its first two words.

Django tries one pattern after the other, and the hundreds before a late part cost a request more
than many a query. The patterns, their order and their names stay as they are; reversing and
Django's checks see them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from itertools import takewhile
from types import ModuleType
from typing import Any

from django.urls import ResolverMatch, URLPattern, URLResolver
from django.urls.resolvers import RoutePattern
from typing_extensions import override

Pattern = URLPattern | URLResolver
Words = tuple[str, ...]
_DEPTH = 2


class Doors(URLResolver):
    """Patterns under no prefix of their own, sorted by the words that their addresses begin with.

    An address is looked for behind one door: the patterns, in their order, that can begin as it
    does. Words that no pattern knows share one door, so strange addresses make no new ones.
    """

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        """Keep the patterns; doors are made when they are first asked for."""
        super().__init__(RoutePattern("", is_endpoint=False), list(patterns))
        self._known = {words[:count] for words in _beginnings(patterns) for count in (1, 2)}
        self._behind: dict[Words, URLResolver] = {}

    @override
    def resolve(self, path: Any) -> ResolverMatch:
        words = _words(str(path))
        door = tuple(
            word if words[: place + 1] in self._known else "?" for place, word in enumerate(words)
        )
        behind = self._behind.get(door)
        if behind is None:
            behind = _resolver(_fitting(self.url_patterns, door))
            self._behind[door] = behind
        return behind.resolve(path)


def part(module: str) -> URLResolver:
    """Return the addresses of a module under its namespace."""
    found: ModuleType = import_module(module)
    name = getattr(found, "app_name", None)
    return URLResolver(RoutePattern("", is_endpoint=False), found, app_name=name, namespace=name)


def _resolver(patterns: list[Pattern], of: URLResolver | None = None) -> URLResolver:
    """Return a resolver of some patterns; with the names of another one, if that is given."""
    return URLResolver(
        RoutePattern("", is_endpoint=False),
        patterns,
        app_name=of.app_name if of else None,
        namespace=of.namespace if of else None,
    )


def _words(path: str) -> Words:
    """Return the first two words of an address, "" for those it hasn't."""
    found = path.split("/", _DEPTH)[:_DEPTH]
    return (*found, *[""] * (_DEPTH - len(found)))


def _is_plain_group(one: Pattern) -> bool:
    """Whether a resolver only holds patterns together, without a prefix or arguments."""
    return isinstance(one, URLResolver) and not str(one.pattern) and not one.default_kwargs


def _beginnings(patterns: Sequence[Pattern]) -> list[Words]:
    """Return the words that the patterns begin with; a variable ends them."""
    found: list[Words] = []
    for one in patterns:
        if _is_plain_group(one):
            found += _beginnings(one.url_patterns)  # type: ignore[union-attr]
        else:
            found.append(tuple(_literal(one)))
    return found


def _literal(one: Pattern) -> list[str]:
    """Return what an address must begin with to fit a pattern, word by word."""
    if not isinstance(one.pattern, RoutePattern):
        return []
    words = str(one.pattern).split("/")
    if isinstance(one, URLResolver):
        # What follows a prefix is left to the patterns under it.
        words.pop()
    else:
        words += [""] * _DEPTH
    return list(takewhile(lambda word: "<" not in word, words))[:_DEPTH]


def _fitting(patterns: Sequence[Pattern], door: Words) -> list[Pattern]:
    """Return the patterns that an address behind this door can fit, in their order."""
    found: list[Pattern] = []
    for one in patterns:
        if _is_plain_group(one):
            group: Any = one
            inner = _fitting(group.url_patterns, door)
            found += [_resolver(inner, group)] if inner else []
        elif all(word == other for word, other in zip(_literal(one), door, strict=False)):
            found.append(one)
    return found
