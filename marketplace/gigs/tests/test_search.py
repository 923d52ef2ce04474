"""What feeds the index from gigs: what is live can be found, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from marketplace.accounts.models import Member
from marketplace.accounts.services import reinstate_member, suspend_member
from marketplace.gigs import services
from marketplace.gigs.choices import GigState
from marketplace.gigs.services import OverviewDraft
from marketplace.gigs.tests.factories import DESCRIPTION, make_draft, make_live, overview, put
from marketplace.search.choices import Kind
from marketplace.search.models import Entry
from marketplace.search.queries import Filters, find
from marketplace.search.services import refresh

Settle = Callable[..., int]


def found(text: str, **more: object) -> list[int]:
    return find(Filters(q=text, **more)).refs  # type: ignore[arg-type]


@pytest.mark.parametrize("state", list(GigState))
def test_only_live_gigs_are_found(state: GigState, seller: Member, now: datetime) -> None:
    gig = put(make_draft(seller, now, title="ببغاء يتكلم"), state, now)
    refresh(kind=Kind.GIG, refs=[gig.pk], now=now)
    assert found("ببغاء") == ([gig.pk] if state == GigState.LIVE else [])


def test_a_gig_enters_and_leaves_with_its_states(
    seller: Member, editor: Member, now: datetime, run_outbox: Settle
) -> None:
    gig = make_draft(seller, now, title="ببغاء يتكلم")
    services.submit_gig(gig=gig, actor=seller, now=now)
    run_outbox(now)
    assert found("ببغاء") == []
    services.approve_gig(gig=gig, actor=editor, now=now)
    run_outbox(now)
    assert found("ببغاء") == [gig.pk]
    services.pause_gig(gig=gig, actor=seller, now=now)
    run_outbox(now)
    assert found("ببغاء") == []
    services.resume_gig(gig=gig, actor=seller, now=now)
    run_outbox(now)
    assert found("ببغاء") == [gig.pk]
    services.take_down_gig(gig=gig, reason="No parrots.", actor=editor, now=now)
    run_outbox(now)
    assert found("ببغاء") == []


def test_a_changed_title_is_found_by_its_new_words(
    seller: Member, now: datetime, run_outbox: Settle
) -> None:
    gig = make_live(seller, now, title="ببغاء يتكلم")
    refresh(kind=Kind.GIG, refs=[gig.pk], now=now)
    draft: OverviewDraft = overview("سلحفاة تمشي")
    services.save_overview(gig=gig, draft=draft, actor=seller, now=now)
    run_outbox(now)
    assert (found("ببغاء"), found("سلحفاه")) == ([], [gig.pk])


def test_a_suspended_seller_is_found_no_more(
    seller: Member, member_factory: Callable[..., Member], now: datetime, run_outbox: Settle
) -> None:
    admin = member_factory("root", roles=("admin",))
    gig = make_live(seller, now, title="ببغاء يتكلم")
    refresh(kind=Kind.GIG, refs=[gig.pk], now=now)
    suspend_member(member=seller, reason="Rule 4", actor=admin, now=now)
    run_outbox(now)
    assert found("ببغاء") == []
    reinstate_member(member=seller, reason="A mistake", actor=admin, now=now)
    run_outbox(now)
    assert found("ببغاء") == [gig.pk]


def test_orders_and_ratings_reach_the_index(seller: Member, now: datetime) -> None:
    gig = make_live(seller, now, title="ببغاء يتكلم")
    refresh(kind=Kind.GIG, refs=[gig.pk], now=now)
    before = Entry.objects.get().score
    services.count_order(gig_id=gig.pk, now=now)
    services.set_rating(gig_id=gig.pk, rating_sum=460, rating_count=1, now=now)
    entry = Entry.objects.get()
    assert (entry.orders_count, entry.rating, entry.rating_count) == (1, 460, 1)
    assert entry.score > before
    assert found("ببغاء", rating=450) == [gig.pk]
    assert found("ببغاء", rating=400, level=2) == []


def test_title_comes_before_description(seller: Member, now: datetime) -> None:
    in_text = make_live(seller, now, title="خدمة أخرى", description=DESCRIPTION + " ببغاء")
    in_title = make_live(seller, now, title="رسم ببغاء لمتجرك")
    refresh(kind=Kind.GIG, refs=[in_text.pk, in_title.pk], now=now)
    assert found("ببغاء") == [in_title.pk, in_text.pk]
