"""In browsers: a writing contest from its draft to the prize in the winner's wallet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from config.browser import DESKTOP, PHONE, BrowserPeople, shows
from config.testing import MakeMember
from config.tests.journeys import contest_steps as steps
from config.tests.journeys.contest_steps import DAY, Walk
from config.tests.journeys.walk import fits, send
from contests.calls.models import Contest, Link
from contests.calls.queries import fund_held
from contests.calls.services import move_due_contests
from contests.entries import services as entries
from contests.entries.gateways import pages
from contests.entries.models import Entry
from contests.entries.tests.world import ARABIC, article_of
from contests.judging.models import Judging, Result
from contests.judging.services import carry_out_due_counts, give_waiting_sheets
from contests.prizes.services import pay_due_awards
from marketplace.core import clock
from marketplace.ledger.queries import available_balance

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from marketplace.accounts.models import Member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = pytest.mark.parametrize(
    ("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar-390", "en-1280"]
)
WORDS = {
    "ar": ("رسالة واحدة", "اكتب الرسالة التي سعدت أنك أرسلتها."),
    "en": ("One letter", "Write the letter you are glad you sent."),
}
JUDGES = ("judge1", "judge2", "judge3", "judge4")
Windows = dict[str, "Page"]


def set_up(windows: Windows, walk: Walk) -> Contest:
    """The administrator sets the contest up, judges accept, the fund is paid in; it is seen."""
    title, summary = WORDS[walk.lang]
    admin = windows["adam"]
    steps.begin(admin, walk, title, summary)
    steps.plan(admin)
    admin.fill("[name=amount]", "٢٥٠")
    send(admin)
    contest = Contest.objects.get()
    steps.ask_for_texts(admin, walk, contest)
    steps.ask_judges(admin, walk, contest, JUDGES)
    for name in JUDGES:
        steps.accept(windows[name], walk)
    steps.pay_in_and_announce(admin, walk, contest)
    assert fund_held(contest).amount == 25_000
    visitor = windows[""]
    visitor.goto(walk.path("/"))
    visitor.get_by_role("link", name=title).first.click()
    assert shows(visitor, summary)
    assert shows(visitor, "$250")
    # The device's clock, with the name of its zone.
    assert visitor.locator("time[data-own-zone]").first.inner_text().endswith(")")
    assert fits(visitor) == []
    contest.refresh_from_db()
    assert contest.state == "announced"
    return contest


def three_enter(
    windows: Windows,
    walk: Walk,
    contest: Contest,
    cast: dict[str, Member],
    monkeypatch: pytest.MonkeyPatch,
) -> tuple[Entry, Entry, Entry]:
    """One enters with an article, one with a copy of it, one with a post elsewhere."""
    now = clock.now()
    theirs = article_of(cast["salma"], ARABIC * 2, now=now, title="رسائل بلا أجر")
    copied = article_of(
        cast["hassan"], (ARABIC * 2).replace("أ", "ا"), now=now, title="كاتب القرية"
    )
    one = steps.enter(windows["salma"], walk, contest, "رسائل بلا أجر", source=theirs.public_id)
    steps.see_the_look(windows["salma"])
    other = steps.enter(windows["hassan"], walk, contest, "كاتب القرية", source=copied.public_id)
    third = windows["tariq"]
    third.goto(walk.path(f"/contests/{contest.slug}/enter/"))
    assert fits(third) == []
    link = Link.objects.get(contest=contest, member=cast["tariq"])
    assert link.code in third.locator("#own-link").inner_text()
    monkeypatch.setattr(pages, "fetch", steps.blog(link))
    address = "https://blog.example/harbour"
    outside = steps.enter(third, walk, contest, "نص من مدونتي", source=address)
    steps.see_the_look(third)
    assert not outside.checks.exclude(outcome="pass").exists()
    return one, other, outside


def close_and_decide(
    windows: Windows, walk: Walk, contest: Contest, one: Entry, copied: Entry
) -> None:
    """The timer closes the contest, the machine finds the copy, a person refuses it."""
    walk.ahead += 7 * DAY
    move_due_contests(now=clock.now(), limit=5)
    walk.settle()
    for _round in range(4):
        entries.run_checks(now=clock.now(), limit=200)
    walk.settle()
    assert _states() == ["submitted", "submitted", "accepted"]
    steps.decide(windows["adam"], walk, one, copied)
    assert _states() == ["accepted", "refused", "accepted"]
    windows["hassan"].goto(walk.path(f"/entries/{copied.public_id}/"))
    assert shows(windows["hassan"], steps.COPIED)
    visitor = windows[""]
    visitor.goto(walk.path(f"/contests/{contest.slug}/entries/"))
    assert visitor.locator("main .card-link").count() == 2
    assert "Salma" not in visitor.locator("main").inner_text()


def _states() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("state", flat=True))


@SIZES
def test_a_writing_contest_from_its_draft_to_the_winners_wallet(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    walk = Walk(lang, settle)
    monkeypatch.setattr(clock, "now", walk.now)
    cast = {"adam": member_factory("adam", roles=("admin",), language=lang, timezone="Asia/Riyadh")}
    cast |= {name: member_factory(name, language=lang) for name in ("salma", "tariq", "hassan")}
    cast |= {name: member_factory(name, roles=("judge",), language=lang) for name in JUDGES}
    windows: Windows = {name: people.window(cast[name], size=size) for name in cast}
    windows[""] = people.window(size=size)
    windows["adam"].on("dialog", lambda dialog: dialog.accept())

    contest = set_up(windows, walk)
    walk.ahead += 3 * DAY
    move_due_contests(now=clock.now(), limit=5)
    one, copied, outside = three_enter(windows, walk, contest, cast, monkeypatch)
    close_and_decide(windows, walk, contest, one, copied)

    assert give_waiting_sheets(now=clock.now(), limit=5) == 6
    judges = contest.judges.select_related("member").order_by("number")
    counts = [steps.score_all(windows[row.member.username], walk, row, outside) for row in judges]
    assert (sum(counts), min(counts)) == (6, 1)
    assert Judging.objects.get(contest=contest).closed_at is not None
    carry_out_due_counts(now=clock.now(), limit=5)
    settle()
    assert Result.objects.get(contest=contest, rank=1).entry == outside
    steps.approve(windows["adam"], walk, contest)
    steps.read_feedback(windows["tariq"], walk, contest)
    visitor = windows[""]
    visitor.goto(walk.path(f"/contests/{contest.slug}/fairness/"))
    assert shows(visitor, outside.title)
    assert fits(visitor) == []

    assert pay_due_awards(now=clock.now(), limit=100) == 1
    assert available_balance(cast["tariq"], "USD") == 25_000
    winner = windows["tariq"]
    winner.goto(walk.path("/wallet/"))
    assert shows(winner, "$250")
    assert shows(winner, WORDS[lang][0])
    visitor.goto(walk.path(f"/contests/{contest.slug}/"))
    assert shows(visitor, "Tariq")
