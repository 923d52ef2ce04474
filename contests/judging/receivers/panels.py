"""What judging adds: to the contest's page, to its set-up, and to who may enter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contests.calls.choices import ContestKind, ContestState
from contests.calls.models import Contest
from contests.calls.queries import (
    Complaint,
    Ineligible,
    Panel,
    register_check,
    register_exclusion,
    register_panel,
)
from contests.calls.queries.steps import register_step
from contests.judging import queries
from contests.judging.choices import JudgeState
from marketplace.accounts.models import Member

STEP = "judging"
_TAKES_PART = (JudgeState.INVITED, JudgeState.ACCEPTED)
_AFTER = (ContestState.RESULTS, ContestState.PAID, ContestState.ARCHIVED)


def rubric_panel(*, contest: Contest, viewer: Member | None) -> Panel | None:  # noqa: ARG001
    """Show by what entries are measured, how far judging is, and where it can be checked."""
    if contest.kind != ContestKind.WRITING:
        return None
    measured = queries.measured_of(contest)
    if not measured.rubric:
        return None
    context = {"measured": measured, "contest": contest}
    return Panel("contests/judging/_panel.html", context)


def results_panel(*, contest: Contest, viewer: Member | None) -> Panel | None:
    """Show the ranking of a writing contest, and lead an entrant to the feedback."""
    if contest.kind != ContestKind.WRITING or contest.state not in _AFTER:
        return None
    rows = queries.ranked_rows(contest)
    if not rows:
        return None
    mine = next((row for row in rows if viewer and row.entry.entrant_id == viewer.pk), None)
    context = {"rows": rows[:SHOWN], "contest": contest, "mine": mine, "count": len(rows)}
    return Panel("contests/judging/_results.html", context)


SHOWN = 10


def complaints(*, contest: Contest, now: datetime) -> Iterator[Complaint]:  # noqa: ARG001
    """Say what a draft lacks before it can be announced: a rubric, enough judges."""
    if contest.kind != ContestKind.WRITING:
        return
    if not contest.criteria.exists():
        yield Complaint("no_rubric", _("Set up the rubric: at least one criterion."), STEP)
    needed = queries.judging_of(contest).judges_per_entry
    ready = contest.judges.filter(state=JudgeState.ACCEPTED).count()
    if ready < needed:
        text = _("Judges who accepted: %(ready)s. Each entry needs %(needed)s.")
        yield Complaint("judges_missing", text % {"ready": ready, "needed": needed}, STEP)
    elif ready == needed:
        text = _("A judge more than needed lets an entry be handed on when somebody steps back.")
        yield Complaint("no_judge_spare", text, STEP, is_warning=True)


def judge_exclusion(*, contest: Contest, member: Member) -> Ineligible | None:
    """Keep judges of the contest from entering it."""
    if contest.judges.filter(member=member, state__in=_TAKES_PART).exists():
        return Ineligible("judge", _("You judge this contest."))
    return None


register_panel("judging", 35, rubric_panel)
register_panel("judging_results", 10, results_panel)
register_check("judging", complaints)
register_exclusion("judging", judge_exclusion)
register_step(
    STEP,
    label=gettext_lazy("Rubric and judges"),
    kinds=[ContestKind.WRITING],
    url_name="judging:setup",
    position=60,
)
