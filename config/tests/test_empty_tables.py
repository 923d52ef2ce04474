"""What a test with real transactions leaves behind is an empty database as it began."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import TransactionTestCase

from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.models import AuditRecord
from marketplace.gigs.models import Category


def _write(now: datetime) -> None:
    record_audit(actor=SYSTEM, action="tried", subject="x", now=now)


def _end_of_a_test() -> None:
    case: Any = TransactionTestCase
    case._fixture_teardown(object())


@pytest.mark.django_db(transaction=True)
def test_rows_go_and_the_beginning_comes_back(now: datetime) -> None:
    beginning = list(Category.objects.order_by("id").values())
    _write(now)
    Category.objects.exclude(parent=None)[0].delete()
    Category.objects.filter(parent=None).update(position=99)
    _end_of_a_test()
    assert AuditRecord.objects.count() == 0
    assert beginning
    assert list(Category.objects.order_by("id").values()) == beginning


@pytest.mark.django_db(transaction=True)
def test_what_is_protected_is_protected_again(now: datetime) -> None:
    _write(now)
    _end_of_a_test()
    _write(now)
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditRecord.objects.update(action="edited")
    assert AuditRecord.objects.get().action == "tried"
