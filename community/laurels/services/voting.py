"""The vote: who may is written down, ballots lie in the box until the count, receipts prove them.

A receipt is the SHA-256 of the election, the ranking and a nonce that only the voter keeps.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from community.gurus.choices import GURUS
from community.gurus.models import Membership
from community.gurus.queries.members import is_guru
from community.laurels import errors, events
from community.laurels.choices import (
    NONCE_LENGTH,
    CandidacyState,
    ElectionMove,
    ElectionState,
)
from community.laurels.models import Ballot, Candidacy, Election, Elector
from community.laurels.services.states import about, election_transition, lock_election
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.events import publish

_NONCE: Final = re.compile(rf"[0-9a-f]{{{NONCE_LENGTH}}}")


@dataclass(frozen=True)
class Receipt:
    """What the voter keeps; the platform keeps the code alone, and only while the vote is open."""

    code: str
    nonce: str
    ranking: Sequence[str]


def new_nonce() -> str:
    """Return 128 random bits, as hexadecimal digits."""
    return secrets.token_hex(NONCE_LENGTH // 2)


def receipt_of(election_id: str, ranking: Sequence[str], nonce: str) -> str:
    """Return the receipt: SHA-256 over three lines, the ranking with commas between."""
    text = f"{election_id}\n{','.join(ranking)}\n{nonce}"
    return hashlib.sha256(text.encode()).hexdigest()


def open_vote(election: Election, *, now: datetime) -> None:
    """Open the vote of a locked election and write down who may: the gurus of this moment."""
    closes = election.vote_closes_at
    remind = closes - timedelta(hours=rules().laurel_remind_hours)
    members = Membership.objects.filter(state__in=GURUS, member__is_active=True)
    ids = list(members.order_by("member_id").values_list("member_id", flat=True))
    changes = {
        "vote_opened_at": now,
        "due_at": closes,
        "remind_at": remind if remind > now else None,
        "electors": len(ids),
    }
    election_transition(election, ElectionMove.OPEN_VOTE, actor=None, now=now, changes=changes)
    Elector.objects.bulk_create(Elector(election=election, member_id=one) for one in ids)
    publish(about(events.VotingOpened, election), now=now)


@transaction.atomic
def cast_ballot(
    *, election: Election, member: Member, ranking: Sequence[str], nonce: str, now: datetime
) -> Receipt:
    """Put a ballot into the box, or replace one's own, until the vote closes.

    The same ranking with the same nonce again is the same ballot. Locks the election, then the
    elector. Raises VotingOver, NoElectorYou, NonceWrong, RankingEmpty, RankingTwice,
    RankingUnknown.
    """
    row = lock_election(election.pk)
    if row.state != ElectionState.VOTING or row.due_at is None or now >= row.due_at:
        raise errors.VotingOver
    rows = Elector.objects.select_for_update(no_key=True)
    elector = rows.filter(election=row, member=member).first()
    if elector is None or not is_guru(member):
        raise errors.NoElectorYou
    _refuse_ballot(row, ranking, nonce)
    receipt = Receipt(receipt_of(row.public_id, ranking, nonce), nonce, list(ranking))
    held = Ballot.objects.filter(elector=elector).first()
    if held is not None and held.receipt == receipt.code:
        return receipt
    if Ballot.objects.filter(receipt=receipt.code).exists():
        raise errors.NonceWrong
    _put_in(elector, receipt)
    record_audit(
        actor=member.public_id,
        action="ballot_cast",
        subject=row.reference,
        after={"again": held is not None},
        now=now,
    )
    cast = events.BallotCast(election_id=row.public_id, year=row.year, member_id=member.public_id)
    publish(cast, now=now)
    return receipt


def _put_in(elector: Elector, receipt: Receipt) -> None:
    Ballot.objects.update_or_create(
        elector=elector, defaults={"ranking": list(receipt.ranking), "receipt": receipt.code}
    )
    if not elector.has_voted:
        elector.has_voted = True
        elector.save(update_fields=["has_voted"])


def _refuse_ballot(election: Election, ranking: Sequence[str], nonce: str) -> None:
    if not _NONCE.fullmatch(nonce):
        raise errors.NonceWrong
    if not ranking:
        raise errors.RankingEmpty
    if len(set(ranking)) != len(ranking):
        raise errors.RankingTwice
    running = Candidacy.objects.filter(election=election, state=CandidacyState.ACCEPTED)
    if not set(ranking) <= set(running.values_list("public_id", flat=True)):
        raise errors.RankingUnknown
