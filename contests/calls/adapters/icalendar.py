"""Dates of contests as iCalendar (RFC 5545): UTC, folded lines, an id that stays the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from contests.calls.choices import ContestState
from contests.calls.queries import ContestCard

FOLD_AT = 75


@dataclass(frozen=True, kw_only=True)
class CalendarEvent:
    """One date."""

    uid: str
    at: datetime
    title: str
    text: str
    url: str
    is_cancelled: bool = False


def events_of(card: ContestCard) -> list[CalendarEvent]:
    """Return the dates of a contest: opening, closing, results."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    dates = (
        ("opens", card.opens_at, _("Opens: %(title)s")),
        ("closes", card.closes_at, _("Closes: %(title)s")),
        ("results", card.results_by, _("Results: %(title)s")),
    )
    return [
        CalendarEvent(
            uid=f"contest-{card.public_id}-{what}@{host}",
            at=at,
            title=words % {"title": card.title},
            text=card.summary,
            url=f"{settings.SITE_URL}{card.url}",
            is_cancelled=card.state == ContestState.CANCELLED,
        )
        for what, at, words in dates
        if at is not None
    ]


def write_calendar(name: str, events: Iterable[CalendarEvent], *, now: datetime) -> str:
    """Write a calendar."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Wazzifni//Contests//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]
    for event in events:
        lines += _event(event, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{fold(line)}\r\n" for line in lines)


def _event(event: CalendarEvent, now: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{utc(now)}",
        f"DTSTART:{utc(event.at)}",
        f"SUMMARY:{escape(event.title)}",
        f"DESCRIPTION:{escape(event.text)}",
        f"URL:{event.url}",
        f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def utc(moment: datetime) -> str:
    """Return a moment in UTC as iCalendar writes it."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escape(text: str) -> str:
    """Return text with the marks of the format taken for letters."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def fold(line: str) -> str:
    """Break a line after at most 75 octets, never inside a letter; the rest begins with a space."""
    parts, part, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > FOLD_AT:
            parts.append(part)
            # The space that continues the line counts.
            part, size = "", 1
        part += letter
        size += width
    return "\r\n ".join([*parts, part])
