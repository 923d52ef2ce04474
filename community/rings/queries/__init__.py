"""Named reads of cases and of the graph of favours."""

from community.rings.queries.doors import (
    PairLine,
    answers_of,
    appeals_of,
    cases_at_desk,
    cases_of,
    count_waiting,
    deciders_of,
    get_appeal_at_desk,
    get_case_at_desk,
    get_case_for,
    latest_search,
    letter_of,
    members_in,
    members_of_cases,
    neighbours_of,
    pairs_of,
    people_of,
    reversed_of,
)
from community.rings.queries.drawing import Drawing, draw
from community.rings.queries.statistics import Year, statistics_by_year

__all__ = [
    "Drawing",
    "PairLine",
    "Year",
    "answers_of",
    "appeals_of",
    "cases_at_desk",
    "cases_of",
    "count_waiting",
    "deciders_of",
    "draw",
    "get_appeal_at_desk",
    "get_case_at_desk",
    "get_case_for",
    "latest_search",
    "letter_of",
    "members_in",
    "members_of_cases",
    "neighbours_of",
    "pairs_of",
    "people_of",
    "reversed_of",
    "statistics_by_year",
]
