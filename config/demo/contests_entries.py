"""Entries of the demo world: an open writing contest with some, and a closed one that was checked.

Judging goes on from the closed one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from config.demo.contests_calls import Plan, make_contest, prepares
from config.demo.world import World, content
from contests.calls.models import Contest
from contests.calls.queries import get_contest
from contests.calls.services import PrizeDraft, settle_contest
from contests.entries import services
from contests.entries.models import CheckRun
from contests.entries.queries import find_entry
from contests.entries.services import EntryText, RulesDraft
from marketplace.articles import services as articles
from marketplace.articles.models import Article

DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
OPEN: Final = "the-tool-i-put-down"
CLOSED: Final = "the-hour-before-delivery"


@prepares("writing")
def prepare_rules(world: World, contest: Contest) -> None:
    """Give every writing contest its rules: two hundred words are enough for a demo."""
    services.set_writing_rules(
        contest=contest,
        actor=world.who("admin"),
        rules=RulesDraft(min_words=40, max_words=1_500),
        now=contest.created_at,
    )


def seed_entries(world: World) -> None:
    """Open a contest with entries, and close one whose entries were checked and decided."""
    rows = {row["slug"]: row for row in content("contest_entries")}
    _open(world, rows[OPEN])
    _closed(world, rows[CLOSED])
    world.settle(world.now)


def _plan(row: dict[str, Any], opens_at: datetime, days_open: int) -> Plan:
    texts = {
        code: (words["title"], words["summary"], words["opening"])
        for code, words in row["texts"].items()
    }
    prizes = [PrizeDraft(**prize) for prize in row["prizes"]]
    return Plan(
        slug=row["slug"],
        kind="writing",
        texts=texts,
        opens_at=opens_at,
        days_open=days_open,
        prizes=prizes,
    )


def _open(world: World, row: dict[str, Any]) -> None:
    opens_at = world.ago(days=6)
    contest = make_contest(world, _plan(row, opens_at, 20), at=opens_at - 5 * DAY)
    settle_contest(contest=contest, now=opens_at)
    _enter_all(world, get_contest(contest.public_id), row, opens_at)
    services.look_due(now=world.now, limit=100)


def _closed(world: World, row: dict[str, Any]) -> None:
    opens_at = world.ago(days=16)
    contest = make_contest(world, _plan(row, opens_at, 14), at=opens_at - 6 * DAY)
    settle_contest(contest=contest, now=opens_at)
    _enter_all(world, get_contest(contest.public_id), row, opens_at)
    closes_at = opens_at + 14 * DAY
    settle_contest(contest=get_contest(contest.public_id), now=closes_at)
    world.settle(closes_at)
    for minute in range(1, 40):
        services.run_checks(now=closes_at + timedelta(minutes=minute), limit=200)
        if CheckRun.objects.filter(contest=contest, finished_at__isnull=False).exists():
            break
    _decide(world, contest, closes_at + 3 * HOUR)


def _enter_all(world: World, contest: Contest, row: dict[str, Any], since: datetime) -> None:
    for place, one in enumerate(row["entries"], 1):
        at = since + place * 7 * HOUR
        entrant = world.who(one["entrant"])
        article = _article(world, one, at)
        text = EntryText(
            source="article",
            article=article.public_id,
            title=one["title"],
            language=one["language"],
            declaration=one["declaration"],
        )
        services.enter_contest(contest=contest, member=entrant, text=text, now=at + HOUR)


def _article(world: World, one: dict[str, Any], at: datetime) -> Article:
    author = world.who(one["entrant"])
    draft = articles.start_article(author=author, now=at)
    return articles.save_draft(
        article=draft,
        actor=author,
        title=one["title"],
        summary="",
        source=one["source"],
        language=one["language"],
        category="writing",
        revision=draft.revision,
        now=at,
    )


def _decide(world: World, contest: Contest, at: datetime) -> None:
    """Let the administrator refuse what was copied; the one who copied asks to look again."""
    admin = world.who("admin")
    waiting = contest.entries.filter(state="submitted").order_by("-id")
    for place, row in enumerate(list(waiting)):
        entry = find_entry(row.public_id)
        copied = place == 0
        for check in entry.checks.exclude(outcome="pass"):
            services.decide_finding(
                entry=entry,
                actor=admin,
                kind=check.kind,
                decision="breach" if copied else "fine",
                note="" if copied else "هذا هو الأصل، وكُتب قبل الآخر بأيام.",
                now=at,
            )
        if copied:
            reason = "ثلاث فقرات من هذا النص هي فقرات مشاركة أخرى أقدم منه، كلمة بكلمة."
            services.refuse_entry(entry=entry, actor=admin, reason=reason, now=at)
            services.appeal_refusal(
                entry=entry,
                actor=entry.entrant,
                text="كتبنا النص معا، وصاحبة المشاركة الأولى تعرف ذلك. أرجو سؤالها.",
                now=at + HOUR,
            )
        else:
            services.accept_entry(entry=entry, actor=admin, now=at)
