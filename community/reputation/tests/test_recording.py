"""Recording: the row, its tally and its mark in one transaction; the same key is one row."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from community.reputation.choices import Kind
from community.reputation.errors import OwnContribution
from community.reputation.models import Contribution, Tally, Touched
from community.reputation.services import (
    record_contribution,
    reinstate_by_subject,
    reverse_by_subject,
    reverse_contribution,
)
from marketplace.accounts.models import Member

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def person(name: str, *, joined: datetime = NOW - timedelta(days=400)) -> Member:
    return Member.objects.create_user(name, f"{name}@example.com", date_joined=joined)


def like(receiver: Member, giver: Member | None, key: str, **other: object) -> Contribution:
    given = {
        "kind": Kind.LIKE,
        "receiver_id": receiver.pk,
        "giver_id": giver.pk if giver else None,
        "subject_kind": "post",
        "subject_id": 7,
        "key": key,
        "occurred_at": NOW,
        "now": NOW,
        **other,
    }
    return record_contribution(**given)  # type: ignore[arg-type]


def tally(member: Member) -> tuple[int, int, int]:
    row = Tally.objects.get(member=member, kind=Kind.LIKE)
    return row.count, row.weight_milli, row.points_milli


def test_record_counts_in_the_same_transaction() -> None:
    salma, omar = person("salma1"), person("omar1")
    row = like(salma, omar, "like:1")
    assert (row.weight_milli, row.points_milli, row.reasons) == (1_000, 2_000, [])
    assert tally(salma) == (1, 1_000, 2_000)
    assert list(Touched.objects.values_list("member", "day")) == [(salma.pk, NOW.date())]


def test_record_same_key_is_one_row() -> None:
    salma, omar = person("salma1"), person("omar1")
    assert like(salma, omar, "like:1") == like(salma, omar, "like:1")
    assert tally(salma) == (1, 1_000, 2_000)


def test_record_refuses_oneself() -> None:
    salma = person("salma1")
    with pytest.raises(OwnContribution):
        like(salma, salma, "like:1")
    assert Contribution.objects.count() == 0


def test_reversal_and_reinstatement_are_rows() -> None:
    salma, omar = person("salma1"), person("omar1")
    first = like(salma, omar, "like:1")
    counter = reverse_contribution(key="like:1", note="", by_id=None, now=NOW)
    assert counter is not None
    assert (counter.reverses_id, counter.points_milli) == (first.pk, -2_000)
    assert reverse_contribution(key="like:1", note="", by_id=None, now=NOW) is None
    assert tally(salma) == (0, 0, 0)
    like(salma, omar, "like:1:2")
    assert reverse_by_subject(subject_kind="post", subject_id=7, note="x", by_id=None, now=NOW) == 1
    again = reinstate_by_subject(subject_kind="post", subject_id=7, note="", by_id=None, now=NOW)
    assert again == 1
    assert tally(salma) == (1, 1_000, 2_000)
    assert Contribution.objects.standing().count() == 1


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_record_is_frozen(change: str) -> None:
    salma, omar = person("salma1"), person("omar1")
    like(salma, omar, "like:1")
    rows = Contribution.objects.all()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        rows.update(note="x") if change == "update" else rows._raw_delete(rows.db)
    assert Contribution.objects.get().note == ""
