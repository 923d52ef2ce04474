"""The guarded doors to awards."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import get_language

from contests.calls.choices import ContestState, PrizeKind
from contests.calls.models import Contest, Prize
from contests.prizes.choices import WON_STATES, AwardState
from contests.prizes.models import Award, PayoutRun
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import NotFound

RESULTS_OUT = (ContestState.RESULTS, ContestState.PAID, ContestState.ARCHIVED)
_UNDER_WAY = (AwardState.WAITING, AwardState.DUE, AwardState.SENT)
_HIDDEN = (AwardState.PROPOSED, AwardState.DROPPED)


def _whole() -> QuerySet[Award]:
    rows = Award.objects.select_related("contest", "prize", "member", "entry")
    return rows.prefetch_related("contest__texts")


def get_award_for(member: Member, public_id: str) -> Award:
    """Return one of the member's own awards, once the results are out. Raises NotFound."""
    rows = _whole().filter(public_id=public_id, member=member).exclude(state__in=_HIDDEN)
    return _one(rows)


def get_award_at_desk(public_id: str, *, actor: Member) -> Award:
    """Return an award for an administrator. Raises NotFound for everybody else."""
    if not has_role(actor, Role.ADMIN):
        raise NotFound
    return _one(_whole().filter(public_id=public_id))


def get_award(public_id: str) -> Award:
    """Return an award whatever its state, for code that has checked who asks. Raises NotFound."""
    return _one(_whole().filter(public_id=public_id))


def awards_of_member(member: Member) -> QuerySet[Award]:
    """Return what the member has won, the newest first."""
    return _whole().filter(member=member).exclude(state__in=_HIDDEN).order_by("-id")


def awards_to_answer(member: Member, *, now: datetime) -> list[Award]:
    """Return what waits for the member's answer, what lapses first first."""
    rows = _whole().filter(member=member, state=AwardState.WAITING, claim_by__gt=now)
    return list(rows.order_by("claim_by", "id"))


def awards_under_way(member: Member) -> QuerySet[Award]:
    """Return what the member has won and doesn't have yet."""
    return _whole().filter(member=member, state__in=_UNDER_WAY).order_by("id")


def awards_of_contest(contest: Contest) -> QuerySet[Award]:
    """Return every award of a contest by rank, also those that were dropped, for the desk."""
    return _whole().filter(contest=contest).order_by("rank", "id")


def winners_shown(contest: Contest) -> QuerySet[Award]:
    """Return the winners whom everybody may see: none before the results are out."""
    if contest.state not in RESULTS_OUT:
        return Award.objects.none()
    return _whole().filter(contest=contest, state__in=WON_STATES).order_by("rank", "id")


def goods_to_send() -> QuerySet[Award]:
    """Return goods on their way, what is due first first."""
    rows = _whole().filter(kind=PrizeKind.GOODS, state__in=[AwardState.DUE, AwardState.SENT])
    return rows.order_by("deliver_by", "id")


def run_of(contest: Contest) -> PayoutRun | None:
    """Return the payout of a contest, None before its results."""
    return PayoutRun.objects.filter(contest=contest).first()


def prize_name(prize: Prize) -> str:
    """Return the name of goods or of a badge in the reader's language, else in any."""
    names: dict[str, str] = prize.names
    wanted = (get_language() or "", "ar", "en", *names)
    return next((names[code] for code in wanted if names.get(code)), "")


def _one(rows: QuerySet[Award]) -> Award:
    award = rows.first()
    if award is None:
        raise NotFound
    return award
