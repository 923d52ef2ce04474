"""Work that was ordered: an order in every state, briefs and offers, money on its way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from config.demo.world import World
from marketplace.accounts.models import Member
from marketplace.articles.models import Article
from marketplace.articles.services import count_hire_click
from marketplace.core.money import Money
from marketplace.gigs.models import Gig
from marketplace.hiring import services as hiring
from marketplace.hiring.models import Brief
from marketplace.hiring.services import Terms
from marketplace.ledger import services as ledger
from marketplace.ledger.choices import PayoutMethod, SandboxCard
from marketplace.ledger.queries import get_payment
from marketplace.ledger.services import clear_due_lots, use_sandbox_card
from marketplace.messaging.services import send_message
from marketplace.orders import services as orders
from marketplace.orders.models import Order

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def pay(world: World, order: Order, moment: datetime) -> Order:
    """Pay an order through the sandbox's hosted checkout, as its client would."""
    payment = orders.start_order_payment(
        order=order, actor=order.client, gateway="sandbox", now=moment
    )
    ref = get_payment(payment.public_id).gateway_ref
    use_sandbox_card(ref=ref, card=SandboxCard.PAY, now=moment)
    world.settle(moment)
    return reload(order)


def reload(order: Order) -> Order:
    """Read the order again, with its two sides."""
    return Order.objects.select_related("client", "seller").get(pk=order.pk)


def answer(order: Order, texts: Sequence[str], moment: datetime) -> Order:
    """Answer the order's questions, in their order."""
    numbers = order.questions.order_by("position").values_list("position", flat=True)
    answers = dict(zip(numbers, texts, strict=False))
    return orders.submit_requirements(order=order, actor=order.client, answers=answers, now=moment)


def buy(world: World, gig: Gig, client: str, moment: datetime, *, tier: int = 0) -> Order:
    """Order one of a gig's packages."""
    package = gig.packages.order_by("position")[tier]
    return orders.order_package(
        package_id=package.pk, extra_ids=[], actor=world.who(client), now=moment
    )


def seed_orders(world: World) -> None:
    """Bring one order, or more, into every state."""
    logo, letters, proof = world.gigs[0], world.gigs[1], world.gigs[2]
    _completed(world, logo, "reem", days=40, texts=("طالبة طب، وعامل بناء، وجارتي", "الكويت"))
    _completed(world, world.gigs[8], "omar", days=33, texts=("نص الإعلان في الملف",))
    _completed(world, world.gigs[4], "dana", days=9, texts=("A public repository, see the file",))
    buy(world, letters, "omar", world.ago(hours=3))
    awaiting = buy(world, proof, "dana", world.ago(days=1), tier=1)
    pay(world, awaiting, world.ago(days=1) + HOUR)
    _in_progress(world, logo)
    _delivered(world)
    _in_revision(world)
    dropped = buy(world, letters, "reem", world.ago(days=20))
    orders.cancel_order(
        order=dropped, actor=dropped.client, now=world.ago(days=20) + HOUR, reason=""
    )
    refunded = pay(world, buy(world, world.gigs[9], "reem", world.ago(days=15)), world.ago(days=15))
    orders.cancel_order(
        order=refunded,
        actor=refunded.client,
        now=world.ago(days=14),
        reason="تغيّرت الخطة قبل أن نبدأ.",
    )
    world.settle(world.now)


def _completed(world: World, gig: Gig, client: str, *, days: int, texts: Sequence[str]) -> Order:
    start = world.ago(days=days)
    order = answer(
        pay(world, buy(world, gig, client, start), start + HOUR), texts, start + 3 * HOUR
    )
    order = orders.deliver_order(
        order=order,
        actor=order.seller,
        note="هذا عملي كاملًا، مع الملفات المفتوحة.",
        now=start + 3 * DAY,
    )
    order = orders.complete_order(order=order, actor=order.client, now=start + 4 * DAY)
    world.settle(start + 4 * DAY)
    return order


def _in_progress(world: World, gig: Gig) -> None:
    start = world.ago(days=2)
    order = pay(world, buy(world, gig, "omar", start, tier=1), start + HOUR)
    order = answer(order, ("سائق شاحنة، وطالبة، وجدي", "أبها، بعد شهرين"), start + 3 * HOUR)
    orders.stop_clock(
        order=order, actor=order.seller, reason="أنتظر صورة واجهة المحل.", now=start + 20 * HOUR
    )
    orders.resume_clock(order=reload(order), actor=order.seller, now=start + 30 * HOUR)


def _delivered(world: World) -> None:
    start = world.ago(days=4)
    order = pay(world, buy(world, world.gigs[6], "dana", start), start + HOUR)
    order = answer(order, ("For Jordan, to be filed in Amman",), start + 2 * HOUR)
    orders.deliver_order(
        order=order,
        actor=order.seller,
        note="العقد مترجم بندًا بندًا، والهوامش في آخر الصفحات.",
        now=world.ago(days=1),
    )


def _in_revision(world: World) -> None:
    start = world.ago(days=5)
    order = pay(world, buy(world, world.gigs[7], "omar", start, tier=1), start + HOUR)
    order = answer(order, ("محمصة في أبها، نفتح بعد شهرين",), start + 2 * HOUR)
    order = orders.deliver_order(
        order=order, actor=order.seller, note="The plan, day by day.", now=world.ago(days=2)
    )
    orders.request_revision(
        order=order,
        actor=order.client,
        text="أريد يوم الافتتاح مساءً لا صباحًا.",
        now=world.ago(days=1),
    )


def brief_on(
    world: World, article: Article, client: str, text: str, budget: int, moment: datetime
) -> Brief:
    """Press "Hire me" under an article and write a brief."""
    count_hire_click(article=article, now=moment)
    return hiring.send_brief(
        client=world.who(client),
        writer=article.author,
        text=text,
        title=article.title,
        article=article,
        budget=Money(budget, "USD"),
        now=moment,
    )


def _terms(title: str, scope: str, price: int, days: int) -> Terms:
    return Terms(
        title=title,
        scope=scope,
        price=Money(price, "USD"),
        delivery_days=days,
        revisions=2,
        valid_days=7,
        questions=("من ثلاثة أشخاص تتمنى أن يدخلوا محلك؟",),
    )


def seed_hires(world: World) -> None:
    """Let readers hire writers: one hire is finished, one offer is countered, one brief is new."""
    article = world.articles[0]
    start = world.ago(days=45)
    text = "نفتح محمصة في أبها بعد شهرين. نريد شعارًا وأكياس قهوة لثلاث نكهات، ومعها قائمة."
    brief = brief_on(world, article, "omar", text, 30_000, start)
    terms = _terms("هوية محمصة أبها", "شعار، وثلاثة أكياس، وقائمة من صفحة.", 32_000, 8)
    offer = hiring.send_offer(brief=brief, actor=article.author, terms=terms, now=start + 2 * HOUR)
    order = hiring.accept_offer(offer=offer, actor=world.who("omar"), now=start + 5 * HOUR)
    order = answer(
        pay(world, order, start + 6 * HOUR),
        ("سائق شاحنة، وطالبة طب، وجدي",),
        start + 7 * HOUR,
    )
    order = orders.deliver_order(
        order=order,
        actor=order.seller,
        note="ثلاثة مقترحات، وأحبّها إليّ الثاني.",
        now=start + 5 * DAY,
    )
    order = orders.request_revision(
        order=order,
        actor=order.client,
        text="قرّبي الخط من لافتات أبها القديمة.",
        now=start + 6 * DAY,
    )
    order = orders.deliver_order(
        order=order, actor=order.seller, note="هذا هو بعد التعديل، مع الملفات.", now=start + 8 * DAY
    )
    orders.complete_order(order=order, actor=order.client, now=start + 9 * DAY)
    world.settle(start + 9 * DAY)
    _countered(world)
    _new_briefs(world)
    clear_due_lots(now=world.now, limit=1000)
    world.settle(world.now)


def seed_money(world: World) -> None:
    """Let one withdrawal be paid, one wait for finance, and a receipt wait to be looked at."""
    writer, officer = world.who("salma"), world.who("rami")
    moment = world.ago(hours=6)
    place = ledger.add_destination(
        member=writer,
        method=PayoutMethod.SANDBOX,
        holder=writer.display_name,
        account="",
        bank_name="",
        confirmed_at=moment,
        now=moment,
    )
    for number, amount in enumerate((12_000, 8_000)):
        payout = ledger.request_payout(
            member=writer,
            destination_id=place.public_id,
            amount=Money(amount, "USD"),
            key=f"demo:{number}",
            confirmed_at=moment,
            now=moment,
        )
        if number == 0:
            ledger.approve_payout(payout_id=payout.public_id, actor=officer, now=moment + HOUR)
    ledger.send_due_payouts(now=moment + HOUR, limit=10)
    ledger.reconcile_payouts(now=moment + 3 * HOUR, limit=10)
    ledger.start_payment(
        member=world.who("reem"),
        amount=Money(15_000, "USD"),
        gateway="bank_transfer",
        purpose_kind="top_up",
        purpose_ref="",
        return_path="/wallet/",
        now=moment,
    )
    world.settle(world.now)


def _countered(world: World) -> None:
    article = world.articles[5]
    moment = world.ago(days=2)
    text = "We sell language courses. The page takes nine seconds on a phone; please make it quick."
    brief = brief_on(world, article, "dana", text, 40_000, moment)
    terms = _terms("A quick page for the school", "Measure, fix, report.", 52_000, 9)
    offer = hiring.send_offer(brief=brief, actor=article.author, terms=terms, now=moment + HOUR)
    lower = _terms("A quick page for the school", "Measure, fix, report. Two pages.", 45_000, 9)
    hiring.counter_offer(offer=offer, actor=world.who("dana"), terms=lower, now=moment + 6 * HOUR)


def _new_briefs(world: World) -> None:
    member: Member = world.who("reem")
    text = "أفتح مخبزًا صغيرًا في الكويت، وأريد هوية بسيطة تُقرأ من السيارة."
    brief = brief_on(world, world.articles[0], "reem", text, 20_000, world.ago(hours=5))
    send_message(
        conversation=brief.conversation_id,
        author=member,
        body="ونسيت أن أقول: اسم المخبز «فتات».",
        now=world.ago(hours=4),
    )
    for article in world.articles[2:5]:
        count_hire_click(article=article, now=world.ago(days=3))
