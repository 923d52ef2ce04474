"""States × moves × parts: what each person may do in each state, exactly as the tables say."""

from __future__ import annotations

from datetime import datetime
from itertools import product

import pytest

from community.gurus.models import Membership
from community.gurus.tests import world as club
from community.laurels.choices import (
    CANDIDACY_STEPS,
    ELECTION_STEPS,
    CandidacyMove,
    CandidacyState,
    ElectionMove,
    ElectionState,
    Part,
)
from community.laurels.models import Candidacy, Election
from community.laurels.policies import refusal_of, refusal_on
from community.laurels.services.states import candidacy_transition, election_transition
from community.laurels.tests import world
from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.core.models import AuditRecord

pytestmark = pytest.mark.django_db
WHO = ("candidate", "guru", "manager", "admin", "stranger", "clock")
PARTS: dict[str, set[Part]] = {
    "candidate": {Part.CANDIDATE},
    "guru": set(),
    "manager": {Part.MANAGER},
    "admin": set(),
    "stranger": set(),
    "clock": {Part.CLOCK},
}


@pytest.fixture
def people(gurus: list[Membership], manager: Member) -> dict[str, Member | None]:
    """Return everybody who could try."""
    return {
        "candidate": gurus[0].member,
        "guru": gurus[1].member,
        "manager": manager,
        "admin": club.member("boss", "admin"),
        "stranger": club.member("stranger"),
        "clock": None,
    }


def row_in(state: str, manager: Member, now: datetime) -> Election:
    """Return a saved election in a state."""
    made = Election(prepared_at=now, prepared_by=manager, reason="x", **vars(world.plan(now)))
    made.state = state
    made.save()
    return made


@pytest.mark.parametrize("state", list(ElectionState))
def test_elections_move_by_the_table_alone(
    state: ElectionState, people: dict[str, Member | None], manager: Member, now: datetime
) -> None:
    row = row_in(state, manager, now)
    found, wanted = set(), set()
    for move, who in product(ElectionMove, WHO):
        step = ELECTION_STEPS[state].get(move)
        if step is not None and PARTS[who] & set(step.parts) - {Part.CANDIDATE}:
            wanted.add((move, who))
        if refusal_of(row, move, people[who]) is None:
            found.add((move, who))
    assert found == wanted
    for move, step in ELECTION_STEPS[state].items():
        Election.objects.all().delete()
        row = row_in(state, manager, now)
        who = next(one for one in WHO if (move, one) in wanted)
        election_transition(row, move, actor=people[who], now=now)
        assert world.fresh(row).state == step.target
        assert AuditRecord.objects.filter(subject=row.reference).count() == 1


@pytest.mark.parametrize("state", list(CandidacyState))
def test_candidacies_move_by_the_table_alone(
    state: CandidacyState,
    people: dict[str, Member | None],
    manager: Member,
    gurus: list[Membership],
    now: datetime,
) -> None:
    election = row_in("draft", manager, now)
    row = Candidacy(
        election=election, candidate=gurus[0].member, nominator=gurus[1].member, reason="x"
    )
    row.state, row.nominated_at = state.value, now
    row.save()
    found, wanted = set(), set()
    for move, who, during in product(CandidacyMove, WHO, ElectionState):
        election.state = during.value
        step = CANDIDACY_STEPS[state].get(move)
        if step is not None and during in step.during and PARTS[who] & set(step.parts):
            wanted.add((move, who, during))
        if refusal_on(row, move, people[who]) is None:
            found.add((move, who, during))
    assert found == wanted
    for move, step in CANDIDACY_STEPS[state].items():
        row.state, election.state = state.value, step.during[0].value
        who = next(one for one in WHO if (move, one, step.during[0]) in wanted)
        candidacy_transition(row, move, actor=people[who], now=now)
        assert Candidacy.objects.get().state == step.target


def test_a_refused_move_changes_nothing(manager: Member, now: datetime) -> None:
    row = world.opened(manager, now=now)
    before = AuditRecord.objects.count()
    for move in (ElectionMove.OPEN, ElectionMove.COUNT, ElectionMove.CONFIRM):
        with pytest.raises(DomainError):
            election_transition(row, move, actor=manager, now=now)
    assert world.fresh(row).state == "nominating"
    assert AuditRecord.objects.count() == before
