"""Elections in every state, made by the verbs themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from community.gurus.models import Membership
from community.laurels.choices import CandidacyState
from community.laurels.models import Candidacy, Election
from community.laurels.services import closing, nominating, preparing, voting
from community.laurels.services.preparing import ElectionDraft
from community.laurels.services.voting import Receipt
from marketplace.accounts.models import Member

DAY = timedelta(days=1)
WHY = "They answer what nobody else does."


def plan(now: datetime, **changed: Any) -> ElectionDraft:
    """Return a plan: nominations for ten days, then a week of voting."""
    given: dict[str, Any] = {
        "year": now.year,
        "places": 2,
        "counting_from": date(now.year, 1, 1),
        "vote_opens_at": now + 10 * DAY,
        "vote_closes_at": now + 17 * DAY,
    }
    return ElectionDraft(**{**given, **changed})


def drafted(manager: Member, *, now: datetime, **changed: Any) -> Election:
    """Return an election that isn't open yet."""
    return preparing.prepare_election(actor=manager, draft=plan(now, **changed), now=now)


def opened(manager: Member, *, now: datetime, **changed: Any) -> Election:
    """Return an election for which gurus name candidates."""
    made = drafted(manager, now=now, **changed)
    return preparing.open_election(election=made, actor=manager, now=now)


def named(election: Election, by: Member, who: Member, *, now: datetime) -> Candidacy:
    """Return a candidacy that waits for its answer."""
    return nominating.nominate_candidate(
        election=election, nominator=by, candidate=who, reason=WHY, now=now
    )


def accepted(election: Election, by: Member, who: Member, *, now: datetime) -> Candidacy:
    """Return somebody who is a candidate."""
    made = named(election, by, who, now=now)
    return nominating.accept_candidacy(
        candidacy=made, actor=who, statement="Gladly, if you like.", now=now
    )


def voting_on(
    manager: Member, gurus: Sequence[Membership], *, now: datetime, running: int = 2, **changed: Any
) -> Election:
    """Return an election that is voted on; each candidate is named by the next guru."""
    election = opened(manager, now=now, **changed)
    for place in range(running):
        by = gurus[(place + 1) % len(gurus)].member
        accepted(election, by, gurus[place].member, now=now)
    assert closing.move_due_elections(now=election.vote_opens_at, limit=5) >= 1
    return fresh(election)


def ids(election: Election) -> list[str]:
    """Return the public ids of those who run, in the order of nominations."""
    rows = Candidacy.objects.filter(election=election, state=CandidacyState.ACCEPTED)
    return list(rows.order_by("nominated_at", "id").values_list("public_id", flat=True))


def cast(
    election: Election, who: Member, ranking: Sequence[str], *, nonce: str = "", days: float = 1
) -> Receipt:
    """Vote, so many days after the opening."""
    moment = (election.vote_opened_at or election.vote_opens_at) + days * DAY
    return voting.cast_ballot(
        election=election,
        member=who,
        ranking=ranking,
        nonce=nonce or voting.new_nonce(),
        now=moment,
    )


def counted(
    manager: Member, gurus: Sequence[Membership], *, now: datetime, **changed: Any
) -> Election:
    """Return an election in which everybody ranked the first candidate first."""
    election = voting_on(manager, gurus, now=now, **changed)
    for one in gurus:
        cast(election, one.member, ids(election))
    assert closing.move_due_elections(now=election.vote_closes_at, limit=5) >= 1
    return fresh(election)


def confirmed(
    manager: Member, gurus: Sequence[Membership], *, now: datetime, **changed: Any
) -> Election:
    """Return an election whose result is confirmed."""
    election = counted(manager, gurus, now=now, **changed)
    return preparing.confirm_result(
        election=election, actor=manager, now=election.vote_closes_at + DAY
    )


def fresh(election: Election) -> Election:
    """Return the election as it stands in the database."""
    return Election.objects.get(pk=election.pk)
