"""The template environment: filters and globals that every page may use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
from django.conf import settings
from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.utils import translation
from django_htmx.jinja import htmx_script
from markupsafe import Markup

from config import chrome, page_context
from config.links import url, url_or
from marketplace.core.icons import icon


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
