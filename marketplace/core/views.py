"""Pages that belong to no part: the styleguide, the theme switch, faults."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag, url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.styleguide import samples

THEMES = ("auto", "light", "dark")
API = "/api/"


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component with sample content."""
    return render(request, "marketplace/core/styleguide.html", samples(now=clock.now()))


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Remember the reader's theme in a cookie and go back."""
    chosen = request.POST.get("theme", "auto")
    response = HttpResponseRedirect(safe_next(request, default="/"))
    response.set_cookie(
        "theme",
        chosen if chosen in THEMES else "auto",
        max_age=60 * 60 * 24 * 365,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def unless_known(request: HttpRequest, text: str, kind: str) -> HttpResponse:
    """Send a text, or say that nothing is new to who has this very text, by its ETag.

    No moment is named: what was taken out of a list leaves it no newer, and must go nevertheless.
    """
    tag = quote_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    response = HttpResponse(text, content_type=kind)
    response["ETag"] = tag
    found = get_conditional_response(request, etag=tag, response=response)
    return cast("HttpResponse", found)


def safe_next(request: HttpRequest, *, default: str) -> str:
    """Return the `next` address of the request when it is on this site, else `default`."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if allowed else default


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Say that a form was open for too long, and how to go on."""
    if getattr(request, "htmx", False):
        text = _("This form was open for too long. Copy what you wrote and load the page again.")
        return refuse_part(request, text, status=403)
    return render(request, "403_csrf.html", status=403)


def refuse_part(request: HttpRequest, text: str, *, status: int) -> HttpResponse:
    """Tell who asked by htmx why not, as a toast; what stands on the page stays.

    htmx puts an answer of 422 into the page, as forms with their errors are; so it is a 409 here.
    """
    if status == HTTPStatus.UNPROCESSABLE_ENTITY:
        status = HTTPStatus.CONFLICT
    return render(request, "components/_refusal.html", {"text": text}, status=status)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer for an address that leads nowhere: with a page, or as the API refuses."""
    if request.path_info.startswith(API):
        return _for_programs(NotFound.code, str(NotFound.message), status=404)
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for a fault of ours."""
    if request.path_info.startswith(API):
        return _for_programs("fault", _("The fault is ours"), status=500)
    return render(request, "500.html", status=500)


def _for_programs(code: str, message: str, *, status: int) -> HttpResponse:
    return JsonResponse({"code": code, "message": message, "fields": {}}, status=status)
