"""A club with its charter for the tests of this app."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

from django.db import transaction

from community.gurus.choices import LANGUAGES, SECTIONS, Choice, NominationState
from community.gurus.models import CharterVersion, Membership, Nomination
from community.gurus.services import charter, deciding, nominating, voting
from community.gurus.services.states import lock_nomination
from marketplace.accounts.models import Member, RoleGrant

DAY = timedelta(days=1)
_names = count(1)
EVIDENCE = "https://talks.example.org/one"


def member(username: str = "", *roles: str) -> Member:
    """Return a member with these roles."""
    name = username or f"someone{next(_names)}"
    made = Member.objects.create_user(
        name, f"{name}@example.com", "x" * 12, display_name=name.title(), language="en"
    )
    RoleGrant.objects.bulk_create(RoleGrant(member=made, role=role) for role in roles)
    return made


def texts(word: str = "one") -> dict[str, dict[str, str]]:
    """Return a whole charter."""
    return {code: {part: f"{part} {word} {code}" for part in SECTIONS} for code in LANGUAGES}


def put_charter(manager: Member, *, now: datetime, days: int = 30) -> CharterVersion:
    """Put the next version in force."""
    seen = CharterVersion.objects.count()
    draft = charter.CharterDraft(
        texts=texts(str(seen)), note="", sign_by=now + days * DAY, seen_number=seen
    )
    return charter.publish_charter(actor=manager, draft=draft, now=now)


def founder(manager: Member, who: Member, *, now: datetime) -> Nomination:
    """Return the nomination of one of the first members, who has yet to sign."""
    return deciding.name_founder(candidate=who, actor=manager, reason="They help.", now=now)


def guru(manager: Member, who: Member | None = None, *, now: datetime) -> Membership:
    """Return one of the first members, who has signed."""
    person = who or member()
    made = founder(manager, person, now=now)
    number = CharterVersion.objects.order_by("-number")[0].number
    return charter.join_club(nomination=made, actor=person, number=number, now=now)


def club(manager: Member, size: int = 3, *, now: datetime) -> list[Membership]:
    """Return a club of so many gurus."""
    put_charter(manager, now=now)
    return [guru(manager, now=now) for _number in range(size)]


def nominated(by: Member, candidate: Member, *, now: datetime) -> Nomination:
    """Return a nomination that waits for a supporter."""
    draft = nominating.NominationDraft(candidate=candidate, reason="They help.", evidence=EVIDENCE)
    return nominating.nominate(nominator=by, draft=draft, now=now)


def brought_to(
    state: str,
    gurus: list[Membership],
    candidate: Member,
    manager: Member,
    *,
    now: datetime,
    by: Member | None = None,
) -> Nomination:
    """Return a nomination as it comes to a state that lies on its way."""
    one = nominated(by or gurus[0].member, candidate, now=now)
    for step in _WAY[: _ON.index(state)]:
        one = step(one, gurus, manager, now)
    return Nomination.objects.get(pk=one.pk)


def _support(
    one: Nomination, gurus: list[Membership], _manager: Member, now: datetime
) -> Nomination:
    second = next(each.member for each in gurus if each.member_id != one.nominator_id)
    return nominating.support_nomination(nomination=one, actor=second, now=now)


def _apply(
    one: Nomination, _gurus: list[Membership], _manager: Member, now: datetime
) -> Nomination:
    return nominating.apply_to_club(
        nomination=one, actor=one.candidate, text="Gladly.", known_for="CSS", now=now
    )


def due(one: Nomination) -> Nomination:
    """Let the time of a nomination run out."""
    row = Nomination.objects.get(pk=one.pk)
    assert row.due_at is not None
    with transaction.atomic():
        if row.state == NominationState.DISCUSSION:
            voting.open_vote(lock_nomination(row.pk), now=row.due_at)
        elif row.state == NominationState.VOTING:
            voting.count_vote(lock_nomination(row.pk), now=row.due_at)
        else:
            assert deciding.move_due_nominations(now=row.due_at, limit=1) == 1
    return Nomination.objects.get(pk=one.pk)


def _discussed(one: Nomination, *_given: object) -> Nomination:
    return due(one)


def _voted(
    one: Nomination, gurus: list[Membership], _manager: Member, _now: datetime
) -> Nomination:
    row = Nomination.objects.get(pk=one.pk)
    assert row.vote_opened_at is not None
    for each in gurus:
        voting.cast_vote(
            nomination=row, member=each.member, choice=Choice.FOR, now=row.vote_opened_at
        )
    return due(row)


def _confirmed(
    one: Nomination, _gurus: list[Membership], manager: Member, now: datetime
) -> Nomination:
    return deciding.confirm_nomination(nomination=one, actor=manager, now=now)


_ON = (
    NominationState.PROPOSED,
    NominationState.ASKED,
    NominationState.DISCUSSION,
    NominationState.VOTING,
    NominationState.CONFIRMING,
    NominationState.SIGNING,
)
_WAY = (_support, _apply, _discussed, _voted, _confirmed)
