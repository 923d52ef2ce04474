"""A member's shifts as iCalendar (RFC 5545): UTC, folded lines, an id that stays the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings

from referrals.campaigns.choices import BookingState
from referrals.campaigns.models import Booking
from referrals.campaigns.queries import campaign_text, mission_text

FOLD_AT = 75
_REFRESH = "PT6H"


def write_shifts(name: str, bookings: Iterable[Booking], *, now: datetime) -> str:
    """Write a calendar of shifts; those that are only wished for are tentative."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Wazzifni//Campaigns//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}",
    ]
    for booking in bookings:
        lines += _shift(booking, host, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{_fold(line)}\r\n" for line in lines)


def _shift(booking: Booking, host: str, now: datetime) -> list[str]:
    slot = booking.slot
    text = mission_text(slot.mission)
    is_sure = booking.state == BookingState.BOOKED
    return [
        "BEGIN:VEVENT",
        f"UID:shift-{booking.public_id}@{host}",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(slot.begins_at)}",
        f"DTEND:{_utc(slot.ends_at)}",
        f"SUMMARY:{escape(text.title)}",
        f"DESCRIPTION:{escape(campaign_text(slot.mission.campaign).title)}",
        f"LOCATION:{escape(slot.mission.place)}",
        f"URL:{settings.SITE_URL}{slot.mission.get_absolute_url()}",
        f"STATUS:{'CONFIRMED' if is_sure else 'TENTATIVE'}",
        f"TRANSP:{'OPAQUE' if is_sure else 'TRANSPARENT'}",
        "END:VEVENT",
    ]


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escape(text: str) -> str:
    """Return text with the marks of the format taken for letters."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _fold(line: str) -> str:
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
