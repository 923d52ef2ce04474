"""The audit log is read by who, what, to what and when, and can't be written over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.models import AuditRecord
from marketplace.moderation.queries import AuditFilter, audit_page

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def boss(member_factory: MakeMember) -> Member:
    return member_factory("boss", roles=("admin",), language="en")


def write(count: int, *, actor: str, now: datetime) -> None:
    """Write some records, a day apart."""
    for number in range(count):
        record_audit(
            actor=actor,
            action=f"act_{number % 2}",
            subject=f"gig:{number}",
            reason="=cmd()",
            now=now + number * DAY,
        )


def test_each_filter_finds_its_own(boss: Member, now: datetime) -> None:
    write(4, actor=boss.public_id, now=now)
    record_audit(actor="", action="act_0", subject="order:1", now=now)

    def found(**wanted: Any) -> int:
        return len(audit_page(AuditFilter(**wanted)).lines)

    assert found() == 5
    assert found(actor="boss") == found(actor=boss.public_id) == 4
    assert found(action="act_1") == 2
    assert (found(subject="gig:1"), found(subject="gig:"), found(subject="gig")) == (1, 4, 0)
    day = now.date()
    assert found(since=day + DAY) == 3
    assert found(since=day, until=day) == 2
    assert found(until=date(2000, 1, 1)) == 0


def test_pages_go_on_without_counting(
    boss: Member, now: datetime, as_member: Callable[..., Client], django_assert_num_queries: Any
) -> None:
    write(3, actor=boss.public_id, now=now)
    browser = as_member(boss)
    path = "/en/desk/audit/"
    browser.get(path)
    with CaptureQueriesContext(connection) as counted:
        browser.get(path)
    write(60, actor=boss.public_id, now=now)
    with django_assert_num_queries(len(counted)):
        page = browser.get(path).content.decode()
    last = AuditRecord.objects.order_by("-id")[49].pk
    assert f"before={last}" in page
    older = browser.get(f"{path}?before={last}").content.decode()
    assert "gig:2" in older
    assert browser.get(f"{path}?before={'9' * 40}&since=nonsense").status_code == 422


def test_the_file_runs_no_formula(
    boss: Member, now: datetime, as_member: Callable[..., Client]
) -> None:
    write(2, actor=boss.public_id, now=now)
    answer = as_member(boss).get("/en/desk/audit/file/?action=act_1")
    rows = answer.content.decode().splitlines()
    assert len(rows) == 2
    assert "'=cmd()" in rows[1]
    assert "boss" in rows[1]


@pytest.mark.parametrize(
    "verb", ["UPDATE core_auditrecord SET reason = ''", "DELETE FROM core_auditrecord"]
)
def test_the_database_refuses_to_change_it(verb: str, boss: Member, now: datetime) -> None:
    write(1, actor=boss.public_id, now=now)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)
    assert AuditRecord.objects.count() == 1
