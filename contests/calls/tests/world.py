"""Contests in every state, made by the verbs themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.calls.services import (
    Dates,
    PrizeDraft,
    Words,
    add_prize,
    announce_contest,
    cancel_contest,
    create_contest,
    hand_over_contest,
    pay_in_fund,
    publish_contest_results,
    set_dates,
    set_words,
    settle_contest,
    vouch,
)
from contests.entries.services import RulesDraft, set_writing_rules
from contests.judging.tests.world import equip
from marketplace.accounts.models import Member

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
FIRST, SECOND_PRIZE = 60_000, 20_000
# The first rank, and the ranks two to four.
TOTAL = FIRST + 3 * SECOND_PRIZE
WORDS = Words(
    language="en",
    title="The letter that brought a client",
    summary="Write the letter you are glad you sent.",
    terms="## How\n\nWrite it, and hand it in.",
)
ARABIC = Words(
    language="ar",
    title="الرسالة التي جلبت عميلا",
    summary="اكتب الرسالة التي سعدت أنك أرسلتها.",
    terms="## كيف\n\nاكتبها وسلّمها.",
)


def dates(now: datetime, **changed: Any) -> Dates:
    """Return dates that follow each other: opens in two days, closes after ten."""
    given = {
        "opens_at": now + 2 * DAY,
        "closes_at": now + 12 * DAY,
        "judged_by": now + 19 * DAY,
        "results_by": now + 21 * DAY,
    }
    return Dates(**{**given, **changed})


def draft(
    admin: Member, *, now: datetime, kind: str = "writing", slug: str = "", **changed: Any
) -> Contest:
    """Return a draft that lacks nothing but its fund."""
    made = create_contest(actor=admin, kind=kind, words=WORDS, slug=slug, now=now)
    set_words(contest=made, actor=admin, words=ARABIC, now=now)
    set_dates(contest=made, actor=admin, dates=dates(now, **changed), now=now)
    vouch(contest=made, actor=admin, codes=["no_purchase", "relatives_excluded"], now=now)
    for first, last, amount in ((1, 1, FIRST), (2, 4, SECOND_PRIZE)):
        prize = PrizeDraft(first_rank=first, last_rank=last, kind="money", amount=amount)
        add_prize(contest=made, actor=admin, prize=prize, now=now)
    if kind == "writing":
        complete(made, admin, now=now)
    return fresh(made)


def complete(contest: Contest, admin: Member, *, now: datetime) -> None:
    """Give a writing contest what the apps above ask of it: rules for texts, a rubric, judges."""
    rules = RulesDraft(min_words=1, max_words=5_000)
    set_writing_rules(contest=contest, actor=admin, rules=rules, now=now)
    equip(contest, now=now)


def announced(admin: Member, *, now: datetime, **given: Any) -> Contest:
    """Return a contest that was just announced."""
    made = draft(admin, now=now, **given)
    pay_in_fund(contest=made, actor=admin, now=now)
    announce_contest(contest=made, actor=admin, now=now)
    return fresh(made)


def contest_in(state: ContestState, admin: Member, *, now: datetime, **given: Any) -> Contest:
    """Return a contest that came to this state by its own dates."""
    if state == ContestState.DRAFT:
        return draft(admin, now=now, **given)
    made = announced(admin, now=now, **given)
    if state == ContestState.CANCELLED:
        cancel_contest(contest=made, actor=admin, reason="The licence lapsed.", now=now)
        return fresh(made)
    assert made.opens_at
    assert made.closes_at
    assert made.results_by
    opens_at, closes_at, results_by = made.opens_at, made.closes_at, made.results_by
    acts: list[tuple[ContestState, Callable[[], object]]] = [
        (ContestState.OPEN, lambda: settle_contest(contest=fresh(made), now=opens_at)),
        (ContestState.JUDGING, lambda: settle_contest(contest=fresh(made), now=closes_at)),
        (
            ContestState.RESULTS,
            lambda: publish_contest_results(contest=made, actor=admin, now=results_by),
        ),
        (ContestState.PAID, lambda: hand_over_contest(contest=made, now=results_by + DAY)),
        (
            ContestState.ARCHIVED,
            lambda: settle_contest(contest=fresh(made), now=results_by + 31 * DAY),
        ),
    ]
    for reached, act in acts:
        if fresh(made).state != state:
            act()
            assert fresh(made).state == reached
    return fresh(made)


def fresh(contest: Contest) -> Contest:
    """Return the contest as it stands in the database."""
    return Contest.objects.get(pk=contest.pk)
