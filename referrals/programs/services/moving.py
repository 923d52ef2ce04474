"""Switching a programme on, pausing it, going on, ending it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.events import publish
from referrals.programs.choices import ProgramMove
from referrals.programs.errors import FundEmpty, NoRules
from referrals.programs.events import ReferralProgramChanged
from referrals.programs.models import Program, Rule
from referrals.programs.policies import refusal_of
from referrals.programs.services.acting import as_admin, lock_program, program_transition
from referrals.programs.services.funding import return_left_of


@transaction.atomic
def start_program(*, program: Program, actor: Member, now: datetime) -> Program:
    """Switch a draft on: its rules hold from now, or from its beginning if that is still to come.

    Raises NotFound for others, ProgramStateRefuses, NoRules, FundEmpty.
    """
    return _go(program, ProgramMove.START, actor, now, started_at=now)


@transaction.atomic
def resume_program(*, program: Program, actor: Member, now: datetime) -> Program:
    """Go on after a pause; what happened meanwhile earns nothing.

    Raises NotFound for others, ProgramStateRefuses, NoRules, FundEmpty.
    """
    return _go(program, ProgramMove.RESUME, actor, now)


@transaction.atomic
def pause_program(*, program: Program, actor: Member, now: datetime) -> Program:
    """Grant nothing until it goes on; what was promised is paid. Raises NotFound for others."""
    by = as_admin(actor)
    row = lock_program(program.pk)
    program_transition(row, ProgramMove.PAUSE, actor=by, now=now)
    _announce(row, now)
    return row


@transaction.atomic
def end_program(*, program: Program, actor: Member, now: datetime) -> Program:
    """Grant nothing any more and give back what isn't promised; what was promised is paid.

    Raises NotFound for others, ProgramStateRefuses. Locks the programme, then the fund.
    """
    by = as_admin(actor)
    row = lock_program(program.pk)
    program_transition(row, ProgramMove.END, actor=by, now=now, ended_at=now)
    return_left_of(row, by=by, now=now)
    _announce(row, now)
    return row


def _go(
    program: Program, move: ProgramMove, actor: Member, now: datetime, **changes: datetime
) -> Program:
    by = as_admin(actor)
    row = lock_program(program.pk)
    if (refusal := refusal_of(row, move)) is not None:
        raise refusal
    live = Rule.objects.filter(program=row, retired_at=None)
    if not live.exists():
        raise NoRules
    if row.left <= 0:
        raise FundEmpty
    program_transition(row, move, actor=by, now=now, **changes)
    live.filter(since=None).update(since=max(now, row.begins_at))
    _announce(row, now)
    return row


def _announce(program: Program, now: datetime) -> None:
    publish(
        ReferralProgramChanged(
            program_id=program.public_id, currency=program.currency, state=program.state
        ),
        now=now,
    )
