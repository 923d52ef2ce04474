"""Trust: reports at the desk, decisions with their appeals, a suspension, a package, a visit."""

from __future__ import annotations

from datetime import datetime, timedelta

from config.demo.work import pay
from config.demo.world import World
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.accounts.services import ProfileText, grant_role, update_profile
from marketplace.core.money import Money
from marketplace.moderation import services
from marketplace.moderation.choices import FlagReason
from marketplace.moderation.models import Case
from marketplace.moderation.policies import can_visit
from marketplace.orders import services as orders
from marketplace.orders.choices import SourceKind
from marketplace.orders.models import Order

HOUR = timedelta(hours=1)


def seed_trust(world: World) -> None:
    """Fill the moderators' desk: what waits, what was decided, who appeals."""
    _people(world)
    _waiting(world)
    _dismissed(world)
    _warned(world)
    _suspended(world)
    _visited(world)
    services.ask_export(
        member=world.who("omar"), confirmed_at=world.ago(hours=2), now=world.ago(hours=2)
    )
    services.pack_due_exports(now=world.ago(hours=1), limit=1)
    world.settle(world.now)


def _people(world: World) -> None:
    """Give two the role, as an appeal needs, and make those who break the rules."""
    for person in (world.who("noor"), world.who("huda")):
        if not has_role(person, Role.MODERATOR):
            grant_role(member=person, role=Role.MODERATOR, actor=None, now=world.ago(days=300))
    rows = (
        ("fahd", "ar", "فهد الزامل", "تصميم سريع بسعر خفيف", "أصمم كل شيء، وأسلّم في يوم."),
        ("kamran", "ur", "کامران بیگ", "ترجمہ اور تحریر", "اردو اور انگریزی، دونوں طرف۔"),
    )
    for username, language, name, headline, bio in rows:
        moment = world.ago(days=60)
        member = world.join(username, language=language, name=name, moment=moment)
        text = ProfileText(
            display_name=name,
            headline=headline,
            bio=bio,
            skills=[],
            country="SA",
            timezone="Asia/Riyadh",
        )
        update_profile(member=member, text=text, now=moment)
        world.members[username] = Member.objects.get(pk=member.pk)


def _flag(
    thing: tuple[str, str], who: Member, reason: FlagReason, text: str, moment: datetime
) -> Case:
    kind, ref = thing
    made = services.flag(kind=kind, ref=ref, reason=reason, text=text, actor=who, now=moment)
    return made.case


def _waiting(world: World) -> None:
    """Open three cases: one heavy, one old, one light."""
    gig, other = world.gigs[3], world.gigs[5]
    article = world.articles[1]
    words = "الصورة الثانية من أعمالي، وعندي ملفها المفتوح وتاريخه."
    _flag(("gig", gig.public_id), world.who("reem"), FlagReason.STOLEN, words, world.ago(days=3))
    words = "I paid for this very drawing two years ago, somebody else made it."
    _flag(("gig", gig.public_id), world.who("dana"), FlagReason.STOLEN, words, world.ago(hours=30))
    words = "السعر في العنوان غير السعر عند الطلب."
    _flag(
        ("gig", other.public_id),
        world.who("omar"),
        FlagReason.MISLEADING,
        words,
        world.ago(hours=9),
    )
    words = "اس مضمون میں ایک دکان کا اشتہار ہے۔"
    _flag(
        ("article", article.public_id),
        world.who("kamran"),
        FlagReason.SPAM,
        words,
        world.ago(hours=4),
    )


def _dismissed(world: World) -> None:
    """Let a rival report in bad faith, and a moderator see through it."""
    gig = world.gigs[1]
    moment = world.ago(days=12)
    case = _flag(("gig", gig.public_id), world.who("fahd"), FlagReason.SPAM, "احذفوها.", moment)
    services.dismiss_case(
        case=case,
        reason="الخدمة سليمة، والبلاغ من منافس في الفئة نفسها كتب بعده مباشرة عرضًا أرخص.",
        in_bad_faith=True,
        actor=world.who("noor"),
        now=moment + 5 * HOUR,
    )


def _warned(world: World) -> None:
    """Let a warning be appealed, and taken back by another moderator."""
    member = world.who("kamran")
    moment = world.ago(days=20)
    case = _flag(
        ("profile", member.public_id), world.who("dana"), FlagReason.MISLEADING, "", moment
    )
    decision = services.warn_member(
        case=case,
        rule="1.1",
        reason="آپ کے تعارف میں دس سال کا تجربہ لکھا تھا، جبکہ کوئی کام نہیں دکھایا گیا۔",
        actor=world.who("noor"),
        now=moment + 6 * HOUR,
    )
    appeal = services.file_appeal(
        decision=decision,
        text="میں نے یہ کام دوسری جگہ کیا ہے، اس کے ثبوت بھیج رہا ہوں۔",
        actor=member,
        now=moment + 9 * HOUR,
    )
    services.grant_appeal(
        appeal=appeal,
        answer="ثبوت دیکھ لیے گئے: تجربہ درست ہے۔ معذرت، اور وضاحت کا شکریہ۔",
        actor=world.who("huda"),
        now=moment + 30 * HOUR,
    )


def _suspended(world: World) -> None:
    """Suspend somebody who sold others' work, with money, an order under way, and an appeal."""
    seller = world.who("fahd")
    _earned(world, seller)
    moment = world.ago(days=2)
    words = "باعني شعارًا وجدته بعينه في موقع شركة أخرى."
    case = _flag(
        ("profile", seller.public_id),
        world.who("omar"),
        FlagReason.STOLEN,
        words,
        moment - 5 * HOUR,
    )
    decision = services.suspend_author(
        case=case,
        rule="1.2",
        reason=(
            "سلّمت شعارين منشورين من قبل لشركتين أخريين، وأرفق الزبون رابطيهما. "
            "من يبيع عمل غيره يضر بالزبون وبصاحب العمل معًا."
        ),
        days=30,
        actor=world.who("noor"),
        now=moment,
    )
    services.file_appeal(
        decision=decision,
        text="اشتريت الشعارين من متجر قوالب وظننت أن الرخصة تسمح. أعتذر، وأعيد المبلغ للزبون.",
        actor=Member.objects.get(pk=seller.pk),
        now=moment + 8 * HOUR,
    )


def _earned(world: World, seller: Member) -> None:
    """Make a finished order whose money is clearing, and one under way."""
    start = world.ago(days=9)
    done = _sold(world, seller, "omar", "شعار لمغسلة", 8_000, start)
    done = orders.deliver_order(
        order=done, actor=seller, note="الشعار وملفاته.", now=start + 20 * HOUR
    )
    orders.complete_order(order=done, actor=done.client, now=world.ago(days=6))
    _sold(world, seller, "reem", "لوحة محل عطور", 12_000, world.ago(days=4))
    world.settle(world.ago(days=3))


def _sold(
    world: World, seller: Member, client: str, title: str, price: int, moment: datetime
) -> Order:
    order = orders.create_order(
        client=world.who(client),
        seller=seller,
        title=title,
        scope="شعار واحد بملف متجه، مع نسختين للطباعة.",
        price=Money(price, "USD"),
        delivery_days=9,
        revisions=2,
        source_kind=SourceKind.OFFER,
        source_ref="",
        language="ar",
        now=moment,
    )
    return pay(world, order, moment + HOUR)


def _visited(world: World) -> None:
    """Support has looked as a member and told them."""
    visitor, visited = world.who("maya"), world.who("reem")
    if not can_visit(visitor, visited):  # where support needs a second factor, nobody has one yet
        return
    moment = world.ago(hours=20)
    visit = services.start_visit(
        member=visited,
        reason="تذكرة 1204: لا تجد زر الدفع في صفحة الطلب.",
        actor=visitor,
        now=moment,
    )
    for minute, path in enumerate(("/orders/", "/wallet/")):
        services.note_page(
            visit=visit,
            method="GET",
            path=path,
            was_refused=False,
            now=moment + timedelta(minutes=minute),
        )
    services.end_visit(visit=visit, actor=visitor, now=moment + timedelta(minutes=6))
