"""Judging in the demo world: a contest whose sheets are half sealed, and one with its results."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from config.demo.contests_calls import Plan, make_contest, prepares
from config.demo.contests_prizes import publish_winners
from config.demo.world import World, content
from contests.calls.models import Contest, Link
from contests.calls.queries import get_contest
from contests.calls.services import PrizeDraft, settle_contest
from contests.entries.choices import EntryState, Source
from contests.entries.models import Entry
from contests.judging import services
from contests.judging.models import Duel, Sheet
from marketplace.accounts.choices import Role
from marketplace.accounts.policies import has_role
from marketplace.accounts.services import grant_role

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
# Who judges, how much above or below the others, and whether the name may be told.
JUDGES = (
    ("yusuf", 0, True),
    ("huda", -1, False),
    ("noor", 1, True),
    ("maya", 0, False),
    ("rami", 0, False),
)
OPEN, JUDGED = 14, 12
SAID = {
    "ar": (
        "بداية تمسك القارئ من الجملة الأولى، والخاتمة أقصر مما يستحق الموقف.",
        "التفاصيل صادقة، والرقم المذكور أقنعني أكثر من أي وصف.",
        "لو حذفت الفقرة الثانية لوصلت الفكرة أسرع.",
    ),
    "en": (
        "The first sentence holds the reader; the end is shorter than the moment deserves.",
        "Honest detail: the sum you name convinced me more than any adjective.",
        "Without the second paragraph the idea would arrive sooner.",
    ),
    "he": (
        "המשפט הראשון תופס את הקורא; הסוף קצר ממה שהרגע ראוי לו.",
        "פרטים כנים: הסכום שכתבת שכנע אותי יותר מכל תואר.",
        "בלי הפסקה השנייה הרעיון היה מגיע מהר יותר.",
    ),
    "ur": (
        "پہلا جملہ پڑھنے والے کو تھام لیتا ہے؛ آخر لمحے کے حق سے چھوٹا ہے۔",
        "تفصیل سچی ہے: بتائی ہوئی رقم نے ہر صفت سے زیادہ قائل کیا۔",
        "دوسرا پیرا نہ ہوتا تو بات جلدی پہنچتی۔",
    ),
}


@prepares("writing")
def rubric_and_judges(world: World, contest: Contest) -> None:
    """Give a draft the platform's rubric and five judges who have accepted."""
    admin, now = world.who("admin"), contest.created_at
    services.use_template_rubric(contest=contest, actor=admin, now=now)
    for username, _bent, is_named in JUDGES:
        member = world.who(username)
        if not has_role(member, Role.JUDGE):
            grant_role(member=member, role=Role.JUDGE, actor=None, now=now)
        judge = services.invite_judge(contest=contest, actor=admin, member=member, now=now)
        services.answer_invitation(
            judge=judge, actor=member, accepts=True, is_named=is_named, now=now
        )


def _closed(world: World, row: dict[str, Any]) -> Contest:
    """Return a contest that has just closed, with its entries accepted."""
    opens_at = world.now - row["opened_days_ago"] * DAY
    plan = Plan(
        slug=row["slug"],
        kind=row["kind"],
        texts={
            code: (words["title"], words["summary"], words["opening"])
            for code, words in row["texts"].items()
        },
        opens_at=opens_at,
        days_open=OPEN,
        days_judged=JUDGED,
        prizes=[PrizeDraft(**prize) for prize in row["prizes"]],
    )
    contest = make_contest(world, plan, at=opens_at - 7 * DAY)
    closes_at = opens_at + OPEN * DAY
    settle_contest(contest=contest, now=opens_at)
    settle_contest(contest=get_contest(contest.public_id), now=closes_at)
    world.settle(closes_at)
    for place, given in enumerate(row["entries"]):
        _enter(world, contest, given, at=opens_at + (place + 1) * DAY, frozen_at=closes_at)
    return get_contest(contest.public_id)


def _enter(
    world: World, contest: Contest, given: dict[str, Any], *, at: datetime, frozen_at: datetime
) -> Entry:
    member = world.who(given["by"])
    link, _made = Link.objects.get_or_create(
        contest=contest, member=member, defaults={"created_at": at}
    )
    return Entry.objects.create(
        contest=contest,
        entrant=member,
        link=link,
        source=Source.OUTSIDE,
        url=f"https://{member.username}.example/{contest.slug}",
        title=given["title"],
        language=given["language"],
        declaration="كتبته بنفسي، وراجعه صديق." if given["language"] == "ar" else "My own work.",
        state=EntryState.ACCEPTED,
        submitted_at=at,
        changed_at=at,
        decided_at=frozen_at,
        text=given["text"],
        words=len(given["text"].split()),
        digest=hashlib.sha256(given["text"].encode()).hexdigest(),
        frozen_at=frozen_at,
    )


def _score(sheet: Sheet, *, place: int, now: datetime) -> None:
    """Seal a sheet: the entry's own worth, the judge's bent, and what differs between criteria."""
    bents = {username: bent for username, bent, _named in JUDGES}
    bent = bents[sheet.judge.member.username]
    worth = 5 - place % 4
    shape = (0, (place + sheet.judge.number) % 2 - 1, 1 - place % 2, -(sheet.judge.number % 2))
    scores = {
        position: max(1, min(5, worth + bent + extra)) for position, extra in enumerate(shape, 1)
    }
    words = SAID[sheet.entry.language]
    services.seal_sheet(
        sheet=sheet,
        actor=sheet.judge.member,
        scores=scores,
        feedback=words[(place + sheet.judge.number) % len(words)],
        now=now,
    )


def _sheets(contest: Contest) -> list[tuple[int, Sheet]]:
    places = {
        pk: at for at, pk in enumerate(contest.entries.order_by("pk").values_list("pk", flat=True))
    }
    rows = Sheet.objects.filter(judge__contest=contest, state="open").select_related(
        "judge__member", "judge__contest", "entry"
    )
    return [(places[row.entry_id], row) for row in rows.order_by("judge__number", "position")]


def seed_judging(world: World) -> None:
    """Judge two contests: yusuf and the others have done half of one and all of the other."""
    for row in content("judged"):
        contest = _closed(world, row)
        began = contest.closed_at or world.now
        services.give_waiting_sheets(now=began + HOUR, limit=50)
        world.settle(began + HOUR)
        if row.get("results"):
            _finish(world, contest, began)
            continue
        for number, (place, sheet) in enumerate(_sheets(contest)):
            if number % 2 == 0:
                _score(sheet, place=place, now=began + DAY + number * HOUR)
        half = next(sheet for _place, sheet in _sheets(contest))
        services.save_sheet(sheet=half, actor=half.judge.member, scores={1: 4}, now=began + 2 * DAY)
    world.settle(world.now)


def _finish(world: World, contest: Contest, began: datetime) -> None:
    """Seal all, fight the final where there is one, count, and publish the results."""
    for number, (place, sheet) in enumerate(_sheets(contest)):
        _score(sheet, place=place, now=began + DAY + number * HOUR)
    done = began + 8 * DAY
    services.carry_out_due_counts(now=done, limit=10)
    for duel in Duel.objects.filter(judge__contest=contest).select_related(
        "judge__member", "first"
    ):
        services.decide_duel(duel=duel, actor=duel.judge.member, winner=duel.first, now=done)
    services.carry_out_due_counts(now=done, limit=10)
    published = get_contest(contest.public_id)
    publish_winners(world, published, done + DAY)
    world.settle(done + DAY)
