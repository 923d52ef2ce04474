"""Contests in the API: reading and following for members, setting up for administrators."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.calls.queries import fund_held
from contests.calls.tests.world import DAY, TOTAL, announced, complete, contest_in, draft, fresh
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock

pytestmark = pytest.mark.django_db
API = "/api/v1/contests/"
Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def api(settings: Any) -> Callable[[Member], Ask]:
    """Return what asks the API as a member."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = False

    def as_member(member: Member) -> Ask:
        key = create_token(member=member, name="all", scopes=SCOPES, now=clock.now()).key
        count = 0

        def ask(method: str, path: str, body: Any = None, *, repeat: str = "") -> tuple[int, Any]:
            nonlocal count
            count += 1
            answer = Client().generic(
                method,
                path,
                data="" if body is None else json.dumps(body),
                content_type="application/json",
                HTTP_AUTHORIZATION=f"Bearer {key}",
                HTTP_IDEMPOTENCY_KEY=repeat or f"key-{count}",
                HTTP_ACCEPT_LANGUAGE="en",
            )
            return answer.status_code, answer.json() if answer.content else None

        return ask

    return as_member


def test_a_contest_is_set_up_by_the_api_alone(api: Callable[[Member], Ask], admin: Member) -> None:
    ask, now = api(admin), clock.now()
    words = {"language": "en", "title": "One letter", "summary": "Short.", "terms": "Write."}
    status, made = ask("POST", API, {"kind": "writing", "slug": "one-letter", **words})
    assert (status, made["state"]) == (201, "draft")
    one = f"{API}{made['id']}/"
    assert ask("POST", API, {"kind": "writing", "slug": "one-letter", **words})[0] == 422
    lacks = {item["code"] for item in ask("GET", f"{one}missing/")[1]}
    assert {"dates_missing", "no_prize", "vouch_no_purchase"} <= lacks
    dates = {
        "opens_at": (now + 2 * DAY).isoformat(),
        "closes_at": (now + 9 * DAY).isoformat(),
        "judged_by": (now + 12 * DAY).isoformat(),
        "results_by": (now + 13 * DAY).isoformat(),
    }
    assert ask("PUT", f"{one}writing_rules/", {"min_words": 1, "max_words": 900})[0] == 200
    prize = {"first_rank": 1, "last_rank": 2, "kind": "money", "amount": 30_000}
    book = {"first_rank": 1, "last_rank": 1, "kind": "goods", "names": {"en": "A book"}}
    complete(Contest.objects.get(), admin, now=now)
    for verb, body in (
        ("set_words", {"language": "ar", "title": "رسالة", "summary": "قصيرة", "terms": "اكتب"}),
        ("set_dates", dates),
        ("set_eligibility", {"countries": ["SA"], "min_account_days": 3, "rights": "bought"}),
        ("set_country", {"country": ""}),
        ("vouch", {"codes": ["no_purchase", "relatives_excluded"]}),
        ("add_prize", prize),
        ("add_prize", book),
        ("pay_in_fund", None),
        ("take_back_fund", None),
        ("pay_in_fund", None),
        ("announce", None),
    ):
        status, page = ask("POST", f"{one}{verb}/", body)
        assert status == 200, (verb, page)
    assert (page["state"], page["total"], page["fund"]) == ("announced", 60_000, 60_000)
    assert [line["kind"] for line in page["timeline"]][:2] == ["announce", "open"]
    later = {"closes_at": (now + 10 * DAY).isoformat(), "reason": "The feast"}
    assert ask("POST", f"{one}extend/", later)[0] == 200
    status, page = ask("POST", f"{one}cancel/", {"reason": "The licence lapsed"})
    assert (status, page["state"], page["cancel_reason"]) == (
        200,
        "cancelled",
        "The licence lapsed",
    )
    assert fund_held(Contest.objects.get()).amount == 0


def test_paying_in_needs_a_key_and_repeats_its_answer(
    api: Callable[[Member], Ask], admin: Member
) -> None:
    contest = draft(admin, now=clock.now())
    ask = api(admin)
    path = f"{API}{contest.public_id}/pay_in_fund/"
    assert ask("POST", path, repeat="same") == ask("POST", path, repeat="same")
    assert (fund_held(contest).amount, fresh(contest).fund_count) == (TOTAL, 1)


def test_members_read_filter_and_follow(
    api: Callable[[Member], Ask], admin: Member, stranger: Member
) -> None:
    now = clock.now() - timedelta(hours=1)
    hidden = draft(admin, now=now)
    shown = announced(admin, now=now)
    off = contest_in(ContestState.CANCELLED, admin, now=now)
    ask = api(stranger)
    ids = [row["id"] for row in ask("GET", API)[1]["results"]]
    assert ids == [off.public_id, shown.public_id]
    only = ask("GET", f"{API}?state=announced&kind=writing")[1]["results"]
    assert [row["id"] for row in only] == [shown.public_id]
    assert ask("GET", f"{API}?state=nonsense")[0] == 422
    assert ask("GET", f"{API}{hidden.public_id}/")[0] == 404
    one = f"{API}{shown.public_id}/"
    assert ask("POST", f"{one}follow/")[1]["is_followed"] is True
    assert ask("DELETE", f"{one}follow/")[1]["is_followed"] is False
    status, link = ask("POST", f"{one}link/")
    assert (status, link["visits"], link["arrivals"]) == (200, 0, 0)
    assert link["code"] in link["path"]
    assert ask("POST", API, {"kind": "writing", "language": "en", "title": "Mine"})[0] == 404
    for verb in ("announce", "cancel", "pay_in_fund", "set_words"):
        assert ask("POST", f"{one}{verb}/", {})[0] == 404, verb


def test_prizes_are_taken_away_by_the_api(api: Callable[[Member], Ask], admin: Member) -> None:
    contest = draft(admin, now=clock.now())
    prize = contest.prizes.order_by("id")[0]
    status, page = api(admin)("DELETE", f"{API}{contest.public_id}/prizes/{prize.pk}/")
    assert (status, len(page["prizes"])) == (200, 1)
    wrong = {"first_rank": 1, "last_rank": 1, "kind": "goods", "names": {"fr": "Un livre"}}
    assert api(admin)("POST", f"{API}{contest.public_id}/add_prize/", wrong)[0] == 422
