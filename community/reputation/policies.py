"""Who may do what about the record."""

from __future__ import annotations

from community.reputation.choices import TRANSITIONS, ReportMove, ReportPart, ReportState
from community.reputation.errors import NotYourReportMove, OwnReport, ReportStateRefuses
from community.reputation.models import ElsewhereReport
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import DomainError


def is_keeper(member: Member) -> bool:
    """Whether the member prices kinds and confirms what was done elsewhere."""
    return has_role(member, Role.COMMUNITY_MANAGER)


def sees_givers(viewer: Member | None, member: Member) -> bool:
    """Whether a reader of a member's record is told who valued what: themselves, and keepers."""
    return viewer is not None and (viewer == member or is_keeper(viewer))


def refusal_of(report: ElsewhereReport, move: ReportMove, actor: Member) -> DomainError | None:
    """Return why this member can't make this move now, None when they can."""
    steps = TRANSITIONS[ReportState(report.state)]
    if move not in steps:
        return ReportStateRefuses(state=report.get_state_display())
    is_owner = actor.pk == report.member_id
    if steps[move].part == ReportPart.OWNER:
        return None if is_owner else NotYourReportMove()
    if not is_keeper(actor):
        return NotYourReportMove()
    return OwnReport() if is_owner else None


def can_make(actor: Member, report: ElsewhereReport, move: ReportMove) -> bool:
    """Whether a button for this move is shown."""
    return refusal_of(report, move, actor) is None
