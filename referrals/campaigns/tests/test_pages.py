"""Pages and the API: who sees what, what is typed stays, how many questions lists ask."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from referrals.campaigns import queries, services
from referrals.campaigns.models import Campaign, Mission
from referrals.campaigns.services import Reward
from referrals.campaigns.tests import world
from referrals.campaigns.tests.world import DAY

pytestmark = pytest.mark.django_db
AsMember = Callable[..., Client]


def text_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def questions(browser: Client, path: str) -> int:
    text_of(browser, path)
    with CaptureQueriesContext(connection) as counted:
        text_of(browser, path)
    return len(counted)


def test_a_draft_is_seen_by_managers_alone(
    admin: Member, manager: Member, seller: Member, as_member: AsMember
) -> None:
    path = f"/en{world.draft(admin, now=clock.now(), slug='hidden').get_absolute_url()}"
    assert as_member(None).get(path).status_code == 404
    assert as_member(seller).get(path).status_code == 404
    assert "Only managers see this page now." in text_of(as_member(manager), path)


def test_the_landing_page_shows_its_blocks_in_order(admin: Member, as_member: AsMember) -> None:
    campaign = world.opened(admin, now=clock.now(), slug="spring")
    page = text_of(as_member(None), f"/en/campaigns/{campaign.slug}/")
    places = [page.index(words) for words in ("<strong>many hands</strong>", "$15", "Join us")]
    assert places == sorted(places)
    assert "Fund paid in" not in page
    assert "Paid in" in page


def test_a_language_that_is_not_written_falls_back(admin: Member, as_member: AsMember) -> None:
    campaign = world.opened(admin, now=clock.now(), slug="spring")
    page = text_of(as_member(None), f"/he/campaigns/{campaign.slug}/")
    assert 'lang="en" dir="auto">Spring of helping hands' in page


def test_a_mission_says_what_it_brings_and_why_it_differs(
    admin: Member, as_member: AsMember
) -> None:
    longer = world.a_mission(
        titles={"en": "Write a long one"},
        reward=Reward(kind="money", amount=4_000, reason="It takes a whole day."),
    )
    campaign = world.opened(admin, world.a_mission(), longer, now=clock.now(), slug="spring")
    mission = world.mission_in(campaign, 1)
    page = text_of(as_member(None), f"/en{mission.get_absolute_url()}")
    assert "It takes a whole day." in page
    assert "Tell your readers." in page


def test_what_was_typed_stays_when_a_proof_is_refused(
    admin: Member, seller: Member, as_member: AsMember
) -> None:
    campaign = world.opened(admin, now=clock.now() - 3 * DAY)
    task = services.join_mission(mission=world.mission_in(campaign), member=seller, now=clock.now())
    browser, path = as_member(seller), f"/en{task.get_absolute_url()}"
    answer = browser.post(f"{path}prove/", {"text": "Half a page of mine."})
    assert answer.status_code == 422
    assert "Half a page of mine." in answer.content.decode()
    sent = browser.post(f"{path}prove/", {"text": "Half a page of mine.", "discloses": "on"})
    assert sent.status_code == 302
    assert queries.get_task(task.public_id).state == "submitted"


def test_names_are_shown_once_both_agreed(
    admin: Member, seller: Member, client_member: Member, as_member: AsMember
) -> None:
    now = clock.now()
    campaign = world.opened(admin, now=now, has_matching=True, slug="meet")
    for side, member in (("host", seller), ("newcomer", client_member)):
        draft = services.CardDraft(
            side=side, languages=["en"], country="SA", words=f"words of {member.username}"
        )
        services.write_card(campaign=campaign, member=member, draft=draft, now=now)
    services.propose_matches(now=now, limit=5)
    browser = as_member(client_member)
    path = f"/en/campaigns/{campaign.slug}/meet/"
    before = text_of(browser, path)
    assert "Salma" not in before
    assert "words of salma" not in before
    match = queries.matches_of(seller)[0]
    services.agree_to_match(match=match, member=seller, now=now)
    browser.post(f"/en/campaigns/matches/{match.public_id}/agree/")
    after = text_of(browser, path)
    assert "Salma" in after
    assert "words of salma" in after


def test_the_desk_sets_a_campaign_up_from_the_first_page_to_the_opening(
    admin: Member, as_member: AsMember
) -> None:
    browser = as_member(admin)
    begun = browser.post(
        "/en/desk/campaigns/new/",
        {"language": "en", "title": "Walk", "slug": "walk", "currency": "USD"},
    )
    assert begun.status_code == 302
    desk = f"/en/desk/campaigns/{Campaign.objects.get(slug='walk').public_id}/"
    browser.post(f"{desk}words/?language=en", {"title": "Walk", "summary": "A walk."})
    browser.post(f"{desk}page/?language=en", {"kind": "text", "title": "", "text": "Come."})
    days = [(clock.now() + timedelta(days=n)).strftime("%Y-%m-%dT%H:%M") for n in (3, 9)]
    plan = {
        "timezone": "Asia/Riyadh",
        "begins_at": days[0],
        "ends_at": days[1],
        "contact": "nadia",
        "expected_answers": "٢",
        "answers_per_day": "5",
    }
    assert browser.post(f"{desk}plan/", plan).status_code == 302
    mission = {
        "kind": "guide",
        "proof": "text",
        "places": "2",
        "reward_kind": "money",
        "amount": "12.50",
        "title_en": "Guide somebody",
    }
    assert browser.post(f"{desk}missions/", mission).status_code == 302
    assert "$0.00 of $25.00 are paid in" in text_of(browser, desk)
    browser.post(f"{desk}fund/pay-in/")
    assert browser.post(f"{desk}open/").status_code == 302
    campaign = Campaign.objects.get(slug="walk")
    assert (campaign.state, campaign.funded_amount) == ("open", 2_500)


def test_an_unequal_reward_is_refused_on_the_form(admin: Member, as_member: AsMember) -> None:
    campaign = world.draft(admin, now=clock.now())
    sent = {
        "kind": "write",
        "proof": "text",
        "places": "2",
        "reward_kind": "money",
        "amount": "99",
        "title_en": "Another",
    }
    path = f"/en/desk/campaigns/{campaign.public_id}/missions/"
    answer = as_member(admin).post(path, sent)
    assert answer.status_code == 422
    assert "Write why this one differs." in answer.content.decode()
    assert Mission.objects.count() == 1


def test_a_segment_is_counted_before_it_is_saved(admin: Member, as_member: AsMember) -> None:
    for number in range(3):
        world.member(f"m{number}", country="QA")
    sent = {"name": "Qatar", "countries": ["QA"], "then": "count"}
    answer = as_member(admin).post("/en/desk/campaigns/segments/", sent)
    assert "It fits 3 members now." in answer.content.decode()
    assert queries.segments() == []


def test_my_shifts_come_as_a_file(admin: Member, seller: Member, as_member: AsMember) -> None:
    now = clock.now()
    _campaign, (slot,) = world.with_slot(admin, now=now)
    services.book_slot(slot=slot, member=seller, now=now)
    answer = as_member(seller).get("/en/campaigns/mine/shifts.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.content.count(b"BEGIN:VEVENT") == 1


def test_lists_ask_as_many_questions_for_three_rows_as_for_one(
    admin: Member, seller: Member, as_member: AsMember
) -> None:
    now = clock.now()
    browsers = {"list": as_member(seller), "desk": as_member(admin), "mine": as_member(seller)}
    paths = {"list": "/en/campaigns/", "desk": "/en/desk/campaigns/", "mine": "/en/campaigns/mine/"}

    def measure() -> dict[str, int]:
        return {name: questions(browsers[name], path) for name, path in paths.items()}

    first: dict[str, int] = {}
    for number in range(3):
        at = now + number * DAY
        campaign, (slot,) = world.with_slot(admin, now=at, slug=f"one{number}")
        services.book_slot(slot=slot, member=seller, now=now)
        services.open_ticket(campaign=campaign, member=seller, subject="Q", text="Q?", now=now)
        first = first or measure()
    assert measure() == first


def test_a_campaign_asks_as_many_questions_for_three_missions_and_shifts(
    admin: Member, as_member: AsMember
) -> None:
    now = clock.now()
    counts: list[tuple[int, int]] = []
    for size in (1, 3):
        campaign, _slots = world.with_slot(admin, now=now, slots=size, slug=f"of{size}")
        browser, path = as_member(admin), f"/en/campaigns/{campaign.slug}/"
        counts.append((questions(browser, path), questions(browser, f"{path}calendar/")))
    assert counts[0] == counts[1]


def test_statements_name_the_campaign(
    admin: Member, seller: Member, as_member: AsMember, now: datetime
) -> None:
    campaign = world.opened(admin, now=now, slug="spring")
    world.accepted(campaign, seller, admin, now=now)
    services.pay_due_tasks(now=now, limit=5)
    page = text_of(as_member(seller), "/en/wallet/statement/")
    assert "Reward of a mission" in page
    assert "Spring of helping hands" in page


def test_the_profile_shows_badges(admin: Member, seller: Member, as_member: AsMember) -> None:
    now = clock.now() - 10 * DAY
    badge = Reward(kind="badge", badge_names={"en": "Good neighbour"})
    campaign = world.opened(admin, world.a_mission(reward=badge), now=now, slug="spring")
    world.accepted(campaign, seller, admin, now=now)
    services.pay_due_tasks(now=now, limit=5)
    assert "Good neighbour" in text_of(as_member(None), f"/en{seller.get_absolute_url()}")


def api(member: Member) -> tuple[Client, dict[str, Any]]:
    made = create_token(member=member, name="t", scopes=SCOPES, now=clock.now())
    return Client(), {"HTTP_AUTHORIZATION": f"Bearer {made.key}"}


def test_the_api_does_what_the_pages_do(admin: Member, seller: Member) -> None:
    translation.activate("en")
    campaign, (slot,) = world.with_slot(admin, now=clock.now(), slug="spring")
    browser, headers = api(seller)
    one = f"/api/v1/campaigns/{campaign.public_id}/"
    (mission,) = browser.get(f"{one}missions/", **headers).json()
    assert (mission["places"], mission["amount"], mission["kind"]) == (1, 1_500, "host")
    refused = browser.post(f"/api/v1/campaigns/missions/{mission['id']}/join/", **headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "mission_has_slots")
    booked = browser.post(f"/api/v1/campaigns/slots/{slot.public_id}/book/", **headers)
    assert (booked.status_code, booked.json()["state"]) == (201, "booked")
    (task,) = browser.get("/api/v1/campaigns/tasks/", **headers).json()["results"]
    early = browser.post(
        f"/api/v1/campaigns/tasks/{task['id']}/prove/",
        json.dumps({"text": "Done."}),
        content_type="application/json",
        **headers,
    )
    assert (early.status_code, early.json()["code"]) == (409, "proof_too_early")
