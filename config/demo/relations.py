"""Clients of one's own, agreements that renew, people brought together, deals told in public."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from config.demo.work import pay, reload
from config.demo.world import World
from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.ledger.choices import SandboxCard
from marketplace.ledger.queries import get_payment
from marketplace.ledger.services import clear_due_lots, start_payment, use_sandbox_card
from marketplace.orders import services as orders
from marketplace.orders.models import Order
from marketplace.relationships import services
from marketplace.relationships.choices import CarryOver, Feeling, Source, Unit
from marketplace.relationships.models import Contact, Pulse, Retainer, Tie
from marketplace.relationships.queries import first_contact_at, get_inviter
from marketplace.relationships.queries.doors import first_door
from marketplace.relationships.queries.months import local_day
from marketplace.relationships.services import ContactDraft, RetainerTerms, Story

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def seed_relations(world: World) -> None:
    """Fill salma's book, run a retainer, pay for an introduction, and tell some deals."""
    _order_by_time()
    _own_clients(world)
    _retainers(world)
    _introduction(world)
    _answers(world)
    _wall(world)
    clear_due_lots(now=world.now, limit=1000)
    world.settle(world.now)


def _order_by_time() -> None:
    """Write the ties as news in the order of time would have: the steps before jump about."""
    for tie in Tie.objects.all():
        pair = {"client_id": tie.client_id, "seller_id": tie.seller_id}
        door = first_door(**pair) or (Source(tie.source), tie.ref)
        met_at = first_contact_at(**pair) or tie.met_at
        Tie.objects.filter(pk=tie.pk).update(source=door[0], ref=door[1], met_at=met_at)
        Contact.objects.filter(owner_id=tie.seller_id, member_id=tie.client_id).update(
            source=door[0], created_at=met_at
        )


def _top_up(world: World, member: Member, amount: int, moment: datetime) -> None:
    payment = start_payment(
        member=member,
        amount=Money(amount, "USD"),
        gateway="sandbox",
        purpose_kind="top_up",
        purpose_ref="",
        return_path="/wallet/",
        now=moment,
    )
    ref = get_payment(payment.public_id).gateway_ref
    use_sandbox_card(ref=ref, card=SandboxCard.PAY, now=moment)
    world.settle(moment)


BOOK = (
    ("مقهى دُرج", "ناصر العتيبي", "naser@durj.example", "word_of_mouth", ("مقهى", "الرياض")),
    ("دار نشر رواق", "عبير المنصور", "abeer@riwaq.example", "former_work", ("كتب",)),
    ("Bayt Coffee Importers", "Lena Haddad", "lena@bayt.example", "event", ("café", "English")),
    ("", "أبو فهد صاحب الحلويات", "", "word_of_mouth", ("حلويات",)),
    ("קפה הנמל", "יעל כהן", "yael@namal.example", "social", ("café",)),
)
NOTES = (
    "يحب أن يرى ثلاثة خيارات لا أكثر، ويقرر في اليوم نفسه.",
    "تدفع في أول الشهر. تكره اللون البنفسجي.",
    "Met at the coffee fair in Dubai. Opens two new shops in spring.",
    "يتصل بعد المغرب فقط.",
    "מעדיפה הודעות קצרות.",
)


def _own_clients(world: World) -> None:
    salma = world.who("salma")
    for number, (company, name, email, source, tags) in enumerate(BOOK):
        moment = world.ago(days=150 - number * 22)
        draft = ContactDraft(name=name, email=email, company=company, source=source, tags=tags)
        contact = services.add_contact(owner=salma, draft=draft, now=moment)
        services.add_note(contact=contact, text=NOTES[number], now=moment)
        _deal(contact, 45_000 + number * 30_000, moment + 20 * DAY)
    first = Contact.objects.get(owner=salma, email=BOOK[0][2])
    services.add_reminder(
        contact=first,
        text="اسأله عن أكواب الفرع الثاني.",
        due_at=world.ago(hours=3),
        now=world.ago(days=9),
    )
    services.tell_due_reminders(now=world.now, limit=10)
    services.invite_client(
        contact=first,
        language="ar",
        message="ناصر، هنا نكمل العمل والمال محفوظ للطرفين.",
        now=world.ago(days=3),
    )
    ayesha, dana = world.who("ayesha"), world.who("dana")
    card = services.calling_card_of(ayesha, now=world.ago(days=80))
    services.use_invitation(inviter=get_inviter(card.code), member=dana, now=world.ago(days=70))
    world.settle(world.ago(days=1))


def _deal(contact: Contact, amount: int, moment: datetime) -> None:
    services.record_deal(
        contact=contact,
        amount=Money(amount, "USD"),
        made_on=moment.date(),
        source=contact.source,
        note="",
        now=moment,
    )


def _terms(title: str, scope: str, price: int, start: date, **given: object) -> RetainerTerms:
    return RetainerTerms(
        title=title,
        scope=scope,
        unit=str(given.get("unit", Unit.HOURS.value)),
        quantity=int(str(given.get("quantity", 600))),
        price=Money(price, "USD"),
        start_on=start,
        carry_over=str(given.get("carry_over", CarryOver.NEXT_MONTH.value)),
    )


def _retainers(world: World) -> None:
    salma, omar, reem = world.who("salma"), world.who("omar"), world.who("reem")
    start = world.ago(days=75)
    _top_up(world, omar, 150_000, start)
    scope = "قائمة الشهر، وأكياس النكهات الجديدة، ومنشور لكل أسبوع. لا يدخل فيها تصميم هوية جديدة."
    retainer = services.offer_retainer(
        seller=salma,
        client=omar,
        terms=_terms(
            "رعاية هوية المحمصة", scope, 36_000, local_day(start, timezone=salma.timezone)
        ),
        now=start,
    )
    world.settle(start)
    services.accept_retainer(retainer=retainer, actor=omar, now=start + 5 * HOUR)
    _run(world, retainer, start)
    offered = services.offer_retainer(
        seller=salma,
        client=reem,
        terms=_terms(
            "أربعة منشورات كل شهر للمخبز",
            "أربعة منشورات بصورها ونصوصها.",
            18_000,
            (world.now + 3 * DAY).date(),
            unit=Unit.PIECES.value,
            quantity=4,
            carry_over=CarryOver.NONE.value,
        ),
        now=world.ago(days=1),
    )
    world.settle(offered.offered_at)


WORK = ((90, "قائمة الشتاء"), (150, "أكياس يمن ماطري"), (60, "منشورات الأسبوع"))


def _run(world: World, retainer: Retainer, start: datetime) -> None:
    """Let each month be worked on, delivered and accepted; the last one is under way."""
    moment = start + 6 * HOUR
    while moment < world.now:
        services.settle_due_retainers(now=moment, limit=10)
        retainer = Retainer.objects.select_related("client", "seller").get(pk=retainer.pk)
        period = retainer.periods.order_by("number").last()
        if period is None:
            return
        for number, (minutes, note) in enumerate(WORK):
            at = period.starts_at + (3 + number * 4) * DAY
            if at < world.now:
                services.log_usage(
                    retainer=retainer,
                    actor=retainer.seller,
                    amount=minutes + period.number * 15,
                    note=note,
                    used_on=at.date(),
                    now=max(at, moment),
                )
        if period.ends_at - 2 * DAY < world.now:
            _finish(period.order, period.ends_at - 2 * DAY)
            world.settle(period.ends_at - DAY)
        moment = period.ends_at
    services.propose_change(
        retainer=retainer,
        actor=retainer.client,
        quantity=720,
        price=Money(42_000, "USD"),
        reason="نفتح فرعًا ثانيًا، ونحتاج ساعتين فوق العشر.",
        now=world.ago(days=1),
    )


def _finish(order: Order, moment: datetime) -> None:
    done = orders.deliver_order(
        order=reload(order), actor=order.seller, note="عمل هذا الشهر كله هنا.", now=moment
    )
    orders.complete_order(order=reload(done), actor=done.client, now=moment + DAY)


def _introduction(world: World) -> None:
    """Salma brings reem to layla and is thanked for it; another introduction waits for answers."""
    salma, omar = world.who("salma"), world.who("omar")
    reem, yusuf = world.who("reem"), world.who("yusuf")
    start = world.ago(days=30)
    asked = services.propose_introduction(
        introducer=salma,
        client=reem,
        seller=yusuf,
        message="ريم تستأجر محل المخبز وعقدها بلغتين. يوسف يترجم العقود بندًا بندًا ويشرحها.",
        now=start,
    )
    services.accept_introduction(introduction=asked, actor=reem, now=start + 2 * HOUR)
    services.accept_introduction(introduction=asked, actor=yusuf, now=start + 5 * HOUR)
    world.settle(start + 5 * HOUR)
    _first_order(world, reem, yusuf, start + DAY)
    others = (world.who(name) for name in ("ayesha", "hassan", "noam", "grace", "layla"))
    unmet = (one for one in others if first_contact_at(client_id=omar.pk, seller_id=one.pk) is None)
    services.propose_introduction(
        introducer=salma,
        client=omar,
        seller=next(unmet),
        message="عمر يريد من يرتّب له حسابات المحمصة كل شهر، ولا أعرف أوضح من هذا القلم.",
        now=world.ago(days=1),
    )
    world.settle(world.ago(days=1))


def _first_order(world: World, client: Member, seller: Member, moment: datetime) -> None:
    order = orders.create_order(
        client=client,
        seller=seller,
        title="ترجمة عقد محل المخبز",
        scope="عقد من ست صفحات، مع هامش للمصطلحات.",
        price=Money(24_000, "USD"),
        delivery_days=4,
        revisions=1,
        source_kind="offer",
        source_ref="",
        now=moment,
    )
    _finish(pay(world, order, moment), moment + 3 * DAY)
    world.settle(moment + 5 * DAY)


def _answers(world: World) -> None:
    """Ask clients how their jobs left them; most have answered."""
    services.ask_due_pulses(now=world.now, limit=200)
    asked = Pulse.objects.filter(was_asked=True).order_by("id")
    feelings = (Feeling.SURPRISED, Feeling.HAPPY, Feeling.SATISFIED, Feeling.HAPPY)
    for number, pulse in enumerate(asked):
        if number % 4 != 3:  # noqa: PLR2004  every fourth waits
            services.answer_pulse(pulse=pulse, feeling=feelings[number % 4], now=world.now)
    world.settle(world.now)


STORIES = (
    (
        "salma",
        320_00,
        "article",
        "ar",
        True,
        "قرأ مقالي عن الزبون السهل، ثم كتب: أريد من يسألني هذا السؤال. كان أكبر طلب في سنتي.",
    ),
    (
        "tariq",
        450_00,
        "word_of_mouth",
        "ur",
        True,
        (
            "ایک پرانے گاہک نے اپنے بھائی کو میرا نام دیا۔"
            " دکان تیز کھلنے لگی تو تیسرا بھائی بھی آ گیا۔"
        ),
    ),
    (
        "grace",
        300_00,
        "article",
        "en",
        True,
        (
            "She had read “Ten customers a day” twice before she wrote."
            " There was nothing left to explain."
        ),
    ),
    (
        "layla",
        310_00,
        "word_of_mouth",
        "ar",
        False,
        "زبون قديم قال لصديقه: اسمع صوتها فقط. سمع، واتفقنا في ربع ساعة.",
    ),
    (
        "noam",
        260_00,
        "word_of_mouth",
        "he",
        False,
        "מסעדה אחת שלחה את השכנה שלה. עכשיו יש לי את כל הרחוב.",
    ),
    ("yusuf", 400_00, "article", "ar", False, ""),
    ("hassan", 280_00, "word_of_mouth", "ar", False, ""),
    ("ayesha", 480_00, "article", "ur", False, ""),
    ("huda", 350_00, "word_of_mouth", "ar", False, ""),
    ("dana", 290_00, "article", "en", False, ""),
    ("omar", 1_200_00, "word_of_mouth", "ar", False, ""),
)


def _wall(world: World) -> None:
    for number, (name, amount, source, language, is_named, text) in enumerate(STORIES):
        story = Story(
            source=Source(source),
            text=text,
            language=language,
            is_named=is_named,
            amount=Money(amount, "USD"),
        )
        services.share_deal(
            member=world.who(name), story=story, now=world.ago(days=60 - number * 4)
        )
