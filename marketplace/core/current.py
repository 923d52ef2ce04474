"""The request that is being answered, for what macros say in the reader's own way.

A template that is imported with its context is run again for each import, which was a third of a
page's cost. Components are imported without, and ask here who reads.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

_REQUEST: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def current_request() -> HttpRequest | None:
    """Return the request that this thread answers, None outside of one."""
    return _REQUEST.get()


class CurrentRequestMiddleware:
    """Keeps the request at hand while it is answered; stands first, so that faults have it too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _REQUEST.set(request)
        try:
            return self.get_response(request)
        finally:
            _REQUEST.reset(token)
