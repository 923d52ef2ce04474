"""The guarded doors to reports of what was done elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import QuerySet

from community.reputation.choices import ReportState
from community.reputation.models import ElsewhereReport
from community.reputation.queries.lines import Named, register_subjects
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import NotFound


def reports_of(member: Member) -> QuerySet[ElsewhereReport]:
    """Return a member's reports, the newest first."""
    return _whole().filter(member=member).order_by("-id")


def get_report_for(member: Member, public_id: str) -> ElsewhereReport:
    """Return a member's own report. Raises NotFound for everybody else."""
    return _one(reports_of(member).filter(public_id=public_id))


def reports_at_desk(tab: str) -> QuerySet[ElsewhereReport]:
    """Return the reports of one tab: waiting, the longest first; or decided, the last first."""
    if tab == "decided":
        decided = (ReportState.CONFIRMED, ReportState.DECLINED, ReportState.REVOKED)
        return _whole().filter(state__in=decided).order_by("-decided_at", "-id")
    return _whole().filter(state=ReportState.WAITING).order_by("reported_at", "id")


def get_report_at_desk(public_id: str, *, actor: Member) -> ElsewhereReport:
    """Return a report to those who decide. Raises NotFound for everybody else."""
    if not has_role(actor, Role.COMMUNITY_MANAGER):
        raise NotFound
    return _one(_whole().filter(public_id=public_id))


def same_address(report: ElsewhereReport) -> list[ElsewhereReport]:
    """Return other reports of the same address, whoever made them; the newest first."""
    rows = _whole().filter(address_key=report.address_key).exclude(pk=report.pk)
    return list(rows.order_by("-id")[:10])


def count_reports_waiting() -> int:
    """Return how many reports wait for a person."""
    return ElsewhereReport.objects.filter(state=ReportState.WAITING).count()


def title_of_report(public_id: str) -> str:
    """Return what a report is called; "" where its words are forgotten."""
    rows = ElsewhereReport.objects.filter(public_id=public_id)
    return rows.values_list("title", flat=True).first() or ""


def name_reports(ids: Collection[int]) -> Mapping[int, Named]:
    """Name what was confirmed, in the lines of the record."""
    rows = ElsewhereReport.objects.filter(pk__in=ids).exclude(title="")
    return {row.pk: Named(row.title, row.address) for row in rows}


def _whole() -> QuerySet[ElsewhereReport]:
    return ElsewhereReport.objects.select_related("member", "decided_by")


def _one(rows: QuerySet[ElsewhereReport]) -> ElsewhereReport:
    report = rows.first()
    if report is None:
        raise NotFound
    return report


register_subjects("elsewhere", name_reports)
