"""Looks that cross each other, and closings: none is lost, and none stops the others."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from config.testing import MakeMember
from contests.calls.models import Contest
from contests.entries import services
from contests.entries.gateways import pages
from contests.entries.gateways.pages import SeenPage, leads_here, read_page
from contests.entries.models import CheckRun, Entry, Look
from contests.entries.queries.plain import without_addresses
from contests.entries.services import checking, freezing, looking
from contests.entries.tests.world import (
    ARABIC,
    ENGLISH,
    POST,
    SECOND,
    article_of,
    check,
    close,
    entered,
    entry_text,
    open_contest,
    serving,
)
from marketplace.accounts.models import Member
from marketplace.articles import services as articles
from marketplace.core.fetch import FetchedPage

CODE = "0123456789ab"
WELL = {POST: SeenPage(POST, "", ARABIC * 2, has_link=True)}


def enter(contest: Contest, member: Member, now: datetime, **changes: Any) -> Entry:
    return services.enter_contest(
        contest=contest, member=member, text=entry_text(**changes), now=now
    )


def meanwhile(act: Callable[[], object]) -> Callable[[list[looking.Task]], list[Any]]:
    """Return a reader of pages during which something else happens."""
    real = looking.read_all

    def read(tasks: list[looking.Task]) -> list[Any]:
        act()
        return real(tasks)

    return read


@pytest.mark.django_db
def test_a_look_that_ends_after_closing_leaves_the_look_at_closing(
    admin: Member, seller: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = open_contest(admin, now=now)
    entry = enter(contest, seller, now)
    monkeypatch.setattr(looking, "read_page", serving(WELL))
    ended: list[tuple[Contest, datetime]] = []
    with monkeypatch.context() as during:
        during.setattr(looking, "read_all", meanwhile(lambda: ended.append(close(contest))))
        assert services.look_due(now=now, limit=10) == 1
    check(*ended[0])
    entry.refresh_from_db()
    assert (entry.state, entry.frozen_note) == ("accepted", "")
    assert Look.objects.get().tries == 1


@pytest.mark.django_db
def test_a_look_asked_for_during_another_is_not_lost(
    admin: Member, seller: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = enter(open_contest(admin, now=now), seller, now)
    monkeypatch.setattr(looking, "read_page", serving({}))

    def again() -> None:
        services.look_again(entry=entry, actor=seller, now=now + SECOND)

    with monkeypatch.context() as during:
        during.setattr(looking, "read_all", meanwhile(again))
        services.look_due(now=now, limit=10)
    monkeypatch.setattr(looking, "read_page", serving(WELL))
    assert services.look_due(now=now + SECOND, limit=10) == 1
    look = Look.objects.get()
    assert (look.problem, look.has_link, look.due_at) == ("", True, None)


@pytest.mark.django_db
def test_a_look_due_at_closing_doesnt_let_an_article_change_after_it(
    admin: Member, seller: Member, now: datetime
) -> None:
    contest = open_contest(admin, now=now)
    article = article_of(seller, ARABIC * 2, now=now)
    entry = services.enter_contest(
        contest=contest, member=seller, text=entry_text(article), now=now
    )
    services.look_due(now=now, limit=10)
    assert contest.closes_at
    services.look_again(entry=entry, actor=seller, now=contest.closes_at - SECOND)
    closed, moment = close(contest)
    article.refresh_from_db()
    articles.save_draft(
        article=article,
        actor=seller,
        title="A title",
        summary="In short",
        source=ENGLISH * 3,
        language="ar",
        category="writing",
        revision=article.revision,
        now=moment + SECOND,
    )
    check(closed, moment + 2 * SECOND)
    entry.refresh_from_db()
    assert (entry.frozen_note, entry.text) == ("seen", (ARABIC * 2).strip())


@pytest.mark.django_db
def test_one_page_or_entry_that_fails_doesnt_stop_the_others(
    admin: Member, seller: Member, stranger: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = open_contest(admin, now=now)
    bad = enter(contest, seller, now, url="https://bad.example/")
    good = enter(contest, stranger, now + SECOND)
    kept = looking._keep_look

    def read(address: str, *, code: str) -> SeenPage:
        if address != POST:
            raise RecursionError(code)
        return WELL[POST]

    def keep(task: looking.Task, page: SeenPage | None, moment: datetime) -> None:
        if task.entry_id == bad.pk:
            raise ValueError(task)
        kept(task, page, moment)

    monkeypatch.setattr(looking, "read_page", read)
    monkeypatch.setattr(looking, "_keep_look", keep)
    assert services.look_due(now=now + SECOND, limit=10) == 2
    assert Look.objects.get(entry=good).has_link
    monkeypatch.setattr(looking, "_keep_look", kept)
    services.look_due(now=now + timedelta(minutes=4), limit=10)
    assert Look.objects.get(entry=bad).problem == "failed"


@pytest.mark.django_db
def test_one_run_that_fails_doesnt_stop_the_others(
    admin: Member, member_factory: MakeMember, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    contests = [open_contest(admin, now=now) for _number in range(2)]
    for contest in contests:
        entered(contest, member_factory(), now=now)
    moments = [close(contest) for contest in contests]
    real = freezing.freeze_articles

    def freeze(*, contest: Contest, now: datetime, limit: int) -> int:
        if contest.pk == contests[0].pk:
            raise ValueError(contest)
        return real(contest=contest, now=now, limit=limit)

    monkeypatch.setattr(checking, "freeze_articles", freeze)
    check(*moments[1])
    assert CheckRun.objects.get(contest=contests[0]).finished_at is None


# -- pages made to cost time -----------------------------------------------------------------------

LONG = 100_000


def quick(act: Callable[[], object], *, most: float = 2.0) -> bool:
    """Tell whether something takes less than so many seconds."""
    begun = time.monotonic()
    act()
    return time.monotonic() - begun < most


def test_a_page_full_of_our_address_takes_no_time(settings: Any) -> None:
    settings.SITE_URL = "https://w.example"
    written = "//w.example/" * 20_000
    assert quick(lambda: leads_here(written, CODE))
    assert leads_here(f"{written} https://w.example/en/contests/{'c' * 60}/via/{CODE}/", CODE)


@pytest.mark.parametrize("letter", ["a", "a.", "a@", "١", "w.w", "a:/", "a-"])
def test_a_word_without_end_takes_no_time(letter: str) -> None:
    text = letter * (LONG // len(letter))
    assert quick(lambda: without_addresses(text))


def test_addresses_go_wherever_they_stand() -> None:
    text = f"انظرhttps://a.example/b و1ftp://c.example ثم {'x' * 80}@d.example, www.e.example!"
    assert "example" not in without_addresses(text)


@pytest.mark.parametrize("name", ["punycode", "idna", "utf-7", "unicode_escape"])
def test_a_codec_that_no_page_uses_isnt_asked(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    body = f"<meta charset={name}>".encode() + b"<p>" + b"text-" + b"b" * LONG + b"</p>"
    for kind in ("text/html", f"text/html; charset={name}"):
        page = FetchedPage(POST, 200, kind, body)
        monkeypatch.setattr(pages, "fetch", lambda _address, page=page, **_given: page)
        assert quick(lambda: read_page(POST, code=CODE))
        assert read_page(POST, code=CODE).text == "text-" + "b" * (LONG - 5)
