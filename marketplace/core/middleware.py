"""Refusals that no view dealt with become pages; sessions that are used are noted."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import parse_qs, urlencode, urlsplit

import structlog
from allauth.usersessions.models import UserSession
from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from typing_extensions import override

from marketplace.core.errors import DomainError
from marketplace.core.views import page_not_found, refuse_part

log = structlog.get_logger(__name__)

REPORT_ONLY = "CONTENT_SECURITY_POLICY_REPORT_ONLY"
SEEN_FOR = 300
PAGES = {403: "403.html", 404: "404.html", 429: "429.html"}
SAFE = ("GET", "HEAD")


class DomainErrorMiddleware:
    """Answers a `DomainError` that left a view: a page, or a message where one came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:  # PostgreSQL takes no such text, so nothing can be there
            return page_not_found(request)
        response = self.get_response(request)
        if _asks_to_sign_in(request, response):
            return _signed_out(request, response)
        if _is_a_forms_address(request, response):
            page = render(request, "405.html", status=response.status_code)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a refusal into an answer; anything else is a fault and goes on."""
        if not isinstance(error, DomainError):
            return None
        if getattr(request, "htmx", False):
            return refuse_part(request, str(error), status=error.status)
        back = _same_site_referer(request)
        if request.method == "POST" and back and error.status not in (403, 404):
            messages.error(request, str(error))
            return HttpResponseRedirect(back)
        template = PAGES.get(error.status, "409.html")
        return render(request, template, {"text": str(error)}, status=error.status)


def _asks_to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a view sends somebody to sign in and back to this very address."""
    if response.status_code != HTTPStatus.FOUND:
        return False
    target = urlsplit(response.headers.get("Location", ""))
    asked = parse_qs(target.query).get("next")
    return asked == [request.get_full_path()] and target.path == reverse("account_login")


def _signed_out(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep the page for sign-in out of a part's place, and lead back to a page that can be opened.

    Most addresses of forms take nothing but forms: who signs in goes on where the form stood.
    """
    is_safe = request.method in SAFE
    if getattr(request, "htmx", False):
        if is_safe:
            return HttpResponse(status=HTTPStatus.NO_CONTENT)
        text = _("You are signed out. Copy what you wrote, sign in again and send it once more.")
        return refuse_part(request, text, status=HTTPStatus.UNAUTHORIZED)
    back = _same_site_referer(request)
    if is_safe or not back:
        return response
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': back})}")


def _is_a_forms_address(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a browser opened an address that takes forms alone, and would show nothing."""
    return (
        response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        and request.method == "GET"
        and not response.content
        and "text/html" in request.headers.get("Accept", "")
    )


def _same_site_referer(request: HttpRequest) -> str:
    try:
        parts = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # what a browser sends is an address; others send anything
        return ""
    if parts.netloc != request.get_host() or parts.path == request.path:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


class PolicyMiddleware(CSPMiddleware):
    """The content security policy of answers that change nothing about it, built once.

    django-csp builds the same text twice an answer, which costs as much as all the rest of the
    middleware. What a view changes for itself is built as ever.
    """

    _made_of: object = None
    _text = ""

    @override
    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        is_own = any(name.startswith("_csp") for name in (*vars(response), *vars(request)))
        if is_own or settings.DEBUG or getattr(settings, REPORT_ONLY, None):
            return super().process_response(request, response)
        if self._made_of is not settings.CONTENT_SECURITY_POLICY:
            self._made_of = settings.CONTENT_SECURITY_POLICY
            self._text = build_policy()
        response.headers.setdefault(HEADER, self._text)
        return response


class SessionActivityMiddleware:
    """Notes when and where a session was last seen, for the member's list of devices.

    allauth's own writes a row at every request; this one asks the cache, and writes every five
    minutes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        if key and request.user.is_authenticated and _is_news(key):
            UserSession.objects.create_from_request(request)
        return self.get_response(request)


def _is_news(session_key: str) -> bool:
    try:
        return bool(cache.add(f"seen:{session_key}", 1, SEEN_FOR))
    except Exception as error:  # noqa: BLE001  a cache that is away costs a line in a list
        log.warning("session_activity_unavailable", error=repr(error))
        return False
