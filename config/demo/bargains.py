"""What the sides of orders settle about the money: coupons, credit, extras, refunds, tips."""

from __future__ import annotations

from datetime import datetime, timedelta

from config.demo.work import DAY, HOUR, answer, buy, pay, reload
from config.demo.world import World
from marketplace.core.money import Money
from marketplace.ledger.choices import SandboxCard
from marketplace.ledger.queries import get_payment
from marketplace.ledger.services import give_credit, use_sandbox_card
from marketplace.orders import services as orders
from marketplace.orders.models import Order
from marketplace.orders.services import CouponTerms


def seed_bargains(world: World) -> None:
    """Make coupons and credit, and let orders be extended, refunded in part, tipped, complained."""
    _coupons(world)
    _credit(world)
    grown = _grown(world)
    asked = _started(world, 3, "dana", world.ago(days=2))
    _outage(world)
    _propose(world, reload(grown), reload(asked))
    _tipped(world)
    _complained(world)
    world.settle(world.now)


def _coupons(world: World) -> None:
    officer, begun = world.who("rami"), world.ago(days=30)
    for code, note, worth in (
        ("AHLAN15", "ترحيب بأول طلب", {"kind": "percent", "percent_bp": 1_500}),
        ("ROASTERY", "For coffee shops, autumn", {"kind": "fixed", "amount": 1_000}),
    ):
        terms = CouponTerms(
            code=code,
            note=note,
            currency="USD",
            cap_amount=3_000,
            minimum_amount=2_000,
            valid_from=begun,
            valid_until=world.now + timedelta(days=60),
            uses_per_member=2,
            **worth,  # type: ignore[arg-type]  # built above
        )
        orders.create_coupon(actor=officer, terms=terms, now=begun)


def _credit(world: World) -> None:
    give_credit(
        actor=world.who("rami"),
        username="omar",
        amount=Money(2_500, "USD"),
        note="اعتذارًا عن تأخر الرد على رسالتك.",
        days=90,
        now=world.ago(days=6),
        key="demo-credit",
    )


def _started(world: World, gig: int, client: str, start: datetime, coupon: str = "") -> Order:
    order = buy(world, world.gigs[gig], client, start)
    if coupon:
        orders.apply_coupon(order=order, actor=order.client, code=coupon, now=start)
    order = pay(world, reload(order), start + HOUR)
    if order.started_at is None:
        order = answer(order, ("كما في الرسالة",) * 3, start + 2 * HOUR)
    return order


def _grown(world: World) -> Order:
    start = world.ago(days=3)
    order = _started(world, 5, "reem", start, coupon="ROASTERY")
    order = orders.propose_extra(
        order=order,
        actor=order.seller,
        title="نسخة ثانية بالإنجليزية",
        amount=1_500,
        days=1,
        reason="طلبتِها في رسالتك، وهي نصف يوم من العمل.",
        now=start + DAY,
    )
    payment = orders.start_extra_payment(
        order=order, actor=order.client, gateway="sandbox", request_key="demo", now=start + DAY
    )
    ref = get_payment(payment.public_id).gateway_ref
    use_sandbox_card(ref=ref, card=SandboxCard.PAY, now=start + DAY)
    world.settle(start + DAY)
    return reload(order)


def _propose(world: World, grown: Order, asked: Order) -> None:
    orders.propose_extra(
        order=grown,
        actor=grown.client,
        title="تعديل واحد زيادة",
        amount=500,
        revisions=1,
        now=world.ago(hours=5),
    )
    orders.propose_refund(
        order=asked,
        actor=asked.seller,
        amount=700,
        reason="One page fewer than we agreed on, so I give its price back.",
        now=world.ago(hours=7),
    )


def _done(world: World, gig: int, client: str, days: int) -> Order:
    start = world.ago(days=days)
    order = _started(world, gig, client, start)
    order = orders.deliver_order(
        order=order, actor=order.seller, note="هذا العمل كاملًا.", now=start + DAY
    )
    return orders.complete_order(order=order, actor=order.client, now=start + 2 * DAY)


def _tipped(world: World) -> None:
    order = _done(world, 2, "reem", 12)
    moment = world.ago(days=9)
    order = orders.propose_refund(
        order=order, actor=order.client, amount=400, reason="نقص ملف واحد.", now=moment
    )
    order = orders.accept_refund(order=order, actor=order.seller, now=moment + HOUR)
    orders.give_tip(
        order=order,
        actor=order.client,
        amount=300,
        message="ومع ذلك سلّمت قبل الموعد، شكرًا.",
        now=moment + 2 * HOUR,
    )


def _complained(world: World) -> None:
    order = _done(world, 8, "dana", 10)
    orders.complain(
        order=order,
        actor=order.client,
        wanted_amount=order.total_amount // 2,
        text="The second file does not open, and I have had no answer for four days.",
        now=world.ago(days=2),
    )


def _outage(world: World) -> None:
    begun = world.ago(days=1, hours=9)
    orders.record_outage(
        actor=world.who("maya"),
        starts_at=begun,
        ends_at=begun + 3 * HOUR,
        reason="انقطعت الكهرباء عن مركز البيانات.",
        now=begun + 4 * HOUR,
    )
    orders.credit_outages(now=begun + 4 * HOUR, limit=100)
