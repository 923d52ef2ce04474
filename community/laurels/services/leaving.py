"""What becomes of a member's part in elections when they close their account."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from community.laurels.choices import CandidacyMove, CandidacyState, ElectionState
from community.laurels.models import Candidacy
from community.laurels.services.states import candidacy_transition, lock_candidacy
from marketplace.accounts.models import Member

_OPEN = (ElectionState.NOMINATING, ElectionState.VOTING)


@transaction.atomic
def leave_elections(*, member: Member, keeps_texts: bool, now: datetime) -> None:
    """End open candidacies and forget the words; rows, ballots and places stay.

    A ballot that lies in the box is counted: nobody knows any more which one it was. What the
    member wrote about others goes unless they leave their texts.
    """
    mine = Candidacy.objects.filter(candidate=member, election__state__in=_OPEN)
    moves = {
        CandidacyState.ASKED.value: CandidacyMove.LAPSE,
        CandidacyState.ACCEPTED.value: CandidacyMove.STEP_BACK,
    }
    for one in mine.filter(state__in=moves).order_by("id"):
        row = lock_candidacy(one.pk)
        # It may have been answered, or the vote closed, until it was held.
        if row.state in moves and row.election.state in _OPEN:
            candidacy_transition(row, moves[row.state], actor=None, now=now)
    Candidacy.objects.filter(candidate=member).update(statement="", reason="")
    if not keeps_texts:
        Candidacy.objects.filter(nominator=member).update(reason="")
