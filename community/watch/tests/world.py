"""Newcomers with a record, for tests of this app."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from community.reputation.services import Line, count_everything_touched, record_contributions
from community.watch.models import Sighting
from community.watch.services.looking import look_at_newcomers
from marketplace.accounts.models import Member

DAY = timedelta(days=1)
_numbers = count(1)


def member(*, joined: datetime, username: str = "", **fields: Any) -> Member:
    """Return a member who joined then."""
    name = username or f"new{next(_numbers)}"
    fields.setdefault("display_name", name.title())
    return Member.objects.create_user(
        name, f"{name}@example.com", language="en", date_joined=joined, **fields
    )


def people(size: int, *, now: datetime) -> list[Member]:
    """Return some who were here long before."""
    return [member(joined=now - 500 * DAY) for _number in range(size)]


def gifts(
    to: Member, days: Mapping[int, int], givers: Sequence[Member], *, now: datetime, kind: str = ""
) -> None:
    """Let a member get so many solutions on these days (days ago), from the givers by turns.

    They answered on those days, unless a kind is named: then others only thank for old words.
    """
    lines: list[Line] = []
    for back in sorted(days, reverse=True):
        for _number in range(days[back]):
            number = next(_numbers)
            if not kind:
                lines.append(_reply(to, number, at=now - back * DAY))
            lines.append(
                Line(
                    kind=kind or "solution",
                    receiver_id=to.pk,
                    giver_id=givers[number % len(givers)].pk if givers else None,
                    subject_kind="post",
                    subject_id=number,
                    key=f"watch:{number}",
                    occurred_at=now - back * DAY,
                )
            )
    record_contributions(lines=lines, now=now)


def _reply(by: Member, number: int, *, at: datetime) -> Line:
    return Line(
        kind="reply",
        receiver_id=by.pk,
        giver_id=None,
        subject_kind="post",
        subject_id=number,
        key=f"watch:reply:{number}",
        occurred_at=at,
    )


def burst(to: Member, givers: Sequence[Member], *, now: datetime) -> None:
    """Let a member get twelve solutions within four days."""
    gifts(to, {0: 4, 1: 4, 3: 4}, givers, now=now)


def look(now: datetime) -> int:
    """Count the scores, look, and return how many were opened."""
    count_everything_touched(now=now)
    before = Sighting.objects.count()
    look_at_newcomers(now=now)
    return Sighting.objects.count() - before


def sighted(*, now: datetime, username: str = "") -> Sighting:
    """Return a sighting of somebody new whose output has burst."""
    star = member(joined=now - 40 * DAY, username=username)
    burst(star, people(4, now=now), now=now)
    look(now)
    return Sighting.objects.get(member=star)
