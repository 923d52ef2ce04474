"""The guided set-up at the desk: from nothing to an announcement, and what was typed stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy

from contests.calls.models import Contest, RuleBook, TermsTemplate
from contests.calls.queries import Complaint, fund_held, register_check, register_step, steps_of
from contests.calls.queries import readiness as readiness_module
from contests.calls.queries import steps as steps_module
from contests.calls.services import pay_in_fund
from contests.calls.tests.world import DAY, TOTAL, announced, complete, draft, fresh
from marketplace.accounts.models import Member
from marketplace.core import clock

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
DESK = "/en/desk/contests/"


@pytest.fixture
def desk(admin: Member, as_member: SignIn) -> Client:
    return as_member(admin)


def at(days: int) -> str:
    return (clock.now() + days * DAY).strftime("%Y-%m-%dT%H:%M")


def send(desk: Client, path: str, **data: Any) -> int:
    """Post a step; the address it led to must open."""
    answer = desk.post(path, data)
    if answer.status_code == 302:
        assert desk.get(answer.headers["Location"]).status_code == 200
    return answer.status_code


def test_a_contest_is_set_up_funded_and_announced(desk: Client, admin: Member) -> None:
    assert "No contest here" in desk.get(DESK).content.decode()
    new = {"kind": "writing", "language": "en", "title": "One letter", "currency": "USD"}
    assert send(desk, f"{DESK}new/", **new, slug="Not an address") == 422
    assert send(desk, f"{DESK}new/", **new, slug="one-letter") == 302
    assert send(desk, f"{DESK}new/", **new, slug="one-letter") == 422
    contest = Contest.objects.get()
    page = f"{DESK}{contest.public_id}/"
    words = desk.get(f"{page}words/?language=he").content.decode()
    assert "the template" in words
    assert 'dir="rtl"' in words
    english = {"title": "One letter", "summary": "Short.", "terms": "## How\n\nWrite."}
    assert send(desk, f"{page}words/?language=en", **english) == 302
    given = {"opens_at": at(3), "closes_at": at(9), "judged_by": at(12), "results_by": at(13)}
    wrong = {**given, "closes_at": at(2)}
    answer = desk.post(f"{page}dates/", wrong)
    assert answer.status_code == 422
    assert wrong["closes_at"] in answer.content.decode()
    assert send(desk, f"{page}dates/", **given) == 302
    assert "UTC" in desk.get(f"{page}dates/").content.decode()
    entrants = {"countries": ["SA", "AE"], "min_account_days": "٧", "rights": "bought"}
    assert send(desk, f"{page}entrants/", **entrants) == 302
    permit = {"licence_number": "DXB-7", "licence_authority": "Dubai"}
    rules = {"country": "AE", **permit, "delivery_days": "7"}
    assert send(desk, f"{page}country/", **rules) == 302
    vouched = ["no_purchase", "relatives_excluded", "of_age", "each_emirate"]
    assert send(desk, f"{page}country/vouch/", vouched=vouched) == 302
    prize = {"first_rank": "1", "last_rank": "2", "kind": "money"}
    assert send(desk, f"{page}prizes/", **prize, amount="") == 422
    assert send(desk, f"{page}prizes/", **prize, amount="٢٥٠٫٥٠") == 302
    goods = {"first_rank": "1", "last_rank": "1", "kind": "goods", "name_ar": "كتاب"}
    assert send(desk, f"{page}prizes/", **goods) == 302
    complete(contest, admin, now=clock.now())
    review = desk.get(page).content.decode()
    assert "Pay in the fund" in review
    assert "Announce it now" not in review
    for _time in range(2):
        assert send(desk, f"{page}fund/pay-in/") == 302
    assert fund_held(contest).amount == 50_100
    assert "Announce it now" in desk.get(page).content.decode()
    assert send(desk, f"{page}announce/") == 302
    row = fresh(contest)
    assert (row.state, row.countries, row.min_account_days) == ("announced", ["AE", "SA"], 7)
    assert desk.get(f"{page}dates/").headers["Location"] == page
    assert admin.contests_set_up.count() == 1


def test_dates_are_typed_in_the_administrators_zone(desk: Client, admin: Member) -> None:
    contest = draft(admin, now=clock.now())
    given = {
        "opens_at": "2027-05-01T09:00",
        "closes_at": "2027-05-09T23:59",
        "judged_by": "2027-05-19T09:00",
        "results_by": "2027-05-20T09:00",
    }
    assert send(desk, f"{DESK}{contest.public_id}/dates/", **given) == 302
    opens = fresh(contest).opens_at
    assert opens
    assert opens.isoformat() == "2027-05-01T06:00:00+00:00"
    page = desk.get(f"{DESK}{contest.public_id}/dates/").content.decode()
    assert "2027-05-01 06:00" in page
    assert "Asia/Riyadh" in page


def test_what_was_typed_stays_when_it_is_refused(desk: Client, admin: Member) -> None:
    contest = draft(admin, now=clock.now())
    page = f"{DESK}{contest.public_id}/"
    long = "x" * 301
    tries: dict[str, dict[str, Any]] = {
        "words/?language=en": {"title": "kept-1", "summary": long, "terms": "kept-2"},
        "entrants/": {"min_account_days": "kept-3", "rights": "stay"},
        "country/": {"country": "others", "licence_number": "kept-4", "delivery_days": "0"},
        "prizes/": {"first_rank": "9", "last_rank": "8", "kind": "goods", "name_en": "kept-5"},
    }
    for path, given in tries.items():
        answer = desk.post(f"{page}{path}", given)
        assert answer.status_code == 422, path
        shown = answer.content.decode()
        kept = [value for value in given.values() if "kept" in value]
        assert all(value in shown for value in kept), path
    open_one = announced(admin, now=clock.now() - timedelta(hours=1))
    late = desk.post(
        f"{DESK}{open_one.public_id}/extend/", {"closes_at": at(2), "reason": "kept-6"}
    )
    assert (late.status_code, "kept-6" in late.content.decode()) == (422, True)
    no_reason = desk.post(f"{DESK}{open_one.public_id}/cancel/", {"reason": " "})
    assert no_reason.status_code == 422
    assert fresh(open_one).state == "announced"


def test_the_last_language_stays_and_others_can_go(desk: Client, admin: Member) -> None:
    contest = draft(admin, now=clock.now())
    page = f"{DESK}{contest.public_id}/words/"
    assert send(desk, f"{page}?language=ar", title="", then="stay") == 302
    assert send(desk, f"{page}?language=en", title="") == 422
    assert [text.language for text in contest.texts.all()] == ["en"]


def test_the_preview_keeps_nothing_and_is_safe(desk: Client) -> None:
    answer = desk.post(f"{DESK}preview/", {"terms": "## How\n\n<script>x</script>"})
    shown = answer.content.decode()
    assert "<h2" in shown
    assert "<script" not in shown
    assert Contest.objects.count() == 0


def test_extending_and_cancelling(desk: Client, admin: Member) -> None:
    contest = announced(admin, now=clock.now() - timedelta(hours=1))
    page = f"{DESK}{contest.public_id}/"
    assert send(desk, f"{page}extend/", closes_at=at(20), reason="The feast") == 302
    assert "The feast" in desk.get(page).content.decode()
    assert send(desk, f"{page}cancel/", reason="The licence lapsed") == 302
    shown = desk.get(page).content.decode()
    assert "The licence lapsed" in shown
    assert "Move the closing" not in shown
    assert fund_held(contest).amount == 0


def test_prizes_are_taken_away_while_nothing_is_paid_in(
    desk: Client, admin: Member, now: datetime
) -> None:
    contest = draft(admin, now=clock.now())
    page = f"{DESK}{contest.public_id}/"
    first = contest.prizes.order_by("id")[0]
    pay_in_fund(contest=contest, actor=admin, now=now)
    assert desk.post(f"{page}prizes/{first.pk}/remove/").status_code == 409
    assert "Take it back to change them" in desk.get(f"{page}prizes/").content.decode()
    assert fund_held(contest).amount == TOTAL
    assert send(desk, f"{page}fund/take-back/") == 302
    assert send(desk, f"{page}prizes/{first.pk}/remove/") == 302
    assert contest.prizes.count() == 1


def test_other_apps_add_steps_and_complaints(
    desk: Client, admin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {
        name: step
        for name, step in steps_module._STEPS.items()
        if step.url_name.startswith("calls:")
    }
    monkeypatch.setattr(steps_module, "_STEPS", own)
    monkeypatch.setattr(readiness_module, "_CHECKS", {})
    rubric = gettext_lazy("Fund")
    register_step(
        "rubric", label=rubric, kinds=["writing"], url_name="calls:desk_fund", position=60
    )
    register_step("draw", label=rubric, kinds=["follow"], url_name="calls:desk_fund", position=65)
    register_check(
        "rubric",
        lambda *, contest, now: [  # noqa: ARG005
            Complaint("no_rubric", "Write a rubric.", "rubric"),
            Complaint("thin", "One judge is few.", "rubric", is_warning=True),
        ],
    )
    contest = draft(admin, now=clock.now())
    pay_in_fund(contest=contest, actor=admin, now=clock.now())
    names = [step.name for step in steps_of(contest)]
    assert names[2:8] == ["eligibility", "rules", "prizes", "rubric", "fund", "review"]
    contest.kind = "elected"
    assert [step.name for step in steps_of(contest)][2:] == ["rules", "prizes", "fund", "review"]
    page = desk.get(f"{DESK}{contest.public_id}/").content.decode()
    assert "Write a rubric." in page
    assert "One judge is few." in page
    assert "Announce it now" not in page
    assert desk.post(f"{DESK}{contest.public_id}/announce/").status_code == 409


def test_rule_books_and_templates_change_and_come_back(desk: Client) -> None:
    page = desk.get(f"{DESK}rules/").content.decode()
    assert "Saudi Arabia" in page
    book = {"longest_days": "30", "delivery_days": "3", "vouches": ["no_purchase"]}
    assert send(desk, f"{DESK}rules/sa/", **book) == 302
    assert RuleBook.objects.get().rules["needs_licence"] is False
    assert send(desk, f"{DESK}rules/sa/", longest_days="x", delivery_days="3") == 422
    assert send(desk, f"{DESK}rules/others/", **book) == 302
    assert desk.get(f"{DESK}rules/?country=jo").headers["Location"] == f"{DESK}rules/jo/"
    assert desk.get(f"{DESK}rules/zz/").status_code == 404
    for country in ("sa", "others"):
        assert send(desk, f"{DESK}rules/{country}/reset/") == 302
    assert RuleBook.objects.count() == 0
    template = f"{DESK}templates/writing/ur/"
    assert send(desk, template, text="شرائط") == 302
    assert TermsTemplate.objects.get().text == "شرائط"
    assert send(desk, f"{template}reset/") == 302
    assert TermsTemplate.objects.count() == 0
    assert desk.get(f"{DESK}templates/writing/fr/").status_code == 404


def test_the_desk_asks_as_often_for_three_as_for_one(
    desk: Client, admin: Member, django_assert_num_queries: Any
) -> None:
    now = clock.now() - timedelta(hours=1)
    announced(admin, now=now)
    desk.get(DESK)
    with CaptureQueriesContext(connection) as counted:
        desk.get(DESK)
    for _number in range(2):
        draft(admin, now=now)
    with django_assert_num_queries(len(counted)):
        assert desk.get(DESK).content.decode().count("The letter that brought") == 3
