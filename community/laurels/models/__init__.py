"""Rows of elections."""

from community.laurels.models.ballots import Ballot, Elector, Paper
from community.laurels.models.candidacies import Candidacy, Snapshot
from community.laurels.models.elections import CountRound, Election, Laurel

__all__ = [
    "Ballot",
    "Candidacy",
    "CountRound",
    "Election",
    "Elector",
    "Laurel",
    "Paper",
    "Snapshot",
]
