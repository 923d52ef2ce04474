"""Posted briefs and odd input, odd moments, and rows that fail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.hiring import errors, queries, services
from marketplace.hiring.models import PostedBrief, ProposalAllowance
from marketplace.hiring.tests.posted_world import (
    BUDGET,
    accept,
    again,
    brief_text,
    money_of,
    post,
    propose,
    prove_held,
    terms,
)
from marketplace.hiring.tests.test_api import caller
from marketplace.hiring.tests.test_api import post as call
from marketplace.hiring.tests.test_posted_pages import fields
from marketplace.ledger.choices import SandboxCard
from marketplace.ledger.queries import payments_of
from marketplace.ledger.services import use_sandbox_card
from marketplace.notifications.models import Notification
from marketplace.orders.tests.world import fund

DAY = timedelta(days=1)
SignIn = Callable[[Member | None], Client]
RunOutbox = Callable[..., int]


def test_a_brief_that_cannot_end_keeps_no_other_from_ending(
    client_member: Member, seller: Member, now: datetime
) -> None:
    fund(seller, BUDGET, now=now)
    broken = post(client_member, now=now, days=1)
    whole = post(seller, now=now, days=2)
    services.hold_budget(brief=whole, actor=seller, now=now)
    PostedBrief.objects.filter(pk=broken.pk).update(held_amount=7, hold_count=1)
    assert services.expire_posted_briefs(now=now + 3 * DAY, limit=10) == 1
    assert (again(whole).state, again(broken).state) == ("expired", "open")
    assert money_of(seller) == BUDGET


def test_an_old_payment_holds_nothing_when_its_page_is_opened_again(
    as_member: SignIn, client_member: Member
) -> None:
    brief = post(client_member, now=clock.now())
    browser, names = as_member(client_member), ("hold", "payment_back", "close_posted")
    hold, back, close = (reverse(f"hiring:{name}", args=[brief.public_id]) for name in names)
    browser.post(hold, {"method": "sandbox", "request_key": "k1"})
    payment = payments_of(client_member).get()
    use_sandbox_card(ref=payment.gateway_ref, card=SandboxCard.PAY, now=clock.now())
    browser.get(back)
    assert again(brief).paid_with == payment.public_id
    for method in ("", "wallet"):
        if method:
            browser.post(hold, {"method": method})
        browser.post(close)
        browser.post(reverse("hiring:reopen_posted", args=[brief.public_id]), {"days": "5"})
    assert (browser.get(back).status_code, again(brief).held_amount) == (302, 0)
    assert money_of(client_member) == BUDGET
    prove_held()


def test_a_brief_whose_award_is_taken_back_reminds_of_its_end(
    client_member: Member, seller: Member, now: datetime
) -> None:
    brief = post(client_member, now=now)
    order = accept(propose(brief, seller, now=now), now=now)
    assert again(brief).reminder_at is None
    services.take_award_back(order_id=order.public_id, now=now + DAY)
    row = again(brief)
    assert (row.due_at, row.reminder_at) == (now + 14 * DAY, now + 12 * DAY)


def test_nobody_is_told_that_what_has_ended_ends_soon(client_member: Member, now: datetime) -> None:
    post(client_member, now=now, days=3)
    assert services.remind_of_endings(now=now + 3 * DAY, limit=10) == 0
    assert services.remind_of_endings(now=now + 2 * DAY, limit=10) == 1


def test_questions_are_looked_over_too(
    client_member: Member, seller: Member, now: datetime
) -> None:
    asked = terms(questions=("راسلني على wa.me/966551234567",))
    posted = post(client_member, now=now)
    with pytest.raises(errors.TextNeedsALook):
        services.send_proposal(brief=posted, actor=seller, terms=asked, now=now)
    proposal = propose(posted, seller, now=now)
    with pytest.raises(errors.TextNeedsALook):
        services.edit_proposal(proposal=proposal, actor=seller, terms=asked, now=now)
    brief = services.send_brief(
        client=client_member, writer=seller, text=brief_text().text, title="x", now=now
    )
    with pytest.raises(errors.TextNeedsALook) as found:
        services.send_offer(brief=brief, actor=seller, terms=asked, now=now)
    sent = services.send_offer(
        brief=brief, actor=seller, terms=asked, as_is=found.value.as_is, now=now
    )
    assert sent.questions == list(asked.questions)


@pytest.mark.parametrize("reason", ["a\0b", "x" * 501])
def test_a_reason_that_cannot_be_kept_is_shown_again(
    reason: str, as_member: SignIn, client_member: Member, seller: Member
) -> None:
    proposal = propose(post(client_member, now=clock.now()), seller, now=clock.now())
    address = reverse("hiring:decline_proposal", args=[proposal.public_id])
    answer = as_member(client_member).post(address, {"reason": reason})
    proposal.refresh_from_db()
    assert (answer.status_code, proposal.state) == (422, "submitted")
    assert reason.replace("\0", "") in answer.text.replace("\0", "")
    assert "<details" in answer.text.partition(address)[0].rpartition("<section")[2]


def test_words_that_no_text_holds_are_no_fault(as_member: SignIn, client_member: Member) -> None:
    brief = post(client_member, now=clock.now())
    browser, edit = as_member(client_member), reverse("hiring:edit_posted", args=[brief.public_id])
    assert browser.post(edit, fields(title="Other", remove="\0")).status_code == 302
    assert again(brief).title == "Other"
    api = caller(client_member)
    for name in ("category", "language", "skill"):
        assert api.get("/api/v1/posted-briefs/", {name: "a\0"}).status_code == 422
    found = api.get("/api/v1/posted-briefs/", {"category": "design", "held": "0"}).json()
    assert [row["id"] for row in found["results"]] == [brief.public_id]


def test_more_days_are_what_the_page_says(as_member: SignIn, client_member: Member) -> None:
    brief = post(client_member, now=clock.now(), days=30)
    browser = as_member(client_member)
    extend = reverse("hiring:extend_posted", args=[brief.public_id])
    page = f"/en{brief.get_absolute_url()}"
    for days, said in (("3", "It stays open longer than that"), ("40", "It has more days now.")):
        browser.post(f"/en{extend}", {"days": days})
        assert said in browser.get(page).text
    browser.post(reverse("hiring:close_posted", args=[brief.public_id]))
    reopen = reverse("hiring:reopen_posted", args=[brief.public_id])
    assert browser.post(reopen, {"days": "many"}).status_code == 422
    assert again(brief).state == "closed"


def test_who_proposed_hears_that_a_brief_is_open_again(
    client_member: Member,
    seller: Member,
    member_factory: MakeMember,
    now: datetime,
    run_outbox: RunOutbox,
) -> None:
    brief = post(client_member, now=now)
    gone = propose(brief, member_factory("gone"), now=now)
    services.withdraw_proposal(proposal=gone, actor=gone.freelancer, now=now)
    propose(brief, seller, now=now)
    services.close_brief(brief=again(brief), actor=client_member, now=now)
    services.reopen_brief(brief=again(brief), actor=client_member, days=5, now=now)
    run_outbox(now)
    told = Notification.objects.filter(kind="hiring.brief_reopened")
    assert list(told.values_list("member__username", flat=True)) == [seller.username]


def test_new_proposals_are_promised_for_when_they_come(seller: Member) -> None:
    now = datetime(2026, 3, 10, 22, tzinfo=UTC)
    seller.timezone = "America/Los_Angeles"
    # Used up in Auckland, where it was the eleventh already; here that day ends two midnights on.
    ProposalAllowance.objects.create(member=seller, day=date(2026, 3, 11), used=8)
    found = queries.allowance_of(seller, now=now)
    assert (found.left, found.renews_at) == (0, datetime(2026, 3, 12, 7, tzinfo=UTC))


def test_the_api_lists_no_proposal_that_was_withdrawn(
    client_member: Member, seller: Member, stranger: Member
) -> None:
    now = clock.now()
    brief = post(client_member, now=now)
    kept, gone = propose(brief, seller, now=now), propose(brief, stranger, now=now)
    services.withdraw_proposal(proposal=gone, actor=stranger, now=now)
    api: Any = caller(client_member)
    listed = api.get(f"/api/v1/posted-briefs/{brief.public_id}/proposals/").json()["results"]
    assert [row["id"] for row in listed] == [kept.public_id]
    assert call(api, f"proposals/{gone.public_id}/shortlist/", {}).status_code == 409
