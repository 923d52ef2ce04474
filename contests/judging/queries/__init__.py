"""Named reads of judging."""

from contests.judging.queries.doors import (
    counted_run,
    duels_of,
    get_duel_for,
    get_judge_at_desk,
    get_judge_for,
    get_sheet_for,
    judges_at_desk,
    judging_of,
    judgings_of,
    last_run,
    queue_of,
    ties_at_desk,
)
from contests.judging.queries.fairness import Fairness, fairness_of, measured_of
from contests.judging.queries.results import (
    Feedback,
    Outcomes,
    feedback_of,
    papers_of,
    ranked_rows,
    results_of,
    results_of_member,
    scores_csv,
    scores_of_others,
)
from contests.judging.queries.rubrics import Line, criteria_of, rubric_of
from contests.judging.queries.ties import TieFinder, register_tie, tie_label

__all__ = [
    "Fairness",
    "Feedback",
    "Line",
    "Outcomes",
    "TieFinder",
    "counted_run",
    "criteria_of",
    "duels_of",
    "fairness_of",
    "feedback_of",
    "get_duel_for",
    "get_judge_at_desk",
    "get_judge_for",
    "get_sheet_for",
    "judges_at_desk",
    "judging_of",
    "judgings_of",
    "last_run",
    "measured_of",
    "papers_of",
    "queue_of",
    "ranked_rows",
    "register_tie",
    "results_of",
    "results_of_member",
    "rubric_of",
    "scores_csv",
    "scores_of_others",
    "tie_label",
    "ties_at_desk",
]
