"""What buyers are asked before work begins, and what they ask before they order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.gigs.choices import CHOICES_MAX, FAQS_MAX, QUESTIONS_MAX, QuestionKind
from marketplace.gigs.errors import ChoicesTooFew, PieceOutOfRange
from marketplace.gigs.models import Faq, Gig, Question
from marketplace.gigs.services.access import lock_gig, record_change, refuse_edit

QUESTION_LENGTH: Final = 300
CHOICE_LENGTH: Final = 100
CHOICES_MIN: Final = 2
FAQ_LENGTH: Final = 200
ANSWER_LENGTH: Final = 1_500


@dataclass(frozen=True, kw_only=True)
class QuestionDraft:
    """One question to the buyer; only those of kind "choice" have choices."""

    text: str
    kind: QuestionKind = QuestionKind.TEXT
    choices: Sequence[str] = ()
    is_required: bool = True


@dataclass(frozen=True, kw_only=True)
class FaqDraft:
    """A question that buyers ask, and the seller's answer."""

    question: str
    answer: str


@transaction.atomic
def save_questions(
    *, gig: Gig, questions: Sequence[QuestionDraft], actor: Member, now: datetime
) -> Gig:
    """Ask exactly these questions, in this order. Orders keep the questions that they began with.

    Locks the gig. Raises NotYourGig, GigLocked, ChoicesTooFew, PieceOutOfRange.
    """
    locked = lock_gig(gig)

    refuse_edit(locked, actor)
    _refuse_questions(questions)

    before = _questions_of(locked)
    locked.questions.all().delete()
    Question.objects.bulk_create(
        Question(
            gig=locked,
            position=position,
            kind=item.kind,
            text=item.text,
            choices=list(item.choices) if item.kind == QuestionKind.CHOICE else [],
            is_required=item.is_required,
        )
        for position, item in enumerate(questions)
    )

    record_change(
        gig=locked,
        piece="questions",
        before=before,
        after=_questions_of(locked),
        actor=actor,
        now=now,
    )
    return locked


@transaction.atomic
def save_faqs(*, gig: Gig, faqs: Sequence[FaqDraft], actor: Member, now: datetime) -> Gig:
    """Show exactly these answers, in this order.

    Locks the gig. Raises NotYourGig, GigLocked, PieceOutOfRange.
    """
    locked = lock_gig(gig)

    refuse_edit(locked, actor)
    _refuse_faqs(faqs)

    before = _faqs_of(locked)
    locked.faqs.all().delete()
    Faq.objects.bulk_create(
        Faq(gig=locked, position=position, **asdict(item)) for position, item in enumerate(faqs)
    )

    record_change(
        gig=locked, piece="faqs", before=before, after=_faqs_of(locked), actor=actor, now=now
    )
    return locked


def _refuse_questions(questions: Sequence[QuestionDraft]) -> None:
    if len(questions) > QUESTIONS_MAX:
        raise PieceOutOfRange(field="questions")
    for item in questions:
        if not 0 < len(item.text.strip()) <= QUESTION_LENGTH:
            raise PieceOutOfRange(field="text")
        if item.kind == QuestionKind.CHOICE:
            _refuse_choices(item.choices)


def _refuse_choices(choices: Sequence[str]) -> None:
    if len(set(choices)) < CHOICES_MIN:
        raise ChoicesTooFew(field="choices")
    fits = all(0 < len(choice.strip()) <= CHOICE_LENGTH for choice in choices)
    if len(choices) > CHOICES_MAX or not fits:
        raise PieceOutOfRange(field="choices")


def _refuse_faqs(faqs: Sequence[FaqDraft]) -> None:
    if len(faqs) > FAQS_MAX:
        raise PieceOutOfRange(field="faqs")
    for item in faqs:
        if not 0 < len(item.question.strip()) <= FAQ_LENGTH:
            raise PieceOutOfRange(field="question")
        if not 0 < len(item.answer.strip()) <= ANSWER_LENGTH:
            raise PieceOutOfRange(field="answer")


def _questions_of(gig: Gig) -> dict[str, Any]:
    rows = gig.questions.order_by("position", "id")
    return {"questions": list(rows.values("kind", "text", "choices", "is_required"))}


def _faqs_of(gig: Gig) -> dict[str, Any]:
    return {"faqs": list(gig.faqs.order_by("position", "id").values("question", "answer"))}
