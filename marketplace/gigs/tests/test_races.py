"""Two people at once, on two real connections."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial

import pytest
from django.db import connection

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.core.models import OutboxEvent
from marketplace.gigs import services
from marketplace.gigs.choices import GigState
from marketplace.gigs.models import Category, EditorNote, Gig
from marketplace.gigs.tests.factories import make_draft, put

MakeMember = Callable[..., Member]


def _at_once(*acts: Callable[[], object]) -> list[str]:
    """Run the acts in threads that start together; return the refusals' codes, "" for done."""
    gate = threading.Barrier(len(acts))
    outcomes: list[str] = []

    def run(act: Callable[[], object]) -> None:
        gate.wait()
        try:
            act()
            outcomes.append("")
        except DomainError as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_editors_decide_once(
    seller: Member, editor: Member, member_factory: MakeMember, now: datetime
) -> None:
    second = member_factory("dana", roles=("editor",))
    for _round in range(5):
        gig = put(make_draft(seller, now), GigState.IN_REVIEW, now)
        outcomes = _at_once(
            partial(services.approve_gig, gig=gig, actor=editor, now=now),
            partial(services.decline_gig, gig=gig, reason="No.", actor=second, now=now),
        )
        assert outcomes == ["", "gig_state_refused"]
        assert gig.editor_notes.count() == 1
    live = Gig.objects.filter(state=GigState.LIVE).count()
    assert Category.objects.get(slug="logo").live_count == live
    decided = OutboxEvent.objects.filter(name__in=["GigApproved", "GigDeclined"]).count()
    assert decided == EditorNote.objects.count() == 5


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_editors_would_decide(
    seller: Member,
    editor: Member,
    member_factory: MakeMember,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    second = member_factory("dana", roles=("editor",))
    meet = threading.Barrier(2)

    def read_without_lock(gig: Gig) -> Gig:
        found = Gig.objects.select_related("seller", "category", "root").get(pk=gig.pk)
        meet.wait(timeout=10)
        return found

    monkeypatch.setattr("marketplace.gigs.services.desk.lock_gig", read_without_lock)
    gig = put(make_draft(seller, now), GigState.IN_REVIEW, now)
    outcomes = _at_once(
        lambda: services.approve_gig(gig=gig, actor=editor, now=now),
        lambda: services.approve_gig(gig=gig, actor=second, now=now),
    )
    assert outcomes == ["", ""]
    assert gig.editor_notes.count() == 2


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_pausing_twice_counts_once(seller: Member, now: datetime) -> None:
    gig = put(make_draft(seller, now), GigState.LIVE, now)
    outcomes = _at_once(
        *[lambda: services.pause_gig(gig=gig, actor=seller, now=now) for _ in range(4)]
    )
    assert outcomes == ["", *["gig_state_refused"] * 3]
    assert Category.objects.get(slug="logo").live_count == 0
