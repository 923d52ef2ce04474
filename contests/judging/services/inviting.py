"""Who judges: invited by an administrator, who is answered; replaced if need be."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from contests.calls.models import Contest
from contests.entries.choices import EntryState
from contests.judging.choices import OVER, JudgeState, Stage
from contests.judging.errors import (
    HasEntered,
    JudgeInvitedAlready,
    NoRoleOfJudge,
    ScoringOver,
)
from contests.judging.events import InvitationAnswered, JudgeInvited, JudgeReplaced
from contests.judging.models import Judge, Judging
from contests.judging.services.acting import (
    as_admin,
    facts,
    judge_transition,
    lock_judge,
    lock_judging,
)
from contests.judging.services.giving import hand_on_all, top_up
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.audit import record_audit
from marketplace.core.errors import NotFound
from marketplace.core.events import publish


def _open_judging(contest: Contest) -> Judging:
    """Lock a judging that can still take judges. Raises ScoringOver."""
    judging = lock_judging(contest)
    if judging.contest.state in OVER or judging.stage in (Stage.FINAL, Stage.CLOSED):
        raise ScoringOver
    return judging


@transaction.atomic
def invite_judge(*, contest: Contest, actor: Member, member: Member, now: datetime) -> Judge:
    """Invite a member with the role of judge; one who declined or left may be asked again.

    Locks the judging. Raises NotFound for others, NoRoleOfJudge, HasEntered, JudgeInvitedAlready,
    ScoringOver.
    """
    by = as_admin(actor)
    judging = _open_judging(contest)
    if not has_role(member, Role.JUDGE):
        raise NoRoleOfJudge(field="username")
    if contest.entries.filter(entrant=member).exclude(state=EntryState.WITHDRAWN).exists():
        raise HasEntered(field="username")
    found = Judge.objects.filter(contest=contest, member=member).first()
    if found is None:
        last = contest.judges.aggregate(last=Max("number"))["last"] or 0
        found = Judge.objects.create(
            contest=contest, member=member, number=last + 1, invited_by=by, invited_at=now
        )
    elif found.state in (JudgeState.INVITED, JudgeState.ACCEPTED):
        raise JudgeInvitedAlready(field="username")
    else:
        found = lock_judge(found.pk)
        changes = {"invited_at": now, "answered_at": None, "left_at": None, "reason": ""}
        judge_transition(found, JudgeState.INVITED, invited_by=by, **changes)
    _record(found, by.public_id, "invited", now)
    publish(JudgeInvited(**facts(judging.contest), member_id=member.public_id), now=now)
    return found


@transaction.atomic
def answer_invitation(
    *,
    judge: Judge,
    actor: Member,
    accepts: bool,
    is_named: bool = False,
    reason: str = "",
    now: datetime,
) -> Judge:
    """Accept or decline; `is_named` lets the name stand on the fairness page after the results.

    A judge who accepts while scoring runs gets what is still to be read. Locks the judging, then
    the judge. Raises NotFound for others, InvitationOver, ScoringOver.
    """
    if actor.pk != judge.member_id or not has_role(actor, Role.JUDGE):
        raise NotFound
    judging = _open_judging(judge.contest)
    row = lock_judge(judge.pk)
    target = JudgeState.ACCEPTED if accepts else JudgeState.DECLINED
    judge_transition(
        row, target, answered_at=now, is_named=accepts and is_named, reason=reason.strip()
    )
    _record(row, actor.public_id, target.value, now)
    publish(
        InvitationAnswered(
            **facts(judging.contest), member_id=actor.public_id, has_accepted=accepts
        ),
        now=now,
    )
    if accepts and judging.stage == Stage.SCORING:
        top_up(judging, now=now)
    return row


@transaction.atomic
def replace_judge(*, judge: Judge, actor: Member, reason: str = "", now: datetime) -> Judge:
    """Take a judge out; what isn't sealed is handed on to the others, what is sealed counts.

    Locks the judging, then the judge. Raises NotFound for others, InvitationOver, ScoringOver.
    """
    by = as_admin(actor)
    judging = _open_judging(judge.contest)
    row = lock_judge(judge.pk)
    judge_transition(row, JudgeState.LEFT, left_at=now, reason=reason.strip())
    count = hand_on_all(row)
    _record(row, by.public_id, "replaced", now)
    if judging.stage == Stage.SCORING:
        top_up(judging, now=now)
    publish(
        JudgeReplaced(**facts(judging.contest), member_id=row.member.public_id, count=count),
        now=now,
    )
    return row


def _record(judge: Judge, actor: str, what: str, now: datetime) -> None:
    record_audit(
        actor=actor,
        action=f"judge_{what}",
        subject=judge.contest.reference,
        after={"judge": judge.number, "state": judge.state},
        reason=judge.reason,
        now=now,
    )
