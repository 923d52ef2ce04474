"""Word of mouth in the demo world: links, who came by them, and visits over some months."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Final

from django.db import connection

from config.demo.world import World
from referrals.links.choices import VISITOR_LENGTH, Device, LinkKind, Medium, VisitKind
from referrals.links.models import Link
from referrals.links.services import (
    add_link,
    choose_word,
    make_months,
    own_link,
    record_signup,
    roll_visits,
)

# Who brought whom, and whether the code was typed.
BROUGHT: Final = (
    ("reem", "salma"),
    ("dana", "salma"),
    ("hassan", "omar"),
    ("ayesha", "tariq"),
    ("noam", "layla"),
)
DAYS: Final = 120
WAYS: Final = (
    (Medium.WHATSAPP, Device.PHONE, "", 46),
    (Medium.LINK, Device.COMPUTER, "t.co", 18),
    (Medium.TELEGRAM, Device.PHONE, "", 14),
    (Medium.QR, Device.PHONE, "", 9),
    (Medium.MAIL, Device.COMPUTER, "mail.google.com", 7),
    (Medium.BUTTON, Device.PHONE, "", 6),
)
COUNTRIES: Final = (("SA", 50), ("EG", 22), ("AE", 14), ("JO", 8), ("PK", 6))
POPULAR: Final = {LinkKind.MEMBER: 1.6, LinkKind.ARTICLE: 2.4, LinkKind.CONTEST: 3.0}
_VISITS: Final = """
INSERT INTO links_visit (link_id, at, kind, visitor, country, device, medium, source)
SELECT * FROM unnest(%s::bigint[], %s::timestamptz[], %s::text[], %s::text[], %s::text[],
                     %s::text[], %s::text[], %s::text[])
"""


def seed_links(world: World) -> None:
    """Give people links of their own, and say who brought whom: before anybody buys anything."""
    for newcomer, friend in BROUGHT:
        member, owner = world.who(newcomer), world.who(friend)
        link = own_link(member=owner, now=owner.date_joined)
        record_signup(member=member, code=link.code, now=member.date_joined)
        world.settle(member.date_joined)
    choose_word(member=world.who("salma"), word="salma", now=world.ago(days=90))
    for label, path in (("بطاقة العمل", "/u/salma/"), ("إنستغرام", "/gigs/")):
        add_link(member=world.who("salma"), path=path, label=label, now=world.ago(days=80))


def seed_link_visits(world: World) -> None:
    """Let people come by every link for some months, more each month; add the days up."""
    chance = Random(20261129)  # noqa: S311  a demo, the same every time
    make_months(now=world.now)
    rows: list[tuple[object, ...]] = []
    ways, weights = [way[:3] for way in WAYS], [way[3] for way in WAYS]
    lands, shares = [land for land, _ in COUNTRIES], [share for _, share in COUNTRIES]
    for link in Link.objects.order_by("id"):
        popular = POPULAR.get(LinkKind(link.kind), 0.8)
        for back in range(DAYS):
            day = world.now - timedelta(days=back)
            if day < link.created_at:
                break
            for _visit in range(max(0, round(chance.gauss(popular * (1.3 - back / DAYS), 0.9)))):
                medium, device, source = chance.choices(ways, weights)[0]
                kind = VisitKind.PROGRAM if chance.random() < 0.12 else VisitKind.PERSON  # noqa: PLR2004
                at = day - timedelta(minutes=chance.randrange(1, 1_200))
                visitor = f"{chance.getrandbits(100):0{VISITOR_LENGTH}x}"[:VISITOR_LENGTH]
                land = chance.choices(lands, shares)[0]
                rows.append((link.pk, at, kind, visitor, land, device, medium, source))
    columns = [
        [str(cell) if i > 1 else cell for cell in column]
        for i, column in enumerate(zip(*rows, strict=True))
    ]
    with connection.cursor() as cursor:
        cursor.execute(_VISITS, columns)
    roll_visits(now=world.now + timedelta(minutes=1))
