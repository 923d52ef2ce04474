"""In browsers: actions by every verifier, a rejection appealed, the draw, its receipt checked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from config.browser import DESKTOP, PHONE, BrowserPeople, shows
from config.testing import MakeMember
from config.tests.journeys.walk import fits, press, say, submit
from contests.actions.models import Action, Claim, Entrant
from contests.actions.services import claiming
from contests.actions.tests.world import action_of, opened, picture
from contests.calls.models import Contest
from contests.calls.services import make_link, settle_contest
from contests.calls.tests.world import fresh
from contests.draws.services import advance_draw
from contests.draws.tests.world import DECLARED
from marketplace.core import clock
from marketplace.core.fetch import FetchedPage
from marketplace.core.outbox import deliver_due

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = pytest.mark.parametrize(
    ("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar-390", "en-1280"]
)


def join(page: Page, home: str) -> None:
    """Accept the terms and take part."""
    page.goto(home)
    page.check("[name=accepts_terms]")
    press(page, "/join/")


def do(page: Page, home: str, action: Action, **typed: str) -> None:
    """Do an action from the panel, with what its proof asks for."""
    page.goto(home)
    ending = f"/actions/{action.public_id}/"
    if action.verifier in ("platform", "declared"):
        press(page, ending)
        return
    page.locator(f"a[href$='{ending}']").click()
    for name, value in typed.items():
        page.fill(f"[name={name}]", value)
    if action.verifier == "screenshot":
        upload: Any = {
            "name": "screen.png",
            "mimeType": "image/png",
            "buffer": picture().getvalue(),
        }
        page.set_input_files("[name=picture]", upload)
    submit(page)


def play(page: Page, home: str, contest: Contest) -> None:
    """Take part, and do one action by each verifier."""
    join(page, home)
    do(page, home, action_of(contest, "visit"))
    press_follow = page.locator("form[action$='/follow/'] button").first
    press_follow.click()
    page.wait_for_load_state()
    do(page, home, action_of(contest, "subscribe"))
    do(page, home, action_of(contest, "follow", "declared"))
    do(page, home, action_of(contest, "post", "page"), url="https://b.example/", text="lina yazan")
    do(page, home, action_of(contest, "follow", "screenshot"), text="@salma")
    do(page, home, action_of(contest, "other", "desk"), text="حكيت لزميلي في المحمصة.")


def decide(admin: Page, salma: Page, prefix: str, home: str, contest: Contest) -> None:
    """The desk rejects a picture by keyboard, lets the words count; the appeal is granted."""
    desk = f"{prefix}/desk/contests/{contest.public_id}/actions/"
    shot = Claim.objects.get(action__verifier="screenshot")
    told = Claim.objects.get(action__verifier="desk")
    admin.goto(desk)
    assert fits(admin) == []
    admin.keyboard.press("j")
    admin.keyboard.press("r")
    admin.locator(f"#reason-{shot.public_id}").select_option("not_yours")
    admin.fill(f"#note-{shot.public_id}", "لا يظهر الاسم.")
    press(admin, f"/{shot.public_id}/reject/")
    press(admin, f"/{told.public_id}/grant/")
    salma.goto(home)
    assert shows(salma, "لا يظهر الاسم.")
    salma.locator("a[href$='/appeal/']").click()
    assert fits(salma) == []
    salma.fill("[name=text]", "الاسم في أعلى الصورة.")
    submit(salma)
    admin.goto(f"{desk}?tab=appeals")
    assert shows(admin, "الاسم في أعلى الصورة.")
    press(admin, f"/{shot.public_id}/grant/")


def draw_it(admin: Page, prefix: str, contest: Contest) -> None:
    """The contest and its list close, the value is entered at the desk, the winners are drawn."""
    now = clock.now()
    Contest.objects.filter(pk=contest.pk).update(
        closes_at=now - timedelta(seconds=30),
        judged_by=now - timedelta(seconds=20),
        timer_at=now - timedelta(seconds=30),
    )
    settle_contest(contest=fresh(contest), now=now)
    deliver_due(now=now)
    advance_draw(contest_id=contest.pk, now=now)
    admin.goto(f"{prefix}/desk/contests/{contest.public_id}/draw/")
    admin.once("dialog", lambda dialog: dialog.accept())
    admin.fill("[name=value]", "11 482.31")
    admin.fill("[name=evidence]", "https://exchange.example/index")
    submit(admin)
    advance_draw(contest_id=contest.pk, now=clock.now())
    deliver_due(now=clock.now())
    admin.reload()
    assert fits(admin) == []
    admin.locator("a[href$='/winners/']").first.click()
    admin.once("dialog", lambda dialog: dialog.accept())
    press(admin, "/winners/approve/")


def check_it(page: Page, lang: str, address: str, folder: Path) -> None:
    """The receipt is checked in the page; the saved file too; one byte changed is refused."""
    page.goto(address)
    assert fits(page) == []
    page.locator("[data-draw-begin]").click()
    page.locator("[data-draw-done=good]").wait_for()
    assert shows(page, say(lang, "Everything matches."))
    assert fits(page) == []
    with page.expect_download() as saved:
        page.locator("a[href$='receipt.json']").first.click()
    receipt = folder / "receipt.json"
    saved.value.save_as(receipt)
    page.context.set_offline(True)
    page.set_input_files("#draw-file", receipt)
    page.locator("[data-draw-done=good]").wait_for()
    text = receipt.read_text(encoding="utf-8")
    at = text.index('"value":"') + len('"value":"')
    changed = folder / "changed.json"
    changed.write_text(text[:at] + "9" + text[at + 1 :], encoding="utf-8", newline="")
    page.set_input_files("#draw-file", changed)
    page.locator("[data-draw-done=bad]").wait_for()
    assert shows(page, say(lang, "This does not match."))
    assert fits(page) == []
    page.context.set_offline(False)


@SIZES
def test_actions_a_rejection_and_a_draw_that_is_checked_in_the_page(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    cast = {
        "admin": member_factory("admina", roles=("admin",), language=lang),
        "salma": member_factory("salma", language=lang),
    }
    contest = opened(cast["admin"], now=clock.now() - timedelta(minutes=5), source=DECLARED)
    link = make_link(contest=contest, member=cast["salma"], now=clock.now())
    post = f"<a href='{link.get_absolute_url()}'>Lina, Yazan</a>".encode()
    monkeypatch.setattr(
        claiming, "fetch", lambda address: FetchedPage(address, 200, "text/html", post)
    )
    prefix = "" if lang == "ar" else f"/{lang}"
    home = f"{prefix}/contests/{contest.slug}/"
    salma, admin = (people.window(cast[name], size=size) for name in ("salma", "admin"))

    play(salma, home, contest)
    assert fits(salma) == []
    assert Claim.objects.filter(state="waiting").count() == 2
    decide(admin, salma, prefix, home, contest)
    states = set(Claim.objects.values_list("state", flat=True))
    assert (states, Claim.objects.count()) == ({"granted"}, 6)
    draw_it(admin, prefix, contest)
    assert Contest.objects.get(pk=contest.pk).state == "results"
    visitor = people.window(size=size)
    check_it(visitor, lang, f"{home}draw/", tmp_path)
    salma.goto(home)
    assert fits(salma) == []
    assert shows(salma, Entrant.objects.get().public_id)
