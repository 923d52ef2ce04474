"""What becomes of a proof: a person decides, the entrant may appeal once, a silence is settled."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from contests.actions.choices import ClaimMove, ClaimState, Part, RejectReason
from contests.actions.errors import AppealTooLate, PlaceTaken, ReasonMissing
from contests.actions.events import ClaimAppealed, ClaimGranted, ClaimRejected
from contests.actions.models import Claim
from contests.actions.queries.standing import USED
from contests.actions.services.acting import (
    TIMER,
    Actor,
    as_admin,
    claim_facts,
    hold_list_open,
    lock_claim,
    lock_entrant,
    transition,
)
from contests.calls.choices import Label
from contests.calls.models import Contest
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish


@transaction.atomic
def grant_claim(*, claim: Claim, actor: Member, note: str = "", now: datetime) -> Claim:
    """Let a proof count; also one that was rejected or appealed.

    Locks the contest (shared), the entrant, then the claim. Raises NotFound for others and about
    oneself, ListClosed, PlaceTaken, the refusals of `policies`.
    """
    by = as_admin(actor, claim.entrant)
    hold_list_open(claim.action.contest)
    row = _lock(claim)
    changes = {
        "reason": "",
        "note": note.strip(),
        "decided_at": now,
        "decided_by": actor,
        "appeal_until": None,
    }
    transition(row, ClaimMove.GRANT, by=by, now=now, changes=changes)
    publish(ClaimGranted(**claim_facts(row), by_person=True), now=now)
    return row


@transaction.atomic
def reject_claim(
    *, claim: Claim, actor: Member, reason: str, note: str = "", now: datetime
) -> Claim:
    """Reject a proof, with a reason that the entrant reads; after an appeal it is for good.

    What counted already may be rejected, too, when it turns out to be wrong. Locks the contest
    (shared), then the claim. Raises NotFound for others, ListClosed, ReasonMissing, the refusals
    of `policies`.
    """
    by = as_admin(actor, claim.entrant)
    if RejectReason(reason) == RejectReason.OTHER and not note.strip():
        raise ReasonMissing(field="note")
    hold_list_open(claim.action.contest)
    row = lock_claim(claim.pk)
    # One appeal each: who has appealed before has none left.
    is_final = row.appealed_at is not None
    until = None if is_final else now + timedelta(days=rules().contest_appeal_days)
    changes = {
        "reason": RejectReason(reason).value,
        "note": note.strip(),
        "decided_at": now,
        "decided_by": actor,
        "appeal_until": until,
    }
    transition(row, ClaimMove.REJECT, by=by, now=now, changes=changes)
    publish(
        ClaimRejected(
            **claim_facts(row),
            reason=row.reason,
            appeal_until=until.isoformat() if until else "",
            is_final=is_final,
        ),
        now=now,
    )
    return row


@transaction.atomic
def appeal_claim(*, claim: Claim, member: Member, text: str, now: datetime) -> Claim:
    """Ask for a second look at a rejected proof, once, within the days given.

    Locks the contest (shared), the entrant, then the claim. Raises NotFound for others' claims,
    ListClosed, AppealTooLate, PlaceTaken, ReasonMissing, the refusals of `policies`.
    """
    if claim.entrant.member_id != member.pk:
        raise NotFound
    if not text.strip():
        raise ReasonMissing(field="text")
    hold_list_open(claim.action.contest)
    row = _lock(claim)
    is_over = row.appeal_until is None or now >= row.appeal_until
    if row.state == ClaimState.REJECTED and is_over:
        raise AppealTooLate(moment=row.appeal_until or row.decided_at)
    changes = {"appeal_text": text.strip(), "appealed_at": now, "appeal_until": None}
    by = Actor(Part.ENTRANT, member)
    transition(row, ClaimMove.APPEAL, by=by, now=now, changes=changes)
    publish(ClaimAppealed(**claim_facts(row)), now=now)
    return row


def _lock(claim: Claim) -> Claim:
    """Lock the entrant, then the claim. Raises PlaceTaken for a rejected one that has no place.

    A proof that was rejected may be shown anew: either counts, and not oftener than the action.
    """
    lock_entrant(claim.entrant_id)
    row = lock_claim(claim.pk)
    if row.state != ClaimState.REJECTED:
        return row
    others = Claim.objects.filter(action=row.action_id, entrant=row.entrant_id, state__in=USED)
    used = [key.partition(".")[0] for key in others.values_list("key", flat=True)]
    is_of_that_day = row.action.is_daily and row.key.partition(".")[0] in used
    if is_of_that_day or len(used) >= row.action.times:
        raise PlaceTaken
    return row


def lapse_claims(*, contest: Contest, now: datetime) -> int:
    """Settle what nobody decided until the last day: it counts, as declared only.

    The caller has locked the contest; returns how many.
    """
    rows = Claim.objects.for_review().filter(action__contest=contest)
    keys = list(rows.values_list("pk", flat=True))
    for pk in keys:
        row = lock_claim(pk)
        changes = {"label": Label.DECLARED.value, "decided_at": now, "reason": "", "note": ""}
        transition(row, ClaimMove.LAPSE, by=TIMER, now=now, changes=changes)
        publish(ClaimGranted(**claim_facts(row), by_person=False), now=now)
    return len(keys)
