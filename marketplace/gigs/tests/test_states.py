"""Every state, every verb, every actor: what the table allows happens, all else is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import product

import pytest

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.core.models import AuditRecord
from marketplace.gigs import services
from marketplace.gigs.choices import TRANSITIONS, GigHand, GigState
from marketplace.gigs.errors import (
    GigStateRefused,
    NotAnEditor,
    NotYourGig,
    OwnGigNotDecided,
)
from marketplace.gigs.models import Category, Gig
from marketplace.gigs.tests.factories import make_draft, put

Verb = Callable[..., Gig]

OWNERS: dict[str, tuple[Verb, dict[GigState, GigState]]] = {
    "submit": (
        services.submit_gig,
        {
            GigState.DRAFT: GigState.IN_REVIEW,
            GigState.CHANGES_REQUESTED: GigState.IN_REVIEW,
        },
    ),
    "withdraw": (services.withdraw_gig, {GigState.IN_REVIEW: GigState.DRAFT}),
    "reopen": (services.reopen_gig, {GigState.DECLINED: GigState.DRAFT}),
    "pause": (services.pause_gig, {GigState.LIVE: GigState.PAUSED}),
    "resume": (services.resume_gig, {GigState.PAUSED: GigState.LIVE}),
}
EDITORS: dict[str, tuple[Verb, dict[GigState, GigState]]] = {
    "approve": (services.approve_gig, {GigState.IN_REVIEW: GigState.LIVE}),
    "changes": (
        partial(services.request_gig_changes, comment="Say how many drafts."),
        {GigState.IN_REVIEW: GigState.CHANGES_REQUESTED},
    ),
    "decline": (
        partial(services.decline_gig, reason="The pictures are somebody else's."),
        {GigState.IN_REVIEW: GigState.DECLINED},
    ),
    "take down": (
        partial(services.take_down_gig, reason="The pictures are somebody else's."),
        {GigState.LIVE: GigState.DECLINED, GigState.PAUSED: GigState.DECLINED},
    ),
}


@pytest.fixture
def cast(seller: Member, stranger: Member, editor: Member) -> dict[str, Member]:
    return {"owner": seller, "stranger": stranger, "editor": editor}


def _state(gig: Gig) -> str:
    return str(Gig.objects.values_list("state", flat=True).get(pk=gig.pk))


@pytest.mark.parametrize(
    ("state", "verb", "actor"),
    list(product(GigState, [*OWNERS, *EDITORS], ["owner", "stranger", "editor"])),
)
def test_matrix_of_states_verbs_and_actors(
    state: GigState, verb: str, actor: str, cast: dict[str, Member], now: datetime
) -> None:
    gig = put(make_draft(cast["owner"], now), state, now)
    function, moves = {**OWNERS, **EDITORS}[verb]
    right_actor = "owner" if verb in OWNERS else "editor"
    records = AuditRecord.objects.count()
    if actor == right_actor and state in moves:
        function(gig=gig, actor=cast[actor], now=now)
        assert _state(gig) == moves[state]
        assert AuditRecord.objects.count() == records + 1
        return
    refusal: type[DomainError] = GigStateRefused
    if verb in OWNERS and actor != "owner":
        refusal = NotYourGig
    if verb in EDITORS and actor != "editor":
        refusal = NotAnEditor
    with pytest.raises(refusal):
        function(gig=gig, actor=cast[actor], now=now)
    assert _state(gig) == state
    assert AuditRecord.objects.count() == records


@pytest.mark.parametrize(("source", "target", "hand"), list(product(GigState, GigState, GigHand)))
def test_transition_follows_the_table_and_nothing_else(
    source: GigState, target: GigState, hand: GigHand, seller: Member, now: datetime
) -> None:
    gig = put(make_draft(seller, now), source, now)
    if hand in TRANSITIONS[source].get(target, frozenset()):
        services.transition(gig, target, hand=hand, actor=seller, now=now)
        assert _state(gig) == target
    else:
        with pytest.raises(GigStateRefused):
            services.transition(gig, target, hand=hand, actor=seller, now=now)
        assert _state(gig) == source


@pytest.mark.parametrize("verb", list(EDITORS))
def test_editor_does_not_decide_about_an_own_gig(verb: str, editor: Member, now: datetime) -> None:
    gig = put(make_draft(editor, now), GigState.IN_REVIEW, now)
    with pytest.raises(OwnGigNotDecided):
        EDITORS[verb][0](gig=gig, actor=editor, now=now)


def test_live_count_follows_the_state(seller: Member, editor: Member, now: datetime) -> None:
    def count() -> int:
        return Category.objects.get(slug="logo").live_count

    gig = make_draft(seller, now)
    assert count() == 0
    put(gig, GigState.LIVE, now)
    assert count() == 1
    services.pause_gig(gig=gig, actor=seller, now=now)
    assert count() == 0
    services.resume_gig(gig=gig, actor=seller, now=now)
    assert count() == 1
    services.take_down_gig(gig=gig, reason="Taken down.", actor=editor, now=now)
    assert count() == 0
