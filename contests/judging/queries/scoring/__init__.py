"""How scores become a ranking: one definition, carried out in memory or in the database."""

from contests.judging.queries.scoring.definition import (
    SHRINKAGE,
    TRIM_FROM,
    JudgeFit,
    Mark,
    Outcome,
    Standing,
)
from contests.judging.queries.scoring.in_database import Source, rank_in_database
from contests.judging.queries.scoring.in_memory import rank_marks
from contests.judging.queries.scoring.pairs import Pair, strengths

__all__ = [
    "SHRINKAGE",
    "TRIM_FROM",
    "JudgeFit",
    "Mark",
    "Outcome",
    "Pair",
    "Source",
    "Standing",
    "rank_in_database",
    "rank_marks",
    "strengths",
]
