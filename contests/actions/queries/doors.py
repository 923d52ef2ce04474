"""The guarded doors to actions, entrants and claims."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from contests.actions.choices import ClaimState, HoldState
from contests.actions.models import Action, Claim, Entrant, Signal
from contests.calls.models import Contest
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound


def actions_of(contest: Contest) -> list[Action]:
    """Return the contest's actions in order."""
    rows = Action.objects.filter(contest=contest).select_related("article")
    return list(rows.order_by("position", "id"))


def get_action(public_id: str) -> Action:
    """Return an action of a contest that everybody may see. Raises NotFound."""
    found = Action.objects.filter(public_id=public_id).select_related("contest", "article").first()
    if found is None or not found.contest.is_public:
        raise NotFound
    return found


def get_action_at_desk(contest: Contest, public_id: str) -> Action:
    """Return an action of this contest, for code that has checked who asks. Raises NotFound."""
    found = Action.objects.filter(contest=contest, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def entrant_of(contest: Contest, member: Member | None) -> Entrant | None:
    """Return the member as an entrant, None where they don't take part."""
    if member is None:
        return None
    rows = Entrant.objects.filter(contest=contest, member=member)
    return rows.select_related("link", "contest", "member").first()


def get_entrant_for(contest: Contest, member: Member) -> Entrant:
    """Return the member as an entrant. Raises NotFound."""
    found = entrant_of(contest, member)
    if found is None:
        raise NotFound
    return found


def get_claim_for(member: Member, public_id: str) -> Claim:
    """Return one of the member's own claims. Raises NotFound for others'."""
    return _claim(Q(public_id=public_id, entrant__member=member))


def get_claim_at_desk(contest: Contest, public_id: str) -> Claim:
    """Return a claim of this contest, for code that has checked who asks. Raises NotFound."""
    return _claim(Q(public_id=public_id, action__contest=contest))


def _claim(wanted: Q) -> Claim:
    rows = Claim.objects.select_related("action__contest", "entrant__member", "entrant__link")
    found = rows.filter(wanted).first()
    if found is None:
        raise NotFound
    return found


def claims_for_review(contest: Contest, *, appeals: bool = False) -> QuerySet[Claim]:
    """Return the claims of a contest that a person decides, the longest waiting first."""
    state = ClaimState.APPEALED if appeals else ClaimState.WAITING
    rows = Claim.objects.for_review().filter(action__contest=contest, state=state)
    return rows.select_related(
        "action__contest", "action__article", "entrant__member", "entrant__link"
    )


def note_of(claim_id: str) -> str:
    """Return what a person wrote to the entrant about a claim."""
    return Claim.objects.filter(public_id=claim_id).values_list("note", flat=True).first() or ""


def entrants_at_desk(contest: Contest, hold: str = "") -> QuerySet[Entrant]:
    """Return the entrants of a contest with their signals, the newest first."""
    rows = Entrant.objects.filter(contest=contest)
    if hold in HoldState.values:
        rows = rows.filter(hold=hold)
    granted = Q(claims__state=ClaimState.GRANTED)
    return (
        rows.select_related("member")
        .annotate(
            tickets=Sum("claims__tickets", filter=granted, default=0),
            done=Count("claims", filter=granted),
        )
        .prefetch_related(Prefetch("signals", Signal.objects.order_by("-weight", "id")))
        .order_by("-id")
    )


def get_entrant_at_desk(contest: Contest, public_id: str) -> Entrant:
    """Return an entrant of this contest, for code that has checked who asks. Raises NotFound."""
    found = entrants_at_desk(contest).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def desk_counts(contest: Contest) -> dict[str, int]:
    """Return how much waits in each part of the desk."""
    claims = Claim.objects.filter(action__contest=contest)
    entrants = Entrant.objects.filter(contest=contest)
    return {
        "proofs": claims.filter(state=ClaimState.WAITING).count(),
        "appeals": claims.filter(state=ClaimState.APPEALED).count(),
        "holds": entrants.filter(hold=HoldState.HELD).count(),
        "entrants": entrants.count(),
    }


def members_joined(contest: Contest) -> QuerySet[Any, Any]:
    """Return the primary keys of everybody who takes part, for those who are told."""
    return Entrant.objects.filter(contest=contest).values("member_id")
