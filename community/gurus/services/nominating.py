"""Somebody is nominated, supported, asked; applies, declines or steps back; the club discusses."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from community.gurus import errors, events
from community.gurus.choices import (
    ADDRESS_MAX,
    APPLICATION_MAX,
    EVIDENCE_MAX,
    KNOWN_FOR_MAX,
    OPEN_NOMINATIONS,
    REMARK_MAX,
    TITLE_MAX,
    EvidenceKind,
    NominationMove,
    NominationState,
)
from community.gurus.models import Evidence, Nomination, Remark
from community.gurus.policies import are_blocked, is_of_the_club
from community.gurus.queries import nominations as read
from community.gurus.services.states import (
    about,
    lock_members,
    lock_nomination,
    nomination_transition,
    reason_in,
)
from community.reputation.queries import metrics_of
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish

_TOPIC: Final = re.compile(r"/forum/t/(\d{1,15})(?:-|/|$)")
_LINE: Final = re.compile(r"/u/[^/]+/points/")
_ANCHOR: Final = re.compile(r"line-(\d{1,15})")
YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class NominationDraft:
    """Whom, why, and what it is seen from: an address on each line."""

    candidate: Member
    reason: str
    evidence: str


@transaction.atomic
def nominate(*, nominator: Member, draft: NominationDraft, now: datetime) -> Nomination:
    """Nominate a member; a second guru has to support it. Locks both members.

    Raises NotOfTheClub, OwnNomination, CandidateUnknown, BlockedCandidate, AlreadyGuru,
    NominatedAlready, CandidateRests, TooManyNominations, TooManyThisYear, ReasonNeeded and what is
    wrong with the evidence.
    """
    candidate = draft.candidate
    lock_members([nominator, candidate])
    if not is_of_the_club(nominator):
        raise errors.NotOfTheClub
    refuse_candidate(candidate, by=nominator, now=now)
    _refuse_more(nominator, now)
    reason = reason_in(draft.reason)
    evidence = _read_evidence(draft.evidence, nominator=nominator, candidate=candidate)
    nomination = Nomination.objects.create(
        candidate=candidate,
        nominator=nominator,
        reason=reason,
        made_at=now,
        due_at=now + timedelta(days=rules().guru_support_days),
    )
    for position, row in enumerate(evidence, start=1):
        row.nomination, row.position = nomination, position
    Evidence.objects.bulk_create(evidence)
    record_audit(
        actor=nominator.public_id,
        action="guru_nominated",
        subject=nomination.reference,
        after={"state": nomination.state, "candidate": candidate.public_id},
        reason=reason,
        now=now,
    )
    publish(about(events.NominationMade, nomination), now=now)
    return nomination


def refuse_candidate(candidate: Member, *, by: Member, now: datetime) -> None:
    """Refuse who can't be a candidate now. Both members must be locked.

    Raises OwnNomination, CandidateUnknown, BlockedCandidate, AlreadyGuru, NominatedAlready,
    CandidateRests.
    """
    if candidate.pk == by.pk:
        raise errors.OwnNomination(field="candidate")
    if not candidate.is_active:
        raise errors.CandidateUnknown(field="candidate")
    if are_blocked(by, candidate):
        raise errors.BlockedCandidate(field="candidate")
    if read.is_member(candidate):
        raise errors.AlreadyGuru(field="candidate")
    if Nomination.objects.filter(candidate=candidate, state__in=OPEN_NOMINATIONS).exists():
        raise errors.NominatedAlready(field="candidate")
    if (until := read.rests_until(candidate, now=now)) is not None:
        raise errors.CandidateRests(field="candidate", day=f"{until:%Y-%m-%d}")


def _refuse_more(nominator: Member, now: datetime) -> None:
    limits = rules()
    under_way = read.count_nominated(nominator)
    if under_way >= limits.guru_nominations_open_max:
        raise errors.TooManyNominations(count=under_way)
    in_year = read.count_nominated(nominator, since=now - YEAR)
    if in_year >= limits.guru_nominations_year_max:
        raise errors.TooManyThisYear(count=in_year)


def _read_evidence(text: str, *, nominator: Member, candidate: Member) -> list[Evidence]:
    lines = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    if not lines:
        raise errors.EvidenceMissing(field="evidence")
    if len(lines) > EVIDENCE_MAX:
        raise errors.EvidenceTooLong(field="evidence", count=EVIDENCE_MAX)
    return [_read_address(line, nominator, candidate) for line in lines]


def _read_address(line: str, nominator: Member, candidate: Member) -> Evidence:
    try:
        parts = urlsplit(line)
    except ValueError as error:
        raise errors.EvidenceUnusable(field="evidence", text=line[:80]) from error
    ours = urlsplit(settings.SITE_URL).hostname
    is_here = parts.hostname == ours or (not parts.scheme and line.startswith("/"))
    if is_here and (found := _TOPIC.search(parts.path)):
        topic = read.topic_seen(nominator, int(found[1]))
        if topic is None:
            raise errors.EvidenceUnusable(field="evidence", text=line[:80])
        return Evidence(kind=EvidenceKind.TOPIC, ref=topic.pk, title=topic.title[:TITLE_MAX])
    anchor = _ANCHOR.fullmatch(parts.fragment)
    if is_here and _LINE.search(parts.path) and anchor:
        row = read.line_of(int(anchor[1]))
        if row is None or row.receiver_id != candidate.pk:
            raise errors.EvidenceOfAnother(field="evidence", text=line[:80])
        title = f"{row.get_kind_display()} · {row.occurred_at:%Y-%m-%d}"
        address = f"/u/{candidate.username}/points/#line-{row.pk}"
        return Evidence(kind=EvidenceKind.LINE, ref=row.pk, title=title, address=address)
    is_plain = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    if not is_plain or len(line) > ADDRESS_MAX or any(sign.isspace() for sign in line):
        raise errors.EvidenceUnusable(field="evidence", text=line[:80])
    return Evidence(kind=EvidenceKind.ADDRESS, address=line)


@transaction.atomic
def support_nomination(*, nomination: Nomination, actor: Member, now: datetime) -> Nomination:
    """Support a nomination as a second guru; now the candidate is asked.

    Raises the refusals of `policies`.
    """
    row = lock_nomination(nomination.pk)
    due = now + timedelta(days=rules().guru_answer_days)
    changes = {"supporter": actor, "due_at": due}
    nomination_transition(row, NominationMove.SUPPORT, actor=actor, now=now, changes=changes)
    publish(about(events.NominationSupported, row), now=now)
    return row


@transaction.atomic
def withdraw_nomination(*, nomination: Nomination, actor: Member, now: datetime) -> Nomination:
    """Take back what one nominated, before the candidate applies. Raises those of `policies`."""
    row = lock_nomination(nomination.pk)
    nomination_transition(row, NominationMove.WITHDRAW, actor=actor, now=now)
    publish(about(events.NominationWithdrawn, row), now=now)
    return row


@transaction.atomic
def decline_invitation(*, nomination: Nomination, actor: Member, now: datetime) -> Nomination:
    """Say no, thank you: the club only sees that it came to nothing. Raises those of `policies`."""
    row = lock_nomination(nomination.pk)
    nomination_transition(row, NominationMove.DECLINE, actor=actor, now=now)
    publish(about(events.CandidateDeclined, row), now=now)
    return row


@transaction.atomic
def apply_to_club(
    *, nomination: Nomination, actor: Member, text: str, known_for: str, now: datetime
) -> Nomination:
    """Apply: what the record says is written down beside it, and the club discusses.

    Raises ApplicationMissing and the refusals of `policies`.
    """
    row = lock_nomination(nomination.pk)
    said = text.strip()[:APPLICATION_MAX]
    if not said:
        raise errors.ApplicationMissing(field="text")
    changes = {
        "application": said,
        "known_for": known_for.strip()[:KNOWN_FOR_MAX],
        "metrics": metrics_now(actor),
        "applied_at": now,
        "due_at": now + timedelta(days=rules().guru_discussion_days),
    }
    nomination_transition(row, NominationMove.APPLY, actor=actor, now=now, changes=changes)
    publish(about(events.CandidateApplied, row), now=now)
    return row


def metrics_now(member: Member) -> dict[str, Any]:
    """Return what the record says of a member now, as it is kept. Points in thousandths."""
    found = metrics_of([member.pk])[member.pk]
    kept = asdict(found)
    kept["counts"] = dict(found.counts)
    return {**kept, "replies_valued_bp": found.replies_valued_bp}


@transaction.atomic
def step_back(*, nomination: Nomination, actor: Member, now: datetime) -> Nomination:
    """Be a candidate no more, after one applied. Raises the refusals of `policies`."""
    row = lock_nomination(nomination.pk)
    nomination_transition(row, NominationMove.STEP_BACK, actor=actor, now=now)
    publish(about(events.NominationWithdrawn, row), now=now)
    return row


@transaction.atomic
def write_remark(
    *, nomination: Nomination, author: Member, text: str, token: str, now: datetime
) -> Remark:
    """Say something while the club discusses; the same form again gives the same remark.

    Raises NotFound for the candidate, NotOfTheClub, NominationStateRefuses, RemarkMissing.
    """
    row = lock_nomination(nomination.pk)
    said = text.strip()[:REMARK_MAX]
    if author.pk == row.candidate_id:
        raise NotFound
    if not is_of_the_club(author):
        raise errors.NotOfTheClub
    known = Remark.objects.filter(nomination=row, author=author, token=token).first()
    if known is not None and token:
        return known
    if row.state != NominationState.DISCUSSION:
        raise errors.NominationStateRefuses(state=row.get_state_display())
    if not said:
        raise errors.RemarkMissing(field="text")
    remark = Remark.objects.create(nomination=row, author=author, text=said, token=token, at=now)
    record_audit(
        actor=author.public_id,
        action="guru_nomination_remark",
        subject=row.reference,
        after={"remark": remark.pk},
        now=now,
    )
    return remark
