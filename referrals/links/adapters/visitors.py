"""Who comes, as far as the request says it and the visitor's country lets us keep it.

The visitor's number is random and lives in a cookie of ours alone. Where the law asks for consent
first, nothing is kept before a yes; a browser that sends Global Privacy Control has said no.
"""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from marketplace.accounts.queries import viewer
from marketplace.core.conf import rules
from marketplace.core.ids import ALPHABET
from marketplace.core.user_agents import is_program
from referrals.links.choices import VISITOR_LENGTH, Device, Medium
from referrals.links.services import Coming

VISITOR: Final = "wz_visitor"
ANSWER: Final = "wz_remember"
YES, NO = "yes", "no"
ANSWER_AGE: Final = timedelta(days=180)
# Where the ePrivacy rules, or ones like them, ask for a yes before a cookie that isn't needed.
CONSENT_COUNTRIES: Final = frozenset(
    {
        *("AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR"),
        *("HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT"),
        *("RO", "SE", "SI", "SK", "BR", "KR", "QA"),
    }
)
_NUMBER: Final = re.compile(rf"^[{ALPHABET}]{{{VISITOR_LENGTH}}}$")
_TABLETS: Final = re.compile(r"iPad|Tablet|Android(?!.*Mobile)")
_PHONES: Final = re.compile(r"Mobi|iPhone|Android")


def visitor_of(request: HttpRequest) -> str:
    """Return the visitor's number, "" where there is none or it isn't ours."""
    value = request.COOKIES.get(VISITOR, "")
    return value if _NUMBER.match(value) else ""


def new_visitor() -> str:
    """Return a random number of 130 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(VISITOR_LENGTH))


def country_of(request: HttpRequest) -> str:
    """Return the country that the proxy names, else the member's, else the language's region."""
    header = settings.VISITOR_COUNTRY_HEADER
    named = request.headers.get(header, "").upper() if header else ""
    if re.fullmatch(r"[A-Z]{2}", named) and named not in {"XX", "T1"}:
        return named
    member = viewer(request)
    if member is not None:
        return member.country
    first = request.headers.get("Accept-Language", "").split(",")[0]
    region = re.search(r"-([A-Za-z]{2})(?:$|[;-])", first.strip())
    return region[1].upper() if region else ""


def has_refused(request: HttpRequest) -> bool:
    """Whether nothing may be kept: a no, or Global Privacy Control without a later yes."""
    said = request.COOKIES.get(ANSWER, "")
    return said == NO or (request.headers.get("Sec-GPC") == "1" and said != YES)


def must_ask(request: HttpRequest, country: str) -> bool:
    """Whether a yes is needed and neither a yes nor a no was said yet."""
    if has_refused(request) or request.COOKIES.get(ANSWER) == YES:
        return False
    return country in CONSENT_COUNTRIES if country else bool(rules().consent_when_unknown)


def may_keep(request: HttpRequest, country: str) -> bool:
    """Whether a visit, and the visitor's number, may be kept."""
    return not has_refused(request) and not must_ask(request, country)


def keep_visitor(response: HttpResponse, visitor: str) -> None:
    """Send the visitor's number along; it lasts as long as a touch counts."""
    _cookie(response, VISITOR, visitor, timedelta(days=rules().touch_days))


def keep_answer(response: HttpResponse, answer: str) -> None:
    """Remember what the visitor said, so that nobody is asked twice; a no ends the number."""
    _cookie(response, ANSWER, answer, ANSWER_AGE)
    if answer == NO:
        response.delete_cookie(VISITOR)


def _cookie(response: HttpResponse, name: str, value: str, age: timedelta) -> None:
    response.set_cookie(
        name,
        value,
        max_age=age,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def device_of(user_agent: str) -> Device:
    """Return on what somebody comes, by what the browser says."""
    if _TABLETS.search(user_agent):
        return Device.TABLET
    if _PHONES.search(user_agent):
        return Device.PHONE
    return Device.COMPUTER if "Mozilla/" in user_agent else Device.UNKNOWN


def address_of(request: HttpRequest) -> str:
    """Return the client's network address, behind the trusted proxies."""
    return str(get_adapter().get_client_ip(request))


def _host_of(address: str) -> str:
    """Return the host of an address, "" where it is none."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def _said(request: HttpRequest, name: str) -> str:
    """Return what the link's address says of itself, "" for text that can't be kept."""
    said = request.GET.get(name, "")
    return "" if "\x00" in said else said


def coming_of(
    request: HttpRequest,
    *,
    visitor: str,
    country: str,
    day_print: str,
    medium: Medium | None = None,
) -> Coming:
    """Return what is known of this coming; a request that isn't a person's counts for none."""
    agent = request.headers.get("User-Agent", "")
    ahead = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    said = request.GET.get("m", "")
    member = viewer(request)
    source = _host_of(request.headers.get("Referer", ""))
    return Coming(
        visitor=visitor,
        member_id=member.pk if member else None,
        is_program=is_program(agent) or "prefetch" in ahead,
        country=country,
        device=device_of(agent),
        medium=medium or (Medium(said) if said in Medium.values else Medium.LINK),
        source="" if source == request.get_host() else source,
        utm_source=_said(request, "utm_source"),
        utm_medium=_said(request, "utm_medium"),
        utm_campaign=_said(request, "utm_campaign"),
        day_print=day_print,
        counts=request.method != "HEAD",
    )
