"""Rows of trust.

A *flag* is one member's report of one thing; all flags of a thing that wait are one *case*. A
*decision* answers a case: it names a rule and a reason, and may hide the thing, warn its author or
suspend them. A *suspension* closes an account for a while, or until somebody decides otherwise; its
*planned payouts* are the days from which the member's money can be withdrawn. An *appeal* asks
somebody else to look at a decision again. A *data export* is a member's package of all that is kept
about them; a *departure* is the closing of an account, which can be taken back for some days. A
*visit* is support looking at the site as a member; each *visited page* is kept.
"""

from marketplace.moderation.models.custody import DataExport, Departure
from marketplace.moderation.models.decisions import Appeal, Decision, PlannedPayout, Suspension
from marketplace.moderation.models.flags import Case, Flag
from marketplace.moderation.models.visits import Visit, VisitedPage

__all__ = [
    "Appeal",
    "Case",
    "DataExport",
    "Decision",
    "Departure",
    "Flag",
    "PlannedPayout",
    "Suspension",
    "Visit",
    "VisitedPage",
]
