"""Contests that wait to be counted, drawn and paid, for the drills; and what people do in them."""

from __future__ import annotations

import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from contests.actions.models import Action, Claim, Entrant
from contests.actions.services import ActionDraft, add_action
from contests.calls.choices import ContestState
from contests.calls.models import Contest, Link
from contests.calls.services import PrizeDraft, Words, add_prize, create_contest, pay_in_fund
from contests.draws.choices import DrawState
from contests.draws.models import Draw
from contests.draws.services import commit_draw, enter_value
from contests.entries.models import Entry
from contests.judging.choices import JudgeState, SheetState, Stage, Timer
from contests.judging.models import Criterion, Judge, Judging, Run, Score, Sheet
from contests.judging.queries.rubrics import template_rubric
from contests.judging.services import start_count
from contests.judging.services.sheets import comes_to, digest_of, paper_of
from contests.prizes.choices import AwardState
from contests.prizes.models import Award
from contests.prizes.queries import results_digest
from contests.prizes.services import approve_results
from marketplace.accounts.models import Member, RoleGrant
from marketplace.core import clock
from marketplace.core.outbox import deliver_due

SEED = 20_261_124
SECRET = bytes(range(32))
DAY = timedelta(days=1)
JUDGES, READERS = 12, 3
VISIT = ActionDraft(kind="visit", verifier="platform", tickets=1, times=3, is_daily=True)
# The first twentieth of the winners get this, the next part less; the last tenth gets credit.
AMOUNTS = (5_000, 1_000, 700)


@dataclass(frozen=True)
class Round:
    """A contest to be counted and one to be drawn; what both owe is paid."""

    writing: Contest
    follow: Contest


@dataclass
class World:
    """Who takes part, who decides, and the contests."""

    admins: list[Member]
    judges: list[Member]
    people: list[Member]
    winners: int
    rounds: list[Round] = field(default_factory=list)


def make_world(*, rounds: int, entries: int, winners: int) -> World:
    """Make contests of so many entries or tickets each, which wait for their moment."""
    now = clock.now()
    world = World(
        admins=_members("boss", 2, "admin"),
        judges=_members("reader", JUDGES, "judge"),
        people=_members("writer", entries),
        winners=winners,
    )
    for number in range(1, rounds + 1):
        one = Round(_writing(world, number, now), _follow(world, number, now))
        world.rounds.append(one)
    deliver_due(now=now)
    return world


def _members(name: str, count: int, role: str = "") -> list[Member]:
    rows = [
        Member(
            username=f"{name}{number}",
            email=f"{name}{number}@example.com",
            display_name=f"{name.title()} {number}",
            password="!",  # nobody signs in
        )
        for number in range(count)
    ]
    made = Member.objects.bulk_create(rows)
    if role:
        RoleGrant.objects.bulk_create(RoleGrant(member=one, role=role) for one in made)
    return made


def _draft(world: World, kind: str, number: int, now: datetime) -> Contest:
    """Return a draft whose prizes are paid in."""
    admin, slug = world.admins[0], f"{kind}-{number}"
    words = Words(language="en", title=slug.title(), summary="A contest.", terms="Fair.")
    made = create_contest(actor=admin, kind=kind, words=words, slug=slug, now=now)
    first, last = max(1, world.winners // 20), max(2, world.winners * 9 // 10)
    ranks = ((1, first, "money"), (first + 1, last, "money"), (last + 1, world.winners, "credit"))
    for (low, high, given), amount in zip(ranks, AMOUNTS, strict=True):
        prize = PrizeDraft(first_rank=low, last_rank=high, kind=given, amount=amount)
        add_prize(contest=made, actor=admin, prize=prize, now=now)
    return pay_in_fund(contest=made, actor=admin, now=now)


def _closed(contest: Contest, now: datetime) -> Contest:
    """Return a contest that closed, and in which nothing happens by itself yet."""
    Contest.objects.filter(pk=contest.pk).update(
        state=ContestState.JUDGING,
        announced_at=now - 30 * DAY,
        opens_at=now - 20 * DAY,
        closes_at=now - 2 * DAY,
        closed_at=now - 2 * DAY,
        judged_by=now - DAY,
        results_by=now + 9 * DAY,
        timer_at=None,
    )
    return Contest.objects.get(pk=contest.pk)


def _links(world: World, contest: Contest, now: datetime) -> list[Link]:
    return Link.objects.bulk_create(
        Link(contest=contest, member=member, created_at=now) for member in world.people
    )


# -- a contest of texts --------------------------------------------------------------------------


def _writing(world: World, number: int, now: datetime) -> Contest:
    contest = _draft(world, "writing", number, now)
    for position, given in enumerate(template_rubric(), start=1):
        Criterion.objects.create(contest=contest, position=position, **given)
    contest = _closed(contest, now)
    Judging.objects.create(contest=contest, seed="00" * 16, stage=Stage.SCORING, given_at=now)
    judges = Judge.objects.bulk_create(
        Judge(
            contest=contest,
            member=member,
            number=at,
            state=JudgeState.ACCEPTED,
            invited_by=world.admins[0],
            invited_at=now - 20 * DAY,
            answered_at=now - 19 * DAY,
        )
        for at, member in enumerate(world.judges, start=1)
    )
    _seal_all(contest, judges, _entries(world, contest, now), random.Random(SEED + number), now)  # noqa: S311
    return contest


def _entries(world: World, contest: Contest, now: datetime) -> list[Entry]:
    return Entry.objects.bulk_create(
        Entry(
            contest=contest,
            entrant=link.member,
            link=link,
            source="outside",
            url=f"https://blog.example/{link.member.username}",
            title=f"By {link.member.username}",
            language="en",
            declaration="My own work.",
            state="accepted",
            submitted_at=now - 5 * DAY + timedelta(seconds=at),
            changed_at=now - 5 * DAY,
            text="My first client paid in rice.",
            words=6,
            digest="ab" * 32,
            frozen_at=now - DAY,
        )
        for at, link in enumerate(_links(world, contest, now))
    )


def _seal_all(
    contest: Contest,
    judges: Sequence[Judge],
    entries: Sequence[Entry],
    chance: random.Random,
    now: datetime,
) -> None:
    """Give each entry three judges over all distances; each seals with a bent of their own."""
    criteria = list(contest.criteria.all())
    sheets: list[Sheet] = []
    scores: list[Score] = []
    for at, entry in enumerate(entries):
        good = chance.gauss(3.0, 0.9)
        for reader in range(READERS):
            judge = judges[(at + reader * (1 + at % (JUDGES // READERS))) % JUDGES]
            bent = good + (judge.number % 5 - 2) * 0.4
            marks = [min(5, max(1, round(bent + chance.gauss(0, 0.5)))) for _ in criteria]
            sheet = _sealed(criteria, judge, entry, marks, position=at, now=now)
            sheets.append(sheet)
            scores += [
                Score(sheet=sheet, criterion=criterion, value=mark)
                for criterion, mark in zip(criteria, marks, strict=True)
            ]
    Sheet.objects.bulk_create(sheets, batch_size=2_000)
    Score.objects.bulk_create(scores, batch_size=5_000)


def _sealed(
    criteria: list[Criterion],
    judge: Judge,
    entry: Entry,
    marks: list[int],
    *,
    position: int,
    now: datetime,
) -> Sheet:
    sheet = Sheet(
        judge=judge,
        entry=entry,
        position=position,
        state=SheetState.SEALED,
        given_at=now - DAY,
        sealed_at=now,
        feedback="A clear beginning; the end comes too soon.",
    )
    given = dict(enumerate(marks, start=1))
    sheet.paper = paper_of(sheet, entry.contest, given, nonce=secrets.token_hex(16), now=now)
    sheet.digest = digest_of(sheet.paper)
    for name, value in comes_to(given, criteria).items():
        setattr(sheet, name, value)
    return sheet


# -- a contest with a draw -----------------------------------------------------------------------


def _follow(world: World, number: int, now: datetime) -> Contest:
    contest = _draft(world, "follow", number, now)
    action: Action = add_action(contest=contest, actor=world.admins[0], draft=VISIT, now=now)
    commit_draw(
        contest=contest,
        actor=world.admins[0],
        source_kind="declared",
        source_name="Closing value of the index",
        source_url="https://exchange.example/index",
        secret=SECRET,
        now=now,
    )
    contest = _closed(contest, now)
    entrants = Entrant.objects.bulk_create(
        Entrant(
            public_id=f"run{number:02}{at:07}",
            contest=contest,
            member=link.member,
            link=link,
            joined_at=now - 5 * DAY,
            terms_digest="ab" * 32,
            terms_language="en",
        )
        for at, link in enumerate(_links(world, contest, now))
    )
    Claim.objects.bulk_create(
        Claim(
            action=action,
            entrant=entrant,
            key="once",
            tickets=1,
            label="verified",
            state="granted",
            submitted_at=now - 3 * DAY,
        )
        for entrant in entrants
    )
    return contest


# -- what happens next ---------------------------------------------------------------------------


def begin_scoring(one: Round) -> None:
    """Let the last day for scores be over: scoring closes and is counted by itself."""
    rows = Judging.objects.filter(contest=one.writing)
    rows.update(timer_kind=Timer.CLOSE, timer_at=clock.now())


def count_again(world: World, one: Round) -> None:
    """Ask for another count as soon as one is over: the ranking may not change by it."""
    closed = Judging.objects.filter(contest=one.writing, stage=Stage.CLOSED).exists()
    if closed and not Run.objects.filter(contest=one.writing).exclude(state="done").exists():
        start_count(contest=one.writing, actor=world.admins[0], now=clock.now())


def begin_drawing(one: Round) -> None:
    """Let the day be there on which the list of tickets closes."""
    Draw.objects.filter(contest=one.follow).update(next_at=clock.now())


def enter_public_value(world: World, one: Round) -> None:
    """Enter the value that was named, as soon as the list is closed."""
    if Draw.objects.filter(contest=one.follow, state=DrawState.FROZEN).exists():
        enter_value(
            contest=one.follow,
            actor=world.admins[0],
            value="11 482.31",
            evidence="https://exchange.example/index/2026-12-15",
            now=clock.now(),
        )


def sign_results(world: World, one: Round) -> None:
    """Let two administrators sign the winners of both contests."""
    for contest in (one.writing, one.follow):
        awards = list(Award.objects.filter(contest=contest, state=AwardState.PROPOSED))
        digest = results_digest(awards)
        for admin in world.admins:
            if Contest.objects.filter(pk=contest.pk, state=ContestState.JUDGING).exists():
                approve_results(contest=contest, actor=admin, digest=digest, now=clock.now())
