"""Orders with a coupon, a proposed refund or extra, a complaint; an outage and a weekend."""

from __future__ import annotations

from datetime import timedelta

from config.tests.permissions.rules import FINANCE, OMAR, SALMA, SUPPORT
from config.tests.permissions.world import HOUR, SHARED_SECRET, World
from marketplace.gigs.models import Gig
from marketplace.orders import services
from marketplace.orders.choices import OrderState, OutageState
from marketplace.orders.models import Order, Outage
from marketplace.orders.services import CouponTerms
from marketplace.orders.tests.world import fund, order_in

WHY = f"Why {SHARED_SECRET}"
TERMS = {"title": f"Order {SHARED_SECRET}", "scope": f"Scope {SHARED_SECRET}"}


def add_bargains(world: World) -> None:
    """An order for each thing that the two sides settle about the money."""
    salma, omar, now = world.who(SALMA), world.who(OMAR), world.now
    asked = _order(world, "refunding", OrderState.IN_PROGRESS)
    services.propose_refund(order=asked, actor=omar, amount=500, reason=WHY, now=now)
    terms = {"title": f"More {SHARED_SECRET}", "amount": 500, "reason": WHY, "now": now}
    growing = _order(world, "growing", OrderState.IN_PROGRESS)
    services.propose_extra(order=growing, actor=omar, **terms)  # type: ignore[arg-type]  # above
    agreed = _order(world, "extra_agreed", OrderState.IN_PROGRESS)
    services.propose_extra(order=agreed, actor=salma, **terms)  # type: ignore[arg-type]  # above
    _order(world, "done", OrderState.COMPLETED)
    complained = _order(world, "complained", OrderState.COMPLETED)
    services.complain(order=complained, actor=omar, wanted_amount=500, text=WHY, now=now)
    fund(omar, 50_000, now=now)
    _buy(world)


def _buy(world: World) -> None:
    """An order of a gig that has an extra on its list."""
    gig = Gig.objects.get(public_id=world.ids["gig_live"])
    extra = gig.extras.create(title="Faster", price_amount=700, position=9)
    world.ids["extra"] = extra.pk
    bought = _order(world, "bought", OrderState.IN_PROGRESS, gig_id=gig.pk)
    assert bought.gig_id == gig.pk


def add_desks(world: World) -> None:
    """Coupons, one of them on an order; an outage that was found; a weekend that was changed."""
    officer, support, now = world.who(FINANCE), world.who(SUPPORT), world.now
    for name, code in (("coupon", "ALLOWED"), ("coupon_off", "CLOSED")):
        coupon = services.create_coupon(
            actor=officer,
            terms=CouponTerms(
                code=code,
                kind="fixed",
                amount=100,
                currency="USD",
                valid_from=now - HOUR,
                valid_until=now + timedelta(days=30),
                uses_per_member=100,
            ),
            now=now,
        )
        world.ids[name] = coupon.public_id
    services.switch_coupon(coupon=coupon, actor=officer, is_active=False, now=now)
    unpaid = _order(world, "couponed", OrderState.PENDING_PAYMENT)
    services.apply_coupon(order=unpaid, actor=world.who(OMAR), code="ALLOWED", now=now)
    outage = Outage.objects.create(
        starts_at=now - 2 * HOUR, ends_at=now - HOUR, state=OutageState.FOUND, found_at=now
    )
    world.ids["outage"] = outage.public_id
    services.change_weekend(actor=support, country="FR", days=[7], reason="x", now=now)
    world.ids["rested"] = "FR"


def _order(world: World, name: str, state: OrderState, **terms: int) -> Order:
    order = order_in(state, world.who(OMAR), world.who(SALMA), now=world.now, **TERMS, **terms)
    world.ids[name] = order.public_id
    return order


PARTS = (add_bargains, add_desks)
