"""The guarded doors to programmes and rewards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.accounts.queries import members_with_role
from marketplace.core.errors import NotFound
from marketplace.ledger.queries import ReferenceLabel
from referrals.programs.choices import ProgramState, RewardState
from referrals.programs.models import Program, Reward, RewardLine, Rule
from referrals.programs.queries.telling import program_name


def administrators() -> list[Member]:
    """Return who sets up programmes."""
    return members_with_role(Role.ADMIN)


def get_program_at_desk(public_id: str, *, actor: Member) -> Program:
    """Return a programme for an administrator. Raises NotFound for everybody else."""
    found = programs_at_desk().filter(public_id=public_id).first()
    if found is None or not has_role(actor, Role.ADMIN):
        raise NotFound
    return found


def get_rule_at_desk(program: Program, public_id: str) -> Rule:
    """Return a rule of a programme that the caller may see. Raises NotFound."""
    found = Rule.objects.filter(program=program, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def programs_at_desk() -> QuerySet[Program]:
    """Return all programmes, the newest first."""
    return Program.objects.order_by("-id")


def running_programs(now: datetime) -> QuerySet[Program]:
    """Return the programmes that grant rewards at this moment."""
    on = Q(ends_at=None) | Q(ends_at__gt=now)
    rows = Program.objects.filter(on, state=ProgramState.RUNNING, begins_at__lte=now)
    return rows.order_by("id")


def rules_of(program: Program, *, with_retired: bool = False) -> list[Rule]:
    """Return the rules of a programme, the first one first."""
    rows = Rule.objects.filter(program=program).order_by("id")
    return list(rows if with_retired else rows.filter(retired_at=None))


def rules_by(programs: Sequence[Program]) -> dict[int, list[Rule]]:
    """Return the rules that hold by programme, the first one first. One query."""
    found: dict[int, list[Rule]] = {program.pk: [] for program in programs}
    for rule in Rule.objects.filter(program__in=programs, retired_at=None).order_by("id"):
        found[rule.program_id].append(rule)
    return found


def get_reward_for(member: Member, public_id: str) -> Reward:
    """Return one of the member's own rewards. Raises NotFound for everybody else."""
    return _one(rewards_of(member).filter(public_id=public_id))


def get_reward_at_desk(public_id: str, *, actor: Member) -> Reward:
    """Return any reward for an administrator. Raises NotFound for everybody else."""
    if not has_role(actor, Role.ADMIN):
        raise NotFound
    return _one(_whole().filter(public_id=public_id))


def rewards_of(member: Member) -> QuerySet[Reward]:
    """Return the member's rewards, the newest first."""
    return _whole().filter(member=member).order_by("-id")


def rewards_at_desk(program: Program, state: str = "") -> QuerySet[Reward]:
    """Return a programme's rewards, the newest first; of one state where it is named."""
    rows = _whole().filter(program=program)
    if state in RewardState.values:
        rows = rows.filter(state=state)
    return rows.order_by("-id")


def lines_of(reward: Reward) -> list[RewardLine]:
    """Return a reward's statement, the first line first."""
    return list(RewardLine.objects.filter(reward=reward).order_by("id"))


def labels_of_programs(
    references: Sequence[str],
    reader: Member,  # noqa: ARG001  whoever got something reads by which programme
) -> Mapping[str, ReferenceLabel]:
    """Name programmes in statements."""
    ids = [reference.partition(":")[2] for reference in references]
    rows = Program.objects.filter(public_id__in=ids)
    return {row.reference: ReferenceLabel(program_name(row)) for row in rows}


def _whole() -> QuerySet[Reward]:
    return Reward.objects.select_related(
        "program", "rule", "member", "order", "attribution__member", "attribution__link__owner"
    )


def _one(rows: QuerySet[Reward]) -> Reward:
    found = rows.first()
    if found is None:
        raise NotFound
    return found
