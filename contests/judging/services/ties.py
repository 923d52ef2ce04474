"""What keeps a judge from an entry: said by the judge beforehand, or found by the platform."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from contests.calls.models import Contest
from contests.entries.models import Entry
from contests.judging.choices import DECLARED
from contests.judging.errors import EntriesGiven, TieToOneself
from contests.judging.models import DeclaredTie, Judge, Tie
from contests.judging.policies import can_declare
from contests.judging.queries.plan import Slot
from contests.judging.queries.ties import find_ties
from contests.judging.services.acting import lock_judge, lock_judging
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.audit import record_audit
from marketplace.core.errors import NotFound


@transaction.atomic
def declare_tie(
    *, judge: Judge, actor: Member, member: Member, note: str = "", now: datetime
) -> DeclaredTie:
    """Say before entries are given out whose entry one must not get; said again, the note changes.

    The answer is the same whether the member has entered or not. Locks the judging, then the judge.
    Raises NotFound for others, EntriesGiven, TieToOneself.
    """
    row = _open_to_declare(judge, actor)
    if member.pk == actor.pk:
        raise TieToOneself(field="username")
    found, _made = DeclaredTie.objects.update_or_create(
        judge=row, member=member, defaults={"note": note.strip(), "declared_at": now}
    )
    _record(row, member, "judge_declared_tie", note.strip(), now)
    return found


@transaction.atomic
def withdraw_tie(*, judge: Judge, actor: Member, member: Member, now: datetime) -> None:
    """Take back what was declared, while no entry is given out.

    Locks the judging, then the judge. Raises NotFound for others and for what was never declared,
    EntriesGiven.
    """
    row = _open_to_declare(judge, actor)
    deleted, _rows = row.declared_ties.filter(member=member).delete()
    if not deleted:
        raise NotFound
    _record(row, member, "judge_withdrew_tie", "", now)


def _open_to_declare(judge: Judge, actor: Member) -> Judge:
    """Lock a judge who may still declare. Raises NotFound, EntriesGiven."""
    if actor.pk != judge.member_id or not has_role(actor, Role.JUDGE):
        raise NotFound
    judging = lock_judging(judge.contest)
    row = lock_judge(judge.pk)
    if not can_declare(row, judging):
        raise EntriesGiven
    return row


def _record(judge: Judge, member: Member, action: str, note: str, now: datetime) -> None:
    record_audit(
        actor=judge.member.public_id,
        action=action,
        subject=judge.contest.reference,
        after={"judge": judge.number, "member": member.public_id},
        reason=note,
        now=now,
    )


def keep_ties(
    contest: Contest, judges: Mapping[int, Judge], entries: Mapping[int, Entry], now: datetime
) -> set[Slot]:
    """Keep what ties judges to entries; return every pair (judge, entry) that has a tie.

    What a judge declared comes first, so that it names the tie.
    """
    by_member = {row.member_id: pk for pk, row in judges.items()}
    by_entrant = {row.entrant_id: pk for pk, row in entries.items()}
    declared = DeclaredTie.objects.filter(judge__in=judges, member__in=by_entrant)
    found = find_ties(judges=by_member.keys(), entrants=by_entrant.keys())
    Tie.objects.bulk_create(
        [
            Tie(
                judge_id=one.judge_id,
                entry_id=by_entrant[one.member_id],
                kind=DECLARED,
                note=one.note,
                found_at=now,
            )
            for one in declared.order_by("pk")
        ],
        ignore_conflicts=True,
    )
    Tie.objects.bulk_create(
        [
            Tie(judge_id=by_member[one], entry_id=by_entrant[other], kind=kind, found_at=now)
            for (one, other), kind in sorted(found.items())
            if one in by_member and other in by_entrant
        ],
        ignore_conflicts=True,
    )
    return set(
        Tie.objects.filter(judge__contest=contest, judge__in=judges).values_list(
            "judge_id", "entry_id"
        )
    )
