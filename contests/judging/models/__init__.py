"""What judging keeps.

A contest's *judging* holds its rules and how far it has come. A *criterion* is one line of the
rubric. A *judge* is a member who was invited, with a number that stands for the name. A *tie* is
what a judge has with an entry, declared or found; a *declared tie* names a member before entries
are given out. A *sheet* is one entry in one judge's hands;
when it is sealed its *paper* is kept with its hash. A *score* is one criterion on a sheet. A *run*
is one count of all scores; it leaves a *result* for each entry and a *severity* for each judge. A
*duel* is one pair of the final before one judge.
"""

from contests.judging.models.counts import Duel, Result, Run, Severity
from contests.judging.models.people import DeclaredTie, Judge, Tie
from contests.judging.models.rules import Criterion, Judging
from contests.judging.models.sheets import Score, Sheet

__all__ = [
    "Criterion",
    "DeclaredTie",
    "Duel",
    "Judge",
    "Judging",
    "Result",
    "Run",
    "Score",
    "Severity",
    "Sheet",
    "Tie",
]
