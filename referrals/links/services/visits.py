"""Recording a visit: one statement that finds the link, judges who came, and writes the row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from referrals.links.choices import Device, Medium, VisitKind

SAME_VISIT: Final = timedelta(minutes=30)
_SALT: Final = "referrals.links.day_print"

# The caller's clock decides. A closed link leads on but counts nobody any more.
_RECORD: Final = """
WITH found AS MATERIALIZED (
  SELECT id, code, path, owner_id, closed_at FROM links_link
   WHERE {choice} LIMIT 1),
written AS (
  INSERT INTO links_visit (at, link_id, kind, visitor, country, device, medium, source,
                           utm_source, utm_medium, utm_campaign, day_print)
  SELECT %(at)s, found.id,
         CASE WHEN %(program)s THEN 'program'
              WHEN found.owner_id = %(member)s OR (%(visitor)s <> '' AND EXISTS (
                     SELECT 1 FROM links_knownvisitor k
                      WHERE k.visitor = %(visitor)s AND k.member_id = found.owner_id)) THEN 'own'
              WHEN %(visitor)s <> '' AND EXISTS (
                     SELECT 1 FROM links_visit v
                      WHERE v.visitor = %(visitor)s AND v.link_id = found.id
                        AND v.at > %(since)s AND v.at <= %(at)s AND v.kind = 'person') THEN 'again'
              ELSE 'person' END,
         %(visitor)s, %(country)s, %(device)s, %(medium)s, %(source)s,
         %(utm_source)s, %(utm_medium)s, %(utm_campaign)s, %(day_print)s
    FROM found WHERE found.closed_at IS NULL AND %(counts)s
  RETURNING kind)
SELECT found.id, found.code, found.path, coalesce((SELECT kind FROM written), '') FROM found
"""
_BY_KEY: Final = "code = %(key)s OR word = %(key)s"
_BY_ID: Final = "id = %(key)s"


@dataclass(frozen=True, kw_only=True)
class Coming:
    """What is known of one coming by a link.

    `visitor` is the cookie's number, "" where none may be kept; `member_id` who is signed in;
    `day_print` see `day_print_of`. Without `counts` nothing is written.
    """

    visitor: str = ""
    member_id: int | None = None
    is_program: bool = False
    country: str = ""
    device: Device = Device.UNKNOWN
    medium: Medium = Medium.LINK
    source: str = ""
    utm_source: str = ""
    utm_medium: str = ""
    utm_campaign: str = ""
    day_print: str = ""
    counts: bool = True


@dataclass(frozen=True)
class Followed:
    """The link that was followed: where it leads, and as what the visit was counted ("": not)."""

    link_id: int
    code: str
    path: str
    kind: str

    @property
    def is_touch(self) -> bool:
        """Whether it may be owed something later."""
        return self.kind in {VisitKind.PERSON, VisitKind.AGAIN}


def day_print_of(*, address: str, user_agent: str, now: datetime) -> str:
    """Return what stands for a device and network on this day in UTC; "" where nothing is known.

    The network is the first 24 bits of an IPv4 address, the first 48 of an IPv6 one. Neither can be
    read back, and on another day the same visitor is another one.
    """
    if not address:
        return ""
    is_six = ":" in address
    parts = address.split(":" if is_six else ".")
    said = f"{now.astimezone(UTC).date()}|{'.'.join(parts[:3])}|{user_agent}"
    return salted_hmac(_SALT, said, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


def record_visit(*, key: str, coming: Coming, now: datetime) -> Followed | None:
    """Record a coming by a code or a word; None where there is no such link. One statement."""
    return _run(_BY_KEY, key.lower(), coming, now)


def record_visit_of(*, link_id: int, coming: Coming, now: datetime) -> Followed | None:
    """Record a coming by a link that the caller knows. One statement."""
    return _run(_BY_ID, link_id, coming, now)


def _run(choice: str, key: str | int, coming: Coming, now: datetime) -> Followed | None:
    values = {
        "key": key,
        "at": now,
        "since": now - SAME_VISIT,
        "program": coming.is_program,
        "member": coming.member_id,
        "visitor": coming.visitor,
        "country": coming.country[:2],
        "device": str(coming.device),
        "medium": str(coming.medium),
        "source": coming.source[:80],
        "utm_source": coming.utm_source[:40],
        "utm_medium": coming.utm_medium[:40],
        "utm_campaign": coming.utm_campaign[:40],
        "day_print": coming.day_print,
        "counts": coming.counts,
    }
    with connection.cursor() as cursor:
        cursor.execute(_RECORD.format(choice=choice), values)
        row = cursor.fetchone()
    return Followed(*row) if row else None
