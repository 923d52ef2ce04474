"""All that the editor's third step asks, saved together or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.gigs.models import Gig
from marketplace.gigs.services.packages import ExtraDraft, save_extras
from marketplace.gigs.services.questions import (
    FaqDraft,
    QuestionDraft,
    save_faqs,
    save_questions,
)


@transaction.atomic
def save_additions(
    *,
    gig: Gig,
    extras: Sequence[ExtraDraft],
    questions: Sequence[QuestionDraft],
    faqs: Sequence[FaqDraft],
    actor: Member,
    now: datetime,
) -> Gig:
    """Save extras, questions to the buyer and answers for buyers in one transaction.

    Locks the gig. Raises what save_extras, save_questions and save_faqs raise.
    """
    save_extras(gig=gig, extras=extras, actor=actor, now=now)
    save_questions(gig=gig, questions=questions, actor=actor, now=now)
    return save_faqs(gig=gig, faqs=faqs, actor=actor, now=now)
