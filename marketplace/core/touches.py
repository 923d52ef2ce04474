"""A visitor touched something that word of mouth may be owed to: an article's button, a contest.

A view notes it; whoever keeps account of such things registers once, and is handed the notes with
the answer, so that a cookie can go with it. Without anybody registered nothing happens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import structlog
from django.http import HttpRequest, HttpResponse

log = structlog.get_logger(__name__)

_NOTES: Final = "_page_touches"


@dataclass(frozen=True, kw_only=True)
class PageTouch:
    """What was touched: a kind and a number of it, whose it is (a member's row), and its page."""

    kind: str
    ref: str
    owner_id: int | None = None
    path: str = "/"


Recorder = Callable[[HttpRequest, HttpResponse, Sequence[PageTouch]], None]
_RECORDERS: Final[list[Recorder]] = []


def register_recorder(recorder: Recorder) -> None:
    """Hand the touches of each answered request to this one, once however often it registers."""
    if recorder not in _RECORDERS:
        _RECORDERS.append(recorder)


def note_touch(request: HttpRequest, touch: PageTouch) -> None:
    """Note a touch; it is recorded when the request has been answered."""
    notes: list[PageTouch] = getattr(request, _NOTES, [])
    setattr(request, _NOTES, [*notes, touch])


class TouchMiddleware:
    """Hands on what views noted. A recorder that fails costs a figure, never the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        notes: list[PageTouch] = getattr(request, _NOTES, [])
        if notes and response.status_code < 400:  # noqa: PLR2004  what was refused wasn't touched
            for recorder in _RECORDERS:
                try:
                    recorder(request, response, notes)
                except Exception as error:  # noqa: BLE001  a figure isn't worth a page
                    log.warning("touch_not_recorded", error=repr(error))
        return response
