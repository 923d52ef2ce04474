"""Campaigns of the demo world: one under way, one finished with its showcase, one not ready."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from config.demo.pictures import draw
from config.demo.world import World, content
from referrals.campaigns import queries, services
from referrals.campaigns.models import Campaign, Cause, Mission, Task
from referrals.campaigns.services import CardDraft, MissionDraft, Plan, Reward, Words

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# Who wrote a letter in the finished campaign, and what everybody may read of it.
LETTERS = {
    "salma": "يا سلمى، لا تخفضي سعرك لأن العميل تأخر في الرد. من تأخر لم يقل لا.",
    "layla": "سجّلي عينة كل أسبوع ولو لم يطلبها أحد. بعد سنة صار عندي خمسون بابا مفتوحا.",
    "tariq": "پہلے پوچھو، پھر کوڈ لکھو۔ ایک سوال نے میرے تین ہفتے بچائے۔",
    "grace": "Write down what you agreed, even with friends. Especially with friends.",
    "noam": "תגיד לא לעבודה הראשונה שמרגישה לא נכון. השנייה תבוא.",
}


def _blocks(words: dict[str, Any]) -> list[dict[str, Any]]:
    title, text = words["why"]
    made: list[dict[str, Any]] = [
        {"kind": "text", "title": title, "text": text},
        {"kind": "missions", "title": ""},
        {"kind": "figures", "title": "", "items": []},
    ]
    if words["faq"]:
        made.append({"kind": "faq", "title": "", "items": words["faq"]})
    call, below = words["call"]
    return [*made, {"kind": "call", "title": call, "text": below}]


def _mission(row: dict[str, Any], cause: Cause) -> MissionDraft:
    given = dict(row["reward"])
    names = given.pop("names", {})
    is_gift = given["kind"] == "donation"
    reward = Reward(**given, badge_names=names, cause=cause if is_gift else None)
    return MissionDraft(
        kind=row["kind"],
        titles=row["titles"],
        briefs=row["briefs"],
        proof=row["proof"],
        reward=reward,
        places=row.get("places", 1),
        has_slots=row.get("slots", False),
        language=row.get("language", ""),
        place=row.get("place", ""),
    )


def _draft(world: World, row: dict[str, Any], cause: Cause, at: datetime) -> Campaign:
    manager = world.who("noor")
    texts = row["texts"]
    first = next(iter(texts))
    begins = world.now + timedelta(days=row.get("begins_in_days", -row.get("begins_days_ago", 0)))
    made = services.create_campaign(
        actor=manager,
        words=Words(language=first, title=texts[first]["title"]),
        slug=row["slug"],
        now=at,
    )
    for code, words in texts.items():
        named = Words(language=code, title=words["title"], summary=words["summary"])
        services.set_words(campaign=made, actor=manager, words=named, now=at)
        services.set_blocks(
            campaign=made, actor=manager, language=code, blocks=_blocks(words), now=at
        )
    plan = Plan(
        begins_at=begins,
        ends_at=begins + row["days"] * DAY,
        timezone="Asia/Riyadh",
        expected_answers=8,
        answers_per_day=3,
        contact=row["contact"],
        has_matching=row["matching"],
    )
    services.set_plan(campaign=made, actor=manager, plan=plan, now=at)
    for mission in row["missions"]:
        added = services.add_mission(
            campaign=made, actor=manager, draft=_mission(mission, cause), now=at
        )
        if added.has_slots:
            _shifts(world, added, at)
    return queries.get_campaign(made.public_id)


def _shifts(world: World, mission: Mission, at: datetime) -> None:
    """Add evening hours around today: taken ones, free ones, one whose wishes gather."""
    today = world.now.replace(hour=16, minute=0, second=0, microsecond=0)
    for number in (-2, 1, 2, 3, 5, 8):
        begins = today + number * DAY
        services.add_slot(
            mission=mission,
            actor=world.who("noor"),
            begins_at=begins,
            ends_at=begins + HOUR,
            capacity=2,
            deal_at=begins - 2 * DAY if number == 8 else None,  # noqa: PLR2004  the last one
            now=at,
        )


def _open(world: World, campaign: Campaign, at: datetime) -> Campaign:
    services.pay_in_fund(campaign=campaign, actor=world.who("admin"), now=at)
    services.open_campaign(campaign=campaign, actor=world.who("noor"), now=at)
    return queries.get_campaign(campaign.public_id)


def _mission_of(campaign: Campaign, kind: str) -> Mission:
    return next(one for one in queries.missions_of(campaign) if one.kind == kind)


def _prove(task: Task, at: datetime, **proof: Any) -> Task:
    found = queries.get_task(task.public_id)
    return services.submit_proof(task=found, member=found.member, discloses=True, now=at, **proof)


def _finished(world: World, campaign: Campaign, begins: datetime) -> None:
    """Let everybody write, be accepted and paid, and the campaign settle."""
    mission = _mission_of(campaign, "write")
    services.settle_timers(campaign=campaign, now=begins)
    for number, (name, text) in enumerate(LETTERS.items()):
        at = begins + number * DAY + 2 * HOUR
        task = services.join_mission(mission=mission, member=world.who(name), now=at)
        _prove(task, at + 5 * HOUR, text=text, shows_work=True)
        services.accept_task(task=task, actor=world.who("noor"), note="شكرا لك.", now=at + 9 * HOUR)
    over = begins + 30 * DAY
    services.pay_due_tasks(now=over, limit=100)
    services.settle_timers(campaign=queries.get_campaign(campaign.public_id), now=over)
    services.settle_finished_campaigns(now=over, limit=5)
    world.settle(over)


def _under_way(world: World, campaign: Campaign) -> None:
    """Work in every state, shifts with a waiting list, a question, two people to meet."""
    now, noor = world.now, world.who("noor")
    services.settle_timers(campaign=campaign, now=now - 5 * DAY)
    write, answer = _mission_of(campaign, "write"), _mission_of(campaign, "answer")
    tasks = {
        name: services.join_mission(mission=write, member=world.who(name), now=now - 5 * DAY)
        for name in ("salma", "hassan", "grace", "dana")
    }
    link = "https://example.com/first-client"
    for name in ("salma", "hassan", "grace"):
        _prove(tasks[name], now - 3 * DAY, url=f"{link}-{name}", shows_work=name == "salma")
    services.accept_task(task=tasks["salma"], actor=noor, now=now - 2 * DAY)
    services.send_back_task(
        task=tasks["hassan"],
        actor=noor,
        note="أين قلت لقرّائك إنك تُكافأ على الكتابة؟ أضف سطرا.",
        now=now - 2 * DAY,
    )
    badge = services.join_mission(mission=answer, member=world.who("tariq"), now=now - 5 * DAY)
    _prove(badge, now - 4 * DAY, text="دس سوالوں کے جواب، فورم کے تین موضوعات میں۔")
    services.accept_task(task=badge, actor=noor, now=now - 3 * DAY)
    _guide(world, campaign)
    _book(world, campaign)
    services.pay_due_tasks(now=now - DAY, limit=100)
    _ask_and_meet(world, campaign, write)


def _guide(world: World, campaign: Campaign) -> None:
    """Show a walk through the market in a picture, and give its reward on to the cause."""
    guide, at = _mission_of(campaign, "guide"), world.now - 4 * DAY
    task = services.join_mission(mission=guide, member=world.who("reem"), now=at)
    _prove(task, at + HOUR, picture=draw("teaching", 1), text="جولة في السوق.", shows_work=True)
    services.accept_task(task=task, actor=world.who("noor"), now=at + DAY)


def _book(world: World, campaign: Campaign) -> None:
    slots = list(queries.slots_of(campaign))
    wishes = {
        0: ("layla", "yusuf"),
        1: ("salma", "layla", "hassan"),
        2: ("dana",),
        5: ("layla", "dana"),
    }
    for place, names in wishes.items():
        for number, name in enumerate(names):
            at = world.now - 5 * DAY + number * HOUR
            services.book_slot(slot=slots[place], member=world.who(name), now=at)


def _ask_and_meet(world: World, campaign: Campaign, mission: Mission) -> None:
    now = world.now
    ticket = services.open_ticket(
        campaign=campaign,
        mission=mission,
        member=world.who("dana"),
        subject="هل تكفي تدوينة قصيرة؟",
        text="عندي مدونة بالإنجليزية، وأكتب فيها نصوصا قصيرة. هل تكفي ثلاث فقرات؟",
        now=now - 2 * DAY,
    )
    services.answer_ticket(
        ticket=ticket,
        actor=world.who("maya"),
        text="نعم، إن قالت ما الذي نفع وما الذي لم ينفع. اللغة كما تحبين.",
        now=now - 2 * DAY + 3 * HOUR,
    )
    services.open_ticket(
        campaign=campaign,
        member=world.who("hassan"),
        subject="لا أستطيع في نوبة الأحد",
        text="هل أستطيع أن أبدّلها مع زميل؟",
        now=now - 5 * HOUR,
    )
    for name, side, city in (("salma", "host", "أبها"), ("omar", "newcomer", "أبها")):
        draft = CardDraft(
            side=side,
            languages=["ar"],
            country="SA",
            city=city,
            interests=["قهوة", "خط عربي"],
            words="أعرف السوق حجرا حجرا." if side == "host" else "جئت من الرياض منذ شهر.",
        )
        services.write_card(campaign=campaign, member=world.who(name), draft=draft, now=now - DAY)
    services.propose_matches(now=now - DAY, limit=10)


def seed_campaigns(world: World) -> None:
    """Make the three campaigns, a segment and a cause."""
    noor = world.who("noor")
    rows = {row["slug"]: row for row in content("campaigns")}
    cause = services.create_cause(
        actor=noor,
        names={
            "ar": "كتب لكل قرية",
            "en": "Books for every village",
            "he": "ספרים לכל כפר",
            "ur": "ہر گاؤں کے لیے کتابیں",
        },
        url="https://example.org/books",
        now=world.ago(days=80),
    )
    for name, wanted in (
        ("مستقلون في الخليج", {"countries": ["SA", "AE", "KW", "QA"]}),
        ("يكتبون بالعربية", {"languages": ["ar"], "skills": ["تحرير", "تعليم", "خط عربي"]}),
    ):
        services.save_segment(actor=noor, name=name, wanted=wanted, now=world.ago(days=75))
    old, live = rows["ramadan-letters"], rows["first-client-week"]
    at = world.ago(days=old["opened_days_ago"])
    finished = _open(world, _draft(world, old, cause, at), at)
    _finished(world, finished, world.ago(days=old["begins_days_ago"]))
    at = world.ago(days=live["opened_days_ago"])
    _under_way(world, _open(world, _draft(world, live, cause, at), at))
    _draft(world, rows["translators-of-the-souq"], cause, world.ago(days=2))
    world.settle(world.now)
