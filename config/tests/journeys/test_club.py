"""A member becomes a guru: nominated, voted for, confirmed, signed; the section opens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from community.forum.services.categories import set_permissions
from community.forum.tests import world as forum
from community.gurus.models import Nomination
from community.gurus.queries.members import is_guru
from community.gurus.services.states import lock_nomination
from community.gurus.services.voting import count_vote, open_vote
from community.gurus.tests import world as club
from config.browser import DESKTOP, PHONE, BrowserPeople, shows
from config.testing import MakeMember
from config.tests.journeys.walk import fits, press
from marketplace.core import clock

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT = "/gurus/club/nominations/"


def time_passes() -> None:
    """Let what is due come: the discussion ends, the vote is counted."""
    with transaction.atomic():
        row = lock_nomination(Nomination.objects.filter(is_founding=False).get().pk)
        now = clock.now()
        if row.vote_opened_at is None:
            open_vote(row, now=now)
        else:
            count_vote(row, now=now)


@pytest.mark.parametrize(("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar", "en"])
def test_a_member_is_taken_into_the_club(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
    settings: Any,
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    noor = member_factory("noor", roles=("community_manager",), language=lang)
    layla = member_factory("layla", display_name="ليلى بن عيسى", language=lang)
    tariq, grace = (member_factory(name, language=lang) for name in ("tariq", "grace"))
    now = clock.now() - timedelta(days=1)
    club.put_charter(noor, now=now)
    for one in (tariq, grace):
        club.guru(noor, one, now=now)
    section = forum.category("inner", now=now, name_ar="قسم النادي", name_en="The club’s own")
    set_permissions(section, [("gurus", "see"), ("gurus", "start")])
    prefix = "" if lang == "ar" else "/en"
    manager, first, candidate = (people.window(one, size=size) for one in (noor, tariq, layla))

    nominate(manager, prefix)
    settle()
    address = f"{prefix}{AT}{Nomination.objects.filter(is_founding=False).get().public_id}/"
    first.goto(address)
    press(first, "/support/")
    settle()
    apply(candidate, prefix)
    settle()
    first.goto(address)
    first.fill("[name=text]", "تجيب بلطف، وحلولها تعمل.")
    press(first, "/remark/")
    assert fits(first) == []
    time_passes()
    settle()
    first.goto(address)
    first.check("[name=choice][value=for]")
    press(first, "/vote/")
    time_passes()
    settle()
    manager.goto(f"{prefix}/desk/gurus/")
    assert fits(manager) == []
    manager.goto(address)
    press(manager, "/confirm/")
    settle()
    sign(candidate, prefix)
    assert is_guru(layla)
    look_around(candidate, prefix)


def nominate(page: Page, prefix: str) -> None:
    """The manager nominates, with a reason and evidence."""
    page.goto(f"{prefix}/gurus/club/nominate/")
    page.fill("[name=candidate]", "@layla")
    page.fill("[name=reason]", "أجوبتها تُحفظ وتُعاد.")
    page.fill("[name=evidence]", "https://talks.example.org/one")
    press(page, "/nominate/")
    page.wait_for_url("**/nominations/*/")


def apply(page: Page, prefix: str) -> None:
    """The candidate comes from the notification and applies."""
    page.goto(f"{prefix}/notifications/")
    page.locator("main a[href*='/gurus/invitations/'], main button").first.wait_for()
    page.goto(f"{prefix}/gurus/")
    page.locator("main a[href*='/gurus/invitations/']").click()
    assert fits(page) == []
    page.fill("[name=text]", "أحب أن أعتني بأسئلة المبتدئين.")
    page.fill("[name=known_for]", "واجهات المبتدئين")
    press(page, "/apply/")


def sign(page: Page, prefix: str) -> None:
    """The candidate reads the charter and signs."""
    page.goto(f"{prefix}/gurus/")
    page.locator("main a[href*='/gurus/invitations/']").click()
    page.check("[name=agree]")
    press(page, "/join/")
    page.wait_for_url("**/gurus/club/")


def look_around(page: Page, prefix: str) -> None:
    """The club's own section is there now, and the name on the public page."""
    page.goto(f"{prefix}/forum/")
    assert page.locator("a[href*='/inner/']").count() >= 1
    page.goto(f"{prefix}/gurus/")
    assert shows(page, "ليلى بن عيسى")
    assert fits(page) == []
