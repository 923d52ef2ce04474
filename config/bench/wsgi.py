"""The platform, and beside it a plain view without any middleware: one *hello*."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse

from config.bench.wsgi_names import HELLO
from config.wsgi import application as _platform


class _Bare(WSGIHandler):
    """Django's request and response, and nothing between them."""

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Leave all middleware out."""
        self._middleware_chain = convert_exception_to_response(_hello)


def _hello(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


_bare = _Bare()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer hello by itself and everything else by the platform."""
    handler = _bare if environ["PATH_INFO"] == HELLO else _platform
    return handler(environ, start_response)
