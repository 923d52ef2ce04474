"""At the desk: a judge scores, seals, or steps back from an entry."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.entries.choices import EntryState
from contests.judging.choices import RECUSED, SCORES, JudgeState, SheetState, Stage
from contests.judging.errors import (
    FeedbackMissing,
    GapsLeft,
    RecusalUnexplained,
    ScoreOutOfRange,
    ScoresMissing,
    ScoringOver,
    SheetClosed,
)
from contests.judging.events import JudgeRecused, SheetSealed
from contests.judging.models import Criterion, Judge, Judging, Score, Sheet, Tie
from contests.judging.queries.rubrics import criteria_of
from contests.judging.queries.scoring.definition import weighted_mean
from contests.judging.services.acting import (
    facts,
    lock_judging,
    lock_sheet,
    sheet_transition,
)
from contests.judging.services.closing import close_scoring, is_all_in
from contests.judging.services.giving import top_up
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.audit import record_audit
from marketplace.core.errors import NotFound
from marketplace.core.events import publish

# Scores by the criterion's position; None takes one back.
Given = Mapping[int, int | None]
PAPER_VERSION = 1


def _own(judge: Judge, actor: Member) -> None:
    """Raise NotFound unless the actor is this judge, and still takes part."""
    is_theirs = judge.member_id == actor.pk and judge.state == JudgeState.ACCEPTED
    if not is_theirs or not has_role(actor, Role.JUDGE):
        raise NotFound


def _refuse_closed(sheet: Sheet, judging: Judging) -> None:
    if judging.contest.state != ContestState.JUDGING or judging.stage != Stage.SCORING:
        raise ScoringOver
    if sheet.entry.state != EntryState.ACCEPTED:
        raise SheetClosed(state=sheet.entry.get_state_display())
    if sheet.state != SheetState.OPEN:
        raise SheetClosed(state=sheet.get_state_display())


@transaction.atomic
def save_sheet(
    *, sheet: Sheet, actor: Member, scores: Given, feedback: str | None = None, now: datetime
) -> Sheet:
    """Keep what a judge has so far: scores by position, the sentence. Nothing is sealed by it.

    Locks the sheet. Raises NotFound for others, ScoringOver, SheetClosed, ScoreOutOfRange.
    """
    row = lock_sheet(sheet.pk)
    _own(row.judge, actor)
    _refuse_closed(row, _judging_of(row.judge.contest))
    _keep(row, criteria_of(row.judge.contest), scores, feedback, now)
    return row


def _judging_of(contest: Contest) -> Judging:
    return Judging.objects.select_related("contest").get(contest=contest)


def _keep(
    sheet: Sheet, criteria: list[Criterion], scores: Given, feedback: str | None, now: datetime
) -> None:
    by_position = {row.position: row for row in criteria}
    if any(value is not None and value not in SCORES for value in scores.values()):
        raise ScoreOutOfRange(field="scores")
    if set(scores) - set(by_position):
        raise NotFound
    gone = [by_position[at].pk for at, value in scores.items() if value is None]
    if gone:
        sheet.scores.filter(criterion__in=gone).delete()
    Score.objects.bulk_create(
        [
            Score(sheet=sheet, criterion=by_position[at], value=value)
            for at, value in scores.items()
            if value is not None
        ],
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["value"],
    )
    if feedback is not None:
        sheet.feedback = feedback.strip()
    sheet.saved_at = now
    sheet.save(update_fields=["feedback", "saved_at"])


@transaction.atomic
def seal_sheet(
    *,
    sheet: Sheet,
    actor: Member,
    scores: Given,
    feedback: str,
    with_gaps: bool = False,
    now: datetime,
) -> Sheet:
    """Seal a sheet: its paper gets a nonce and a hash and can't change any more.

    Criteria without a score need `with_gaps`: their weight is shared among the others. The last
    sheet of a contest closes its scoring. Locks the judging, then the sheet. Raises NotFound for
    others, ScoringOver, SheetClosed, ScoreOutOfRange, FeedbackMissing, ScoresMissing, GapsLeft.
    """
    judging = lock_judging(sheet.judge.contest)
    row = lock_sheet(sheet.pk)
    _own(row.judge, actor)
    _refuse_closed(row, judging)
    if not feedback.strip():
        raise FeedbackMissing(field="feedback")
    criteria = criteria_of(judging.contest)
    _keep(row, criteria, scores, feedback, now)
    given = dict(row.scores.values_list("criterion__position", "value"))
    if not given:
        raise ScoresMissing(field="scores")
    if len(given) < len(criteria) and not with_gaps:
        raise GapsLeft(count=len(criteria) - len(given), field="scores")
    paper = paper_of(row, judging.contest, given, nonce=secrets.token_hex(16), now=now)
    digest = digest_of(paper)
    sheet_transition(
        row,
        SheetState.SEALED,
        sealed_at=now,
        paper=paper,
        digest=digest,
        is_incomplete=len(given) < len(criteria),
        **comes_to(given, criteria),
    )
    record_audit(
        actor=actor.public_id,
        action="sheet_sealed",
        subject=judging.contest.reference,
        after={"judge": row.judge.number, "digest": digest},
        now=now,
    )
    publish(SheetSealed(**facts(judging.contest), digest=digest), now=now)
    if is_all_in(judging):
        close_scoring(judging, now=now)
    return row


def paper_of(
    sheet: Sheet, contest: Contest, given: Mapping[int, int], *, nonce: str, now: datetime
) -> str:
    """Return a sheet as canonical JSON: sorted keys, no spaces, UTF-8."""
    content = {
        "version": PAPER_VERSION,
        "contest": contest.slug,
        "entry": sheet.entry.public_id,
        "judge": sheet.judge.number,
        "scores": {str(position): given[position] for position in sorted(given)},
        "feedback": sheet.feedback,
        "sealed_at": now.isoformat(),
        "nonce": nonce,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def comes_to(given: Mapping[int, int], criteria: Sequence[Criterion]) -> dict[str, float | None]:
    """Return what is kept of a sheet's scores by position for the count: the numbers of its paper.

    No criterion and no weight changes once a contest is announced.
    """
    heaviest = min(criteria, key=lambda one: (-one.weight, one.position)).position
    weighed = [(one.weight, given[one.position]) for one in criteria if one.position in given]
    return {"score": weighted_mean(weighed), "heaviest": given.get(heaviest)}


def digest_of(paper: str) -> str:
    """Return the SHA-256 of a paper, in hex."""
    return hashlib.sha256(paper.encode()).hexdigest()


@transaction.atomic
def recuse_from(*, sheet: Sheet, actor: Member, reason: str, now: datetime) -> bool:
    """Step back from an entry, with the reason; it is handed on. Tells whether somebody got it.

    Locks the judging, then the sheet. Raises NotFound for others, ScoringOver, SheetClosed,
    RecusalUnexplained.
    """
    judging = lock_judging(sheet.judge.contest)
    row = lock_sheet(sheet.pk)
    _own(row.judge, actor)
    _refuse_closed(row, judging)
    if not reason.strip():
        raise RecusalUnexplained(field="reason")
    sheet_transition(row, SheetState.RECUSED)
    row.scores.all().delete()
    Tie.objects.update_or_create(
        judge=row.judge,
        entry=row.entry,
        defaults={"kind": RECUSED, "note": reason.strip(), "found_at": now},
    )
    record_audit(
        actor=actor.public_id,
        action="judge_recused",
        subject=judging.contest.reference,
        after={"judge": row.judge.number, "entry": row.entry.public_id},
        reason=reason.strip(),
        now=now,
    )
    was_handed_on = top_up(judging, now=now) > 0
    event = JudgeRecused(
        **facts(judging.contest), number=row.judge.number, was_handed_on=was_handed_on
    )
    publish(event, now=now)
    if is_all_in(judging):
        close_scoring(judging, now=now)
    return was_handed_on
