"""What people said of each other's work, and what they couldn't agree about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from config.demo.work import DAY, HOUR, answer, buy, pay
from config.demo.world import World, content
from marketplace.accounts.choices import Role
from marketplace.accounts.policies import has_role
from marketplace.accounts.services import grant_role
from marketplace.disputes import services as disputes
from marketplace.disputes.choices import DisputeReason
from marketplace.disputes.models import Dispute
from marketplace.orders import services as orders
from marketplace.orders.models import Order
from marketplace.reviews import services as reviews
from marketplace.reviews.choices import CRITERIA, HideReason
from marketplace.reviews.models import Review
from marketplace.reviews.services import Written

ANSWERS = ("كما اتفقنا", "والباقي في الملف")


@dataclass(frozen=True)
class Said:
    """What one side says: stars for the four criteria, words and their language."""

    stars: tuple[int, int, int, int]
    text: str
    language: str

    @property
    def written(self) -> Written:
        """The same, as it is handed in."""
        stars = dict(zip(CRITERIA, self.stars, strict=True))
        return Written(stars=stars, text=self.text, language=self.language)


def _paid(world: World, gig: int, client: str, start: datetime) -> Order:
    order = pay(world, buy(world, world.gigs[gig], client, start), start + HOUR)
    return answer(order, ANSWERS, start + 2 * HOUR)


def _delivered(world: World, gig: int, client: str, start: datetime, note: str) -> Order:
    order = _paid(world, gig, client, start)
    return orders.deliver_order(order=order, actor=order.seller, note=note, now=start + 20 * HOUR)


def seed_reviews(world: World) -> None:
    """Let both sides of finished orders review each other, in four languages."""
    for row in content("reviews"):
        start = world.ago(days=row["days"])
        order = _delivered(world, row["gig"], row["client"], start, row["note"])
        done = start + timedelta(hours=30)
        order = orders.complete_order(order=order, actor=order.client, now=done)
        world.settle(done)
        for side, said in row["reviews"].items():
            reviews.write_review(
                order=order,
                actor=getattr(order, side),
                written=Said(tuple(said["stars"]), said["text"], said["language"]).written,
                now=done + 3 * HOUR,
            )
        world.settle(done + 3 * HOUR)
        _reply(order, row, done + 40 * HOUR)
    _finished_before(world)
    reviews.close_due_rounds(now=world.now, limit=100)
    world.settle(world.now)
    _hide_one(world)
    reviews.recount_due_levels(now=world.now, limit=100)
    world.settle(world.now)


def _reply(order: Order, row: dict[str, Any], moment: datetime) -> None:
    if "reply" in row:
        review = Review.objects.get(round__order=order, author=order.client)
        reviews.answer_review(
            review=review,
            actor=order.seller,
            text=row["reply"]["text"],
            language=row["reply"]["language"],
            now=moment,
        )


def _finished_before(world: World) -> None:
    """Let the client of the first order that was ever completed say how it was, alone."""
    order = Order.objects.select_related("client", "seller").filter(state="completed")
    first = order.order_by("id")[0]
    said = Said(
        (5, 5, 5, 4),
        "وصلتني الهوية قبل الافتتاح بيوم، وما زال الناس يسألون عن الشعار.",
        "ar",
    )
    reviews.write_review(
        order=first,
        actor=first.client,
        written=said.written,
        now=(first.completed_at or world.now) + DAY,
    )


def _hide_one(world: World) -> None:
    moderator = world.who("noor")
    if not has_role(moderator, Role.MODERATOR):
        grant_role(member=moderator, role=Role.MODERATOR, actor=None, now=world.ago(days=90))
        moderator.__dict__.pop("_roles", None)
    row = Review.objects.filter(text__contains="05").order_by("id").first()
    if row is not None:
        reviews.hide_review(
            review=row,
            actor=moderator,
            reason=HideReason.PRIVATE,
            note="فيه رقم هاتف شخص لا علاقة له بالطلب.",
            now=world.ago(days=1),
        )


def seed_disputes(world: World) -> None:
    """Bring a dispute into each state."""
    _settled_by_agreement(world)
    _decided(world)
    _with_support(world)
    _appealed(world)
    _new(world)
    disputes.settle_due_disputes(now=world.now, limit=100)
    world.settle(world.now)


def _open(
    order: Order, text: str, percent: int, moment: datetime, reason: DisputeReason
) -> Dispute:
    return disputes.open_dispute(
        order=order,
        actor=order.client,
        reason=reason,
        wanted_refund=order.total_amount * percent // 100,
        evidence=disputes.Evidence(text=text, refs=("delivery:1",)),
        now=moment,
    )


def _settled_by_agreement(world: World) -> None:
    start = world.ago(days=26)
    order = _delivered(world, 12, "reem", start, "أربعة دروس مسجلة، ومعها الواجبات.")
    text = "الدرس الرابع بلا صوت، ولا أستطيع أن أعيد التسجيل بنفسي."
    dispute = _open(order, text, 50, start + 2 * DAY, DisputeReason.QUALITY)
    offer = disputes.propose_split(
        dispute=dispute,
        actor=order.seller,
        refund_amount=order.total_amount // 4,
        note="درس واحد من أربعة، وسأعيد تسجيله لك هدية.",
        now=start + 3 * DAY,
    )
    disputes.accept_proposal(
        dispute=dispute, actor=order.client, proposal_id=offer.public_id, now=start + 4 * DAY
    )
    world.settle(start + 4 * DAY)


def _with_support(world: World) -> None:
    start = world.ago(days=8)
    order = _delivered(world, 7, "dana", start, "The plan for both weeks, with the texts.")
    text = "The plan is for a restaurant. We run a language school, and said so in the answers."
    dispute = _open(order, text, 100, start + 2 * DAY, DisputeReason.NOT_AS_AGREED)
    disputes.answer_dispute(
        dispute=dispute,
        actor=order.seller,
        evidence=disputes.Evidence(
            text="Only the examples speak of a restaurant; the steps fit any opening.",
            refs=("delivery:1",),
        ),
        refund_amount=order.total_amount * 3 // 10,
        now=start + 4 * DAY,
    )
    world.settle(start + 4 * DAY)


def _decided(world: World) -> None:
    start = world.ago(days=16)
    order = _delivered(world, 10, "omar", start, "پہلے مہینے کا حساب، ہر خرچ کے ساتھ۔")
    text = "الحساب لشهر واحد، واتفقنا على ثلاثة أشهر."
    dispute = _open(order, text, 66, start + 2 * DAY, DisputeReason.NOT_AS_AGREED)
    disputes.answer_dispute(
        dispute=dispute,
        actor=order.seller,
        evidence=disputes.Evidence(text="باقی دو مہینوں کی رسیدیں مجھے نہیں ملیں۔"),
        now=start + 5 * DAY,
    )
    disputes.decide_dispute(
        dispute=reload_dispute(dispute),
        actor=world.who("maya"),
        refund_amount=order.total_amount // 2,
        reason="شهر واحد صحيح وكامل، والإيصالات الناقصة لم تُطلب كتابةً. النصف لكل طرف.",
        now=world.ago(days=3),
    )
    world.settle(world.now)


def _appealed(world: World) -> None:
    """Nobody answered, so it went as asked; the one who was silent appeals."""
    start = world.ago(days=19)
    order = _delivered(world, 9, "reem", start, "المقطع بالترجمة على الشاشة.")
    text = "الترجمة تسبق الصورة بثانيتين في كل المقطع."
    dispute = _open(order, text, 100, start + 2 * DAY, DisputeReason.QUALITY)
    moment = dispute.answer_due_at + 2 * DAY
    disputes.appeal_decision(
        dispute=reload_dispute(dispute),
        actor=order.seller,
        evidence=disputes.Evidence(text="كنت في المستشفى، وهذه نسخة مضبوطة على الصورة."),
        now=moment,
    )
    world.settle(moment)


def _new(world: World) -> None:
    start = world.ago(days=3)
    order = _delivered(world, 0, "omar", start, "الشعار وثلاثة أكياس.")
    text = "طلبت لونين، وجاء الشعار بثلاثة. والكيس الثالث ليس بمقاسنا."
    _open(order, text, 40, world.ago(days=1), DisputeReason.NOT_AS_AGREED)


def reload_dispute(dispute: Dispute) -> Dispute:
    """Read the dispute again, with its people."""
    return Dispute.objects.select_related("order", "opener", "other").get(pk=dispute.pk)
