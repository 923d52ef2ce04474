"""What browser, on what system: enough for people to know their own devices again."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext as _

# The first mark found names it: many browsers also carry the names of those they are built on.
_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_name(user_agent: str) -> str:
    """Return "Firefox, Linux"; a word for an unknown one."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown browser")


# Programs that say so: crawlers, previews of links, scripts, measuring services.
_PROGRAMS: Final = re.compile(
    r"bot\b|bot[/;-]|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|telegram|headless|"
    r"lighthouse|monitor|curl|wget|python|java/|go-http|okhttp|axios|node-fetch|scrapy|feedfetcher",
    re.IGNORECASE,
)


def is_program(user_agent: str) -> bool:
    """Whether no person sits behind this: a crawler, a preview, a script, or no name at all."""
    return not user_agent or _PROGRAMS.search(user_agent) is not None
