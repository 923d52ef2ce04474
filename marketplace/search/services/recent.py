"""What somebody looked at: a row for a member, a cookie for a visitor, and nobody else knows."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse

from marketplace.accounts.queries import viewer
from marketplace.search.choices import Kind
from marketplace.search.queries import recent_views
from marketplace.search.services.favourites import note_view

COOKIE: Final = "seen"
COOKIE_DAYS: Final = 30
MOST_IN_COOKIE: Final = 8
_LONGEST: Final = 300
_DIGITS: Final = 18

Thing = tuple[str, int]


def _read_cookie(request: HttpRequest) -> list[Thing]:
    """Return what a visitor's cookie says; anything may stand there, so nothing is trusted."""
    found: list[Thing] = []
    for part in request.COOKIES.get(COOKIE, "")[:_LONGEST].split("."):
        kind, _, number = part.partition("-")
        is_number = number.isascii() and number.isdecimal() and len(number) <= _DIGITS
        if kind in Kind.values and is_number and (kind, int(number)) not in found:
            found.append((kind, int(number)))
    return found[:MOST_IN_COOKIE]


def seen_by(request: HttpRequest) -> list[Thing]:
    """Return what who asks has looked at, the last first: (kind, number)."""
    member = viewer(request)
    return recent_views(member) if member is not None else _read_cookie(request)


def remember_view(
    *, request: HttpRequest, response: HttpResponse, kind: Kind, ref: int, now: datetime
) -> None:
    """Remember that who asks looks at something. A visitor's list is kept in their own browser."""
    if request.method != "GET":
        return
    member = viewer(request)
    if member is not None:
        note_view(member=member, kind=kind, ref=ref, now=now)
        return
    thing = (str(kind), ref)
    things = [thing, *(one for one in _read_cookie(request) if one != thing)][:MOST_IN_COOKIE]
    response.set_cookie(
        COOKIE,
        ".".join(f"{one}-{number}" for one, number in things),
        max_age=COOKIE_DAYS * 86_400,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def forget_visitor(response: HttpResponse) -> None:
    """Forget what a visitor looked at."""
    response.delete_cookie(COOKIE)
