"""A visit by a member's link, remembered in a signed cookie until the visitor signs up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.http import HttpRequest

from marketplace.core.conf import rules

COOKIE: Final = "contest_touch"


@dataclass(frozen=True)
class Touch:
    """By which link somebody came, and when."""

    code: str
    at: datetime


def write_touch(code: str, at: datetime) -> str:
    """Return what the cookie holds."""
    return f"{code}.{int(at.timestamp())}"


def read_touch(request: HttpRequest, *, now: datetime) -> Touch | None:
    """Return the visit that the cookie remembers; None when it is too old or not ours."""
    value = request.get_signed_cookie(COOKIE, default=None)
    code, _dot, seconds = (value or "").partition(".")
    if not seconds.isdecimal():
        return None
    at = datetime.fromtimestamp(int(seconds), tz=UTC)
    if at + timedelta(days=rules().contest_touch_days) <= now:
        return None
    return Touch(code, at)
