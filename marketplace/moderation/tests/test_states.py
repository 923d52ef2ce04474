"""Every state, every step, every hand: what the tables allow happens, all else is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import models

from marketplace.moderation import choices, services
from marketplace.moderation.choices import Act, Hand
from marketplace.moderation.errors import NotPossibleNow
from marketplace.moderation.models import (
    Appeal,
    Case,
    DataExport,
    Decision,
    Departure,
    Suspension,
)
from marketplace.moderation.services.moves import TABLES, transition
from marketplace.moderation.tests.world import Court

pytestmark = pytest.mark.django_db
Row = Appeal | Case | DataExport | Decision | Departure | Suspension
STATES: dict[type[models.Model], type[models.TextChoices]] = {
    Appeal: choices.AppealState,
    Case: choices.CaseState,
    DataExport: choices.ExportState,
    Decision: choices.DecisionState,
    Departure: choices.DepartureState,
    Suspension: choices.SuspensionState,
}


def make(model: type[models.Model], court: Court, now: datetime) -> Any:
    """Return a row of a kind."""
    if model is Case:
        return court.case()
    if model is DataExport:
        return DataExport.objects.create(member=court.author, asked_at=now, due_at=now)
    if model is Departure:
        return Departure.objects.create(
            member=court.author, keeps_texts=True, asked_at=now, due_at=now
        )
    decision = court.suspend()
    if model is Decision:
        return decision
    if model is Suspension:
        return decision.suspension
    return services.file_appeal(decision=decision, text="No.", actor=court.author, now=now)


@pytest.mark.parametrize("model", list(STATES), ids=lambda model: model.__name__)
def test_transition_follows_the_table_and_nothing_else(
    model: type[models.Model], court: Court, now: datetime
) -> None:
    row = make(model, court, now)
    table = TABLES[model]
    assert set(table) == set(STATES[model])
    for source, target, hand in product(STATES[model], STATES[model], Hand):
        model.objects.filter(pk=row.pk).update(state=source)  # type: ignore[attr-defined]
        row.refresh_from_db()
        if hand in table[source].get(target, frozenset()):
            transition(row, target, by=hand)
            row.refresh_from_db()
            assert row.state == target
        else:
            with pytest.raises(NotPossibleNow):
                transition(row, target, by=hand)
            assert row.state == source


def verbs(court: Court, decision: Decision) -> dict[str, Callable[[], object]]:
    """Return what people and the clock can do about a suspension with an appeal."""
    now, late = court.now, court.now + timedelta(days=7)
    given: dict[str, Any] = {"appeal": decision.appeal, "answer": "So.", "now": now}
    return {
        "undo": lambda: services.undo_decision(
            decision=decision, reason="Slip", actor=court.moderator, now=now
        ),
        "grant": lambda: services.grant_appeal(actor=court.reviewer, **given),
        "uphold": lambda: services.uphold_decision(actor=court.reviewer, **given),
        "withdraw": lambda: services.withdraw_appeal(
            appeal=decision.appeal, actor=court.author, now=now
        ),
        "late": lambda: services.grant_late_appeals(now=late, limit=10),
        "ends": lambda: services.end_due_suspensions(now=late, limit=10),
    }


# After each verb: decision, suspension, appeal, and whether the account is open.
OUTCOMES = {
    "undo": ("undone", "lifted", "overtaken", True),
    "grant": ("overturned", "overturned", "granted", True),
    "uphold": ("in_force", "in_force", "upheld", False),
    "withdraw": ("in_force", "in_force", "withdrawn", False),
    "late": ("overturned", "overturned", "granted_late", True),
    "ends": ("in_force", "ended", "open", True),
}


def outcome(decision: Decision) -> tuple[str, str, str, bool]:
    """Return how everything stands."""
    found = Decision.objects.select_related("suspension", "appeal", "member").get(pk=decision.pk)
    return (found.state, found.suspension.state, found.appeal.state, found.member.is_active)


@pytest.mark.parametrize(("first", "second"), list(product(OUTCOMES, OUTCOMES)))
def test_two_verbs_after_each_other(first: str, second: str, court: Court) -> None:
    """The second one of two acts on what the first one left, or is refused and changes nothing."""
    decision = court.suspend(days=7)
    services.file_appeal(decision=decision, text="No.", actor=court.author, now=court.now)
    verbs(court, decision)[first]()
    assert outcome(decision) == OUTCOMES[first]
    before = outcome(decision)
    allowed = (first, second) in {
        ("uphold", "undo"),
        ("withdraw", "undo"),
        ("uphold", "ends"),
        ("withdraw", "ends"),
        ("ends", "undo"),
        ("ends", "grant"),
        ("ends", "uphold"),
        ("ends", "withdraw"),
        ("ends", "late"),
    }
    if second in ("late", "ends") and not allowed:
        assert verbs(court, decision)[second]() == 0
    elif not allowed:
        with pytest.raises(NotPossibleNow):
            verbs(court, decision)[second]()
    else:
        verbs(court, decision)[second]()
        assert outcome(decision) != before
        return
    assert outcome(decision) == before


def test_acts_and_what_they_do_to_the_thing(court: Court) -> None:
    case = court.case()
    court.decide(case, Act.HIDE)
    case.refresh_from_db()
    assert case.state == "decided"
    assert case.flags.get().outcome == "upheld"
    quiet = court.case()
    services.dismiss_case(
        case=quiet, reason="Fine", in_bad_faith=True, actor=court.moderator, now=court.now
    )
    assert quiet.flags.get().outcome == "abusive"
