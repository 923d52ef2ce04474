"""What templates say in the reader's own way: sums, dates, numbers, direction, roles."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import jinja2
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from config.discovery import linked_data
from config.named_cells import named_cells
from marketplace.accounts.choices import RTL_LANGUAGES, Language
from marketplace.accounts.policies import has_role
from marketplace.accounts.queries import viewer
from marketplace.billing.queries import approximate, cached_rates
from marketplace.core import clock, formats
from marketplace.core.addresses import absolute
from marketplace.core.categories import BY_SLUG, CATEGORIES
from marketplace.core.current import current_request
from marketplace.core.icons import icon
from marketplace.core.places import country_name
from marketplace.core.user_agents import browser_name
from marketplace.ledger.queries import fee_words

THEMES = ("auto", "light", "dark")


def _request(context: jinja2.runtime.Context) -> HttpRequest | None:
    if "mail_digits" in context:
        return None
    found = context.get("request")
    return found if isinstance(found, HttpRequest) else current_request()


def lang() -> str:
    """Return the page's language."""
    return (translation.get_language() or settings.LANGUAGE_CODE)[:2]


def direction() -> str:
    """Return the page's direction."""
    return "rtl" if lang() in RTL_LANGUAGES else "ltr"


@jinja2.pass_context
def digits(context: jinja2.runtime.Context) -> str:
    """Return the digits that the reader prefers: latn or arab."""
    given = context.get("mail_digits")
    request = _request(context)
    member = viewer(request) if request is not None and hasattr(request, "user") else None
    return str(given or (member.digits if member else "latn"))


def zone(context: jinja2.runtime.Context) -> ZoneInfo:
    """Return the reader's time zone."""
    request = _request(context)
    member = viewer(request) if request is not None and hasattr(request, "user") else None
    name = str(context.get("mail_timezone") or (member.timezone if member else "Asia/Riyadh"))
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


@jinja2.pass_context
def money(
    context: jinja2.runtime.Context, amount: int, currency: str, *, trim: bool = False
) -> Markup:
    """Return a sum in minor units, isolated so that it reads alike anywhere.

    With `trim` a whole sum goes without its decimals.
    """
    text = formats.format_money(amount, currency, lang=lang(), digits=digits(context), trim=trim)
    return Markup('<bdi dir="{}">{}</bdi>').format(_sum_direction(text), text)


def _sum_direction(text: str) -> str:
    return (
        "rtl"
        if any("\u0600" <= letter <= "\u06ff" and letter.isalpha() for letter in text)
        else "ltr"
    )


@jinja2.pass_context
def plain_money(context: jinja2.runtime.Context, amount: int, currency: str) -> str:
    """Return a sum as plain text, for titles, options and mails."""
    return formats.format_money(amount, currency, lang=lang(), digits=digits(context))


@jinja2.pass_context
def number(context: jinja2.runtime.Context, value: float) -> str:
    """Return a number with separators."""
    return formats.format_number(value, lang=lang(), digits=digits(context))


@jinja2.pass_context
def percent(context: jinja2.runtime.Context, basis_points: int) -> str:
    """Return basis points as a percentage."""
    return formats.format_percent(basis_points, lang=lang(), digits=digits(context))


@jinja2.pass_context
def day(context: jinja2.runtime.Context, moment: date | datetime, style: str = "medium") -> str:
    """Return a day in the reader's zone."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(zone(context)).date()
    return formats.format_date(moment, lang=lang(), digits=digits(context), style=style)


@jinja2.pass_context
def moment(context: jinja2.runtime.Context, value: datetime, style: str = "medium") -> str:
    """Return a moment in the reader's zone."""
    return formats.format_datetime(
        value, zone=zone(context), lang=lang(), digits=digits(context), style=style
    )


@jinja2.pass_context
def relative(context: jinja2.runtime.Context, value: datetime) -> str:
    """Return how long ago, or in how long."""
    return formats.format_relative(value, clock.now(), lang=lang(), digits=digits(context))


@jinja2.pass_context
def duration(context: jinja2.runtime.Context, span: timedelta) -> str:
    """Return a span in its largest unit."""
    return formats.format_duration(span, lang=lang(), digits=digits(context), max_units=1)


@jinja2.pass_context
def time_tag(context: jinja2.runtime.Context, value: datetime, style: str = "medium") -> Markup:
    """Return a `<time>` element with the machine's form beside the reader's."""
    return Markup('<time datetime="{}">{}</time>').format(
        value.isoformat(), moment(context, value, style)
    )


_PREFIX = re.compile(r"^/(?:" + "|".join(code for code, _ in settings.LANGUAGES) + r")(?=/)")


def language_names() -> list[tuple[str, str]]:
    """Return (code, own name) of each language."""
    return [(code, str(name)) for code, name in Language.choices]


@jinja2.pass_context
def language_links(context: jinja2.runtime.Context) -> list[tuple[str, str, str]]:
    """Return (code, own name, address of this page) for each language.

    Pages differ in their prefix alone (config/urls.py), so no address is taken apart for it.
    """
    request = _request(context)
    path = _PREFIX.sub("", request.get_full_path(), count=1) if request is not None else "/"
    return [
        (code, name, path if code == settings.LANGUAGE_CODE else f"/{code}{path}")
        for code, name in language_names()
    ]


def alternates(path: str) -> list[tuple[str, str]]:
    """Return (code, whole address) of a page in each language, and which one stands for none."""
    found = [(code, absolute(path, code)) for code in Language.values]
    return [*found, ("x-default", absolute(path, settings.LANGUAGE_CODE))]


@jinja2.pass_context
def theme(context: jinja2.runtime.Context) -> str:
    """Return the theme that the reader chose: auto, light or dark."""
    request = _request(context)
    chosen = request.COOKIES.get("theme", "auto") if request is not None else "auto"
    return chosen if chosen in THEMES else "auto"


@jinja2.pass_context
def role(context: jinja2.runtime.Context, *names: str) -> bool:
    """Whether the reader has one of the roles."""
    request = _request(context)
    return request is not None and hasattr(request, "user") and has_role(viewer(request), *names)


def country(code: str) -> str:
    """Return a country's name in the page's language."""
    return country_name(code, lang=lang())


@jinja2.pass_context
def approx(context: jinja2.runtime.Context, amount: int, currency: str) -> Markup:
    """Say about how much a sum is in the reader's own currency, and when by old rates; or nothing.

    Nothing for readers without a currency of their own. The rates are read once in a request.
    """
    request = _request(context)
    member = viewer(request) if request is not None and hasattr(request, "user") else None
    wanted = member.display_currency if member is not None else ""
    if request is None or not wanted or wanted == currency:
        return Markup()
    known = request.__dict__.setdefault("_rates", None) or cached_rates()
    request.__dict__["_rates"] = known
    found = approximate(amount, currency, wanted, rates=known, today=clock.now().date())
    if found is None:
        return Markup()
    words = _("about %(sum)s") % {"sum": money(context, found.money.amount, wanted)}
    if found.is_stale:
        words += " " + _("(by the rate of %(day)s)") % {"day": day(context, found.on)}
    return Markup('<span class="quiet text-sm">{}</span>').format(Markup(words))  # noqa: S704


def category_name(slug: str) -> str:
    """Return a category's name in the page's language; the slug itself where it is unknown."""
    found = BY_SLUG.get(slug)
    return str(found.name) if found else slug


def lines(text: str) -> Markup:
    """Return plain text as paragraphs, each with its own direction."""
    blocks = [block.strip() for block in text.replace("\r\n", "\n").split("\n\n")]
    html = [
        Markup('<p dir="auto">{}</p>').format(Markup("<br>").join(map(escape, block.split("\n"))))
        for block in blocks
        if block
    ]
    return Markup("").join(html)


GLOBALS: dict[str, Any] = {
    "icon": icon,
    "lang": lang,
    "dir": direction,
    "digits": digits,
    "money": money,
    "plain_money": plain_money,
    "number": number,
    "percent": percent,
    "date": day,
    "datetime": moment,
    "relative": relative,
    "duration": duration,
    "time_tag": time_tag,
    "language_links": language_links,
    "alternates": alternates,
    "linked_data": linked_data,
    "theme": theme,
    "has_role": role,
    "category_name": category_name,
    "fee_words": fee_words,
    "country_name": country,
    "approx": approx,
    "categories": CATEGORIES,
    "now": clock.now,
}
FILTERS: dict[str, Callable[..., Any]] = {
    "browser_name": browser_name,
    "lines": lines,
    "named_cells": named_cells,
}
