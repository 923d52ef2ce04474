"""Requirements, deliveries, revisions, and what the two sides may ask of each other."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.money import Money
from marketplace.core.private_files import FileTooLarge, open_private
from marketplace.messaging.queries import conversation_of, participants_of
from marketplace.orders import errors
from marketplace.orders.choices import OrderState, RequestState
from marketplace.orders.models import CancellationRequest, ExtensionRequest, Order, OrderFile
from marketplace.orders.services import (
    ExtraTerms,
    complete_order,
    deliver_order,
    open_order,
    request_cancellation,
    request_extension,
    request_revision,
    stop_clock,
    submit_requirements,
)
from marketplace.orders.tests.world import ANSWERS, DAY, HOUR, TOTAL, make_order, order_in

pytestmark = pytest.mark.django_db


def a_file(name: str = "logo.pdf", content: bytes = b"%PDF-1.4") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_create_order_freezes_the_terms(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = make_order(client_member, seller, now=now)

    assert (order.price_amount, order.extras_amount, order.total_amount) == (25_000, 5_000, TOTAL)
    assert (order.delivery_days, order.revisions_allowed) == (6, 2)
    assert (order.seller_country, order.seller_timezone) == ("SA", "Asia/Riyadh")
    assert "<strong>two</strong>" in order.scope_html
    assert order.number == f"W-{10_000 + order.pk}"
    assert list(order.questions.values_list("position", flat=True)) == [1, 2, 3]


def test_create_order_opens_the_conversation_of_both(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = make_order(client_member, seller, now=now)

    conversation = conversation_of("order", order.public_id)

    assert conversation is not None
    seats = {seat.member_id for seat in participants_of(conversation)}
    assert seats == {client_member.pk, seller.pk}


def test_create_order_with_a_faster_extra_takes_days_off(
    client_member: Member, seller: Member, now: datetime
) -> None:
    faster = [ExtraTerms(title="Express", amount=2_000, days=-9)]

    order = make_order(client_member, seller, now=now, extras=faster)

    assert order.delivery_days == 1


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        ({"title": "  "}, errors.TermsIncomplete),
        ({"price": Money(0, "USD")}, errors.TermsIncomplete),
        ({"delivery_days": 0}, errors.TermsIncomplete),
        ({"price": Money(499, "USD"), "extras": []}, errors.PriceOutOfRange),
        ({"price": Money(1_000_001, "USD"), "extras": []}, errors.PriceOutOfRange),
    ],
)
def test_create_order_refuses_impossible_terms(
    terms: dict[str, object],
    refusal: type[Exception],
    client_member: Member,
    seller: Member,
    now: datetime,
) -> None:
    with pytest.raises(refusal):
        make_order(client_member, seller, now=now, **terms)
    assert Order.objects.count() == 0


def test_nobody_orders_from_themselves(seller: Member, now: datetime) -> None:
    with pytest.raises(errors.OwnService):
        make_order(seller, seller, now=now)


def test_submit_requirements_starts_the_clock(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=now)

    started = submit_requirements(
        order=order,
        actor=client_member,
        answers=ANSWERS,
        files={3: [a_file("front.jpg")]},
        now=now + HOUR,
    )

    # Six delivery days from Monday; Friday and Saturday are the weekend in Riyadh.
    assert started.delivery_due_at == now + HOUR + 8 * DAY
    assert list(started.questions.values_list("answer", flat=True)) == ["Abha Roastery", "Old", ""]
    assert started.files.get().question.position == 3  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("answers", "refusal", "field"),
    [
        ({2: "Old"}, errors.AnswerMissing, "answer_1"),
        ({1: "  ", 2: "Old"}, errors.AnswerMissing, "answer_1"),
        ({1: "A", 2: "Baroque"}, errors.AnswerUnknown, "answer_2"),
    ],
)
def test_submit_requirements_refuses_missing_answers(
    answers: dict[int, str],
    refusal: type[errors.AnswerMissing],
    field: str,
    client_member: Member,
    seller: Member,
    now: datetime,
) -> None:
    order = order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=now)

    with pytest.raises(refusal) as caught:
        submit_requirements(order=order, actor=client_member, answers=answers, now=now)

    assert caught.value.field == field
    order.refresh_from_db()
    assert order.state == OrderState.AWAITING_REQUIREMENTS


def test_deliver_order_keeps_numbered_versions_with_files(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)

    deliver_order(
        order=order, actor=seller, note="First", files=[a_file("../../abha\u202e.pdf")], now=now
    )
    request_revision(order=order, actor=client_member, text="Bolder", now=now)
    deliver_order(order=order, actor=seller, note="Second", now=now + DAY)

    first, second = order.deliveries.order_by("version")
    assert (first.version, first.revision_source, second.version) == (1, "Bolder", 2)
    file = OrderFile.objects.get()
    assert (file.name, file.delivery_id) == ("abha.pdf", first.pk)
    assert file.stored_as.startswith(f"orders/{order.public_id}/")
    with open_private(file.stored_as) as kept:
        assert kept.read() == b"%PDF-1.4"


def test_deliver_order_refuses_an_empty_one_and_too_many_files(
    client_member: Member, seller: Member, now: datetime, settings: object
) -> None:
    settings.WAZZIFNI = {"order_files_max": 2, "file_max_bytes": 4}  # type: ignore[attr-defined]
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    small = [a_file(content=b"x") for _ in range(3)]

    with pytest.raises(errors.DeliveryEmpty):
        deliver_order(order=order, actor=seller, note=" ", now=now)
    with pytest.raises(errors.TooManyFiles):
        deliver_order(order=order, actor=seller, note="x", files=small, now=now)
    with pytest.raises(FileTooLarge):
        deliver_order(order=order, actor=seller, note="x", files=[a_file()], now=now)
    assert order.deliveries.count() == 0


def test_a_delivery_ends_open_requests_and_a_stopped_clock(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    request_cancellation(order=order, actor=client_member, reason="Slow.", now=now)
    request_extension(order=order, actor=seller, days=2, reason="Ill.", now=now)
    stop_clock(order=order, actor=seller, reason="No logo yet.", now=now)

    delivered = deliver_order(order=order, actor=seller, note="Here.", now=now + HOUR)

    assert (delivered.cancellation_by, delivered.cancellation_due_at) == ("", None)
    assert (delivered.extension_days, delivered.clock_stopped_at) == (0, None)
    assert CancellationRequest.objects.get().state == RequestState.OVERTAKEN
    assert ExtensionRequest.objects.get().state == RequestState.OVERTAKEN
    assert order.clock_stops.get().ended_at == now + HOUR
    assert delivered.delivery_due_at == order.delivery_due_at + HOUR  # type: ignore[operator]
    assert delivered.timer_kind == "auto_complete"


def test_request_revision_adds_the_time_that_the_work_lay_with_the_client(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    due_at = order.delivery_due_at
    assert due_at is not None
    deliver_order(order=order, actor=seller, note="First", now=now + HOUR)

    revised = request_revision(
        order=order, actor=client_member, text="Bolder", now=now + HOUR + 2 * DAY
    )

    assert revised.delivery_due_at == due_at + 2 * DAY
    assert (revised.revisions_used, revised.revisions_left) == (1, 1)


def test_request_revision_of_late_work_gives_two_working_days_and_a_clean_slate(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    due_at = order.delivery_due_at
    assert due_at is not None
    late = deliver_order(order=order, actor=seller, note="Late", now=due_at + DAY)
    assert late.is_late

    revised = request_revision(order=order, actor=client_member, text="x", now=due_at + DAY)

    # The deadline was a Tuesday; two working days from Wednesday end on Sunday.
    assert revised.delivery_due_at == due_at + 5 * DAY
    assert not revised.is_late


def test_request_revision_is_counted(client_member: Member, seller: Member, now: datetime) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now, revisions=1)
    with pytest.raises(errors.ReasonMissing):
        request_revision(order=order, actor=client_member, text=" ", now=now)
    request_revision(order=order, actor=client_member, text="One", now=now)
    deliver_order(order=order, actor=seller, note="Again", now=now)

    with pytest.raises(errors.NoRevisionsLeft):
        request_revision(order=order, actor=client_member, text="Two", now=now)


def test_complete_order_twice_says_that_it_is_done(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    complete_order(order=order, actor=client_member, now=now)

    with pytest.raises(errors.OrderAlreadyCompleted):
        complete_order(order=order, actor=client_member, now=now)


def test_open_order_is_for_its_two_sides(
    client_member: Member, seller: Member, stranger: Member, support: Member, now: datetime
) -> None:
    order = make_order(client_member, seller, now=now)

    for party in (client_member, seller):
        assert open_order(member=party, public_id=order.public_id, now=now) == order
    for other in (stranger, support):
        with pytest.raises(NotFound):
            open_order(member=other, public_id=order.public_id, now=now)
