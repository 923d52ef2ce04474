"""Addresses of pages by their names, each looked for once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import translation


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named page, in the language of the present page."""
    if kwargs:
        return reverse(name, args=args or None, kwargs=kwargs)
    language = translation.get_language() or ""
    return _url_to(name, language, *args) if args else _plain_url(name, language)


@lru_cache(maxsize=1024)
def _plain_url(name: str, _language: str) -> str:
    """Return an address that only the language changes; a page asks for some thirty of them."""
    return reverse(name)


@lru_cache(maxsize=8192, typed=True)
def _url_to(name: str, _language: str, *args: Any) -> str:
    """Return the address of one thing; a topic asks for some sixty, again for each reader."""
    return reverse(name, args=args)


def url_or(name: str, default: str = "", *args: Any) -> str:
    """Return the address of a named page, or `default` where this installation has none."""
    try:
        return url(name, *args)
    except NoReverseMatch:
        return default
