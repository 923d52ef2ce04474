"""What stands around every page: the header and the footer, made once for all who see them alike.

Their menus took a large part of a page's time, and differ by language, theme and roles alone. What
differs from reader to reader and from page to page is a *mark* in the kept text: a kind between two
characters that no page holds. Marks are filled for each page, with text that is escaped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import jinja2
from django.conf import settings
from django.http import HttpRequest
from markupsafe import Markup, escape

from config import page_context
from marketplace.accounts.models import Member
from marketplace.accounts.policies import roles_of
from marketplace.accounts.queries import viewer

_MARK: Final = re.compile("\x02([^\x02]+)\x02")
_KINDS_KEPT: Final = 256
SEARCHES: Final = ("home", "gigs:browse", "search:find")


def mark(kind: str) -> Markup:
    """Return the place of something that is filled in for each page."""
    return Markup(f"\x02{kind}\x02")  # noqa: S704  kinds are our own words


def current(path: str, href: str) -> Markup:
    """Say whether a link of the menus leads to the page that is open, or to one above it."""
    if path == mark("here"):
        return mark(f"at {href}")
    if path == href:
        return Markup(' aria-current="page"')
    return Markup(' aria-current="true"') if path.startswith(href) else Markup()


@dataclass(frozen=True)
class Alike:
    """Those who see the same header."""

    lang: str
    theme: str
    roles: frozenset[str] | None
    with_search: bool


@dataclass(frozen=True)
class _Marked:
    """A member of whom nothing is known yet."""

    name: Markup
    avatar: Markup
    profile: Markup


def _header_words(alike: Alike) -> dict[str, Any]:
    links = page_context.language_names()
    return {
        "member": None
        if alike.roles is None
        else _Marked(*map(mark, ("name", "avatar", "profile"))),
        "csrf_input": mark("csrf"),
        "here": mark("here"),
        "asked": mark("asked"),
        "words": mark("words"),
        "with_search": alike.with_search,
        "links": [(code, name, mark(f"in {code}")) for code, name in links],
    }


def _made(environment: jinja2.Environment, name: str, words: dict[str, Any]) -> list[str]:
    """Return the text in pieces: every second one is what stood between marks."""
    return _MARK.split(environment.get_template(name).render(words))


@lru_cache(maxsize=_KINDS_KEPT)
def _kept_header(environment: jinja2.Environment, alike: Alike) -> list[str]:
    return _made(environment, "_header.html", _header_words(alike))


@lru_cache(maxsize=_KINDS_KEPT)
def _kept_footer(environment: jinja2.Environment, _lang: str) -> list[str]:
    links = [(code, name, mark(f"in {code}")) for code, name in page_context.language_names()]
    return _made(environment, "_footer.html", {"links": links})


def _filled(pieces: list[str], fill: dict[str, str], path: str) -> Markup:
    parts = list(pieces)
    for place in range(1, len(parts), 2):
        kind = parts[place]
        at = kind.removeprefix("at ")
        parts[place] = fill[kind] if at == kind else str(current(path, at))
    return Markup("".join(parts))  # noqa: S704  the pieces are templates' output, the rest escaped


def _of_member(environment: jinja2.Environment, member: Member | None) -> dict[str, str]:
    if member is None:
        return {}
    name = member.display_name or member.username
    avatar = environment.get_template("components/ui.html").module.avatar  # type: ignore[attr-defined]
    profile = environment.globals["url_or"]("accounts:profile", "", member.username)  # type: ignore[operator]
    return {
        "name": str(escape(name)),
        "avatar": str(avatar(name, "business", "sm")),
        "profile": str(escape(profile)),
    }


def _addresses(context: jinja2.runtime.Context) -> dict[str, str]:
    links = page_context.language_links(context)
    return {f"in {code}": str(escape(href)) for code, _name, href in links}


@jinja2.pass_context
def page_header(context: jinja2.runtime.Context) -> Markup:
    """Return the header of the page that is made."""
    environment, request = context.environment, context.get("request")
    member, path, asked, words = None, "", "/", ""
    if isinstance(request, HttpRequest):
        member = viewer(request) if hasattr(request, "user") else None
        path, asked = request.path, request.get_full_path()
        words = request.GET.get("q", "")
    alike = Alike(
        page_context.lang(),
        page_context.theme(context),
        None if member is None else roles_of(member),
        path not in [environment.globals["url_or"](name) for name in SEARCHES],  # type: ignore[operator]
    )
    kept = _kept_header.__wrapped__ if settings.DEBUG else _kept_header
    fill = {
        "csrf": str(context.get("csrf_input", "")),
        "here": str(escape(path)),
        "asked": str(escape(asked)),
        "words": str(escape(words)),
        **_addresses(context),
        **_of_member(environment, member),
    }
    return _filled(kept(environment, alike), fill, path)


@jinja2.pass_context
def page_footer(context: jinja2.runtime.Context) -> Markup:
    """Return the footer of the page that is made."""
    kept = _kept_footer.__wrapped__ if settings.DEBUG else _kept_footer
    return _filled(kept(context.environment, page_context.lang()), _addresses(context), "")
