"""The work itself: requirements, delivery, revision, acceptance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core import markdown, worktime
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.orders.choices import Move, QuestionKind
from marketplace.orders.errors import (
    AnswerMissing,
    AnswerUnknown,
    DeliveryEmpty,
    QuestionUnknown,
    ReasonMissing,
)
from marketplace.orders.events import OrderDelivered, OrderStarted, RevisionRequested
from marketplace.orders.models import Delivery, Order, OrderQuestion
from marketplace.orders.services.acting import refuse, transition
from marketplace.orders.services.announcing import facts, iso
from marketplace.orders.services.endings import finish
from marketplace.orders.services.files import Upload, keep_files, refuse_files
from marketplace.orders.services.settling import enter

Answers = Mapping[int, str]
AnswerFiles = Mapping[int, Sequence[Upload]]


def add_delivery_days(order: Order, start: datetime, days: int) -> datetime:
    """Return the moment `days` delivery days after `start`, by the freelancer's frozen calendar."""
    return worktime.add_delivery_days(
        start, days, country=order.seller_country, timezone=order.seller_timezone
    )


def first_deadline(order: Order, now: datetime) -> datetime:
    """Return when the work is due if it starts now, or on the freelancer's return if that is later.

    The return is the one that was written when the order was placed.
    """
    begin = max(now, order.not_before_at) if order.not_before_at else now
    return add_delivery_days(order, begin, order.delivery_days)


@transaction.atomic
def submit_requirements(
    *,
    order: Order,
    actor: Member,
    answers: Answers,
    now: datetime,
    files: AnswerFiles | None = None,
) -> Order:
    """Take the client's answers, by the questions' positions, and start the work and its clock.

    Locks the order. Raises NotYourMove, OrderNotPaid, RequirementsAlreadyGiven; AnswerMissing,
    AnswerUnknown and QuestionUnknown with field `answer_<position>`; TooManyFiles.
    """
    locked, by = enter(order, actor, now=now)
    questions = list(locked.questions.all())
    given = files or {}

    refuse(locked, Move.START, by)
    _refuse_unknown(questions, answers, given)
    for question in questions:
        _refuse_answer(question, answers, given)

    for question in questions:
        question.answer = answers.get(question.position, "").strip()
        keep_files(locked, given.get(question.position, ()), by=actor, now=now, question=question)
    OrderQuestion.objects.bulk_update(questions, ["answer"])
    due_at = first_deadline(locked, now)

    entry = transition(
        locked,
        Move.START,
        by=by,
        now=now,
        changes={"started_at": now, "delivery_due_at": due_at},
        params={"answers": len(questions), "files": sum(map(len, given.values()))},
    )

    publish(OrderStarted(**facts(locked, entry), due_at=iso(due_at)), now=now)
    return locked


def _refuse_unknown(
    questions: Sequence[OrderQuestion], answers: Answers, files: AnswerFiles
) -> None:
    """Refuse what belongs to no question: else it would be lost while the work starts."""
    for position in sorted({*answers, *files} - {question.position for question in questions}):
        raise QuestionUnknown(field=f"answer_{position}")


def _refuse_answer(question: OrderQuestion, answers: Answers, files: AnswerFiles) -> None:
    field = f"answer_{question.position}"
    text = answers.get(question.position, "").strip()
    sent = files.get(question.position, ())
    refuse_files(sent, field=field)
    if question.is_required and not (sent if question.kind == QuestionKind.FILE else text):
        raise AnswerMissing(field=field)
    if question.kind == QuestionKind.CHOICE and text and text not in question.options:
        raise AnswerUnknown(field=field)


@transaction.atomic
def deliver_order(
    *,
    order: Order,
    actor: Member,
    note: str,
    now: datetime,
    files: Sequence[Upload] = (),
) -> Order:
    """Hand in a version of the work: a note in Markdown, files, or both.

    Starts the client's days of review, starts a stopped clock, and ends open requests for more
    time or for cancellation. Locks the order. Raises NotYourMove, the refusals by state
    (OrderAlreadyDelivered, RequirementsMissing …), DeliveryEmpty, TooManyFiles.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.DELIVER, by)
    if not note.strip() and not files:
        raise DeliveryEmpty(field="note")
    refuse_files(files)

    version = locked.deliveries.count() + 1
    delivery = Delivery.objects.create(
        order=locked,
        version=version,
        note_source=note.strip(),
        note_html=markdown.render(note).html,
        delivered_at=now,
        was_late=locked.is_late,
    )
    keep_files(locked, files, by=actor, now=now, delivery=delivery)
    review_due_at = now + timedelta(days=rules().auto_complete_days)

    entry = transition(
        locked,
        Move.DELIVER,
        by=by,
        now=now,
        changes={"delivered_at": now, "review_due_at": review_due_at},
        params={"version": version, "files": len(files), "late": locked.is_late},
    )

    publish(
        OrderDelivered(**facts(locked, entry), version=version, review_due_at=iso(review_due_at)),
        now=now,
    )
    return locked


@transaction.atomic
def request_revision(*, order: Order, actor: Member, text: str, now: datetime) -> Order:
    """Send the last delivery back with what is to change; uses up one revision.

    The time that the work lay with the client is added to the deadline, and the freelancer has at
    least `revision_days_min` delivery days. Locks the order. Raises NotYourMove, NothingDelivered,
    NoRevisionsLeft, ReasonMissing.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.REQUEST_REVISION, by)
    if not text.strip():
        raise ReasonMissing(field="text")

    due_at = _revised_deadline(locked, now)
    version = locked.deliveries.count()
    locked.deliveries.filter(version=version).update(
        revision_source=text.strip(), revision_asked_at=now
    )

    entry = transition(
        locked,
        Move.REQUEST_REVISION,
        by=by,
        now=now,
        changes={
            "revisions_used": locked.revisions_used + 1,
            "delivery_due_at": due_at,
            "late_at": None,
            "stalled_at": None,
        },
        params={"version": version, "number": locked.revisions_used + 1},
    )

    publish(RevisionRequested(**facts(locked, entry), due_at=iso(due_at)), now=now)
    return locked


def _revised_deadline(order: Order, now: datetime) -> datetime:
    least = add_delivery_days(order, now, rules().revision_days_min)
    if order.delivery_due_at is None or order.delivered_at is None:
        return least
    return max(least, order.delivery_due_at + (now - order.delivered_at))


@transaction.atomic
def complete_order(*, order: Order, actor: Member, now: datetime) -> Order:
    """Accept the delivery: the escrow goes to the freelancer's clearing, less the fee.

    Locks the order, then the accounts. Raises NotYourMove, NothingDelivered,
    OrderAlreadyCompleted (also for a second click) and the other refusals by state.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.COMPLETE, by)

    finish(locked, by=by, now=now)
    return locked
