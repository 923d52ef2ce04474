"""In a browser: what is wrong with an entry is said beside what was typed."""

from __future__ import annotations

import pytest

from config.browser import PHONE, BrowserPeople
from config.testing import MakeMember
from config.tests.journeys.contest_steps import fill_entry
from config.tests.journeys.walk import fits, send
from contests.entries.models import Entry
from contests.entries.tests.world import open_contest
from marketplace.core import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_inner_address_is_refused_and_nothing_typed_is_lost(
    people: BrowserPeople, member_factory: MakeMember
) -> None:
    admin = member_factory("adam", roles=("admin",), language="ar")
    contest = open_contest(admin, now=clock.now())
    page = people.window(member_factory("salma", language="ar"), size=PHONE)
    page.goto(f"/contests/{contest.slug}/enter/")
    fill_entry(page, "نص من مدونتي", source="http://169.254.169.254/latest/")
    send(page)
    assert page.locator("[role=alert]").count() >= 1
    assert page.input_value("[name=title]") == "نص من مدونتي"
    assert Entry.objects.count() == 0
    assert fits(page) == []
