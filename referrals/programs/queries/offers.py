"""What one is thanked with now: the rules of running programmes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from referrals.programs.models import Program, Rule
from referrals.programs.queries.doors import running_programs
from referrals.programs.queries.telling import program_name


@dataclass(frozen=True)
class Offer:
    """A running programme with its rules; `is_two_sided` where friends get something too."""

    program: Program
    name: str
    rules: list[Rule]

    @property
    def is_two_sided(self) -> bool:
        """Whether both get something."""
        return len({rule.side for rule in self.rules}) > 1


def offers_now(now: datetime) -> list[Offer]:
    """Return the programmes that run, in two queries. One whose money is gone isn't offered."""
    programs = [program for program in running_programs(now) if program.left > 0]
    rules: dict[int, list[Rule]] = {program.pk: [] for program in programs}
    found = Rule.objects.filter(program__in=programs, retired_at=None, since__lte=now)
    for rule in found.order_by("id"):
        rules[rule.program_id].append(rule)
    return [
        Offer(program, program_name(program), rules[program.pk])
        for program in programs
        if rules[program.pk]
    ]
