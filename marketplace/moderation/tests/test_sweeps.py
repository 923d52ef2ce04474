"""What falls due happens for everybody, whatever stands in the way of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.accounts.services import reinstate_member
from marketplace.core.private_files import private_storage
from marketplace.moderation import services
from marketplace.moderation.choices import Act
from marketplace.moderation.models import Appeal, DataExport, Decision, Departure
from marketplace.moderation.queries import custody_parts
from marketplace.moderation.services import appeals
from marketplace.moderation.tests.world import Court

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def appealed(court: Court, decision: Decision) -> Appeal:
    """Return the author's appeal against a decision."""
    return services.file_appeal(decision=decision, text="No.", actor=court.author, now=court.now)


def test_an_account_that_is_opened_elsewhere_overtakes_its_appeal(
    court: Court, run_outbox: Callable[..., int], member_factory: MakeMember
) -> None:
    boss = member_factory("boss", roles=("admin",))
    other = appealed(court, court.decide(court.case(), Act.WARN))
    appeal = appealed(court, court.suspend(days=0))
    reinstate_member(member=court.author, reason="Cleared", actor=boss, now=court.now)
    run_outbox(court.now)
    assert services.grant_late_appeals(now=court.now + 8 * DAY, limit=9) == 1
    appeal.refresh_from_db()
    other.refresh_from_db()
    assert (appeal.state, other.state) == ("overtaken", "granted_late")


def test_an_appeal_that_fails_keeps_no_other_waiting(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = appealed(court, court.decide(court.case(), Act.WARN))
    second = appealed(court, court.decide(court.case(), Act.WARN))
    reverse = appeals.reverse_effect  # type: ignore[attr-defined]  # as it is used there

    def broken(decision: Decision, *given: Any, **named: Any) -> None:
        if decision.pk == first.decision_id:
            raise RuntimeError("gone")
        reverse(decision, *given, **named)

    monkeypatch.setattr(appeals, "reverse_effect", broken)
    assert services.grant_late_appeals(now=court.now + 8 * DAY, limit=9) == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("open", "granted_late")


def leave(member: Member, court: Court) -> Departure:
    """Close a member's account."""
    return services.ask_departure(
        member=member,
        username=member.username,
        keeps_texts=True,
        confirmed_at=court.now,
        now=court.now,
    )


def test_an_account_that_cant_be_erased_keeps_no_other_waiting(
    court: Court, member_factory: MakeMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = leave(court.author, court), leave(member_factory(), court)
    parts = custody_parts()

    def broken(member: Member, **given: Any) -> None:
        if member.pk == first.member_id:
            raise RuntimeError("disk")
        assert parts[0].erase is not None
        parts[0].erase(member, **given)

    made = type(parts[0])(name="account", label="", pack=parts[0].pack, erase=broken)
    module = "marketplace.moderation.services.departures.custody_parts"
    monkeypatch.setattr(module, lambda: [made, *parts[1:]])
    at = court.now + 14 * DAY
    assert services.erase_due_departures(now=at, limit=5) == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.due_at, second.state) == ("erasing", at + DAY, "done")
    monkeypatch.undo()
    assert services.erase_due_departures(now=at + DAY, limit=5) == 1


def test_a_package_of_an_account_that_was_erased_meanwhile_leaves_no_file(
    court: Court, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.ask_export(member=court.author, confirmed_at=court.now, now=court.now)
    claimed = services.claim_export(now=court.now)
    assert claimed is not None
    storage = private_storage()
    save = type(storage).save

    def saved(self: Any, name: str, content: Any, **given: Any) -> str:
        DataExport.objects.all().delete()
        return str(save(self, name, content, **given))

    monkeypatch.setattr(type(storage), "save", saved)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.pack_export(export=claimed, now=court.now) is False
    assert not storage.exists(claimed.key)
