"""All addresses that Django knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

# What is put into the addresses of libraries' pages, which the table names by prefix.
MADE_UP = {"app_label": "accounts", "content_type_id": "1"}
_GROUP = re.compile(r"\(\?P<\w+>[^)]*\)|<[^>]*>")


@dataclass(frozen=True)
class Route:
    """An address by its name, or by its path where it has none."""

    name: str
    path: str
    params: tuple[str, ...]

    @property
    def is_api(self) -> bool:
        """Whether tokens open it rather than sessions."""
        return self.name.startswith("api:")

    def url(self, *args: str | int) -> str:
        """Return the address with these parts, or a made-up one where none are given."""
        if self.name.startswith("unnamed:") or (self.params and not args):
            return self.made_up_url()
        return reverse(self.name, args=args)

    def made_up_url(self) -> str:
        """Return an address of this route that leads to nothing in particular."""
        if self.name.startswith("unnamed:"):
            return "/" + _GROUP.sub("nowhere", self.path).replace("^", "").replace("$", "")
        return reverse(self.name, kwargs={name: MADE_UP.get(name, "1") for name in self.params})

    def some_url(self) -> str:
        """Return an address that leads to this route, whatever would be found there."""
        if not self.params or self.name.startswith("unnamed:"):
            return self.made_up_url()
        for part in ("1", "000000000000", "accounts"):
            with suppress(NoReverseMatch):
                return reverse(self.name, kwargs=dict.fromkeys(self.params, part))
        return self.made_up_url()


def _walk(
    patterns: Sequence[URLPattern | URLResolver],
    spaces: tuple[str, ...] = (),
    before: str = "",
    given: tuple[str, ...] = (),
) -> Iterator[Route]:
    for item in patterns:
        path = before + str(item.pattern)
        # The prefix that names the language has a pattern without groups.
        params = (*given, *item.pattern.regex.groupindex)
        if isinstance(item, URLResolver):
            inner = (*spaces, item.namespace) if item.namespace else spaces
            yield from _walk(item.url_patterns, inner, path, params)
        else:
            name = ":".join([*spaces, item.name]) if item.name else f"unnamed:{path}"
            yield Route(name, path, params)


def all_routes() -> list[Route]:
    """Return every route once, however often it is named."""
    found = _walk(get_resolver().url_patterns)
    return list({(route.name, route.path): route for route in found}.values())
