"""What judges and administrators do, and what each verb refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from contests.calls.errors import DraftOnly
from contests.calls.models import Contest
from contests.calls.queries import complaints_of, reasons_against
from contests.judging import errors, queries, services
from contests.judging.choices import RunState, Stage
from contests.judging.models import Duel, Judge, Judging, Result, Run, Sheet, Tie
from contests.judging.services import CriterionDraft, RulesDraft, digest_of
from contests.judging.tests import world
from contests.judging.tests.world import DAY, SAID, open_sheets, scores, seal, seal_all
from marketplace.accounts.models import Member
from marketplace.core.errors import Invalid, NotFound
from marketplace.core.models import AuditRecord, OutboxEvent
from marketplace.core.outbox import deliver_due
from marketplace.notifications.models import Notification

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(now: datetime) -> Member:  # noqa: ARG001
    return world.member("boss", "admin")


def told(kind: str) -> list[str]:
    rows = Notification.objects.filter(kind=kind).order_by("id")
    return [row.member.username for row in rows.select_related("member")]


def count(contest: Contest, now: datetime) -> Run:
    services.carry_out_due_counts(now=now, limit=10)
    return contest.score_runs.latest("id")


def publish_results(contest: Contest, now: datetime) -> None:
    Contest.objects.filter(pk=contest.pk).update(state="results", results_at=now)
    contest.refresh_from_db()


def test_a_rubric_is_set_up_in_a_draft_only(admin: Member, now: datetime) -> None:
    contest = world.contest(admin, now=now, state="draft")
    contest.criteria.all().delete()
    made = services.use_template_rubric(contest=contest, actor=admin, now=now)
    assert [row.weight for row in made] == [40, 30, 20, 10]
    assert all(set(row.names) == {"ar", "en", "he", "ur"} for row in made)
    assert all(len(lines) == 5 for row in made for lines in row.guides.values())
    draft = CriterionDraft(weight=5, names={"en": "Nerve", "ar": "الجرأة"})
    added = services.add_criterion(contest=contest, actor=admin, draft=draft, now=now)
    assert added.position == 5
    with pytest.raises(errors.CriterionUnnamed):
        services.add_criterion(
            contest=contest, actor=admin, draft=CriterionDraft(weight=5, names={"en": "X"}), now=now
        )
    broken = CriterionDraft(weight=1, names=draft.names, guides={"en": ["one", "two"]})
    with pytest.raises(errors.GuideIncomplete):
        services.change_criterion(contest=contest, position=5, actor=admin, draft=broken, now=now)
    services.remove_criterion(contest=contest, position=2, actor=admin, now=now)
    assert [row.position for row in queries.criteria_of(contest)] == [1, 2, 3, 4]
    Contest.objects.filter(pk=contest.pk).update(state="announced")
    with pytest.raises(DraftOnly):
        services.remove_criterion(contest=contest, position=1, actor=admin, now=now)
    with pytest.raises(NotFound):
        services.use_template_rubric(contest=contest, actor=world.member("nobody"), now=now)


def test_rules_are_bounded(admin: Member, now: datetime) -> None:
    contest = world.contest(admin, now=now, state="draft")
    for draft in (
        RulesDraft(judges_per_entry=0),
        RulesDraft(final_size=1),
        RulesDraft(final_size=9),
    ):
        with pytest.raises(Invalid):
            services.set_rules(contest=contest, actor=admin, draft=draft, now=now)
    set_ = services.set_rules(
        contest=contest, actor=admin, draft=RulesDraft(judges_per_entry=5, final_size=3), now=now
    )
    assert (set_.judges_per_entry, set_.final_size) == (5, 3)


def test_a_draft_lacks_rubric_and_judges(admin: Member, now: datetime) -> None:
    contest = world.contest(admin, now=now, state="draft")
    contest.criteria.all().delete()
    codes = {one.code for one in complaints_of(contest, now=now) if one.step == "judging"}
    assert codes == {"no_rubric", "judges_missing"}
    services.use_template_rubric(contest=contest, actor=admin, now=now)
    world.judges(contest, world.four_judges(), now=now)
    assert not [one for one in complaints_of(contest, now=now) if one.step == "judging"]


def test_judges_are_invited_and_answer(admin: Member, now: datetime) -> None:
    contest = world.contest(admin, now=now, state="draft")
    person = world.member("yusuf", "judge")
    with pytest.raises(errors.NoRoleOfJudge):
        services.invite_judge(contest=contest, actor=admin, member=world.member("x"), now=now)
    judge = services.invite_judge(contest=contest, actor=admin, member=person, now=now)
    with pytest.raises(errors.JudgeInvitedAlready):
        services.invite_judge(contest=contest, actor=admin, member=person, now=now)
    assert "judge" in {one.code for one in reasons_against(contest, person, now=now)}
    with pytest.raises(NotFound):
        services.answer_invitation(judge=judge, actor=admin, accepts=True, now=now)
    services.answer_invitation(judge=judge, actor=person, accepts=False, reason="No time", now=now)
    with pytest.raises(errors.InvitationOver):
        services.answer_invitation(judge=judge, actor=person, accepts=True, now=now)
    again = services.invite_judge(contest=contest, actor=admin, member=person, now=now)
    answered = services.answer_invitation(
        judge=again, actor=person, accepts=True, is_named=True, now=now
    )
    assert (answered.state, answered.is_named, answered.number) == ("accepted", True, 1)
    deliver_due(now=now)
    assert told("judging.invited") == ["yusuf", "yusuf"]
    assert told("judging.answered") == ["boss", "boss"]


def test_who_entered_cannot_judge(admin: Member, now: datetime) -> None:
    contest = world.contest(admin, now=now)
    both = world.member("both", "judge")
    world.entry(contest, both, now=now)
    with pytest.raises(errors.HasEntered):
        services.invite_judge(contest=contest, actor=admin, member=both, now=now)


def test_sheets_wait_until_every_entry_is_decided_on(admin: Member, now: datetime) -> None:
    contest = world.contest(admin, now=now)
    world.judges(contest, world.four_judges(), now=now)
    first, second = world.entries(contest, 2, now=now)
    type(second).objects.filter(pk=second.pk).update(state="submitted")
    assert services.give_waiting_sheets(now=now, limit=10) == 0
    assert services.give_out_now(contest=contest, actor=admin, now=now) == 3
    type(second).objects.filter(pk=second.pk).update(state="accepted")
    assert services.give_waiting_sheets(now=now, limit=10) == 3
    assert services.give_waiting_sheets(now=now, limit=10) == 0
    assert {sheet.entry_id for sheet in open_sheets(contest)} == {first.pk, second.pk}
    judging = Judging.objects.get(contest=contest)
    assert (judging.stage, judging.timer_kind) == (Stage.SCORING, "remind")
    deliver_due(now=now)
    assert len(told("judging.given")) >= 3


def test_ties_keep_entries_away(
    admin: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = world.contest(admin, now=now)
    people = world.four_judges()
    rows = world.judges(contest, people, now=now)
    made = world.entries(contest, 4, now=now)
    pair = (people[0].pk, made[0].entrant_id)
    from contests.judging.queries import ties  # noqa: PLC0415

    finders: dict[str, Any] = {"friend": ("Friends", lambda **_kw: {pair})}
    monkeypatch.setattr(ties, "_FINDERS", finders)
    services.give_waiting_sheets(now=now, limit=10)
    assert not Sheet.objects.filter(judge=rows[0], entry=made[0]).exists()
    assert Tie.objects.get().kind == "friend"
    assert Sheet.objects.filter(entry=made[0]).count() == 3


def test_a_sheet_is_saved_and_sealed(admin: Member, now: datetime) -> None:
    contest = world.in_judging(admin, now=now)
    sheet = open_sheets(contest)[0]
    judge = sheet.judge.member
    services.save_sheet(sheet=sheet, actor=judge, scores=scores(5, None), feedback="So", now=now)
    services.save_sheet(sheet=sheet, actor=judge, scores=scores(4, 3), now=now)
    sheet.refresh_from_db()
    assert sheet.feedback == "So"
    assert list(sheet.scores.order_by("criterion").values_list("value", flat=True)) == [4, 3]
    services.save_sheet(sheet=sheet, actor=judge, scores={2: None}, now=now)
    assert sheet.scores.count() == 1
    for given, error in (
        ({"scores": scores(6), "feedback": SAID}, errors.ScoreOutOfRange),
        ({"scores": scores(5), "feedback": " "}, errors.FeedbackMissing),
        ({"scores": scores(None), "feedback": SAID}, errors.ScoresMissing),
        ({"scores": scores(5, 4), "feedback": SAID}, errors.GapsLeft),
    ):
        with pytest.raises(error):
            services.seal_sheet(sheet=sheet, actor=judge, now=now, **given)  # type: ignore[arg-type]
    seal_as = open_sheets(contest)[-1].judge.member
    with pytest.raises(NotFound):
        services.seal_sheet(
            sheet=sheet, actor=seal_as, scores=scores(5, 4, 3, 2), feedback=SAID, now=now
        )
    sealed = seal(sheet, 5, 4, 3, None, now=now)
    paper = json.loads(sealed.paper)
    assert paper["scores"] == {"1": 5, "2": 4, "3": 3}
    assert (paper["judge"], paper["entry"]) == (sheet.judge.number, sheet.entry.public_id)
    assert len(paper["nonce"]) == 32
    assert sealed.digest == digest_of(sealed.paper)
    assert sealed.is_incomplete
    with pytest.raises(errors.SheetClosed):
        seal(sheet, 1, 1, 1, 1, now=now)
    assert AuditRecord.objects.filter(action="sheet_sealed").count() == 1


def test_stepping_back_hands_the_entry_on(admin: Member, now: datetime) -> None:
    contest = world.in_judging(admin, now=now)
    sheet = open_sheets(contest)[0]
    readers = set(sheet.entry.sheets.values_list("judge", flat=True))
    with pytest.raises(errors.RecusalUnexplained):
        services.recuse_from(sheet=sheet, actor=sheet.judge.member, reason=" ", now=now)
    assert services.recuse_from(sheet=sheet, actor=sheet.judge.member, reason="My cousin", now=now)
    fourth = Judge.objects.filter(contest=contest).exclude(pk__in=readers).get()
    assert Sheet.objects.get(judge=fourth, entry=sheet.entry).state == "open"
    other = Sheet.objects.get(judge=fourth, entry=sheet.entry)
    other = next(one for one in open_sheets(contest) if one.pk == other.pk)
    assert not services.recuse_from(sheet=other, actor=fourth.member, reason="Me too", now=now)
    assert Tie.objects.filter(kind="recused").count() == 2


def test_a_replaced_judge_leaves_open_sheets_to_the_others(admin: Member, now: datetime) -> None:
    contest = world.in_judging(admin, now=now)
    sheet = open_sheets(contest)[0]
    seal(sheet, 3, 3, 3, 3, now=now)
    services.replace_judge(judge=sheet.judge, actor=admin, reason="Ill", now=now)
    for entry in contest.entries.all():
        live = entry.sheets.filter(state__in=["open", "sealed"])
        assert live.count() == 3
    assert sheet.judge.sheets.filter(state="sealed").count() == 1
    with pytest.raises(NotFound):
        queries.get_sheet_for(sheet.judge.member, sheet.public_id)
    back = services.invite_judge(contest=contest, actor=admin, member=sheet.judge.member, now=now)
    services.answer_invitation(judge=back, actor=back.member, accepts=True, now=now)
    assert back.sheets.filter(state="open").count() == 0


def test_the_last_sheet_closes_scoring_and_the_scores_are_counted(
    admin: Member, now: datetime
) -> None:
    contest = world.in_judging(admin, now=now, count=5)
    first = open_sheets(contest)[0]
    assert queries.scores_of_others(first) == {}
    seal_all(contest, now=now)
    judging = Judging.objects.get(contest=contest)
    assert (judging.stage, judging.closed_at) == (Stage.CLOSED, now)
    assert queries.results_of(contest) is None
    run = count(contest, now)
    assert (run.state, run.sheets, run.entries, run.judges, run.blocks) == ("done", 15, 5, 4, 1)
    outcomes = queries.results_of(contest)
    assert outcomes is not None
    assert [row.rank for row in outcomes.rows] == [1, 2, 3, 4, 5]
    assert (outcomes.is_final, outcomes.by_rule, outcomes.unread) == (True, False, [])
    first.refresh_from_db()
    assert len(queries.scores_of_others(first)) == 2
    deliver_due(now=now)
    assert told("judging.counted") == ["boss"]


def test_counting_twice_gives_the_same_rows(admin: Member, now: datetime) -> None:
    contest = world.in_judging(admin, now=now)
    seal_all(contest, now=now)
    first = count(contest, now)
    before = list(Result.objects.order_by("pk").values())
    asked = services.start_count(contest=contest, actor=admin, now=now)
    assert services.start_count(contest=contest, actor=admin, now=now) == asked
    second = count(contest, now)
    assert second.pk != first.pk
    assert second.digest == first.digest
    assert list(Result.objects.order_by("pk").values()) == before
    assert not services.carry_out_count(run_id=second.pk, now=now)


def test_a_killed_count_is_taken_up_again(
    admin: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = world.in_judging(admin, now=now)
    seal_all(contest, now=now)
    from contests.judging.services import counting  # noqa: PLC0415

    def dies(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(counting, "_write_severities", dies)
        with pytest.raises(KeyboardInterrupt):
            services.carry_out_due_counts(now=now, limit=1)
    run = contest.score_runs.get()
    assert (run.state, Result.objects.count()) == (RunState.COUNTING, 0)
    assert services.carry_out_due_counts(now=now, limit=1) == 0
    assert services.carry_out_due_counts(now=now + DAY, limit=1) == 1
    run.refresh_from_db()
    assert (run.state, run.attempts, Result.objects.count()) == (RunState.DONE, 2, 4)


def test_the_count_is_what_the_file_says(admin: Member, now: datetime) -> None:
    from contests.judging.queries.files import marks_from  # noqa: PLC0415
    from contests.judging.queries.scoring import rank_marks  # noqa: PLC0415

    contest = world.in_judging(admin, now=now, count=8)
    seal_all(contest, now=now)
    count(contest, now)
    publish_results(contest, now)
    text = queries.scores_csv(contest)
    wanted = rank_marks(marks_from(text.splitlines(keepends=True))).standings
    found = queries.ranked_rows(contest)
    assert [row.entry.public_id for row in found] == [one.entry for one in wanted]
    for row, one in zip(found, wanted, strict=True):
        assert row.adjusted == pytest.approx(one.adjusted, abs=1e-9)
        assert row.low == pytest.approx(one.low, abs=1e-6)


def test_time_closes_scoring_and_reminds_before(admin: Member, now: datetime) -> None:
    contest = world.in_judging(admin, now=now)
    sheet = open_sheets(contest)[0]
    assert services.move_due_judgings(now=now + 7 * DAY, limit=10) == 1
    assert services.move_due_judgings(now=now + 7 * DAY, limit=10) == 0
    deliver_due(now=now + 7 * DAY)
    assert len(told("judging.reminder")) == 4
    seal(sheet, 5, 5, 5, 5, now=now + 8 * DAY)
    later = now + 10 * DAY
    assert services.move_due_judgings(now=later, limit=10) == 1
    with pytest.raises(errors.ScoringOver):
        seal(open_sheets(contest)[0], 1, 1, 1, 1, now=later)
    count(contest, later)
    outcomes = queries.results_of(contest)
    assert outcomes is not None
    assert [row.rank for row in outcomes.rows] == [1, None, None, None]
    assert (len(outcomes.unread), outcomes.by_rule) == (3, False)
    assert services.move_due_judgings(now=now + 14 * DAY, limit=10) == 1
    count(contest, later)
    again = queries.results_of(contest)
    assert again is not None
    assert (again.by_rule, again.silent_rule, again.is_final) == (True, "share", True)
    assert OutboxEvent.objects.filter(name="JudgesStayedSilent").count() == 1
    assert services.move_due_judgings(now=now + 20 * DAY, limit=10) == 0


def test_the_final_is_fought_by_pairs(admin: Member, now: datetime) -> None:
    contest = world.in_judging(admin, now=now, count=6, final_size=3)
    seal_all(contest, now=now)
    count(contest, now)
    judging = Judging.objects.get(contest=contest)
    assert judging.stage == Stage.FINAL
    assert Duel.objects.count() == 4 * 3
    best = list(Result.objects.order_by("score_rank")[:3])
    third = best[2].entry
    for duel in Duel.objects.select_related("judge__member", "first", "second"):
        winner = third if third in (duel.first, duel.second) else duel.first
        with pytest.raises(NotFound):
            services.decide_duel(duel=duel, actor=admin, winner=winner, now=now)
        services.decide_duel(duel=duel, actor=duel.judge.member, winner=winner, now=now)
        with pytest.raises((errors.DuelDecided, errors.ScoringOver)):
            services.decide_duel(duel=duel, actor=duel.judge.member, winner=winner, now=now)
    count(contest, now)
    outcomes = queries.results_of(contest)
    assert outcomes is not None
    assert outcomes.rows[0].entry == third
    assert (outcomes.rows[0].rank, outcomes.rows[0].score_rank) == (1, 3)
    assert [row.rank for row in outcomes.rows] == [1, 2, 3, 4, 5, 6]
    assert outcomes.is_final
    deliver_due(now=now)
    assert len(told("judging.final")) == 4


def test_feedback_opens_with_the_results(admin: Member, now: datetime) -> None:
    contest = world.in_judging(admin, now=now)
    seal_all(contest, now=now)
    count(contest, now)
    writer = contest.entries.order_by("pk")[0].entrant
    with pytest.raises(NotFound):
        queries.feedback_of(contest, writer)
    assert queries.papers_of(contest) == []
    publish_results(contest, now)
    assert services.announce_feedback(contest=contest, now=now) == 4
    deliver_due(now=now)
    assert len(told("judging.feedback")) == 4
    feedback = queries.feedback_of(contest, writer)
    assert [one.feedback for one in feedback.sentences] == [SAID] * 3
    assert len(feedback.means) == 4
    assert feedback.band in (25, 50, 75, 100)
    assert all(digest_of(one.paper) == one.digest for one in queries.papers_of(contest))


def test_withdrawn_entries_leave_queue_and_ranking(
    admin: Member, now: datetime, django_assert_num_queries: Callable[..., Any]
) -> None:
    contest = world.in_judging(admin, now=now)
    gone = contest.entries.order_by("pk")[0]
    type(gone).objects.filter(pk=gone.pk).update(state="withdrawn")
    judge = contest.judges.order_by("number")[0]
    with django_assert_num_queries(1):
        assert gone.pk not in {sheet.entry_id for sheet in queries.queue_of(judge)}
    with pytest.raises(errors.SheetClosed):
        seal(gone.sheets.all()[0], 1, 1, 1, 1, now=now)
    for sheet in open_sheets(contest):
        if sheet.entry_id != gone.pk:
            seal(sheet, 3, 3, 3, 3, now=now)
    count(contest, now)
    assert gone.pk not in {row.entry_id for row in queries.ranked_rows(contest)}
