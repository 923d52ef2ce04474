"""The desk: whose currency an offer is in, who is told, what is said when a form is gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.notifications.models import Notification
from referrals.sponsorships import services
from referrals.sponsorships.tests import world
from referrals.sponsorships.tests.world import DAY, fresh

pytestmark = pytest.mark.django_db
AsMember = Callable[..., Client]
RunOutbox = Callable[..., int]


def test_other_terms_are_in_the_currency_that_was_asked_for(
    seller: Member, admin: Member, as_member: AsMember
) -> None:
    noon = clock.now().replace(hour=12) + 9 * DAY
    row = world.asked(seller, now=clock.now(), currency="SAR", publish_by=noon)
    browser = as_member(admin)
    page = f"/en/desk/sponsorships/{row.public_id}/terms/"
    shown = browser.get(page).content.decode()
    assert '<bdi dir="ltr">SAR</bdi>' in shown
    assert f'value="{noon.date().isoformat()}"' in shown
    typed = {"content": "A video", "place": "First", "stays_days": 30, "pay_kind": "money"}
    typed |= {"publish_by": noon.date().isoformat(), "amount": "100"}
    assert browser.post(page, typed).status_code == 302
    assert (fresh(row).amount, fresh(row).currency) == (10_000, "SAR")


def test_all_who_decide_are_told_but_not_who_refused(
    seller: Member, admin: Member, finance: Member, run_outbox: RunOutbox
) -> None:
    now = clock.now()

    def told(kind: str) -> set[str]:
        rows = Notification.objects.filter(kind=f"sponsorships.{kind}")
        return set(rows.values_list("member__username", flat=True))

    row = world.refused(seller, admin, now=now)
    services.appeal_refusal(sponsorship=row, actor=seller, text="Look again.", now=now)
    run_outbox(now)
    assert told("asked") == {admin.username, finance.username}
    assert told("appealed") == {finance.username}


def test_a_refusal_is_read_though_its_form_is_gone(
    seller: Member, admin: Member, as_member: AsMember
) -> None:
    row = world.submitted(seller, admin, now=clock.now())
    page = f"/en{row.get_absolute_url()}"
    typed = "https://videos.example/another"
    answer = as_member(seller).post(f"{page}proof/", {"address": typed})
    shown = answer.content.decode()
    assert (answer.status_code, "allow this" in shown, typed in shown) == (422, True, True)


def test_an_appeal_that_comes_too_late_keeps_its_words(
    seller: Member, admin: Member, as_member: AsMember
) -> None:
    row = world.refused(seller, admin, now=clock.now() - 30 * DAY)
    page = f"/en{row.get_absolute_url()}"
    answer = as_member(seller).post(f"{page}appeal/", {"text": "It says so at once."})
    shown = answer.content.decode()
    assert "The time for an appeal was over" in shown
    assert "It says so at once." in shown


def test_a_country_that_is_none_has_no_book(admin: Member, as_member: AsMember) -> None:
    browser = as_member(admin)
    for odd in ("a/b", "zz", "%00"):
        answer = browser.get(f"/en/desk/sponsorships/rules/?country={odd}")
        assert answer.status_code == 404, odd
    known = browser.get("/en/desk/sponsorships/rules/?country=SA")
    assert known.headers["Location"].endswith("/rules/sa/")


def test_the_list_of_the_desk_is_asked_for_by_a_word_that_says_yes(
    seller: Member, as_member: AsMember
) -> None:
    world.asked(seller, now=clock.now(), publish_by=clock.now() + timedelta(days=9))
    key = create_token(member=seller, name="all", scopes=SCOPES, now=clock.now()).key
    headers = {"Authorization": f"Bearer {key}"}
    codes = {
        word: as_member(None).get(f"/api/v1/sponsorships/?desk={word}", headers=headers).status_code
        for word in ("", "0", "false", "1", "true")
    }
    assert codes == {"": 200, "0": 200, "false": 200, "1": 404, "true": 404}
