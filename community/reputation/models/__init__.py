"""Who contributed what, and what it adds up to.

A *contribution* is one row of the record: its *receiver* contributed, its *giver* (if there is one)
valued it. Rows are never changed or deleted, the database itself refuses. A *counter-row* reverses
another row: the same with the sign turned. A row *stands* when its sign is plus and nothing
reverses it. Everything else is counted from the record: a *tally* in the transaction that writes
it, a *score* (what a day brought) and *totals* (what stands on boards) soon after, for each
*touched* member and day. A *point rule* prices one kind; the next version prices what comes after.
A *standing* is how high a member stands now, with the *changes* that led there. An *elsewhere
report* names, by its address, what a member did on another site; a community manager confirms it.
"""

from community.reputation.models.counted import (
    Counted,
    MemberStanding,
    Score,
    StandingChange,
    Tally,
    Total,
    Touched,
)
from community.reputation.models.elsewhere import ElsewhereReport
from community.reputation.models.record import Contribution, PointRule

__all__ = [
    "Contribution",
    "Counted",
    "ElsewhereReport",
    "MemberStanding",
    "PointRule",
    "Score",
    "StandingChange",
    "Tally",
    "Total",
    "Touched",
]
