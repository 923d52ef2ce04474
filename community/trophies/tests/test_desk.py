"""The desk: a trophy is made, simulated, switched on; pages for everybody, with steady queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.trophies import services
from community.trophies.choices import TRANSITIONS, TrophyMove, TrophyState
from community.trophies.errors import NotSimulated, SlugTaken, TrophyStateRefuses, WordsIncomplete
from community.trophies.models import Simulation, Trophy, TrophyAward
from community.trophies.services import TrophyDraft
from community.trophies.services.acting import transition
from community.trophies.tests.world import WORDS, done, every, people, trophy
from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 1, 9, tzinfo=UTC)
NOW = START + timedelta(days=9)
TWO = {"metric": "count", "kinds": ["reply"], "at_least": 2}
SignIn = Callable[..., Client]


@pytest.fixture
def noor(member_factory: MakeMember) -> Member:
    """Return the community manager."""
    return member_factory("noor", roles=("community_manager",), language="en")


def draft(**given: Any) -> TrophyDraft:
    values: dict[str, Any] = {
        "slug": "two-replies",
        "names": WORDS,
        "lines": WORDS,
        "tier": 1,
        "drawing": "pot",
        "rule": TWO,
        "season": "",
        "policy": "keep",
        "is_hidden": False,
    }
    return TrophyDraft(**values | given)


def test_a_trophy_is_simulated_before_it_is_switched_on(
    noor: Member, run_outbox: Callable[..., int]
) -> None:
    salma, omar = people(2)
    for at in every(1, 2, START):
        done(salma, at=at)
    done(omar, at=START)
    cup = services.create_trophy(draft=draft(), actor=noor, now=NOW)
    with pytest.raises(NotSimulated):
        services.switch_on(trophy=cup, actor=noor, now=NOW)
    found = services.simulate_trophy(trophy=cup, actor=noor, now=NOW)
    assert (found.awards, found.members, found.first_at) == (1, 1, START + timedelta(days=1))
    assert [one["member"] for one in found.sample] == [salma.pk]
    assert TrophyAward.objects.count() == 0
    services.switch_on(trophy=cup, actor=noor, now=NOW)
    run_outbox(NOW)
    assert TrophyAward.objects.get().member == salma
    assert services.simulate_trophy(trophy=cup, actor=noor, now=NOW).awards == 0


def test_another_rule_is_a_draft_again(noor: Member) -> None:
    cup = services.create_trophy(draft=draft(), actor=noor, now=NOW)
    services.simulate_trophy(trophy=cup, actor=noor, now=NOW)
    services.switch_on(trophy=cup, actor=noor, now=NOW)
    cup = services.change_trophy(trophy=cup, draft=draft(tier=3), actor=noor, now=NOW)
    assert (cup.state, cup.version, cup.tier) == ("on", 1, 3)
    other = draft(rule={**TWO, "at_least": 3})
    cup = services.change_trophy(trophy=cup, draft=other, actor=noor, now=NOW)
    assert (cup.state, cup.version) == ("draft", 2)
    with pytest.raises(NotSimulated):
        services.switch_on(trophy=cup, actor=noor, now=NOW)


def test_refusals_of_the_desk(noor: Member, member_factory: MakeMember) -> None:
    services.create_trophy(draft=draft(), actor=noor, now=NOW)
    with pytest.raises(SlugTaken):
        services.create_trophy(draft=draft(), actor=noor, now=NOW)
    with pytest.raises(WordsIncomplete) as refused:
        services.create_trophy(draft=draft(lines={"en": "Only"}), actor=noor, now=NOW)
    assert refused.value.params == {"missing": "ar, he, ur"}
    with pytest.raises(NotFound):
        services.create_trophy(draft=draft(slug="x"), actor=member_factory(), now=NOW)


@pytest.mark.parametrize("state", TrophyState.values)
@pytest.mark.parametrize("move", TrophyMove.values)
def test_every_move_from_every_state(noor: Member, state: str, move: str) -> None:
    cup = trophy(TWO, now=NOW, state=state)
    steps = TRANSITIONS[TrophyState(state)]
    if TrophyMove(move) in steps:
        transition(cup, TrophyMove(move), actor=noor, now=NOW)
        assert Trophy.objects.get().state == steps[TrophyMove(move)]
    else:
        with pytest.raises(TrophyStateRefuses):
            transition(cup, TrophyMove(move), actor=noor, now=NOW)


def form_of(**given: str) -> dict[str, str]:
    words = {f"{what}_{lang}": WORDS[lang] for what in ("name", "line") for lang in WORDS}
    rows = {"c-TOTAL_FORMS": "2", "c-INITIAL_FORMS": "0", "c-0-metric": "count"}
    first = {"c-0-kinds": "reply", "c-0-at_least": "٢", "c-1-metric": ""}
    chosen = {"tier": "1", "drawing": "pot", "season": "", "policy": "keep", "joint": "all"}
    return {**words, **rows, **first, **chosen, "slug": "by-form", **given}


def test_the_form_makes_a_rule_of_its_rows(noor: Member, as_member: SignIn) -> None:
    browser = as_member(noor)
    page = browser.post(reverse("trophies:desk_new"), form_of())
    assert page.status_code == 302
    cup = Trophy.objects.get(slug="by-form")
    assert cup.rule == TWO
    again = form_of(**{"c-1-metric": "givers", "c-1-kinds": "like", "c-1-at_least": "4"})
    again["c-1-is_not"] = "on"
    browser.post(reverse("trophies:desk_edit", args=["by-form"]), again)
    cup.refresh_from_db()
    second = {"metric": "givers", "kinds": ["like"], "at_least": 4}
    assert cup.rule == {"all": [TWO, {"not": second}]}
    page = browser.get(reverse("trophies:desk_edit", args=["by-form"]))
    assert b'value="4"' in page.content


@pytest.mark.parametrize(
    "given",
    [
        {"c-0-at_least": ""},
        {"c-0-kinds": ""},
        {"name_he": ""},
        {"rule": '{"all": []}'},
        {"rule": "not json"},
        {"c-0-is_not": "on"},
    ],
)
def test_a_form_that_is_refused_keeps_what_was_typed(
    noor: Member, as_member: SignIn, given: dict[str, str]
) -> None:
    page = as_member(noor).post(reverse("trophies:desk_new"), form_of(**given))
    assert page.status_code == 422
    assert b"by-form" in page.content
    assert Trophy.objects.count() == 0


def test_simulating_and_switching_by_the_page(noor: Member, as_member: SignIn) -> None:
    cup = trophy(TWO, now=NOW, state="draft")
    browser = as_member(noor)
    browser.post(reverse("trophies:desk_switch_on", args=[cup.slug]))
    assert Trophy.objects.get().state == "draft"
    browser.post(reverse("trophies:desk_simulate", args=[cup.slug]))
    assert Simulation.objects.get().by == noor
    browser.post(reverse("trophies:desk_switch_on", args=[cup.slug]))
    assert Trophy.objects.get().state == "on"


def test_pages_ask_the_same_number_of_times(
    noor: Member, as_member: SignIn, django_assert_num_queries: Any
) -> None:
    def fill(count: int, first: int) -> None:
        for number, member in enumerate(people(count, f"winner{first}")):
            cup = trophy(TWO, now=START, slug=f"cup-{first}-{number}")
            for at in every(1, 2, START):
                done(member, at=at)
            services.award_trophy(trophy=cup, now=NOW)

    routes = ("trophies:wall", "trophies:mine", "trophies:desk")
    fill(1, 0)
    browser = as_member(noor)
    counts = {}
    for route in routes:
        browser.get(reverse(route))
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(reverse(route)).status_code == 200
        counts[route] = len(asked)
    fill(2, 1)
    for route in routes:
        with django_assert_num_queries(counts[route]):
            assert browser.get(reverse(route)).status_code == 200


def test_a_stranger_sees_no_desk_and_no_draft(
    member_factory: MakeMember, as_member: SignIn
) -> None:
    cup = trophy(TWO, now=NOW, state="draft", slug="draft")
    browser = as_member(member_factory())
    assert browser.get(reverse("trophies:desk")).status_code == 404
    assert browser.get(cup.get_absolute_url()).status_code == 404
