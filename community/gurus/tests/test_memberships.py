"""Charter, leave, going, removal and appeal, evangelists, terms, duties, what is given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from community.gurus import errors
from community.gurus.choices import CaseState, GrantState, MembershipState, QuarterState
from community.gurus.models import (
    Break,
    CharterVersion,
    ClubCase,
    Code,
    Evangelist,
    Grant,
    Membership,
    Privilege,
    QuarterRow,
    Signature,
)
from community.gurus.queries.duties import meter_now, owed, owed_days, quarter_of
from community.gurus.queries.members import alumni_listed, gurus_listed, is_guru
from community.gurus.services import charter, duties, giving, memberships
from community.gurus.services.giving import PrivilegeDraft
from community.gurus.services.leaving import leave_for_good
from community.gurus.services.memberships import BreakDraft
from community.gurus.services.states import lock_membership
from community.gurus.tests import world
from community.gurus.tests.world import DAY
from community.reputation.choices import Kind
from community.reputation.services import record_contribution, reverse_contribution
from marketplace.accounts.models import Member

pytestmark = pytest.mark.django_db


def again(one: Membership) -> Membership:
    """Return it as it is now."""
    return Membership.objects.get(pk=one.pk)


def test_who_does_not_sign_is_reminded_told_and_set_aside_until_they_sign(
    gurus: list[Membership], manager: Member, now: datetime, run_outbox: Callable[..., int]
) -> None:
    version = world.put_charter(manager, now=now)
    run_outbox(now)
    charter.sign_charter(membership=gurus[0], actor=gurus[0].member, number=2, now=now)
    with pytest.raises(errors.SignedBefore):
        charter.sign_charter(membership=gurus[0], actor=gurus[0].member, number=2, now=now)
    soon = version.sign_by - 2 * DAY
    assert charter.remind_of_charter(now=now, limit=10) == 0
    assert [charter.remind_of_charter(now=soon, limit=10) for _twice in range(2)] == [2, 0]
    assert charter.set_aside_unsigned(now=version.sign_by - DAY, limit=10) == 0
    assert charter.set_aside_unsigned(now=version.sign_by, limit=10) == 2
    run_outbox(version.sign_by)
    late = again(gurus[1])
    kinds = set(late.member.notifications.values_list("kind", flat=True))
    assert {"gurus.charter", "gurus.charter_reminder", "gurus.set_aside"} <= kinds
    assert (late.state, is_guru(late.member)) == (MembershipState.SET_ASIDE, False)
    assert len(gurus_listed()) == 1
    charter.sign_charter(membership=late, actor=late.member, number=2, now=version.sign_by)
    assert (again(late).state, is_guru(late.member)) == (MembershipState.ACTIVE, True)


@pytest.mark.parametrize("table", ["gurus_charterversion", "gurus_signature"])
def test_charters_and_signatures_cannot_be_edited(
    table: str, gurus: list[Membership], manager: Member, now: datetime
) -> None:
    assert Signature.objects.count() == len(gurus)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608  a name of ours
    draft = charter.CharterDraft(texts={}, note="", sign_by=now + 30 * DAY, seen_number=1)
    with pytest.raises(errors.CharterIncomplete):
        charter.publish_charter(actor=manager, draft=draft, now=now)
    assert CharterVersion.objects.count() == 1


def test_leaving_takes_back_what_was_given_and_honours(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    one = gurus[0]
    licence = stocked(manager, now)
    grant = giving.grant_privilege(privilege=licence, membership=one, actor=manager, now=now)
    memberships.name_evangelist(membership=one, actor=manager, reason="Talks.", now=now)
    memberships.leave_club(membership=one, actor=one.member, now=now + DAY)
    assert again(one).state == MembershipState.ALUMNUS
    assert [row.pk for row in alumni_listed()] == [one.pk]
    taken = Grant.objects.get(pk=grant.pk)
    assert (taken.state, bool(taken.reason)) == (GrantState.REVOKED, True)
    assert Evangelist.objects.get().ended_at == now + DAY
    with pytest.raises(errors.GrantStateRefuses):
        giving.show_code(grant=grant, actor=one.member, now=now + DAY)
    fresh = giving.grant_privilege(privilege=licence, membership=gurus[1], actor=manager, now=now)
    assert fresh.code_id != taken.code_id


def test_a_removal_is_answered_by_a_second_person(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    one, other = gurus[0], world.member("boss", "admin")
    with pytest.raises(errors.ReasonNeeded):
        memberships.remove_guru(membership=one, actor=manager, reason="", now=now)
    memberships.remove_guru(membership=one, actor=manager, reason="Rude.", now=now)
    with pytest.raises(errors.AppealTooLate):
        memberships.appeal_removal(membership=one, actor=one.member, text="No.", now=now + 31 * DAY)
    memberships.appeal_removal(membership=one, actor=one.member, text="No.", now=now)
    with pytest.raises(errors.SecondPersonAnswers):
        memberships.uphold_removal(membership=one, actor=manager, reason="Yes.", now=now)
    memberships.grant_appeal(membership=one, actor=other, reason="Not so bad.", now=now)
    row = again(one)
    assert (row.state, row.answered_by, row.ended_at) == (MembershipState.ACTIVE, other, None)


def test_a_leave_ends_by_itself_and_owes_nothing(gurus: list[Membership], now: datetime) -> None:
    one, today = gurus[0], now.date()
    draft = BreakDraft(starts_on=today, ends_on=today + 400 * DAY)
    with pytest.raises(errors.BreakDatesWrong):
        memberships.take_break(membership=one, actor=one.member, draft=draft, now=now)
    draft = BreakDraft(starts_on=today, ends_on=today + 9 * DAY)
    memberships.take_break(membership=one, actor=one.member, draft=draft, now=now)
    assert is_guru(one.member)
    quarter = quarter_of(today)
    days = owed_days(one, quarter, Break.objects.filter(membership=one))
    assert days == (quarter.ends_on - today).days - 10
    assert memberships.end_due_breaks(now=now + 9 * DAY, limit=5) == 0
    assert memberships.end_due_breaks(now=now + 10 * DAY, limit=5) == 1
    assert (again(one).state, Break.objects.get().ends_on) == ("active", draft.ends_on)


def on_leave(one: Membership, days: int, *, now: datetime) -> None:
    """Let a guru go on leave for so many days."""
    draft = BreakDraft(starts_on=now.date(), ends_on=now.date() + (days - 1) * DAY)
    memberships.take_break(membership=one, actor=one.member, draft=draft, now=now)


def test_a_day_of_leave_counts_once_however_often_it_was_begun(
    gurus: list[Membership], now: datetime
) -> None:
    one = gurus[0]
    for _time in range(3):
        on_leave(one, 5, now=now)
        memberships.come_back(membership=one, actor=one.member, now=now)
    quarter = quarter_of(now.date())
    days = owed_days(one, quarter, Break.objects.filter(membership=one))
    assert days == (quarter.ends_on - now.date()).days - 1


def test_who_is_set_aside_on_leave_and_signs_is_back_from_leave(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    one, version = gurus[0], world.put_charter(manager, now=now)
    on_leave(one, 60, now=now)
    assert charter.set_aside_unsigned(now=version.sign_by, limit=10) == 3
    charter.sign_charter(membership=one, actor=one.member, number=2, now=version.sign_by)
    assert again(one).state == MembershipState.ACTIVE
    held = Break.objects.get()
    assert (held.ended_at, held.ends_on) == (version.sign_by, version.sign_by.date() - DAY)
    on_leave(one, 5, now=version.sign_by)
    assert again(one).state == MembershipState.ON_BREAK


def solved(member: Member, count: int, *, on: datetime) -> None:
    """Let a member solve so many questions."""
    for number in range(count):
        record_contribution(
            kind=Kind.SOLUTION,
            receiver_id=member.pk,
            giver_id=None,
            subject_kind="post",
            subject_id=number + 1,
            key=f"solution:{member.pk}:{on:%Y%m%d}:{number}",
            occurred_at=on,
            now=on,
        )


def test_duties_are_measured_and_two_missed_quarters_ask_a_person(
    manager: Member, run_outbox: Callable[..., int]
) -> None:
    joined = datetime(2026, 1, 1, tzinfo=UTC)
    world.put_charter(manager, now=joined)
    one, good = world.guru(manager, now=joined), world.guru(manager, now=joined)
    duties.set_duty(actor=manager, measure="solutions", required=3, now=joined)
    duties.set_duty(actor=manager, measure="votes", required=2, now=joined)
    for month in (2, 5, 8):
        solved(good.member, 3, on=datetime(2026, month, 3, tzinfo=UTC))
    solved(one.member, 1, on=datetime(2026, 2, 3, tzinfo=UTC))
    meter = meter_now(one, now=datetime(2026, 2, 9, tzinfo=UTC))
    # Nobody could vote, so no vote is owed.
    assert [(line.measure, line.has, line.needs) for line in meter.lines] == [
        ("solutions", 1, 3),
        ("votes", 0, 0),
    ]
    assert meter.result == QuarterState.UNDER_WAY
    late = datetime(2026, 3, 20, tzinfo=UTC)
    assert meter_now(one, now=late).result == QuarterState.AT_RISK
    assert [duties.warn_of_duties(now=late, limit=9) for _twice in range(2)] == [1, 0]
    reverse_contribution(key=f"solution:{one.member.pk}:20260203:0", note="", by_id=None, now=late)
    assert meter_now(one, now=late).lines[0].has == 0
    assert duties.close_quarters(now=datetime(2026, 4, 2, tzinfo=UTC), limit=9) == 0
    assert duties.close_quarters(now=datetime(2026, 4, 5, tzinfo=UTC), limit=9) == 2
    assert ClubCase.objects.count() == 0
    over = datetime(2026, 7, 5, tzinfo=UTC)
    assert [duties.close_quarters(now=over, limit=9) for _twice in range(2)] == [2, 0]
    case = ClubCase.objects.get()
    assert (case.membership_id, case.state) == (one.pk, CaseState.OPEN)
    assert again(one).state == MembershipState.ACTIVE
    results = QuarterRow.objects.filter(membership=good).values_list("result", flat=True)
    assert set(results) == {QuarterState.MET}
    run_outbox(over)
    assert manager.notifications.filter(kind="gurus.case").count() == 1
    duties.end_membership(case=case, actor=manager, reason="With thanks.", now=over)
    assert again(one).state == MembershipState.ALUMNUS
    with pytest.raises(errors.CaseDecided):
        duties.keep_member(case=case, actor=manager, reason="No.", now=over)


def test_an_excused_quarter_asks_nobody_again(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    one, over = gurus[0], datetime(2027, 10, 20, tzinfo=UTC)
    for start, result in ((date(2026, 10, 1), "met"), (date(2027, 1, 1), "missed")):
        QuarterRow.objects.create(
            membership=one, starts_on=start, result=result, lines=[], counted_at=now
        )
    duties.set_duty(actor=manager, measure="solutions", required=1, now=now)
    duties.close_quarters(now=datetime(2027, 7, 20, tzinfo=UTC), limit=9)
    mine = ClubCase.objects.filter(membership=one)
    duties.keep_member(case=mine.get(), actor=manager, reason="Was ill.", now=over)
    Break.objects.create(
        membership=one,
        starts_on=date(2027, 7, 1),
        ends_on=date(2027, 9, 30),
        made_at=now,
        ended_at=over,
    )
    duties.close_quarters(now=over, limit=9)
    assert one.quarters.order_by("starts_on").values_list("result", flat=True).last() == "excused"
    assert [case.state for case in mine] == [CaseState.KEPT]


def test_who_left_meanwhile_owes_no_quarter(
    gurus: list[Membership], manager: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, over = gurus[0], datetime(2027, 7, 20, tzinfo=UTC)
    duties.set_duty(actor=manager, measure="solutions", required=1, now=now)

    def left_first(pk: int) -> Membership:
        if pk == one.pk:
            memberships.leave_club(membership=one, actor=one.member, now=over)
        return lock_membership(pk)

    monkeypatch.setattr(duties, "lock_membership", left_first)
    duties.close_quarters(now=over, limit=9)
    assert (one.quarters.count(), one.cases.count()) == (0, 0)
    assert gurus[1].cases.count() == 1


def test_terms_are_renewed_by_duties_met_else_a_person_is_asked(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    good, bad = gurus[0], gurus[1]
    for start in (date(2027, 1, 1), date(2027, 4, 1)):
        QuarterRow.objects.create(
            membership=bad, starts_on=start, result="missed", lines=[], counted_at=now
        )
    end = now + timedelta(days=366)
    assert duties.end_due_terms(now=end, limit=9) == 3
    assert (again(good).terms, again(bad).terms) == (2, 1)
    case = ClubCase.objects.get()
    assert (case.kind, case.membership_id) == ("term", bad.pk)
    duties.keep_member(case=case, actor=manager, reason="Was ill.", now=end)
    assert again(bad).terms == 2
    assert duties.end_due_terms(now=end, limit=9) == 0


@given(st.integers(0, 50), st.integers(0, 92))
def test_what_is_owed_is_the_share_of_days_rounded_up(required: int, days: int) -> None:
    quarter = quarter_of(date(2026, 8, 1))
    share = owed(required, days, quarter)
    assert (share - 1) * 92 < required * days <= share * 92
    assert owed(required, days, quarter, offered=1) <= 1


def stocked(manager: Member, now: datetime) -> Privilege:
    """Return a licence with two codes."""
    draft = PrivilegeDraft(kind="licence", title="Editor", days=30)
    made = giving.make_privilege(actor=manager, draft=draft, now=now)
    assert giving.add_codes(privilege=made, actor=manager, text="A-1\nA-1\n B-2 ", now=now) == 2
    return made


def test_a_code_is_sealed_given_once_shown_once_and_expires(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    licence, one = stocked(manager, now), gurus[0]
    assert not any("A-1" in row.sealed or "A-1" in row.digest for row in Code.objects.all())
    with pytest.raises(errors.NothingChanged):
        giving.add_codes(privilege=licence, actor=manager, text="A-1", now=now)
    grant = giving.grant_privilege(privilege=licence, membership=one, actor=manager, now=now)
    same = giving.grant_privilege(privilege=licence, membership=one, actor=manager, now=now)
    assert same == grant
    with pytest.raises(errors.GrantNotYours):
        giving.show_code(grant=grant, actor=manager, now=now)
    assert giving.show_code(grant=grant, actor=one.member, now=now) == "A-1"
    with pytest.raises(errors.CodeShownBefore):
        giving.show_code(grant=grant, actor=one.member, now=now)
    giving.allow_another_look(grant=grant, actor=manager, reason="Lost.", now=now)
    assert giving.show_code(grant=grant, actor=one.member, now=now) == "A-1"
    giving.grant_privilege(privilege=licence, membership=gurus[1], actor=manager, now=now)
    with pytest.raises(errors.NoCodesLeft):
        giving.grant_privilege(privilege=licence, membership=gurus[2], actor=manager, now=now)
    assert giving.expire_due_grants(now=now + 30 * DAY, limit=9) == 2
    assert set(Grant.objects.values_list("state", flat=True)) == {GrantState.EXPIRED}


def test_places_are_kept_for_who_is_invited_and_freed_by_a_no(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    draft = PrivilegeDraft(kind="invitation", title="Meeting", capacity=1, answer_by=now + DAY)
    made = giving.make_privilege(actor=manager, draft=draft, now=now)
    one = giving.grant_privilege(privilege=made, membership=gurus[0], actor=manager, now=now)
    with pytest.raises(errors.NoPlacesLeft):
        giving.grant_privilege(privilege=made, membership=gurus[1], actor=manager, now=now)
    giving.accept_privilege(grant=one, actor=gurus[0].member, now=now)
    giving.decline_privilege(grant=one, actor=gurus[0].member, now=now)
    two = giving.grant_privilege(privilege=made, membership=gurus[1], actor=manager, now=now)
    with pytest.raises(errors.GrantStateRefuses):
        giving.accept_privilege(grant=two, actor=gurus[1].member, now=now + DAY)
    assert giving.expire_due_grants(now=now + DAY, limit=9) == 1


def test_a_closed_account_leaves_the_club_and_its_words_go(
    gurus: list[Membership], candidate: Member, manager: Member, now: datetime
) -> None:
    one = world.brought_to("discussion", gurus, candidate, manager, now=now)
    leave_for_good(member=candidate, keeps_texts=False, now=now)
    one.refresh_from_db()
    assert (one.state, one.application, one.metrics) == ("stopped", "", {})
    leave_for_good(member=gurus[0].member, keeps_texts=False, now=now)
    assert again(gurus[0]).state == MembershipState.ALUMNUS
