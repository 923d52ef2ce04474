"""What members did on other sites: reported with its address, confirmed or declined by a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.db import transaction

from community.reputation.choices import (
    ADDRESS_MAX,
    ELSEWHERE_KINDS,
    NOTE_MAX,
    STANDING_REPORTS,
    TITLE_MAX,
    TRANSITIONS,
    Cause,
    ReportMove,
    ReportState,
)
from community.reputation.errors import (
    AddressOfOurs,
    AddressUnusable,
    DayAhead,
    DayLongAgo,
    KeeperReasonMissing,
    NotElsewhere,
    ReportedBefore,
    TitleMissing,
    TooManyReports,
)
from community.reputation.events import (
    ElsewhereConfirmed,
    ElsewhereDeclined,
    ElsewhereEvent,
    ElsewhereReported,
    ElsewhereRevoked,
    ElsewhereWithdrawn,
)
from community.reputation.models import ElsewhereReport
from community.reputation.policies import refusal_of
from community.reputation.queries.periods import DAWN
from community.reputation.services.locks import lock_members
from community.reputation.services.recording import record_contribution
from community.reputation.services.reversing import reverse_contribution
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.events import publish

SUBJECT: Final = "elsewhere"
# Says how a reader came to a page, not which page it is.
_PASSING: Final = ("utm_", "fbclid", "gclid", "ref_src")
_NOON: Final = time(12, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class ReportDraft:
    """What a member says about it."""

    kind: str
    address: str
    title: str
    happened_on: date
    note: str = ""


@transaction.atomic
def report_elsewhere(*, member: Member, draft: ReportDraft, now: datetime) -> ElsewhereReport:
    """Take a report; a community manager looks at it, and until then it counts for nothing.

    Raises NotElsewhere, AddressUnusable, AddressOfOurs, TitleMissing, DayAhead, DayLongAgo,
    ReportedBefore, TooManyReports.
    """
    lock_members([member.pk])
    if draft.kind not in ELSEWHERE_KINDS:
        raise NotElsewhere(field="kind")
    key = address_key(draft.address)
    title = draft.title.strip()[:TITLE_MAX]
    if not title:
        raise TitleMissing(field="title")
    if draft.happened_on > now.astimezone(UTC).date():
        raise DayAhead(field="happened_on")
    if draft.happened_on < DAWN:
        raise DayLongAgo(field="happened_on")
    mine = ElsewhereReport.objects.filter(member=member)
    if mine.filter(address_key=key, state__in=STANDING_REPORTS).exists():
        raise ReportedBefore(field="address")
    waiting = mine.filter(state=ReportState.WAITING).count()
    if waiting >= rules().reputation_elsewhere_open_max:
        raise TooManyReports(count=waiting)
    report = ElsewhereReport.objects.create(
        member=member,
        kind=draft.kind,
        address=draft.address.strip(),
        address_key=key,
        title=title,
        happened_on=draft.happened_on,
        note=draft.note.strip()[:NOTE_MAX],
        reported_at=now,
    )
    publish(_fact(ElsewhereReported, report), now=now)
    return report


@transaction.atomic
def withdraw_report(*, report: ElsewhereReport, actor: Member, now: datetime) -> ElsewhereReport:
    """Take one's own report back before anybody has decided. Raises the refusals of `policies`."""
    row = _lock(report)
    transition(row, ReportMove.WITHDRAW, actor=actor, now=now)
    publish(_fact(ElsewhereWithdrawn, row), now=now)
    return row


@transaction.atomic
def confirm_report(
    *, report: ElsewhereReport, actor: Member, reason: str = "", now: datetime
) -> ElsewhereReport:
    """Confirm it: it stands in the record, under the day on which it happened.

    Raises the refusals of `policies`.
    """
    row = _lock(report)
    said = reason.strip()[:NOTE_MAX]
    transition(row, ReportMove.CONFIRM, actor=actor, now=now, changes=_decided(actor, said, now))
    record_contribution(
        kind=row.kind,
        receiver_id=row.member_id,
        giver_id=None,
        subject_kind=SUBJECT,
        subject_id=row.pk,
        key=_key(row),
        occurred_at=datetime.combine(row.happened_on, _NOON),
        now=now,
    )
    publish(_fact(ElsewhereConfirmed, row), now=now)
    return row


@transaction.atomic
def decline_report(
    *, report: ElsewhereReport, actor: Member, reason: str, now: datetime
) -> ElsewhereReport:
    """Decline it, with a reason that the member reads; a better report of it may follow.

    Raises KeeperReasonMissing and the refusals of `policies`.
    """
    row = _lock(report)
    changes = _decided(actor, _reason(reason), now)
    transition(row, ReportMove.DECLINE, actor=actor, now=now, changes=changes)
    publish(_fact(ElsewhereDeclined, row), now=now)
    return row


@transaction.atomic
def revoke_report(
    *, report: ElsewhereReport, actor: Member, reason: str, now: datetime
) -> ElsewhereReport:
    """Take a confirmation back, with a reason: a counter-row stands in the record.

    Raises KeeperReasonMissing and the refusals of `policies`.
    """
    row = _lock(report)
    said = _reason(reason)
    transition(row, ReportMove.REVOKE, actor=actor, now=now, changes=_decided(actor, said, now))
    reverse_contribution(key=_key(row), note=said, by_id=actor.pk, now=now, cause=Cause.REVOKED)
    publish(_fact(ElsewhereRevoked, row), now=now)
    return row


@transaction.atomic
def forget_reports(*, member: Member, now: datetime) -> int:
    """Forget the words and addresses of a member who leaves; what was confirmed keeps counting.

    Returns how many reports there were.
    """
    reports = list(
        ElsewhereReport.objects.select_for_update(no_key=True).filter(member=member).order_by("id")
    )
    for report in reports:
        report.address, report.address_key = "", report.public_id
        report.title, report.note = "", ""
        if report.state == ReportState.WAITING:
            transition(report, ReportMove.WITHDRAW, actor=member, now=now)
        else:
            report.save()
    return len(reports)


def transition(
    report: ElsewhereReport,
    move: ReportMove,
    *,
    actor: Member,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Make a move: the only place that writes a report's state. It must be locked.

    Writes the audit record. Raises the refusals of `policies`.
    """
    if (refusal := refusal_of(report, move, actor)) is not None:
        raise refusal
    before = ReportState(report.state)
    report.state = TRANSITIONS[before][move].target.value
    for name, value in (changes or {}).items():
        setattr(report, name, value)
    report.save()
    record_audit(
        actor=actor.public_id,
        action=f"elsewhere_{move}",
        subject=report.reference,
        before={"state": before},
        after={"state": report.state},
        reason=report.reason,
        now=now,
    )


def address_key(address: str) -> str:
    """Return an address in one spelling: what differs only in how one came there is the same page.

    Raises AddressUnusable, AddressOfOurs.
    """
    text = address.strip()
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError as error:
        raise AddressUnusable(field="address") from error
    is_plain = parts.scheme in ("http", "https") and not parts.username and "." in host
    if not is_plain or len(text) > ADDRESS_MAX or any(sign.isspace() for sign in text):
        raise AddressUnusable(field="address")
    if host == (urlsplit(settings.SITE_URL).hostname or ""):
        raise AddressOfOurs(field="address")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted(pair for pair in pairs if not pair[0].lower().startswith(_PASSING))
    place = host.removeprefix("www.") + (f":{port}" if port not in (None, 80, 443) else "")
    key = urlunsplit(("", place, parts.path.rstrip("/"), urlencode(kept), ""))
    return key.removeprefix("//")[:ADDRESS_MAX]


def _lock(report: ElsewhereReport) -> ElsewhereReport:
    rows = ElsewhereReport.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("member").get(pk=report.pk)


def _key(report: ElsewhereReport) -> str:
    return f"{SUBJECT}:{report.public_id}"


def _reason(text: str) -> str:
    said = text.strip()[:NOTE_MAX]
    if not said:
        raise KeeperReasonMissing(field="reason")
    return said


def _decided(actor: Member, reason: str, now: datetime) -> dict[str, object]:
    return {"decided_at": now, "decided_by": actor, "reason": reason}


def _fact(event: type[ElsewhereEvent], report: ElsewhereReport) -> ElsewhereEvent:
    return event(report_id=report.public_id, member_id=report.member.public_id, kind=report.kind)
