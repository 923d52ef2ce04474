"""What people decide: findings, then entries, then appeals; and who hears of it."""

from __future__ import annotations

from datetime import datetime

import pytest

from config.testing import MakeMember
from contests.calls.services import publish_contest_results
from contests.entries import errors, services
from contests.entries.models import Check, Entry
from contests.entries.services import RulesDraft
from contests.entries.tests.world import ARABIC, DAY, check, close, entered, open_contest
from marketplace.accounts.models import Member, RoleGrant
from marketplace.core.errors import NotFound
from marketplace.core.models import AuditRecord
from marketplace.core.outbox import deliver_due
from marketplace.notifications.models import Notification

pytestmark = pytest.mark.django_db


@pytest.fixture
def doubtful(admin: Member, seller: Member, now: datetime) -> Entry:
    """Return a checked entry that is too short."""
    contest = open_contest(admin, now=now, rules=RulesDraft(min_words=500, max_words=900))
    entry = entered(contest, seller, now=now, source=ARABIC)
    check(*close(contest))
    entry.refresh_from_db()
    return entry


def decide(
    entry: Entry, actor: Member, decision: str, now: datetime, kind: str = "length"
) -> Check:
    return services.decide_finding(
        entry=entry, actor=actor, kind=kind, decision=decision, note=" Read it. ", now=now
    )


def told(member: Member, now: datetime) -> list[str]:
    deliver_due(now=now + 30 * DAY)
    rows = Notification.objects.filter(member=member, kind__startswith="entries.")
    return sorted(rows.values_list("kind", flat=True))


def test_a_person_decides_about_what_was_found(
    doubtful: Entry, admin: Member, stranger: Member, now: datetime
) -> None:
    assert doubtful.state == "submitted"
    with pytest.raises(NotFound):
        decide(doubtful, stranger, "fine", now)
    with pytest.raises(errors.NothingFound):
        decide(doubtful, admin, "fine", now, kind="language")
    with pytest.raises(errors.FindingsUndecided):
        services.accept_entry(entry=doubtful, actor=admin, now=now)
    decide(doubtful, admin, "breach", now)
    with pytest.raises(errors.FindingBreaks):
        services.accept_entry(entry=doubtful, actor=admin, now=now)
    found = decide(doubtful, admin, "fine", now)
    assert (found.decided_by, found.note) == (admin, "Read it.")
    accepted = services.accept_entry(entry=doubtful, actor=admin, now=now)
    assert (accepted.state, accepted.decided_by) == ("accepted", admin)
    with pytest.raises(errors.EntryStateRefuses):
        decide(doubtful, admin, "breach", now)
    assert AuditRecord.objects.filter(action="entry_finding").count() == 2


def test_nobody_decides_before_the_checks_are_done(
    admin: Member, seller: Member, now: datetime
) -> None:
    entry = entered(open_contest(admin, now=now), seller, now=now)
    with pytest.raises(errors.ChecksUnfinished):
        services.accept_entry(entry=entry, actor=admin, now=now)
    with pytest.raises(errors.ChecksUnfinished):
        services.refuse_entry(entry=entry, actor=admin, reason="Too early.", now=now)
    with pytest.raises(errors.ChecksUnfinished):
        decide(entry, admin, "fine", now)


def test_a_refusal_with_its_reason_an_appeal_once_and_its_answer(
    doubtful: Entry, admin: Member, seller: Member, now: datetime
) -> None:
    with pytest.raises(errors.ReasonMissing):
        services.refuse_entry(entry=doubtful, actor=admin, reason=" ", now=now)
    services.refuse_entry(entry=doubtful, actor=admin, reason="Too short.", now=now)
    with pytest.raises(errors.AppealMissing):
        services.appeal_refusal(entry=doubtful, actor=seller, text=" ", now=now)
    with pytest.raises(NotFound):
        services.appeal_refusal(entry=doubtful, actor=admin, text="Mine.", now=now)
    services.appeal_refusal(entry=doubtful, actor=seller, text="Count again.", now=now)
    with pytest.raises(errors.AppealedAlready):
        services.appeal_refusal(entry=doubtful, actor=seller, text="And again.", now=now)
    services.answer_appeal(entry=doubtful, actor=admin, reason="Counted: 70.", now=now)
    with pytest.raises(errors.EntryStateRefuses):
        services.answer_appeal(entry=doubtful, actor=admin, reason="Again.", now=now)
    doubtful.refresh_from_db()
    assert (doubtful.state, doubtful.reason) == ("refused", "Counted: 70.")
    assert told(seller, now) == ["entries.refused", "entries.submitted", "entries.upheld"]
    assert told(admin, now) == ["entries.appealed", "entries.checked"]


def test_a_refusal_taken_back_is_decided_by_a_person(
    doubtful: Entry, admin: Member, seller: Member, now: datetime
) -> None:
    services.refuse_entry(entry=doubtful, actor=admin, reason="Too short.", now=now)
    services.appeal_refusal(entry=doubtful, actor=seller, text="Count again.", now=now)
    services.reconsider_entry(entry=doubtful, actor=admin, now=now)
    services.run_checks(now=now, limit=100)
    doubtful.refresh_from_db()
    assert (doubtful.state, doubtful.reason) == ("submitted", "")
    decide(doubtful, admin, "fine", now)
    services.accept_entry(entry=doubtful, actor=admin, now=now)
    assert told(seller, now) == [
        "entries.accepted",
        "entries.reconsidered",
        "entries.refused",
        "entries.submitted",
    ]


def test_a_refusal_from_before_the_checks_is_checked_when_it_is_taken_back(
    admin: Member, seller: Member, now: datetime
) -> None:
    contest = open_contest(admin, now=now)
    entry = entered(contest, seller, now=now)
    Entry.objects.update(state="refused", decided_at=now)
    closed, moment = close(contest)
    check(closed, moment)
    services.reconsider_entry(entry=entry, actor=admin, now=moment)
    check(closed, moment)
    entry.refresh_from_db()
    assert (entry.state, entry.checked_at) == ("submitted", moment)
    assert services.accept_entry(entry=entry, actor=admin, now=moment).state == "accepted"


def test_taken_out_afterwards(
    doubtful: Entry, admin: Member, seller: Member, now: datetime
) -> None:
    decide(doubtful, admin, "fine", now)
    services.accept_entry(entry=doubtful, actor=admin, now=now)
    with pytest.raises(errors.ReasonMissing):
        services.disqualify_entry(entry=doubtful, actor=admin, reason="", now=now)
    services.disqualify_entry(entry=doubtful, actor=admin, reason="Bought votes.", now=now)
    doubtful.refresh_from_db()
    assert (doubtful.state, doubtful.reason) == ("disqualified", "Bought votes.")
    assert "entries.disqualified" in told(seller, now)


def test_no_appeal_and_no_way_back_once_results_are_out(
    doubtful: Entry, admin: Member, seller: Member, now: datetime
) -> None:
    services.refuse_entry(entry=doubtful, actor=admin, reason="Too short.", now=now)
    publish_contest_results(contest=doubtful.contest, actor=admin, now=now)
    with pytest.raises(errors.NotOpenForEntries):
        services.appeal_refusal(entry=doubtful, actor=seller, text="Count again.", now=now)
    with pytest.raises(errors.NotOpenForEntries):
        services.reconsider_entry(entry=doubtful, actor=admin, now=now)
    doubtful.refresh_from_db()
    assert doubtful.state == "refused"


def test_an_administrator_never_decides_about_their_own(
    doubtful: Entry, seller: Member, member_factory: MakeMember, now: datetime
) -> None:
    RoleGrant.objects.create(member=seller, role="admin")
    for verb in (services.accept_entry, services.reconsider_entry):
        with pytest.raises(NotFound):
            verb(entry=doubtful, actor=Member.objects.get(pk=seller.pk), now=now)
    other = member_factory("aida", roles=("admin",))
    services.refuse_entry(entry=doubtful, actor=other, reason="Too short.", now=now)
    doubtful.refresh_from_db()
    assert doubtful.decided_by == other
