"""What is known from the record."""

from community.reputation.queries.areas import area_names, register_areas
from community.reputation.queries.boards import (
    Board,
    Place,
    areas_on_boards,
    kinds_on_boards,
    place_of,
    places_on,
)
from community.reputation.queries.elsewhere import (
    count_reports_waiting,
    get_report_at_desk,
    get_report_for,
    reports_at_desk,
    reports_of,
    same_address,
    title_of_report,
)
from community.reputation.queries.figures import in_basis_points, in_points
from community.reputation.queries.lines import (
    Explained,
    KindSum,
    Named,
    explain,
    points_by_day,
    points_of,
    register_subjects,
    sums_of,
)
from community.reputation.queries.metrics import Metrics, metrics_of
from community.reputation.queries.periods import Span, after, before, span_of, today_in_utc
from community.reputation.queries.rulebook import (
    RulePreview,
    preview_rule,
    rule_in_force,
    rules_in_force,
    versions_of,
)
from community.reputation.queries.standing import (
    Requirement,
    Standing,
    changes_of,
    needs_of,
    standing_of,
    standings_of,
)

__all__ = [
    "Board",
    "Explained",
    "KindSum",
    "Metrics",
    "Named",
    "Place",
    "Requirement",
    "RulePreview",
    "Span",
    "Standing",
    "after",
    "area_names",
    "areas_on_boards",
    "before",
    "changes_of",
    "count_reports_waiting",
    "explain",
    "get_report_at_desk",
    "get_report_for",
    "in_basis_points",
    "in_points",
    "kinds_on_boards",
    "metrics_of",
    "needs_of",
    "place_of",
    "places_on",
    "points_by_day",
    "points_of",
    "preview_rule",
    "register_areas",
    "register_subjects",
    "reports_at_desk",
    "reports_of",
    "rule_in_force",
    "rules_in_force",
    "same_address",
    "span_of",
    "standing_of",
    "standings_of",
    "sums_of",
    "title_of_report",
    "today_in_utc",
    "versions_of",
]
