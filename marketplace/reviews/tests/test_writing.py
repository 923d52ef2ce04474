"""Writing, sealing, revealing and answering."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.models import AuditRecord, OutboxEvent
from marketplace.orders.choices import OrderState
from marketplace.orders.tests.world import order_in
from marketplace.reviews import errors
from marketplace.reviews.choices import ANSWER_MAX, TEXT_MAX, HideReason
from marketplace.reviews.models import Review, ReviewRound
from marketplace.reviews.queries import get_review, reviews_of_order
from marketplace.reviews.services import (
    Written,
    answer_review,
    close_due_rounds,
    edit_review,
    hide_review,
    open_round,
    remind_due,
    settle_round,
    write_review,
)
from marketplace.reviews.tests.world import (
    CANARY,
    DAY,
    SECOND,
    completed,
    reviewed,
    stars,
    words,
)

pytestmark = pytest.mark.django_db


def test_a_review_is_sealed_until_both_have_written(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = completed(client_member, seller, now=now)

    first = write_review(order=order, actor=client_member, written=words(4, CANARY), now=now)
    seen = reviews_of_order(order, seller, now=now)
    assert seen is not None
    assert (first.revealed_at, seen.mine, seen.theirs, seen.is_open) == (None, None, None, True)
    with pytest.raises(NotFound):
        get_review(first.public_id, now=now)

    second = write_review(order=order, actor=seller, written=words(2), now=now + DAY)
    seen = reviews_of_order(order, seller, now=now + DAY)
    assert seen is not None
    assert (second.revealed_at, second.rating) == (now + DAY, 200)
    assert (seen.mine, seen.theirs, seen.is_open) == (second, first, False)
    assert get_review(first.public_id, now=now + DAY).text == CANARY


def test_the_round_ends_at_its_exact_moment(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = completed(client_member, seller, now=now)
    mine = write_review(order=order, actor=client_member, written=words(1, CANARY), now=now)
    due_at = now + 14 * DAY

    for moment, is_visible in ((due_at - SECOND, False), (due_at, True), (due_at + SECOND, True)):
        seen = reviews_of_order(order, seller, now=moment)
        assert seen is not None
        assert (seen.theirs is not None, seen.is_open) == (is_visible, not is_visible)
    with pytest.raises(errors.ReviewsClosed):
        write_review(order=order, actor=seller, written=words(), now=due_at)
    with pytest.raises(errors.ReviewsClosed):
        edit_review(order=order, actor=client_member, written=words(), now=due_at)

    assert close_due_rounds(now=due_at - SECOND, limit=10) == 0
    assert close_due_rounds(now=due_at + DAY, limit=10) == 1
    assert close_due_rounds(now=due_at + DAY, limit=10) == 0
    mine.refresh_from_db()
    assert mine.revealed_at == due_at


def test_who_comes_after_the_moment_closes_the_round(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = completed(client_member, seller, now=now)
    write_review(order=order, actor=client_member, written=words(), now=now)
    found = ReviewRound.objects.get()
    assert settle_round(found=found, now=now + DAY).closed_at is None
    assert settle_round(found=found, now=now + 20 * DAY).closed_at == now + 14 * DAY
    assert OutboxEvent.objects.filter(name="ReviewPublished").count() == 1


def test_edit_changes_a_sealed_review(client_member: Member, seller: Member, now: datetime) -> None:
    order = completed(client_member, seller, now=now)
    with pytest.raises(errors.ReviewNotWritten):
        edit_review(order=order, actor=client_member, written=words(), now=now)
    write_review(order=order, actor=client_member, written=words(2, "Hasty."), now=now)
    with pytest.raises(errors.ReviewAlreadyWritten):
        write_review(order=order, actor=client_member, written=words(), now=now)

    changed = edit_review(
        order=order, actor=client_member, written=words(4, "Fair.", time=3), now=now + DAY
    )
    changed.refresh_from_db()
    assert (changed.rating, changed.text, changed.edited_at) == (375, "Fair.", now + DAY)

    write_review(order=order, actor=seller, written=words(), now=now + DAY)
    with pytest.raises(errors.ReviewsClosed):
        edit_review(order=order, actor=client_member, written=words(1), now=now + DAY)


@pytest.mark.parametrize("state", [state for state in OrderState if state != "completed"])
def test_only_completed_orders_are_reviewed(
    state: OrderState, client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(state, client_member, seller, now=now)
    with pytest.raises(errors.OrderNotReviewable):
        write_review(order=order, actor=client_member, written=words(), now=now)


def test_strangers_and_support_review_nothing(
    client_member: Member, seller: Member, stranger: Member, support: Member, now: datetime
) -> None:
    order = completed(client_member, seller, now=now)
    for member in (stranger, support):
        with pytest.raises(NotFound):
            write_review(order=order, actor=member, written=words(), now=now)


BAD = {
    "no star": (Written(stars=stars(0), text="", language="en"), errors.StarsMissing, "work"),
    "six stars": (
        Written(stars=stars(5, time=6), text="", language="en"),
        errors.StarsMissing,
        "time",
    ),
    "one missing": (Written(stars={"work": 5}, text="", language="en"), errors.StarsMissing, None),
    "an unknown one": (
        Written(stars={**stars(5), "charm": 5}, text="", language="en"),
        errors.StarsMissing,
        None,
    ),
    "too long": (words(5, "x" * (TEXT_MAX + 1)), errors.ReviewTooLong, "text"),
    "a language of no page": (words(5, language="fr"), errors.LanguageUnknown, "language"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_refused(
    name: str, client_member: Member, seller: Member, now: datetime
) -> None:
    written, refusal, field = BAD[name]
    order = completed(client_member, seller, now=now)
    with pytest.raises(refusal) as refused:
        write_review(order=order, actor=client_member, written=written, now=now)
    assert field in (None, refused.value.field)
    assert not Review.objects.exists()


def test_one_public_answer(client_member: Member, seller: Member, now: datetime) -> None:
    order = completed(client_member, seller, now=now)
    mine = write_review(order=order, actor=client_member, written=words(2), now=now)
    with pytest.raises(NotFound):
        answer_review(review=mine, actor=seller, text="No!", language="en", now=now)
    write_review(order=order, actor=seller, written=words(), now=now)

    refused: list[tuple[type[DomainError], Member, str, str]] = [
        (errors.NotYourReview, client_member, "Hm", "en"),
        (errors.AnswerMissing, seller, "  ", "en"),
        (errors.ReviewTooLong, seller, "x" * (ANSWER_MAX + 1), "en"),
        (errors.LanguageUnknown, seller, "Hm", "fr"),
    ]
    for refusal, actor, text, language in refused:
        with pytest.raises(refusal):
            answer_review(review=mine, actor=actor, text=text, language=language, now=now)

    answered = answer_review(review=mine, actor=seller, text="Sorry.", language="ar", now=now)
    assert (answered.answer, answered.answer_language, answered.answered_at) == (
        "Sorry.",
        "ar",
        now,
    )
    with pytest.raises(errors.AlreadyAnswered):
        answer_review(review=mine, actor=seller, text="And", language="en", now=now)


def test_an_answer_after_the_moment_needs_no_sweep(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = completed(client_member, seller, now=now)
    mine = write_review(order=order, actor=client_member, written=words(2), now=now)
    later = now + 15 * DAY
    answered = answer_review(review=mine, actor=seller, text="Sorry.", language="en", now=later)
    assert (answered.revealed_at, answered.answered_at) == (now + 14 * DAY, later)


def test_what_is_hidden_takes_no_answer(
    client_member: Member, seller: Member, moderator: Member, now: datetime
) -> None:
    review = reviewed(completed(client_member, seller, now=now), now=now)
    hide_review(review=review, actor=moderator, reason=HideReason.INSULT, note="x", now=now)
    with pytest.raises(errors.AlreadyHidden):
        answer_review(review=review, actor=seller, text="Well", language="en", now=now)


def test_reminders_go_once_to_who_hasnt_written(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = completed(client_member, seller, now=now)
    write_review(order=order, actor=client_member, written=words(), now=now)
    assert remind_due(now=now + 5 * DAY - SECOND, limit=10) == 0
    assert remind_due(now=now + 5 * DAY, limit=10) == 1
    assert remind_due(now=now + 6 * DAY, limit=10) == 0
    (event,) = OutboxEvent.objects.filter(name="ReviewReminderDue")
    assert event.payload["member_id"] == seller.public_id


def test_a_round_that_is_over_reminds_nobody(
    client_member: Member, seller: Member, now: datetime
) -> None:
    open_round(order=completed(client_member, seller, now=now))
    assert remind_due(now=now + 14 * DAY, limit=10) == 0


def test_the_audit_log_says_that_and_not_what(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = completed(client_member, seller, now=now)
    write_review(order=order, actor=client_member, written=words(1, CANARY), now=now)
    rows = AuditRecord.objects.filter(action__startswith="review_")
    assert [(row.action, row.actor) for row in rows] == [
        ("review_written", client_member.public_id)
    ]
    assert CANARY not in str([(row.before, row.after, row.reason) for row in rows])
    assert not OutboxEvent.objects.filter(name__startswith="Review").exists()


BROKEN: dict[str, dict[str, object]] = {
    "a sixth star": {"work": 6},
    "about oneself": {"subject": "author"},
    "an answer while sealed": {"answer": "x", "answered_at": "now"},
    "hidden while sealed": {"hidden_at": "now", "hide_reason": "insult"},
    "hidden without a reason": {"hidden_at": "now", "revealed_at": "now"},
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(
    name: str, client_member: Member, seller: Member, now: datetime
) -> None:
    order = completed(client_member, seller, now=now)
    mine = write_review(order=order, actor=client_member, written=words(), now=now)
    given = {"now": now, "author": client_member}
    values = {key: given.get(str(value), value) for key, value in BROKEN[name].items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=mine.pk).update(**values)
