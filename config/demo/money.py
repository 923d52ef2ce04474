"""Who people are on invoices, rates of exchange, and who looked at which service."""

from __future__ import annotations

from datetime import UTC, timedelta
from decimal import Decimal
from random import Random

from django.db import connection

from config.demo.work import DAY, HOUR, answer, buy, pay
from config.demo.world import World
from marketplace.accounts.services import set_display_currency
from marketplace.billing.services import (
    IdentityText,
    enter_rate,
    save_billing_profile,
    save_platform_identity,
)
from marketplace.core.outbox import deliver_due
from marketplace.gigs.choices import VisitSource
from marketplace.insights.services import recount_stale_days
from marketplace.orders import services as orders

# Rates against the dollar; the first five are pegs.
RATES = (
    ("SAR", "3.75", "البنك المركزي السعودي"),
    ("AED", "3.6725", "CBUAE"),
    ("QAR", "3.64", "QCB"),
    ("BHD", "0.376", "CBB"),
    ("JOD", "0.709", "CBJ"),
    ("EGP", "47.62", "CBE"),
    ("ILS", "3.28", "Bank of Israel"),
    ("PKR", "280.5", "SBP"),
    ("EUR", "0.864", "ECB"),
)
SHARES = (
    (VisitSource.SEARCH, 0.42),
    (VisitSource.BROWSE, 0.22),
    (VisitSource.ARTICLE, 0.14),
    (VisitSource.EXTERNAL, 0.10),
    (VisitSource.PROFILE, 0.07),
    (VisitSource.DIRECT, 0.05),
)
DAYS = 120
# Who charges tax, and who buys for a company: name, address, city, country, tax number.
PEOPLE = (
    ("salma", "مؤسسة سلمى للتصميم", "حي الملقا، شارع 14", "الرياض", "SA", "310123456700003", True),
    ("omar", "محمصة أبها التجارية", "طريق الملك عبدالله", "أبها", "SA", "301987654300003", False),
    ("dana", "Dana Language School", "Al Wasl Road 22", "Dubai", "AE", "100123456700003", False),
)
PLATFORM = IdentityText(
    legal_name="شركة وظّفني للتقنية",
    address="طريق الملك فهد 7",
    city="الرياض",
    postal_code="12211",
    country="SA",
    tax_number="399000000100003",
    charges_tax=True,
)
_VISITS = """
INSERT INTO gigs_gigday (gig_id, "on", source, views, clicks)
SELECT * FROM unnest(%s::bigint[], %s::date[], %s::text[], %s::int[], %s::int[])
ON CONFLICT DO NOTHING
"""


def seed_billing(world: World) -> None:
    """Let some charge tax, some buy for companies; name the platform; enter rates."""
    moment = world.ago(days=200)
    officer = world.who("rami")
    for username, name, address, city, country, number, charges in PEOPLE:
        text = IdentityText(
            legal_name=name,
            address=address,
            city=city,
            postal_code="",
            country=country,
            tax_number=number,
            charges_tax=charges,
        )
        save_billing_profile(
            member=world.who(username), text=text, country_name=country, now=moment
        )
    save_platform_identity(actor=officer, text=PLATFORM, country_name="SA", now=moment)
    for day in (moment, world.ago(days=30), world.ago(days=1)):
        for currency, rate, source in RATES:
            enter_rate(
                actor=officer,
                currency=currency,
                rate=Decimal(rate),
                on=day.date(),
                source=source,
                now=day,
            )
    set_display_currency(member=world.who("omar"), currency="SAR")


def seed_more_orders(world: World) -> None:
    """Let one freelancer have finished more orders, so that her numbers have something to say."""
    done = ((0, "dana", 26), (1, "reem", 19), (0, "reem", 12), (1, "dana", 6))
    for place, client, days in done:
        start = world.ago(days=days)
        order = buy(world, world.gigs[place], client, start)
        order = answer(pay(world, order, start + HOUR), ("كما اتفقنا", "الرياض"), start + 2 * HOUR)
        order = orders.deliver_order(
            order=order, actor=order.seller, note="هذا عملي كاملًا.", now=start + 3 * DAY
        )
        orders.complete_order(order=order, actor=order.client, now=start + 4 * DAY)
        world.settle(start + 4 * DAY)


def seed_visits(world: World) -> None:
    """Let people look at services for four months, more each month, less on Fridays."""
    chance = Random(20261128)  # noqa: S311  a demo, the same every time
    rows: list[tuple[int, object, str, int, int]] = []
    today = world.now.astimezone(UTC).date()
    for place, gig in enumerate(world.gigs):
        popular = 26 / (1 + place % 6)
        for back in range(DAYS):
            day = today - timedelta(days=back)
            expected = popular * (1.3 - back / DAYS) * (0.6 if day.isoweekday() == 5 else 1)  # noqa: PLR2004
            for source, share in SHARES:
                views = max(0, round(chance.gauss(expected * share, 1.1)))
                if views:
                    clicks = sum(chance.random() < 0.06 for _view in range(views))  # noqa: PLR2004
                    rows.append((gig.pk, day, source.value, views, clicks))
    with connection.cursor() as cursor:
        cursor.execute(_VISITS, [list(column) for column in zip(*rows, strict=True)])
    seed_more_orders(world)
    deliver_due(now=world.now)
    recount_stale_days(now=world.now, limit=1000)
