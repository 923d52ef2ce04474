"""Contests that are judged, with their fund paid in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.calls.services import PrizeDraft, Words, add_prize, create_contest, pay_in_fund
from contests.prizes.queries import Placing, Standing, placings
from marketplace.accounts.models import Member

MakeContest = Callable[..., Contest]


@pytest.fixture
def admin(member_factory: Any) -> Member:
    made: Member = member_factory("nadia", roles=("admin",), language="en")
    return made


@pytest.fixture
def second_admin(member_factory: Any) -> Member:
    made: Member = member_factory("ziad", roles=("admin",), language="en")
    return made


@pytest.fixture
def two_admins(admin: Member, second_admin: Member) -> tuple[Member, Member]:
    return admin, second_admin


@pytest.fixture
def two_winners(seller: Member, stranger: Member) -> tuple[Member, Member]:
    return seller, stranger


@pytest.fixture
def ranking(monkeypatch: pytest.MonkeyPatch) -> dict[int, Sequence[Placing]]:
    """Return the rankings by contest id that stand in for judging and draws."""
    told: dict[int, Sequence[Placing]] = {}

    def source(*, contest: Contest) -> Standing | None:
        return Standing(told[contest.pk]) if contest.pk in told else None

    monkeypatch.setitem(placings._SOURCES, "writing", source)
    monkeypatch.setitem(placings._SOURCES, "follow", source)
    return told


@pytest.fixture
def judged(admin: Member, ranking: dict[int, Sequence[Placing]], now: datetime) -> MakeContest:
    """Return a maker of contests in judging with these prizes and winners."""
    count = 0

    def make(
        prizes: Sequence[PrizeDraft], winners: Sequence[Member], *, kind: str = "follow"
    ) -> Contest:
        nonlocal count
        count += 1
        words = Words(language="en", title=f"Contest {count}", summary="A contest", terms="Fair.")
        contest = create_contest(
            actor=admin, kind=kind, words=words, slug=f"contest-{count}", now=now
        )
        for prize in prizes:
            add_prize(contest=contest, actor=admin, prize=prize, now=now)
        if any(prize.amount for prize in prizes):
            pay_in_fund(contest=contest, actor=admin, now=now)
        Contest.objects.filter(pk=contest.pk).update(
            state=ContestState.JUDGING,
            announced_at=now,
            opens_at=now - timedelta(days=20),
            closes_at=now - timedelta(days=5),
            judged_by=now,
            results_by=now,
        )
        ranking[contest.pk] = [
            Placing(rank=rank, member=member) for rank, member in enumerate(winners, start=1)
        ]
        return Contest.objects.get(pk=contest.pk)

    return make


def money(first: int, last: int, amount: int) -> PrizeDraft:
    """Return a prize in money for some ranks."""
    return PrizeDraft(first_rank=first, last_rank=last, kind="money", amount=amount)


def goods(first: int, last: int) -> PrizeDraft:
    """Return a prize in goods for some ranks."""
    return PrizeDraft(first_rank=first, last_rank=last, kind="goods", names={"en": "A pen"})
