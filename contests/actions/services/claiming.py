"""Doing an action: what was found is kept, as often as it counts and no oftener."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

import structlog
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count, F, Q

from contests.actions.choices import ActionKind, ClaimState, HoldState
from contests.actions.errors import (
    ContestNotOpen,
    DoneToday,
    Excluded,
    LimitReached,
    NotDoneYet,
    NotJoined,
    ShownBefore,
)
from contests.actions.events import ClaimGranted, ClaimSubmitted
from contests.actions.models import Action, Claim, Entrant
from contests.actions.queries import contest_day, entrant_of
from contests.actions.queries.standing import USED
from contests.actions.services.acting import (
    claim_facts,
    hold_open,
    is_open_at,
    lock_entrant,
)
from contests.actions.verifiers import Finding, Proof, verifier_named
from contests.actions.verifiers.base import Fetcher
from contests.calls.choices import ContestState
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.fetch import fetch
from marketplace.core.images import Readable, reencode
from marketplace.core.private_files import store_private
from marketplace.core.ratelimit import spend
from marketplace.core.scanning import begin_scan

WIDEST = 1600
log = structlog.get_logger(__name__)


def claim_action(
    *,
    action: Action,
    member: Member,
    url: str = "",
    text: str = "",
    picture: Readable | None = None,
    fetcher: Fetcher | None = None,
    now: datetime,
) -> list[Claim]:
    """Do an action, and show its proof; returns what was added, one claim for each time.

    What a verifier finds is found before anything is locked. Locks the contest (shared), then the
    entrant. Raises NotJoined, Excluded, ContestNotOpen, DoneToday, LimitReached, TooManyRequests,
    ProofMissing, ProofFailed, ShownBefore, NotDoneYet, the refusals of `core.images`.
    """
    entrant = entrant_of(action.contest, member)
    if entrant is None:
        raise NotJoined
    refuse_beforehand(action, entrant, now=now)
    spend(
        rate=f"{rules().contest_proofs_per_hour} per hour",
        name="contest_proof",
        who=str(member.pk),
    )
    proof = Proof(
        url=url, text=text.strip(), picture=reencode(picture, max_side=WIDEST) if picture else None
    )
    findings = verifier_named(action.verifier).check(
        action=action, entrant=entrant, proof=proof, fetcher=fetcher or fetch, now=now
    )
    return keep_findings(action=action, entrant=entrant, proof=proof, findings=findings, now=now)


def refuse_beforehand(action: Action, entrant: Entrant, *, now: datetime) -> None:
    """Refuse early what would be refused under the locks, so that nothing is fetched for it."""
    if not is_open_at(action.contest.state, action.contest.closes_at, now):
        raise ContestNotOpen
    if entrant.hold == HoldState.EXCLUDED:
        raise Excluded(reason=entrant.hold_reason)
    _next_key(action, entrant, now=now)


@transaction.atomic
def keep_findings(
    *, action: Action, entrant: Entrant, proof: Proof, findings: Iterable[Finding], now: datetime
) -> list[Claim]:
    """Write the claims of what was found, up to the action's limit.

    Locks the contest (shared), then the entrant: of two tabs at once one comes second and is
    refused. Raises ContestNotOpen, Excluded, ShownBefore, DoneToday, LimitReached, NotDoneYet.
    """
    hold_open(action.contest, now=now)
    locked = lock_entrant(entrant.pk)
    if locked.hold == HoldState.EXCLUDED:
        raise Excluded(reason=locked.hold_reason)
    if proof.url and _is_shown(action, locked, proof.url):
        raise ShownBefore(field="url")
    made: list[Claim] = []
    for finding in findings:
        if made and not _is_left(action, locked):
            break
        key = _next_key(action, locked, now=now)
        if finding.key:
            if Claim.objects.filter(action=action, entrant=locked, key=finding.key).exists():
                continue
            key = finding.key
        made.append(_write(action, locked, key, proof, finding, now))
    if not made:
        raise NotDoneYet(what="")
    return made


def _is_shown(action: Action, entrant: Entrant, url: str) -> bool:
    """Tell whether this page proves one of the times already; what was rejected may come anew."""
    rows = Claim.objects.filter(action=action, entrant=entrant, state__in=USED).exclude(url="")
    return _page_of(url) in {_page_of(known) for known in rows.values_list("url", flat=True)}


def _page_of(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query


def _is_left(action: Action, entrant: Entrant) -> bool:
    used = Claim.objects.filter(action=action, entrant=entrant, state__in=USED).count()
    return used < action.times


def _next_key(action: Action, entrant: Entrant, *, now: datetime) -> str:
    """Return what makes the next time unique. Raises DoneToday, LimitReached."""
    mine = Claim.objects.filter(action=action, entrant=entrant)
    today = contest_day(action.contest, now).isoformat()
    known = list(mine.values_list("key", "state"))
    used = [key for key, state in known if state in USED]
    if action.is_daily and any(key.startswith(today) for key in used):
        raise DoneToday
    if len(used) >= action.times:
        raise LimitReached
    # A proof that was rejected may be shown anew: it gets a number of its own.
    if not action.is_daily:
        return str(len(known) + 1)
    again = sum(key.startswith(today) for key, _state in known)
    return f"{today}.{again + 1}" if again else today


def _write(
    action: Action, entrant: Entrant, key: str, proof: Proof, finding: Finding, now: datetime
) -> Claim:
    claim = Claim(
        action=action,
        entrant=entrant,
        key=key,
        tickets=action.tickets,
        label=finding.label.value,
        state=finding.state.value,
        url=proof.url,
        text=proof.text,
        evidence=finding.evidence,
        submitted_at=now,
        decided_at=now if finding.state == ClaimState.GRANTED else None,
    )
    if proof.picture is not None:
        _keep_picture(claim, proof.picture.content, now)
    claim.save()
    if finding.state == ClaimState.GRANTED:
        publish(ClaimGranted(**claim_facts(claim), by_person=False), now=now)
    else:
        publish(ClaimSubmitted(**claim_facts(claim)), now=now)
    return claim


def _keep_picture(claim: Claim, content: bytes, now: datetime) -> None:
    file = ContentFile(content, name="proof.webp")
    begin_scan(claim, file, now=now)
    stored = store_private(file, folder=f"contests/{claim.action.contest.public_id}")
    claim.stored_as = stored.key
    claim.picture_digest = hashlib.sha256(content).hexdigest()


def credit_friends(*, now: datetime, limit: int) -> int:
    """Count the friends who came, confirmed their address and did something; returns how many.

    Found again each time, and kept once: it may run twice at once.
    """
    actions = Action.objects.filter(
        kind=ActionKind.FRIEND, contest__state=ContestState.OPEN
    ).select_related("contest")
    made = 0
    for action in actions.order_by("id"):
        for entrant in _with_new_friends(action, limit):
            try:
                made += len(_credit(action, entrant, now))
            except (NotDoneYet, LimitReached, ContestNotOpen, Excluded):
                continue
            except Exception:
                log.exception("friends_not_credited", entrant=entrant.pk)
    return made


def _with_new_friends(action: Action, limit: int) -> list[Entrant]:
    """Return entrants who brought more than was counted so far and may still bring more.

    By chance when there are more than `limit`: friends who never do anything wait for ever, and
    nobody is to wait behind them.
    """
    rows = (
        Entrant.objects.filter(contest=action.contest_id)
        .annotate(
            brought=Count("link__arrivals", distinct=True),
            counted=Count("claims", filter=Q(claims__action=action), distinct=True),
        )
        .filter(brought__gt=F("counted"), counted__lt=action.times)
        .values_list("pk", flat=True)
    )
    chosen = list(rows.order_by("?")[:limit])
    found = Entrant.objects.filter(pk__in=chosen).select_related("contest", "member", "link")
    return list(found.order_by("id"))


def _credit(action: Action, entrant: Entrant, now: datetime) -> list[Claim]:
    proof = Proof()
    refuse_beforehand(action, entrant, now=now)
    findings = verifier_named(action.verifier).check(
        action=action, entrant=entrant, proof=proof, fetcher=fetch, now=now
    )
    return keep_findings(action=action, entrant=entrant, proof=proof, findings=findings, now=now)
