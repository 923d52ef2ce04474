"""Which actions a draft has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from contests.actions.choices import (
    FRIENDS_MAX,
    TICKETS_MAX,
    TIMES_MAX,
    ActionKind,
    Network,
)
from contests.actions.errors import FollowOnly, KindNeeds, TooManyActions, VerifierUnfit
from contests.actions.models import Action
from contests.actions.queries import get_action_at_desk, offered_kinds
from contests.actions.services.acting import as_admin
from contests.actions.verifiers import fitting
from contests.calls.choices import ContestKind, ContestState
from contests.calls.errors import DraftOnly
from contests.calls.models import Contest
from marketplace.accounts.models import Member
from marketplace.articles.models import Article
from marketplace.articles.queries import get_published_by_id
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import Invalid, NotFound

# What is done elsewhere, at an address that must be named.
_ELSEWHERE = (ActionKind.FOLLOW,)


@dataclass(frozen=True, kw_only=True)
class ActionDraft:
    """An action as it is set up. `article` is a public id."""

    kind: str
    verifier: str
    tickets: int = 1
    times: int = 1
    is_daily: bool = False
    network: str = ""
    address: str = ""
    article: str = ""
    friends: int = 0
    words: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def add_action(*, contest: Contest, actor: Member, draft: ActionDraft, now: datetime) -> Action:
    """Add an action to a draft. Locks the contest.

    Raises NotFound for others, DraftOnly, FollowOnly, TooManyActions, VerifierUnfit, KindNeeds.
    """
    by = as_admin(actor)
    row = _lock_draft(contest)
    most = rules().contest_actions_max
    if row.actions.count() >= most:
        raise TooManyActions(count=most)
    _refuse(draft)
    last = row.actions.order_by("-position").values_list("position", flat=True).first()
    made = Action.objects.create(
        contest=row,
        kind=ActionKind(draft.kind).value,
        verifier=draft.verifier,
        position=(last or 0) + 1,
        tickets=draft.tickets,
        times=draft.times,
        is_daily=draft.is_daily,
        network=Network(draft.network).value if draft.network else "",
        address=draft.address,
        article=_article(draft.article) if draft.article else None,
        friends=draft.friends if draft.kind == ActionKind.POST else 0,
        words={code: text.strip() for code, text in draft.words.items() if text.strip()},
    )
    after = {"kind": made.kind, "verifier": made.verifier, "tickets": made.tickets}
    _record(row, "action_added", by.audit_id, {**after, "times": made.times}, now)
    return made


@transaction.atomic
def remove_action(*, contest: Contest, actor: Member, public_id: str, now: datetime) -> None:
    """Take an action out of a draft. Raises NotFound, DraftOnly."""
    by = as_admin(actor)
    row = _lock_draft(contest)
    action = get_action_at_desk(row, public_id)
    _record(row, "action_removed", by.audit_id, {"kind": action.kind}, now)
    action.delete()


def _article(public_id: str) -> Article:
    try:
        return get_published_by_id(public_id)
    except NotFound as unknown:
        raise KindNeeds(field="article", what=_("which article")) from unknown


def _lock_draft(contest: Contest) -> Contest:
    row = Contest.objects.select_for_update(no_key=True).get(pk=contest.pk)
    if row.state != ContestState.DRAFT:
        raise DraftOnly
    if row.kind != ContestKind.FOLLOW:
        raise FollowOnly
    return row


def _refuse(draft: ActionDraft) -> None:
    kind = ActionKind(draft.kind)
    if kind not in offered_kinds():
        raise Invalid(field="kind")
    if draft.verifier not in {one.name for one in fitting(kind)}:
        raise VerifierUnfit(field="verifier")
    if not 1 <= draft.tickets <= TICKETS_MAX:
        raise Invalid(field="tickets")
    if not 1 <= draft.times <= TIMES_MAX:
        raise Invalid(field="times")
    if kind in _ELSEWHERE and not draft.address:
        raise KindNeeds(field="address", what=_("the address of the account"))
    if kind == ActionKind.POST and not 1 <= draft.friends <= FRIENDS_MAX:
        raise KindNeeds(field="friends", what=_("how many friends are named"))
    if kind == ActionKind.SHARE and not draft.article:
        raise KindNeeds(field="article", what=_("which article"))
    if kind == ActionKind.OTHER and not any(draft.words.values()):
        raise KindNeeds(field="words", what=_("a sentence that says what is asked"))


def _record(
    contest: Contest, what: str, actor: str, after: Mapping[str, object], now: datetime
) -> None:
    record_audit(
        actor=actor,
        action=f"contest_{what}",
        subject=contest.reference,
        after=dict(after),
        now=now,
    )
