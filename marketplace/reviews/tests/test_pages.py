"""The pages of reviews and levels: who sees them, what is typed stays, how many queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.outbox import deliver_due
from marketplace.reviews.models import Review
from marketplace.reviews.services import recount_level, write_review
from marketplace.reviews.tests.world import CANARY, DAY, completed, live_gig, reviewed, words

pytestmark = pytest.mark.django_db
GIVEN = {"work": 4, "communication": 5, "agreed": 4, "time": 3, "text": CANARY, "language": "en"}


@pytest.fixture
def moment() -> datetime:
    return clock.now() - timedelta(days=1)


def test_both_sides_write_and_then_read(
    client_member: Member, seller: Member, as_member: Callable[..., Client], moment: datetime
) -> None:
    order = completed(client_member, seller, now=moment)
    page = f"/en/orders/{order.public_id}/review/"
    omar, salma = as_member(client_member), as_member(seller)
    assert "Seal the review" in omar.get(page).content.decode()

    assert omar.post(page, GIVEN).status_code == 302
    changed = omar.get(page).content.decode()
    assert (CANARY in changed, "Save the change" in changed) == (True, True)
    assert omar.post(page, {**GIVEN, "work": 1}).status_code == 302
    own = omar.get(f"/en/orders/{order.public_id}/").content.decode()
    assert (CANARY in own, "Your review is sealed." in own) == (True, True)
    assert CANARY not in salma.get(f"/en/orders/{order.public_id}/").content.decode()

    salma.post(page, {**GIVEN, "text": "A good client."})
    read = salma.get(f"/en/orders/{order.public_id}/").content.decode()
    assert (CANARY in read, "Answer in public" in read) == (True, True)
    assert salma.get(page).status_code == 302
    review = Review.objects.get(author=client_member)
    assert review.rating == 325


@pytest.mark.parametrize("missing", ["work", "time", "language"])
def test_a_form_that_lacks_something_keeps_what_was_typed(
    missing: str,
    client_member: Member,
    seller: Member,
    as_member: Callable[..., Client],
    moment: datetime,
) -> None:
    order = completed(client_member, seller, now=moment)
    given = {name: value for name, value in GIVEN.items() if name != missing}
    answer = as_member(client_member).post(f"/en/orders/{order.public_id}/review/", given)
    assert (answer.status_code, CANARY in answer.content.decode()) == (422, True)
    assert not Review.objects.exists()


def test_a_second_window_is_told_that_it_is_too_late(
    client_member: Member, seller: Member, as_member: Callable[..., Client]
) -> None:
    order = completed(client_member, seller, now=clock.now() - 14 * DAY)
    page = f"/en/orders/{order.public_id}/review/"
    answer = as_member(client_member).post(page, GIVEN)
    assert (answer.status_code, "published" in answer.content.decode()) == (422, True)
    assert as_member(client_member).get(page).status_code == 302


def test_an_answer_stands_in_public(
    client_member: Member, seller: Member, as_member: Callable[..., Client], moment: datetime
) -> None:
    review = reviewed(completed(client_member, seller, now=moment), now=moment, client=2)
    page = f"/en/reviews/{review.public_id}/answer/"
    assert as_member(client_member).get(page).status_code == 404
    browser = as_member(seller)
    assert browser.get(page).status_code == 200
    empty = browser.post(page, {"text": " ", "language": "en"})
    assert empty.status_code == 422
    assert browser.post(page, {"text": CANARY, "language": "en"}).status_code == 302
    assert CANARY in Client().get(f"/en/reviews/{review.public_id}/").content.decode()
    assert browser.get(page).status_code == 302
    twice = browser.post(page, {"text": "Again", "language": "en"})
    assert (twice.status_code, Review.objects.get(pk=review.pk).answer) == (422, CANARY)


def queries_of(browser: Client, address: str) -> int:
    """Return how many queries a page takes once everything lasting is loaded."""
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_lists_cost_the_same_for_one_and_for_three(
    client_member: Member, seller: Member, as_member: Callable[..., Client], moment: datetime
) -> None:
    gig = live_gig(seller, moment)
    pages = {
        f"/en/reviews/gig/{gig.pk}/": Client(),
        f"/en/u/{seller.username}/reviews/": Client(),
        f"/en/u/{seller.username}/": Client(),
        f"/en{reverse('gigs:detail', args=[gig.pk, gig.slug])}": Client(),
        "/en/reviews/": as_member(client_member),
    }
    found: dict[int, dict[str, int]] = {}
    for number in (1, 2, 3):
        reviewed(completed(client_member, seller, now=moment, gig_id=gig.pk), now=moment)
        found[number] = {page: queries_of(browser, page) for page, browser in pages.items()}
    assert found[1] == found[3]
    # A profile asks each part that has something to show there.
    most = dict.fromkeys(pages, 9) | {f"/en/u/{seller.username}/": 14}
    assert {page: n for page, n in found[3].items() if n > most[page]} == {}


def test_waiting_orders_are_listed_until_written(
    client_member: Member, seller: Member, as_member: Callable[..., Client], moment: datetime
) -> None:
    order = completed(client_member, seller, now=moment)
    deliver_due(now=moment)
    browser = as_member(client_member)
    page = f"/en/orders/{order.public_id}/review/"
    assert page in browser.get("/en/reviews/").content.decode()
    write_review(order=order, actor=client_member, written=words(), now=moment)
    listed = browser.get("/en/reviews/").content.decode()
    assert (page in listed, "Sealed" in listed) == (False, True)


def test_the_rules_are_public_with_their_numbers(settings: Any) -> None:
    settings.WAZZIFNI = {"level_top_orders": "77", "level_grace_days": "31"}
    page = Client().get("/en/levels/").content.decode()
    assert ("at least 77" in page, "31 days" in page, "at least 4.8" in page) == (True, True, True)
    for prefix in ("", "/he", "/ur"):
        assert Client().get(f"{prefix}/levels/").status_code == 200


def test_a_freelancer_sees_what_is_missing_and_why(
    client_member: Member, seller: Member, as_member: Callable[..., Client], moment: datetime
) -> None:
    fresh = as_member(client_member).get("/en/levels/mine/").content.decode()
    assert ("Complete 3 more orders." in fresh, "No change yet" in fresh) == (True, True)
    reviewed(completed(client_member, seller, now=moment), now=moment)
    recount_level(member=seller, now=clock.now())
    page = as_member(seller).get("/en/levels/mine/").content.decode()
    assert "Complete 2 more orders." in page
    assert "Work for 1 more client." in page
