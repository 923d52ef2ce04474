"""Sponsorships of the demo world: one paid, with what it brought; one under way; one asked for.

Visits, sign-ups and orders come by links of a sponsorship and of a contest, so that the screen of
growth has channels to hold against each other.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from config.demo.work import answer, buy, pay
from config.demo.world import World
from contests.calls.models import Contest
from marketplace.orders import services as orders
from referrals.growth.services import look_for_changes, recount_stale
from referrals.links.choices import LinkKind
from referrals.links.models import Link
from referrals.links.services import (
    Coming,
    link_for,
    record_signup,
    record_visit_of,
    roll_visits,
)
from referrals.sponsorships import services
from referrals.sponsorships.models import Proof, Sponsorship
from referrals.sponsorships.services import ChannelDraft, Terms

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
VISITS: Final = (9, 31, 22, 14, 9, 6, 4, 3, 5, 2)
_PAID = ChannelDraft(
    network="youtube",
    address="https://www.youtube.com/@hassan-codes",
    language="ar",
    audience=18_400,
)
_RUNNING = ChannelDraft(
    network="podcast", address="https://sawt-layla.example/", language="ar", audience=3_200
)
_ASKED = ChannelDraft(
    network="newsletter", address="https://letters-noam.example/", language="he", audience=950
)


def _terms(content: str, place: str, amount: int, until: datetime, country: str) -> Terms:
    return Terms(
        content=content,
        place=place,
        publish_by=until,
        pay_kind="money",
        amount=amount,
        currency="USD",
        path="/gigs/",
        stays_days=90,
        country=country,
    )


def _until_it_runs(
    world: World, username: str, channel: ChannelDraft, terms: Terms, at: datetime
) -> Sponsorship:
    admin = world.who("admin")
    row = services.request_sponsorship(
        creator=world.who(username), channel=channel, terms=terms, now=at
    )
    services.agree(sponsorship=row, actor=admin, now=at + 5 * HOUR)
    services.fund_sponsorship(sponsorship=row, actor=world.who("rami"), now=at + 8 * HOUR)
    return services.start_sponsorship(
        sponsorship=row, actor=world.who(username), now=at + 20 * HOUR
    )


def come_by(link: Link, at: datetime, counts: tuple[int, ...] = VISITS) -> None:
    """Let people come by a link, day by day."""
    for day, count in enumerate(counts):
        for number in range(count):
            visitor = f"{link.pk:06d}{day:04d}{number:04d}".ljust(26, "0")
            moment = at + day * DAY + number * timedelta(minutes=17)
            record_visit_of(link_id=link.pk, coming=Coming(visitor=visitor), now=moment)


def _buys(world: World, username: str, gig: int, at: datetime) -> None:
    """Let a client order, and the order be finished four days later."""
    order = pay(world, buy(world, world.gigs[gig], username, at), at + HOUR)
    order = answer(order, ("كما اتفقنا", "في الملف", "أبها"), at + 3 * HOUR)
    order = orders.deliver_order(
        order=order, actor=order.seller, note="العمل كاملًا.", now=at + 2 * DAY
    )
    orders.complete_order(order=order, actor=order.client, now=at + 4 * DAY)
    world.settle(at + 4 * DAY)


def _paid(world: World) -> None:
    """Pay for a video that still brings people."""
    at = world.ago(days=64)
    terms = _terms(
        "فقرة من دقيقتين في درس «أول زبون لك»: كيف تُحفظ أموال الطلب حتى التسليم.",
        "قناة حسن، درس الأسبوع، أول دقيقتين",
        15_000,
        at + 14 * DAY,
        "EG",
    )
    row = _until_it_runs(world, "hassan", _PAID, terms, at)
    services.choose_word(
        sponsorship=row, actor=world.who("hassan"), word="hassan", now=at + 21 * HOUR
    )
    services.submit_proof(
        sponsorship=row,
        actor=world.who("hassan"),
        address="https://www.youtube.com/watch?v=first-client",
        now=at + 4 * DAY,
    )
    proof = Proof.objects.get(sponsorship=row)
    Proof.objects.filter(pk=proof.pk).update(has_link=True, has_code=True, disclosure="إعلان")
    services.confirm_proof(
        sponsorship=row,
        actor=world.who("admin"),
        note="شاهدت الفقرة: كلمة «إعلان» على الشاشة، والرابط أول الوصف.",
        now=at + 4 * DAY + HOUR,
    )
    services.pay_due_sponsorships(now=at + 8 * DAY, limit=10)
    world.settle(at + 8 * DAY)
    link = Sponsorship.objects.select_related("link").get(pk=row.pk).link
    if link is not None:
        come_by(link, at + 5 * DAY)
        record_signup(member=world.who("reem"), code=link.code, now=at + 6 * DAY)
        world.settle(at + 6 * DAY)
        _buys(world, "reem", 8, at + 16 * DAY)


def _under_way(world: World) -> None:
    at = world.ago(days=5)
    terms = _terms(
        "دقيقة في منتصف الحلقة عن كيف تختار صوتًا لإعلانك.",
        "بودكاست «صوت»، الحلقة ٤١",
        9_000,
        at + 21 * DAY,
        "",
    )
    row = _until_it_runs(world, "layla", _RUNNING, terms, at)
    link = Sponsorship.objects.select_related("link").get(pk=row.pk).link
    if link is not None:
        come_by(link, at + 2 * DAY, (4, 7, 3))
    world.settle(world.now)


def _asked(world: World) -> None:
    terms = _terms(
        "מדור קבוע של פסקה אחת בארבעה גיליונות.",
        "הניוזלטר של נועם, ארבעה גיליונות",
        6_000,
        world.now + 40 * DAY,
        "IL",
    )
    services.request_sponsorship(
        creator=world.who("noam"),
        channel=_ASKED,
        terms=terms,
        pitch="הקוראים שלי שוכרים מתרגמים כל חודש.",
        now=world.ago(hours=20),
    )
    world.settle(world.now)


def seed_sponsorships(world: World) -> None:
    """Let creators be sponsored, and people come by them and by a contest."""
    _paid(world)
    contest = Contest.objects.filter(awards__state="done").order_by("id").first()
    if contest is not None:
        at = world.ago(days=48)
        link = link_for(
            kind=LinkKind.CONTEST,
            ref=contest.public_id,
            owner=world.who("grace"),
            path=contest.get_absolute_url(),
            now=at,
        )
        come_by(link, at, (12, 44, 38, 29, 17, 12, 8))
        record_signup(member=world.who("dana"), code=link.code, now=at + 2 * DAY)
        world.settle(at + 2 * DAY)
        _buys(world, "dana", 4, at + 12 * DAY)
    _under_way(world)
    _asked(world)


def seed_growth(world: World) -> None:
    """Add up what everybody's links have brought."""
    roll_visits(now=world.now)
    for _ in range(20):
        look_for_changes(now=world.now)
        if not recount_stale(now=world.now, limit=2_000):
            return
