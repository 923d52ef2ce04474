"""A contest and what belongs to it.

A *contest* is set up by an administrator, has *texts* in up to four languages, *prizes* for ranks,
and a *fund* in the ledger that holds what its prizes in money and credit cost. A *line* is one step
of its public timeline. A *follower* wants to hear of it. A *link* is a member's own address of the
contest: who comes by it is counted, who signs up by it is remembered. A *rule book* says what a
country asks of contests, a *template* is what the terms of a new contest begin with.
"""

from contests.calls.models.contests import Contest, ContestText, Follower, Line
from contests.calls.models.links import Arrival, Link
from contests.calls.models.prizes import Prize
from contests.calls.models.rulebooks import RuleBook, TermsTemplate

__all__ = [
    "Arrival",
    "Contest",
    "ContestText",
    "Follower",
    "Line",
    "Link",
    "Prize",
    "RuleBook",
    "TermsTemplate",
]
