"""States × moves × parts: what each person may do in each state, exactly as the tables say."""

from __future__ import annotations

from datetime import datetime
from itertools import product

import pytest

from community.gurus.choices import (
    MEMBERSHIP_STEPS,
    NOMINATION_STEPS,
    MembershipMove,
    MembershipState,
    NominationMove,
    NominationState,
    Part,
)
from community.gurus.models import Membership, Nomination
from community.gurus.policies import refusal_of, refusal_on
from community.gurus.services.states import membership_transition, nomination_transition
from community.gurus.tests import world
from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.core.models import AuditRecord

pytestmark = pytest.mark.django_db
ON_NOMINATION = ("nominator", "supporter", "candidate", "guru", "manager", "stranger", "clock")
ON_MEMBERSHIP = ("member", "manager", "other_manager", "admin", "stranger", "clock")


@pytest.fixture
def people(gurus: list[Membership], manager: Member, candidate: Member) -> dict[str, Member | None]:
    """Return everybody who could try."""
    return {
        "nominator": gurus[0].member,
        "supporter": gurus[1].member,
        "guru": gurus[2].member,
        "member": gurus[0].member,
        "candidate": candidate,
        "manager": manager,
        "other_manager": world.member("zain", "community_manager"),
        "admin": world.member("boss", "admin"),
        "stranger": world.member("stranger"),
        "clock": None,
    }


def may(who: str, parts: tuple[Part, ...], move: str, *, is_new: bool) -> bool:
    """Return whether somebody should be able to make a move, said apart from `policies`."""
    roles = {
        "nominator": {Part.NOMINATOR, Part.GURU},
        "supporter": {Part.GURU},
        "guru": {Part.GURU},
        "candidate": {Part.CANDIDATE},
        "manager": {Part.MANAGER},
        "stranger": set(),
        "clock": {Part.CLOCK},
    }[who]
    # Who nominated can't be the second person.
    return bool(roles & set(parts)) and not (move == "support" and who == "nominator" and is_new)


@pytest.mark.parametrize("state", list(NominationState))
def test_nominations_move_by_the_table_alone(
    state: NominationState,
    people: dict[str, Member | None],
    candidate: Member,
    now: datetime,
) -> None:
    nominator = people["nominator"]
    assert nominator is not None
    found: set[tuple[str, str]] = set()
    wanted: set[tuple[str, str]] = set()
    for move, who in product(NominationMove, ON_NOMINATION):
        row = Nomination(
            candidate=candidate, nominator=nominator, state=state, reason="x", decision="x"
        )
        step = NOMINATION_STEPS[state].get(move)
        if step is not None and may(who, step.parts, move, is_new=True):
            wanted.add((move, who))
        if refusal_of(row, move, people[who]) is None:
            found.add((move, who))
    assert found == wanted
    for move, step in NOMINATION_STEPS[state].items():
        row = Nomination.objects.create(
            candidate=candidate,
            nominator=nominator,
            state=state,
            reason="x",
            decision="x",
            made_at=now,
        )
        who = next(one for one in ON_NOMINATION if (move, one) in wanted)
        nomination_transition(row, move, actor=people[who], now=now)
        assert Nomination.objects.get(pk=row.pk).state == step.target
        assert AuditRecord.objects.filter(subject=row.reference).count() == 1
        Nomination.objects.filter(pk=row.pk).delete()


@pytest.mark.parametrize("state", list(MembershipState))
def test_memberships_move_by_the_table_alone(
    state: MembershipState,
    people: dict[str, Member | None],
    gurus: list[Membership],
    manager: Member,
) -> None:
    roles: dict[str, set[Part]] = {
        "member": {Part.MEMBER},
        # Decided before, so another one answers.
        "manager": {Part.MANAGER},
        "other_manager": {Part.MANAGER, Part.OTHER_MANAGER},
        "admin": {Part.OTHER_MANAGER},
        "stranger": set(),
        "clock": {Part.CLOCK},
    }
    found: dict[tuple[str, str], bool] = {}
    wanted: dict[tuple[str, str], bool] = {}
    for move, who in product(MembershipMove, ON_MEMBERSHIP):
        row = Membership(member=gurus[0].member, state=state, decided_by=manager)
        step = MEMBERSHIP_STEPS[state].get(move)
        wanted[move, who] = step is not None and bool(roles[who] & set(step.parts))
        found[move, who] = refusal_on(row, move, people[who]) is None
    assert found == wanted


def test_a_refused_move_changes_nothing(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    row = gurus[0]
    before = AuditRecord.objects.count()
    with pytest.raises(DomainError):
        membership_transition(row, MembershipMove.COME_BACK, actor=row.member, now=now)
    with pytest.raises(DomainError):
        membership_transition(row, MembershipMove.RESTORE, actor=manager, now=now)
    assert Membership.objects.get(pk=row.pk).state == MembershipState.ACTIVE
    assert AuditRecord.objects.count() == before
