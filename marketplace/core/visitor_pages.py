"""Pages that read alike for every visitor are kept for some seconds, without what is theirs alone.

A visitor is somebody without a session. What differs between two visitors is in the key: address,
language, theme, and whether htmx asks for a part. The token against forged forms differs too: the
kept page has a mark in its place. A view that counts or redirects by who asks does so outside.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

import structlog
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from markupsafe import Markup

log = structlog.get_logger(__name__)

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponse]

FORGOTTEN = "visitor-pages:forgotten"
LONGEST_ADDRESS = 300
OK = 200
_MARK = "_csrf_mark"
_INPUT = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'


def kept_for_visitors(page: Page[P], *, personal: tuple[str, ...] = ()) -> Page[P]:
    """Answer visitors from a page made at most `VISITOR_PAGE_SECONDS` ago; members always anew.

    `personal` names cookies that the page reads: who has one gets the page anew.

    Only whole pages (200, no cookies of their own) are kept. Free-text searches are not: hardly
    two visitors ask the same. A cache that is away costs time, not the page.
    """

    @wraps(page)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not _is_visitors(request) or any(name in request.COOKIES for name in personal):
            return page(request, *args, **kwargs)
        key = _key(request)
        epoch, kept = _recall(key)
        if kept is None:
            mark = f"wz{secrets.token_hex(16)}"
            setattr(request, _MARK, mark)
            try:
                made = page(request, *args, **kwargs)
            finally:
                setattr(request, _MARK, "")
            if made.status_code != OK or made.streaming or made.cookies:
                return _with_token(request, made, mark)
            kept = (mark, made.content, dict(made.headers))
            _remember(key, epoch, kept)
        mark, body, headers = kept
        return _with_token(request, HttpResponse(body, headers=headers), mark)

    return answer


def forget_visitor_pages() -> None:
    """Make every page anew from now on: something that visitors see was taken away or changed."""
    try:
        cache.set(FORGOTTEN, secrets.token_hex(8), None)
    except Exception as error:  # noqa: BLE001  they are forgotten in some seconds anyway
        log.warning("visitor_pages_unavailable", error=repr(error))


def form_token(request: HttpRequest) -> dict[str, Any]:
    """Give templates one token a page: the mark while a page is made for keeping."""

    def token() -> str:
        return str(getattr(request, _MARK, "") or get_token(request))

    def field() -> Markup:
        return Markup(_INPUT).format(token())  # noqa: S704  escaped by format

    return {"csrf_token": SimpleLazyObject(token), "csrf_input": SimpleLazyObject(field)}


def _is_visitors(request: HttpRequest) -> bool:
    return (
        settings.VISITOR_PAGE_SECONDS > 0
        and request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and not request.GET.get("q")
        and len(request.get_full_path()) <= LONGEST_ADDRESS
    )


def _key(request: HttpRequest) -> str:
    parts = (
        request.get_host(),
        request.get_full_path(),
        get_language() or "",
        request.COOKIES.get("theme", ""),
        request.headers.get("HX-Request", ""),
        request.headers.get("HX-Target", ""),
    )
    return "visitor-page:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()


Kept = tuple[str, bytes, dict[str, str]]


def _recall(key: str) -> tuple[str, Kept | None]:
    """Return the present epoch, and what is kept of it. The epoch is read before a page is made."""
    try:
        found = cache.get_many([FORGOTTEN, key])
    except Exception as error:  # noqa: BLE001  a cache that is away costs time, not the page
        log.warning("visitor_pages_unavailable", error=repr(error))
        return "", None
    epoch = found.get(FORGOTTEN, "")
    its_epoch, kept = found.get(key, ("", None))
    return epoch, kept if its_epoch == epoch else None


def _remember(key: str, epoch: str, kept: Kept) -> None:
    try:
        cache.set(key, (epoch, kept), settings.VISITOR_PAGE_SECONDS)
    except Exception as error:  # noqa: BLE001  a cache that is full or away keeps nothing
        log.warning("visitor_pages_unavailable", error=repr(error))


def _with_token(request: HttpRequest, response: HttpResponse, mark: str) -> HttpResponse:
    if not response.streaming and mark.encode() in response.content:
        response.content = response.content.replace(mark.encode(), get_token(request).encode())
    return response
