"""What was reported and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.moderation.choices import CaseState, DecisionState, FlagOutcome
from marketplace.moderation.models import Case, Decision, Flag

ON_A_PAGE: Final = 30
QUEUE_ORDERS: Final = {
    "heavy": ("-weight", "opened_at", "id"),
    "old": ("opened_at", "id"),
}


def case_queue(*, order: str, number: str, kind: str = "") -> Page[Case]:
    """Return a page of the open cases: the heaviest first, or the oldest. Two queries."""
    rows = Case.objects.filter(state=CaseState.OPEN).select_related("member")
    if kind:
        rows = rows.filter(kind=kind)
    rows = rows.order_by(*QUEUE_ORDERS.get(order, QUEUE_ORDERS["heavy"]))
    return Paginator(rows, ON_A_PAGE).get_page(number)


def count_open_cases() -> int:
    """Count the cases that wait."""
    return Case.objects.filter(state=CaseState.OPEN).count()


def next_case(*, besides: int) -> Case | None:
    """Return the heaviest open case but one, for who has just decided that one."""
    rows = Case.objects.filter(state=CaseState.OPEN).exclude(pk=besides)
    return rows.order_by(*QUEUE_ORDERS["heavy"]).first()


def get_case(public_id: str) -> Case:
    """Return a case to a moderator. Raises NotFound."""
    case = Case.objects.select_related("member").filter(public_id=public_id).first()
    if case is None:
        raise NotFound
    return case


@dataclass(frozen=True)
class Record:
    """What became of somebody's reports so far."""

    total: int
    upheld: int
    not_upheld: int
    abusive: int

    @property
    def is_suspect(self) -> bool:
        """Whether reports in bad faith outweigh the good ones: they count, but weigh nothing."""
        return self.abusive > self.upheld


def records_of(member_ids: Sequence[int]) -> dict[int, Record]:
    """Return {member: record} of those who reported something, in one query."""
    rows = (
        Flag.objects.filter(flagger_id__in=member_ids)
        .values_list("flagger_id")
        .annotate(
            total=Count("id"),
            upheld=Count("id", filter=Q(outcome=FlagOutcome.UPHELD)),
            not_upheld=Count("id", filter=Q(outcome=FlagOutcome.NOT_UPHELD)),
            abusive=Count("id", filter=Q(outcome=FlagOutcome.ABUSIVE)),
        )
    )
    return {pk: Record(*counts) for pk, *counts in rows}


@dataclass(frozen=True)
class FlagLine:
    """A report as a moderator sees it, with what became of the sender's others."""

    flag: Flag
    record: Record


def flags_on(case: Case) -> list[FlagLine]:
    """Return the reports of a case, the first one first. Two queries."""
    flags = list(case.flags.select_related("flagger").order_by("id"))
    records = records_of([flag.flagger_id for flag in flags])
    return [FlagLine(flag, records[flag.flagger_id]) for flag in flags]


def decisions_on(case: Case) -> list[Decision]:
    """Return what was decided about a case, the last first."""
    rows = case.decisions.select_related("decided_by", "undone_by", "appeal", "suspension")
    return list(rows.order_by("-id"))


def history_of(member: Member, *, besides: int | None = None, limit: int = 10) -> list[Decision]:
    """Return what was decided about a member before, the last first."""
    rows = Decision.objects.filter(member=member).exclude(rule="").select_related("case")
    if besides is not None:
        rows = rows.exclude(case_id=besides)
    return list(rows.order_by("-id")[:limit])


def flags_of(member: Member) -> QuerySet[Flag]:
    """Return the member's own reports with their cases, the newest first."""
    return Flag.objects.filter(flagger=member).select_related("case").order_by("-id")


def flag_page(member: Member, *, number: str) -> Page[Flag]:
    """Return a page of the member's own reports. Two queries."""
    return Paginator(flags_of(member), ON_A_PAGE).get_page(number)


def get_flag_for(member: Member, public_id: str) -> Flag:
    """Return one of the member's own reports. Raises NotFound."""
    flag = flags_of(member).filter(public_id=public_id).first()
    if flag is None:
        raise NotFound
    return flag


def waiting_flag(member: Member, *, kind: str, ref: str) -> Flag | None:
    """Return the member's report of this thing that still waits, if there is one."""
    rows = flags_of(member).filter(case__kind=kind, case__ref=ref, case__state=CaseState.OPEN)
    return rows.first()


def flags_since(member: Member, since: datetime) -> int:
    """Count the reports that the member sent since a moment."""
    return Flag.objects.filter(flagger=member, created_at__gte=since).count()


@dataclass(frozen=True)
class Flagger:
    """Somebody whose reports were found to be made in bad faith."""

    member: Member
    record: Record


def bad_faith_page(*, number: str) -> tuple[Page[int], list[Flagger]]:
    """Return a page of those who reported in bad faith, the worst first. Four queries."""
    rows = (
        Flag.objects.filter(outcome=FlagOutcome.ABUSIVE)
        .values_list("flagger_id", flat=True)
        .annotate(count=Count("id"))
        .order_by("-count", "flagger_id")
    )
    page: Page[int] = Paginator(rows, ON_A_PAGE).get_page(number)
    ids = list(page.object_list)
    records, members = records_of(ids), Member.objects.in_bulk(ids)
    return page, [Flagger(members[pk], records[pk]) for pk in ids]


def decided_page(*, number: str, member: Member | None = None) -> Page[Decision]:
    """Return a page of the log of decisions, the last first. Two queries."""
    rows = Decision.objects.select_related("case", "member", "decided_by", "appeal", "suspension")
    if member is not None:
        rows = rows.filter(member=member)
    return Paginator(rows.order_by("-id"), ON_A_PAGE).get_page(number)


def counts_of(member: Member) -> dict[str, int]:
    """Return how many decisions of each act hold against a member."""
    rows = Decision.objects.filter(member=member, state=DecisionState.IN_FORCE).exclude(rule="")
    return dict(rows.values_list("act").annotate(count=Count("id")).order_by("act"))
