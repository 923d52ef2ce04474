"""Trophies won over the weeks, one of them under simulation; a ring found, one decided."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from community.reputation.services import Line, record_contributions
from community.rings import services as rings
from community.rings.models import RingCase
from community.trophies import services
from community.trophies.services import TrophyDraft
from config.demo.world import World
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.accounts.services import grant_role

HOUR: Final = timedelta(hours=1)
# Who likes each other too well: one group is a study group, the other one isn't.
LEARNERS: Final = (
    ("wafa", "ar", "وفاء النمر"),
    ("jamil", "ar", "جميل السروجي"),
    ("shira", "he", "שירה לבון"),
)
TRADERS: Final = (
    ("badr", "ar", "بدر العنزي"),
    ("kashif", "ur", "کاشف رضا"),
    ("leo", "en", "Leo Marchetti"),
    ("sami", "ar", "سامي الدوري"),
)


def seed_trophies(world: World) -> None:
    """Put up the trophies that come with the platform, before anything is recorded."""
    services.sync_shipped(now=world.ago(days=400))


def seed_honours(world: World) -> None:
    """Let likes and replies earn trophies, simulate one, and let the search find two rings."""
    _helped(world)
    _simulated(world)
    _decided(world)
    _found(world)
    world.settle(world.now)
    services.look_at_due(now=world.now, limit=10_000)
    world.settle(world.now)


def _helped(world: World) -> None:
    """Tariq answers for weeks, Salma now and then; several people say thanks."""
    lines: list[Line] = []
    thankful = ("salma", "omar", "reem", "dana", "layla", "grace", "ayesha", "noam", "hassan")
    for number in range(36):
        at = world.ago(days=80 - 2 * number, hours=number % 7)
        lines.append(_line(world, "tariq", None, "reply", number, at))
        giver = thankful[number % len(thankful)]
        lines.append(_line(world, "tariq", giver, "like", number, at + 3 * HOUR))
        if number % 3 == 0:
            lines.append(_line(world, "tariq", giver, "solution", number, at + 9 * HOUR))
    for number in range(100, 108):
        at = world.ago(days=3 * (number - 99), hours=2)
        lines.append(_line(world, "salma", None, "reply", number, at))
        lines.append(_line(world, "salma", "tariq", "like", number, at + HOUR))
    _write(lines)


def _line(
    world: World, receiver: str, giver: str | None, kind: str, number: int, at: datetime
) -> Line:
    return Line(
        kind=kind,
        receiver_id=world.who(receiver).pk,
        giver_id=world.who(giver).pk if giver else None,
        subject_kind="demo",
        subject_id=9_000 + number,
        key=f"demo:{receiver}:{giver or ''}:{kind}:{number}",
        occurred_at=at,
    )


def _write(lines: list[Line]) -> None:
    """Record each line at its own moment, the oldest first."""
    for line in sorted(lines, key=lambda one: one.occurred_at):
        record_contributions(lines=[line], now=line.occurred_at)


def _simulated(world: World) -> None:
    """Noor thinks about a new trophy and looks who would get it."""
    draft = TrophyDraft(
        slug="bridge-builder",
        names={
            "ar": "باني الجسور",
            "en": "Bridge builder",
            "he": "בונה הגשרים",
            "ur": "پل بنانے والا",
        },
        lines={
            "ar": "ثلاثة حلول لثلاثة أشخاص في شهر. المهندسون يسألون عن الإسمنت.",
            "en": "Three solutions for three people in a month. Engineers ask about the cement.",
            "he": "שלושה פתרונות לשלושה אנשים בחודש. המהנדסים שואלים על המלט.",
            "ur": "مہینے میں تین لوگوں کے لیے تین حل۔ انجینئر سیمنٹ کا پوچھتے ہیں۔",
        },
        tier=2,
        drawing="key",
        rule={"metric": "givers", "kinds": ["solution"], "at_least": 3, "within_days": 30},
        season="",
        policy="renew",
        is_hidden=False,
    )
    keeper, moment = world.who("noor"), world.ago(days=1)
    trophy = services.create_trophy(draft=draft, actor=keeper, now=moment)
    services.simulate_trophy(trophy=trophy, actor=keeper, now=moment + HOUR)


def _people(world: World, rows: tuple[tuple[str, str, str], ...]) -> list[Member]:
    joined = world.ago(days=500)
    for username, language, name in rows:
        world.join(username, language=language, name=name, moment=joined)
    return [world.who(username) for username, _language, _name in rows]


def _like_each_other(world: World, people: list[Member], end: datetime, first: int) -> None:
    lines = []
    for place, giver in enumerate(people):
        for other, receiver in enumerate(people):
            if giver.pk == receiver.pk:
                continue
            for step in range(7):
                number = first + 100 * place + 10 * other + step
                at = end - timedelta(days=3 * step, hours=place + other)
                lines.append(_line(world, receiver.username, giver.username, "like", number, at))
    _write(lines)


def _decided(world: World) -> None:
    """Let a ring be found and reversed, and one of its members appeal."""
    people = _people(world, LEARNERS)
    end = world.ago(days=12)
    _like_each_other(world, people, end, 20_000)
    rings.search_rings(now=end + 6 * HOUR)
    case = RingCase.objects.order_by("-id")[0]
    keeper = world.who("noor")
    if not has_role(world.who("huda"), Role.COMMUNITY_MANAGER):
        grant_role(
            member=world.who("huda"),
            role=Role.COMMUNITY_MANAGER,
            actor=None,
            now=world.ago(days=300),
        )
    pairs = {(pair["giver"], pair["receiver"]) for pair in case.evidence["pairs"]}
    why = "ثلاثة أعضاء، وكل إعجاباتهم تقريبًا لبعضهم، وبعضها على ردود من كلمة واحدة."
    moment = end + timedelta(days=1)
    rings.propose_case(case=case, actor=keeper, chosen=pairs, reason=why, now=moment)
    words = "אנחנו לומדות יחד באותו קורס, וקוראות זו את זו כל ערב."
    rings.answer_case(case=case, member=people[2], text=words, now=moment + 5 * HOUR)
    said = "قرأنا الجواب. الدراسة معًا مفهومة، لكن الإعجاب بكل ردّ ليس رأيًا فيه، فلا يُحتسب."
    rings.reverse_case(case=case, actor=keeper, reason=said, now=moment + timedelta(days=3))
    plea = "يمكنكم سؤال المدرّس: كنا نصحّح واجبات بعضنا، والإعجاب علامة «صحّحت»."
    rings.appeal_case(case=case, member=people[0], text=plea, now=moment + timedelta(days=5))
    world.settle(moment + timedelta(days=5))


def _found(world: World) -> None:
    """Last night's search found four who like only each other."""
    people = _people(world, TRADERS)
    _like_each_other(world, people, world.ago(days=2), 30_000)
    rings.search_rings(now=world.ago(hours=7))
