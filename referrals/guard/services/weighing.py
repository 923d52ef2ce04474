"""Signals are written down, and from a sum on a person is asked: a case is opened.

What a case holds waits; nothing here takes anything from anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.conf import rules
from marketplace.core.events import publish
from referrals.guard.choices import HELD_STATES, CaseMove, CaseState, Part, SignalKind
from referrals.guard.events import ReferralCaseOpened
from referrals.guard.models import Case, Signal
from referrals.guard.queries import Facts, Pair, gather_facts
from referrals.guard.services.acting import facts as case_facts
from referrals.guard.services.acting import lock_case, transition
from referrals.guard.services.signals import find_company, find_signals, score_of
from referrals.links.models import Attribution

# What was decided before stands in the audit log; this time nobody has decided yet.
_ANEW: Final[dict[str, Any]] = {
    **dict.fromkeys(("decided_at", "decided_by", "appealed_at", "settled_at", "settled_by")),
    **dict.fromkeys(("reason", "settled_reason"), ""),
}
Seen = dict[int, dict[SignalKind, tuple[int, dict[str, Any]]]]


def weigh_member(*, member: Member, now: datetime) -> int:
    """Weigh what has to do with a member: whom they brought, and who brought them."""
    count = weigh_owner(owner=member, now=now)
    came_by = Attribution.objects.select_related("link__owner").filter(member=member).first()
    if came_by is not None and came_by.link is not None and came_by.link.owner is not None:
        count += weigh_owner(owner=came_by.link.owner, now=now, besides=[came_by.pk])
    return count


@transaction.atomic
def weigh_owner(*, owner: Member, now: datetime, besides: Collection[int] = ()) -> int:
    """Look at whom a member's links brought; open a case for each that reaches the sum.

    Runs as often as one likes: a signal is kept once for each kind, and what was decided stays,
    unless enough that is new weighs against it. `besides` are sign-ups that are looked at however
    old they are. Returns how many cases were opened. Locks signals and cases in their order.
    """
    facts = gather_facts(owner, besides=besides)
    if not facts.pairs:
        return 0
    seen: Seen = find_signals(facts)
    known = _known(facts.pairs)
    for attribution_id, weights in known.items():
        for kind, weight in weights.items():
            seen.setdefault(attribution_id, {}).setdefault(kind, (weight, {}))
    apart = {pk: _score(kinds, SignalKind.COMPANY) for pk, kinds in seen.items()}
    threshold = rules().guard_hold_weight
    for pk, sign, heavy, evidence in find_company(facts, apart, threshold):
        seen.setdefault(pk, {})[sign] = (heavy, evidence)
    _write(seen, known, now)
    opened = 0
    for pair in facts.pairs:
        score = _score(seen.get(pair.attribution_id, {}))
        if score >= threshold:
            opened += _hold(pair, owner, score, facts, now)
    return opened


def _score(
    kinds: Mapping[SignalKind, tuple[int, dict[str, Any]]], without: SignalKind | None = None
) -> int:
    return score_of({kind: weight for kind, (weight, _) in kinds.items() if kind != without})


def _known(pairs: list[Pair]) -> dict[int, dict[SignalKind, int]]:
    """Return what was seen before; it stays though it can't be seen any more."""
    found: dict[int, dict[SignalKind, int]] = {}
    rows = Signal.objects.filter(attribution__in=[pair.attribution_id for pair in pairs])
    for attribution_id, kind, weight in rows.values_list("attribution_id", "kind", "weight"):
        found.setdefault(attribution_id, {})[SignalKind(kind)] = weight
    return found


def _write(seen: Seen, known: Mapping[int, Mapping[SignalKind, int]], now: datetime) -> None:
    """Write what is new or weighs more than it did, in the order of its keys."""
    rows = [
        Signal(
            attribution_id=attribution_id,
            kind=kind,
            weight=weight,
            evidence=evidence,
            found_at=now,
        )
        for attribution_id, kinds in sorted(seen.items())
        for kind, (weight, evidence) in sorted(kinds.items())
        if weight > known.get(attribution_id, {}).get(kind, 0)
    ]
    Signal.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["attribution", "kind"],
        update_fields=["weight", "evidence"],
    )


def _hold(pair: Pair, owner: Member, score: int, facts: Facts, now: datetime) -> bool:
    """Open a case, or one that was cleared again where what is new would have opened it."""
    state, known = facts.standing.get(pair.attribution_id, ("", 0))
    if state and state != CaseState.CLEARED:
        if score > known:
            rows = Case.objects.filter(attribution_id=pair.attribution_id, score__lt=score)
            rows.filter(state__in=HELD_STATES).update(score=score)
        return False
    if state and score <= known:
        return False
    case, is_new = Case.objects.get_or_create(
        attribution_id=pair.attribution_id,
        defaults={
            "owner": owner,
            "friend_id": pair.friend_id,
            "score": score,
            "opened_at": now,
        },
    )
    case = lock_case(case.pk)
    if is_new:
        record_audit(
            actor=SYSTEM,
            action="referral_case_opened",
            subject=case.reference,
            after={"score": score},
            now=now,
        )
    elif case.state != CaseState.CLEARED or (
        score - case.cleared_score < rules().guard_hold_weight
    ):
        return False
    else:
        changes = {**_ANEW, "score": score, "opened_at": now}
        transition(case, CaseMove.REOPEN, part=Part.TIMER, actor=None, now=now, changes=changes)
    publish(ReferralCaseOpened(**case_facts(case)), now=now)
    return True
