"""The template environment: filters and globals that every page may use."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from django.conf import settings
from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django_htmx.jinja import htmx_script
from markupsafe import Markup

from config import chrome, page_context
from marketplace.core.icons import icon


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named page, in the language of the present page."""
    if args or kwargs:
        return reverse(name, args=args or None, kwargs=kwargs or None)
    return _plain_url(name, translation.get_language() or "")


@lru_cache(maxsize=1024)
def _plain_url(name: str, _language: str) -> str:
    """Return an address that only the language changes; a page asks for some thirty of them."""
    return reverse(name)


def url_or(name: str, default: str = "", *args: Any) -> str:
    """Return the address of a named page, or `default` where this installation has none."""
    try:
        return url(name, *args)
    except NoReverseMatch:
        return default


def environment(*, kept_in: Path | None = None, **options: Any) -> jinja2.Environment:
    """Build the environment. A chain of missing names is empty, one used is an error.

    `kept_in` is a folder for compiled templates, which several processes may share: to compile all
    of them takes one process eight seconds, to read them a quarter of one.
    """
    options.setdefault("undefined", jinja2.ChainableUndefined)
    if kept_in is not None:
        kept_in.mkdir(mode=0o700, parents=True, exist_ok=True)
        options["bytecode_cache"] = jinja2.FileSystemBytecodeCache(str(kept_in))
    env = jinja2.Environment(  # noqa: S701  autoescape is set below
        **{**options, "autoescape": True, "trim_blocks": True, "lstrip_blocks": True},
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    env.install_gettext_translations(translation, newstyle=True)  # type: ignore[attr-defined]
    # A block over several lines is one sentence; `bin/messages` collects it in the same way.
    env.policies["ext.i18n.trimmed"] = True
    env.globals.update(
        {
            "url": url,
            "url_or": url_or,
            "static": static,
            "htmx_script": htmx_script,
            "get_messages": get_messages,
            "site_url": settings.SITE_URL,
            "is_demo": settings.DEMO,
            "icon": icon,
            "Markup": Markup,
            "current": chrome.current,
            "page_header": chrome.page_header,
            "page_footer": chrome.page_footer,
            **page_context.GLOBALS,
        }
    )
    env.filters.update(page_context.FILTERS)
    return env
