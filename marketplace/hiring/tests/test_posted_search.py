"""Open briefs are found as everything else is, and are gone from the index when they end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.hiring import services
from marketplace.hiring.choices import BudgetKind
from marketplace.hiring.models import PostedBrief
from marketplace.hiring.tests.posted_world import accept, again, brief_text, post, propose
from marketplace.notifications.models import Notification
from marketplace.search.choices import Kind, Rhythm
from marketplace.search.models import Entry
from marketplace.search.queries import Filters, find
from marketplace.search.services import rebuild, save_search, update_owner_level

pytestmark = pytest.mark.django_db
Settle = Callable[..., int]
DAY = timedelta(days=1)


def listed() -> set[int]:
    return set(Entry.objects.filter(kind=Kind.BRIEF).values_list("ref", flat=True))


@pytest.fixture
def now() -> datetime:
    """Return the real moment: the index asks which briefs are open now."""
    return clock.now()


@pytest.fixture
def brief(client_member: Member, now: datetime, run_outbox: Settle) -> PostedBrief:
    made = post(client_member, now=now)
    run_outbox(now)
    return made


def test_an_open_brief_is_found_by_what_it_says(brief: PostedBrief) -> None:
    asked = Filters(kind=Kind.BRIEF, q=brief.title, category=brief.category)
    found = find(asked)
    assert found.refs == [brief.pk]
    assert set(found.counts) == {"category", "price", "language"}
    entry = Entry.objects.get(kind=Kind.BRIEF)
    assert (entry.price, entry.owner_id, entry.level) == (brief.budget_max, brief.client_id, 0)
    assert find(Filters(kind=Kind.BRIEF, price_min=(brief.budget_max or 0) + 1)).refs == []


def test_it_says_what_it_says_now(
    brief: PostedBrief, client_member: Member, now: datetime, run_outbox: Settle
) -> None:
    text = brief_text(
        title="Parrot aviary", budget_kind=BudgetKind.OPEN, budget_min=None, budget_max=None
    )
    services.edit_posted_brief(brief=brief, actor=client_member, text=text, now=now)
    run_outbox(now)
    assert find(Filters(kind=Kind.BRIEF, q="parrot")).refs == [brief.pk]
    assert Entry.objects.get(kind=Kind.BRIEF).price is None


def test_it_leaves_when_it_is_closed_and_comes_back_when_it_opens(
    brief: PostedBrief, client_member: Member, now: datetime, run_outbox: Settle
) -> None:
    services.close_brief(brief=brief, actor=client_member, now=now)
    run_outbox(now)
    assert listed() == set()
    services.reopen_brief(brief=again(brief), actor=client_member, days=5, now=now)
    run_outbox(now)
    assert listed() == {brief.pk}


def test_it_leaves_when_its_days_are_over(brief: PostedBrief, run_outbox: Settle) -> None:
    services.expire_posted_briefs(now=brief.due_at, limit=10)
    run_outbox(brief.due_at)
    assert listed() == set()


def test_it_leaves_when_somebody_is_chosen(
    brief: PostedBrief, seller: Member, now: datetime, run_outbox: Settle
) -> None:
    accept(propose(brief, seller, now=now), now=now)
    run_outbox(now)
    assert listed() == set()


def test_the_index_made_anew_holds_open_briefs_only(
    brief: PostedBrief, client_member: Member, now: datetime
) -> None:
    services.close_brief(brief=post(client_member, now=now), actor=client_member, now=now)
    Entry.objects.all().delete()
    assert rebuild(kinds=[Kind.BRIEF], now=now) == {"brief": 1}
    assert listed() == {brief.pk}


def test_a_clients_level_as_a_freelancer_is_not_the_briefs(brief: PostedBrief) -> None:
    assert update_owner_level(owner_id=brief.client_id, level=3) == 0
    assert Entry.objects.get(kind=Kind.BRIEF).level == 0


def test_a_saved_search_tells_freelancers_of_new_briefs(
    client_member: Member, seller: Member, now: datetime, run_outbox: Settle
) -> None:
    wanted = Filters(kind=Kind.BRIEF, category="design")
    save_search(member=seller, filters=wanted, name="Design", rhythm=Rhythm.AT_ONCE, now=now)
    post(client_member, now=now, category="design", title="Parrot aviary")
    run_outbox(now)
    told = Notification.objects.get(member=seller, kind="search.found")
    assert told.params["title"] == "Parrot aviary"


def test_page_and_api_show_briefs_with_their_budgets(
    brief: PostedBrief,
    member_factory: MakeMember,
    as_member: Any,
    now: datetime,
    run_outbox: Settle,
) -> None:
    other = post(member_factory("other"), now=now, budget_min=3_000, budget_max=3_000)
    run_outbox(now)
    reader = member_factory("reader")
    top = (brief.budget_max or 0) // 100
    page = as_member(reader).get(f"/en/search/?kind=brief&price_max={top + 1}").content.decode()
    assert (brief.title in page, "Budget</h3>" in page) == (True, True)
    assert f'name="price_max" value="{top + 1}"' in page
    assert 'name="kind" value="brief"' in page
    key = create_token(member=reader, name="x", scopes=frozenset({"search:read"}), now=now).key
    asked = Client(headers={"Authorization": f"Bearer {key}"})
    found = asked.get("/api/v1/search/?kind=brief").json()
    assert {row["ref"] for row in found["results"]} == {brief.pk, other.pk}
    assert found["facets"]["category"] == {brief.category: 2}
