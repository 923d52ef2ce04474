"""A writing contest in judging, made row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from contests.calls.models import Contest, ContestText, Link
from contests.entries.models import Entry
from contests.judging.choices import JudgeState
from contests.judging.models import Criterion, Judge, Judging, Sheet
from contests.judging.queries.rubrics import template_rubric
from contests.judging.services import give_waiting_sheets, seal_sheet
from marketplace.accounts.models import Member, RoleGrant

DAY = timedelta(days=1)
SAID = "A clear beginning; the end comes too soon."


def member(name: str, *roles: str, **fields: Any) -> Member:
    """Return a new member with roles."""
    fields.setdefault("language", "en")
    made = Member.objects.create_user(
        name, f"{name}@example.com", "a-long-test-password", display_name=name.title(), **fields
    )
    RoleGrant.objects.bulk_create(RoleGrant(member=made, role=role) for role in roles)
    return made


def contest(
    admin: Member,
    *,
    now: datetime,
    state: str = "judging",
    slug: str = "first-client",
    **fields: Any,
) -> Contest:
    """Return a contest whose scoring closes in ten days, with the template's rubric."""
    made = Contest.objects.create(
        slug=slug,
        kind="writing",
        created_by=admin,
        currency="USD",
        state=state,
        created_at=now - 30 * DAY,
        announced_at=None if state == "draft" else now - 25 * DAY,
        opens_at=now - 20 * DAY,
        closes_at=now - DAY,
        judged_by=now + 10 * DAY,
        results_by=now + 14 * DAY,
        **fields,
    )
    for language, title in (("en", "Write about your first client"), ("ar", "اكتب عن أول زبون")):
        ContestText.objects.create(contest=made, language=language, title=title, summary="Short.")
    for position, given in enumerate(template_rubric(), start=1):
        Criterion.objects.create(contest=made, position=position, **given)
    return made


def equip(contest: Contest, *, now: datetime) -> None:
    """Give a draft the rubric and the judges that an announcement asks for."""
    for position, given in enumerate(template_rubric(), start=1):
        Criterion.objects.create(contest=contest, position=position, **given)
    people = [
        Member.objects.filter(username=f"reader{n}").first() or member(f"reader{n}", "judge")
        for n in range(1, 5)
    ]
    judges(contest, people, now=now)


def entry(contest: Contest, entrant: Member, *, now: datetime, **fields: Any) -> Entry:
    """Return an accepted entry with its frozen text."""
    link = Link.objects.create(contest=contest, member=entrant, created_at=now - 10 * DAY)
    given = {
        "source": "outside",
        "url": f"https://blog.example/{entrant.username}",
        "title": f"Text of {entrant.username[-2:]}",
        "language": "en",
        "declaration": "My own work.",
        "state": "accepted",
        "submitted_at": now - 5 * DAY,
        "changed_at": now - 5 * DAY,
        "text": "My first client paid in rice.\n\nI drew an ear of corn.",
        "words": 10,
        "digest": "ab" * 32,
        "frozen_at": now - DAY,
        **fields,
    }
    return Entry.objects.create(contest=contest, entrant=entrant, link=link, **given)


def entries(contest: Contest, count: int, *, now: datetime) -> list[Entry]:
    """Return entries of new members, one a minute."""
    return [
        entry(
            contest,
            member(f"writer{contest.pk}x{n:02}"),
            now=now,
            submitted_at=now - 5 * DAY + timedelta(minutes=n),
        )
        for n in range(count)
    ]


def judges(contest: Contest, people: Iterable[Member], *, now: datetime) -> list[Judge]:
    """Return judges who accepted."""
    return [
        Judge.objects.create(
            contest=contest,
            member=one,
            number=number,
            state=JudgeState.ACCEPTED,
            invited_by=contest.created_by,
            invited_at=now - 20 * DAY,
            answered_at=now - 19 * DAY,
        )
        for number, one in enumerate(people, start=1)
    ]


def four_judges() -> list[Member]:
    """Return four members with the role of judge."""
    return [member(f"judge{n}", "judge") for n in range(1, 5)]


def in_judging(
    admin: Member, *, now: datetime, count: int = 4, people: Sequence[Member] = (), **rules: Any
) -> Contest:
    """Return a contest whose entries are given to four judges, three for each."""
    made = contest(admin, now=now)
    Judging.objects.create(contest=made, seed="00" * 16, **rules)
    judges(made, people or four_judges(), now=now)
    entries(made, count, now=now)
    give_waiting_sheets(now=now, limit=10)
    return made


def scores(*values: int | None) -> dict[int, int | None]:
    """Return scores by position."""
    return dict(enumerate(values, start=1))


def seal(sheet: Sheet, *values: int | None, now: datetime, said: str = SAID) -> Sheet:
    """Seal a sheet as its judge would; missing values stay empty."""
    return seal_sheet(
        sheet=sheet,
        actor=sheet.judge.member,
        scores=scores(*values),
        feedback=said,
        with_gaps=True,
        now=now,
    )


def open_sheets(contest: Contest) -> list[Sheet]:
    """Return what is still to be scored, in the order of the judges."""
    rows = Sheet.objects.filter(judge__contest=contest, state="open")
    return list(
        rows.select_related("judge__member", "judge__contest", "entry").order_by(
            "judge__number", "position"
        )
    )


def seal_all(contest: Contest, *, now: datetime) -> None:
    """Seal every sheet with scores that depend on the entry and on the judge."""
    for sheet in open_sheets(contest):
        base = 1 + (sheet.entry_id * 7 + sheet.judge.number) % 5
        seal(sheet, base, max(1, base - 1), min(5, base + 1), 3, now=now)
