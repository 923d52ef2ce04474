"""Many at once on real connections; and the race with the lock off."""

from __future__ import annotations

from datetime import datetime
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError

from config.testing import MakeMember
from contests.calls.models import Contest
from contests.entries import services
from contests.entries.errors import EnteredAlready, EntryStateRefuses
from contests.entries.models import Check, Entry
from contests.entries.services import RulesDraft, entering
from contests.entries.tests.world import (
    ARABIC,
    article_of,
    check,
    close,
    entered,
    entry_text,
    open_contest,
    text_of,
)
from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.core.models import OutboxEvent
from marketplace.orders.tests.world import race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
WIDE = RulesDraft(min_words=1, max_words=5_000)


def test_sent_by_two_clicks_it_is_one_entry(admin: Member, seller: Member, now: datetime) -> None:
    contest = open_contest(admin, now=now)
    text = entry_text(article_of(seller, ARABIC, now=now))
    results = race(
        4, lambda _n: services.enter_contest(contest=contest, member=seller, text=text, now=now)
    )
    assert {type(result) for result in results} == {Entry}
    assert Entry.objects.count() == 1
    assert OutboxEvent.objects.filter(name="EntrySubmitted").count() == 1


def test_control_without_the_lock_only_the_database_holds(
    admin: Member, seller: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both find no entry before anyone writes: the constraint refuses the second."""
    contest = open_contest(admin, now=now)
    text = entry_text(article_of(seller, ARABIC, now=now))
    both = Barrier(2)
    real = entering._refuse_same_text

    def together(*args: Any, **kwargs: Any) -> None:
        real(*args, **kwargs)
        both.wait(timeout=20)

    monkeypatch.setattr(entering, "lock_contest", lambda pk: Contest.objects.get(pk=pk))
    monkeypatch.setattr(entering, "_refuse_same_text", together)
    results = race(
        2, lambda _n: services.enter_contest(contest=contest, member=seller, text=text, now=now)
    )
    assert sorted(type(result).__name__ for result in results) == ["Entry", "IntegrityError"]
    assert any(isinstance(result, IntegrityError) for result in results)


def test_two_different_texts_at_once_are_one_entry(
    admin: Member, seller: Member, now: datetime
) -> None:
    contest = open_contest(admin, now=now)
    article = article_of(seller, ARABIC, now=now)
    texts = [entry_text(article, title=title) for title in ("One", "Two")]
    results = race(
        2, lambda n: services.enter_contest(contest=contest, member=seller, text=texts[n], now=now)
    )
    assert sorted(type(result).__name__ for result in results) == ["EnteredAlready", "Entry"]
    assert any(isinstance(result, EnteredAlready) for result in results)


def test_closing_and_entering_at_once(admin: Member, seller: Member, now: datetime) -> None:
    """Whoever enters is in the checks; whoever comes late is told so."""
    contest = open_contest(admin, now=now)
    text = entry_text(article_of(seller, ARABIC, now=now))
    attempts = (
        lambda: services.enter_contest(contest=contest, member=seller, text=text, now=now),
        lambda: close(contest),
    )
    results = race(2, lambda n: attempts[n]())
    entries = list(Entry.objects.all())
    assert isinstance(results[0], Entry) == bool(entries)
    assert isinstance(results[0], Entry | DomainError)
    # The sweep passes a contest by that somebody is just entering, and comes again.
    run = check(*close(contest))
    assert run.done == len(entries)


def test_four_workers_check_each_entry_once(
    admin: Member, member_factory: MakeMember, now: datetime
) -> None:
    contest = open_contest(admin, now=now, rules=WIDE)
    for number in range(12):
        source = ARABIC if number in (1, 3) else text_of(number, 60)
        entered(contest, member_factory(), now=now, source=source)
    closed, moment = close(contest)
    results = race(4, lambda _n: check(closed, moment))
    assert not [result for result in results if isinstance(result, Exception)]
    assert Entry.objects.filter(state="accepted").count() == 10
    assert Check.objects.count() == 12 * 4
    assert OutboxEvent.objects.filter(name="EntryAccepted").count() == 10
    assert OutboxEvent.objects.filter(name="EntriesChecked").count() == 1


def test_accepted_and_refused_at_once_one_holds(
    admin: Member, seller: Member, member_factory: MakeMember, now: datetime
) -> None:
    other = member_factory("aida", roles=("admin",))
    contest = open_contest(admin, now=now, rules=RulesDraft(min_words=500, max_words=900))
    entry = entered(contest, seller, now=now, source=ARABIC)
    check(*close(contest))
    services.decide_finding(
        entry=entry, actor=admin, kind="length", decision="fine", note="", now=now
    )
    attempts = (
        lambda: services.accept_entry(entry=entry, actor=admin, now=now),
        lambda: services.refuse_entry(entry=entry, actor=other, reason="Too short.", now=now),
    )
    results = race(2, lambda n: attempts[n]())
    assert sum(isinstance(result, Entry) for result in results) == 1
    assert sum(isinstance(result, EntryStateRefuses) for result in results) == 1
