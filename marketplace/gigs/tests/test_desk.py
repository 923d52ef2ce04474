"""The editors' desk: who opens it, what each decision does, and what the seller hears."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from marketplace.accounts.models import Member
from marketplace.gigs import services
from marketplace.gigs.choices import GigState
from marketplace.gigs.models import Gig
from marketplace.gigs.tests.factories import make_draft, make_live, overview, put
from marketplace.notifications.models import Notification

SignIn = Callable[[Member | None], Client]
MakeMember = Callable[..., Member]
VERBS = {"approve": {}, "request-changes": {"comment": "x"}, "decline": {"reason": "x"}}


@pytest.fixture
def waiting(seller: Member, now: datetime) -> Gig:
    return put(make_draft(seller, now), GigState.IN_REVIEW, now)


@pytest.mark.parametrize("actor", ["owner", "stranger", "finance", "anonymous"])
def test_desk_is_for_editors(
    actor: str, waiting: Gig, member_factory: MakeMember, as_member: SignIn
) -> None:
    who = {
        "owner": waiting.seller,
        "stranger": member_factory("other"),
        "finance": member_factory("money", roles=("finance", "admin")),
        "anonymous": None,
    }[actor]
    browser = as_member(who)
    expected = 302 if who is None else 404
    base = "/desk/gigs/"
    assert browser.get(base).status_code == expected
    assert browser.get(f"{base}{waiting.public_id}/").status_code == expected
    for verb, posted in {**VERBS, "take-down": {"reason": "x"}}.items():
        assert browser.post(f"{base}{waiting.public_id}/{verb}/", posted).status_code == expected
    waiting.refresh_from_db()
    assert waiting.state == GigState.IN_REVIEW


def test_queue_shows_the_longest_waiting_first(
    seller: Member, editor: Member, now: datetime, as_member: SignIn
) -> None:
    later = put(make_draft(seller, now, title="Later"), GigState.IN_REVIEW, now)
    put(make_draft(seller, now, title="Sooner"), GigState.IN_REVIEW, now - timedelta(days=2))
    make_live(seller, now, title="Live already")
    page = as_member(editor).get("/desk/gigs/").content.decode()
    assert page.index("Sooner") < page.index("Later")
    assert "Live already" not in page
    assert f"/desk/gigs/{later.public_id}/" in page


def test_review_shows_the_gig_as_buyers_will_see_it(
    waiting: Gig, editor: Member, as_member: SignIn
) -> None:
    page = as_member(editor).get(f"/en/desk/gigs/{waiting.public_id}/").content.decode()
    for text in (waiting.title, "$390", "مقترحات الشعار", "Approve and make live"):
        assert text in page


DECISIONS: list[tuple[str, dict[str, str], GigState]] = [
    ("approve", {}, GigState.LIVE),
    ("request-changes", {"comment": "Say how many drafts."}, GigState.CHANGES_REQUESTED),
    ("decline", {"reason": "Not yours."}, GigState.DECLINED),
]
TOLD = {
    GigState.LIVE: "gigs.approved",
    GigState.CHANGES_REQUESTED: "gigs.changes_requested",
    GigState.DECLINED: "gigs.declined",
}


@pytest.mark.parametrize("decision", DECISIONS)
def test_decision_moves_the_gig_and_tells_the_seller_once(
    decision: tuple[str, dict[str, str], GigState],
    waiting: Gig,
    editor: Member,
    as_member: SignIn,
    run_outbox: Callable[[], int],
) -> None:
    verb, posted, state = decision
    url = f"/desk/gigs/{waiting.public_id}/{verb}/"
    assert as_member(editor).post(url, posted)["Location"] == "/desk/gigs/"
    waiting.refresh_from_db()
    assert waiting.state == state
    run_outbox()
    run_outbox()
    notice = Notification.objects.get(member=waiting.seller)
    assert notice.kind == TOLD[state]
    assert notice.params["title"] == waiting.title


def test_decision_leads_to_the_next_that_waits(
    waiting: Gig, editor: Member, seller: Member, now: datetime, as_member: SignIn
) -> None:
    put(make_draft(editor, now), GigState.IN_REVIEW, now - timedelta(days=3))
    following = put(make_draft(seller, now), GigState.IN_REVIEW, now)
    answer = as_member(editor).post(f"/desk/gigs/{waiting.public_id}/approve/")
    assert answer["Location"] == f"/desk/gigs/{following.public_id}/"


@pytest.mark.parametrize("verb", ["request-changes", "decline"])
def test_decision_needs_words(verb: str, waiting: Gig, editor: Member, as_member: SignIn) -> None:
    for posted in (
        {},
        {"comment": "  ", "reason": "  "},
        {"comment": "x" * 2_001, "reason": "x" * 2_001},
    ):
        answer = as_member(editor).post(f"/desk/gigs/{waiting.public_id}/{verb}/", posted)
        assert answer.status_code == 422
    waiting.refresh_from_db()
    assert waiting.state == GigState.IN_REVIEW


def test_own_gig_is_decided_by_another_editor(
    editor: Member, now: datetime, as_member: SignIn
) -> None:
    gig = put(make_draft(editor, now), GigState.IN_REVIEW, now)
    browser = as_member(editor)
    assert "Approve and make" not in browser.get(f"/en/desk/gigs/{gig.public_id}/").content.decode()
    for verb, posted in VERBS.items():
        assert browser.post(f"/desk/gigs/{gig.public_id}/{verb}/", posted).status_code == 403
    gig.refresh_from_db()
    assert gig.state == GigState.IN_REVIEW


def test_second_decision_is_refused(
    waiting: Gig, editor: Member, now: datetime, as_member: SignIn
) -> None:
    services.approve_gig(gig=waiting, actor=editor, now=now)
    browser = as_member(editor)
    assert browser.post(f"/desk/gigs/{waiting.public_id}/approve/").status_code == 409
    answer = browser.post(f"/desk/gigs/{waiting.public_id}/decline/", {"reason": "No."})
    assert answer.status_code == 422
    waiting.refresh_from_db()
    assert waiting.state == GigState.LIVE


def test_live_gig_is_taken_down_with_a_reason(
    seller: Member, editor: Member, now: datetime, as_member: SignIn
) -> None:
    gig = make_live(seller, now)
    browser = as_member(editor)
    assert "take-down" in browser.get(f"/desk/gigs/{gig.public_id}/").content.decode()
    browser.post(f"/desk/gigs/{gig.public_id}/take-down/", {"reason": "Copied."})
    gig.refresh_from_db()
    assert gig.state == GigState.DECLINED
    assert as_member(None).get(f"/gigs/{gig.pk}/").status_code == 404


def test_approve_takes_only_what_the_editor_has_read(
    waiting: Gig, editor: Member, now: datetime, as_member: SignIn
) -> None:
    browser, address = as_member(editor), f"/desk/gigs/{waiting.public_id}/"
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', browser.get(address).text)
    services.withdraw_gig(gig=waiting, actor=waiting.seller, now=now)
    other = overview("Something else altogether")
    services.save_overview(gig=waiting, draft=other, actor=waiting.seller, now=now)
    services.submit_gig(gig=waiting, actor=waiting.seller, now=now + timedelta(seconds=1))
    assert browser.post(f"{address}approve/", {"seen": seen}).status_code == 409
    waiting.refresh_from_db()
    assert waiting.state == GigState.IN_REVIEW
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', browser.get(address).text)
    assert browser.post(f"{address}approve/", {"seen": seen}).status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == GigState.LIVE
