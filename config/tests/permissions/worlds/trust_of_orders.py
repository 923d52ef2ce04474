"""Reviews sealed and published, and a dispute in each state that some act begins from."""

from __future__ import annotations

from config.tests.permissions.rules import MODERATOR, OMAR, SALMA, SUPPORT
from config.tests.permissions.world import (
    OMARS_SECRET,
    SALMAS_SECRET,
    SHARED_SECRET,
    World,
    paper,
)
from marketplace.disputes import services as disputes
from marketplace.disputes.choices import DisputeReason
from marketplace.disputes.models import Dispute, StatementFile
from marketplace.gigs.models import Gig
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.tests.world import order_in
from marketplace.reviews import services as reviews
from marketplace.reviews.choices import CRITERIA, HideReason
from marketplace.reviews.models import Review
from marketplace.reviews.services import Written

PRIVATE = {"title": f"Order {SHARED_SECRET}", "scope": f"Scope {SHARED_SECRET}"}


def _order(world: World, name: str, state: OrderState, **terms: object) -> Order:
    given = {"questions": (), **PRIVATE, **terms}
    order = order_in(state, world.who(OMAR), world.who(SALMA), now=world.now, **given)
    world.ids[name] = order.public_id
    return order


def _said(text: str, stars: int) -> Written:
    return Written(stars=dict.fromkeys(CRITERIA, stars), text=text, language="en")


def _published(world: World, name: str) -> Review:
    gig = Gig.objects.get(public_id=world.ids["gig_live"])
    order = _order(world, f"{name}_order", OrderState.COMPLETED, gig_id=gig.pk)
    omar, salma, now = world.who(OMAR), world.who(SALMA), world.now
    review = reviews.write_review(order=order, actor=omar, written=_said("Good.", 4), now=now)
    reviews.write_review(order=order, actor=salma, written=_said("Clear.", 5), now=now)
    review.refresh_from_db()
    world.ids[name] = review.public_id
    return review


def add_reviews(world: World) -> None:
    """One order to review, one reviewed by each side alone, one published, one hidden."""
    _order(world, "reviewable", OrderState.COMPLETED)
    for name, side, secret in (("sealed", OMAR, OMARS_SECRET), ("waiting", SALMA, SALMAS_SECRET)):
        order = _order(world, f"{name}_order" if name == "waiting" else name, OrderState.COMPLETED)
        mine = reviews.write_review(
            order=order, actor=world.who(side), written=_said(f"Sealed {secret}", 2), now=world.now
        )
        world.ids[f"{side}s_review"] = mine.public_id
    _published(world, "review")
    hidden = _published(world, "hidden_review")
    reviews.hide_review(
        review=hidden,
        actor=world.who(MODERATOR),
        reason=HideReason.INSULT,
        note="It calls names.",
        now=world.now,
    )


def _dispute(world: World, name: str) -> Dispute:
    order = _order(world, f"{name}_order", OrderState.DELIVERED)
    dispute = disputes.open_dispute(
        order=order,
        actor=world.who(OMAR),
        reason=DisputeReason.QUALITY,
        wanted_refund=10_000,
        evidence=disputes.Evidence(text=f"Said {SHARED_SECRET}", files=[paper()]),
        now=world.now,
    )
    world.ids[name] = dispute.public_id
    return dispute


def add_disputes(world: World) -> None:
    """An order to dispute, and disputes that wait for an answer, for support, for an appeal."""
    _order(world, "disputable", OrderState.DELIVERED)
    new = _dispute(world, "dispute_new")
    world.ids["split_proposal"] = new.proposals.get().public_id
    world.ids["dispute_file"] = StatementFile.objects.get(statement__dispute=new).public_id
    said = disputes.Evidence(text=f"Answered {SHARED_SECRET}")
    salma, now = world.who(SALMA), world.now
    for name in ("dispute_answered", "dispute_decided"):
        disputes.answer_dispute(dispute=_dispute(world, name), actor=salma, evidence=said, now=now)
    disputes.decide_dispute(
        dispute=Dispute.objects.get(public_id=world.ids["dispute_decided"]),
        actor=world.who(SUPPORT),
        refund_amount=5_000,
        reason=f"Reason {SHARED_SECRET}",
        now=now,
    )


PARTS = (add_reviews, add_disputes)
