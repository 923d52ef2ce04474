"""The wall: bands instead of sums, and nothing that fewer than five stand behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.money import CURRENCIES, Money
from marketplace.moderation.choices import FlagReason
from marketplace.moderation.errors import OwnThing
from marketplace.moderation.models import Flag
from marketplace.moderation.services import flag, hide_subject, undo_decision
from marketplace.relationships import errors, services
from marketplace.relationships.models import SharedDeal
from marketplace.relationships.queries import EDGES, band_edges, band_of, read_wall
from marketplace.relationships.queries.wall import visible
from marketplace.relationships.services import Story
from marketplace.relationships.tests.world import completed

pytestmark = pytest.mark.django_db


def share(member: Member, now: datetime, *, amount: int = 30_000, **given: object) -> SharedDeal:
    values: dict[str, object] = {
        "source": "article",
        "text": "",
        "language": "en",
        "is_named": False,
        "amount": Money(amount, "USD"),
    }
    return services.share_deal(member=member, story=Story(**values | given), now=now)  # type: ignore[arg-type]


def test_too_few_are_never_shown(member_factory: MakeMember, now: datetime) -> None:
    people = [member_factory() for _number in range(6)]
    for member in people[:4]:
        share(member, now, text="A story")
    wall = read_wall()
    assert (wall.bands, wall.sources, wall.shown, wall.has_hidden) == ({}, {}, 0, True)
    assert [(story.band, story.source) for story in wall.stories] == [(None, None)] * 4
    share(people[4], now)
    share(people[5], now, amount=400_000, source="event")
    wall = read_wall()
    assert (wall.bands, wall.sources, wall.shown) == ({2: 5}, {"article": 5}, 5)
    assert wall.has_hidden


def test_one_member_counts_once_and_may_go(member_factory: MakeMember, now: datetime) -> None:
    people = [member_factory() for _number in range(5)]
    for member in (*people, people[0]):
        share(member, now)
    assert read_wall().bands == {2: 5}
    services.withdraw_deal(member=people[0], now=now)
    assert read_wall().bands == {}
    with pytest.raises(errors.NothingShared):
        services.withdraw_deal(member=people[0], now=now)


def test_an_order_proves_a_deal_of_ones_own(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = completed(client_member, seller, now=now)
    made = share(seller, now, order_id=order.public_id, amount=1)
    assert (made.order, made.band) == (order, 2)
    with pytest.raises(errors.DealNotYours):
        share(client_member, now, order_id=order.public_id)
    with pytest.raises(errors.DealNotYours):
        share(client_member, now, amount=0)


def test_moderators_hide_a_story_with_a_reason(
    member_factory: MakeMember, seller: Member, now: datetime
) -> None:
    made = share(seller, now, text="Rude words")
    moderator = member_factory(roles=("moderator",))

    def hide(actor: Member, reason: str) -> SharedDeal:
        return services.hide_story(public_id=made.public_id, actor=actor, reason=reason, now=now)

    with pytest.raises(NotFound):
        hide(seller, "No")
    with pytest.raises(errors.ReasonMissing):
        hide(moderator, " ")
    assert hide(moderator, "Rude").hidden_because == "Rude"
    assert read_wall().stories == []


@given(amount=st.integers(1, 10**12), currency=st.sampled_from(sorted(CURRENCIES)))
def test_every_sum_has_a_band_and_more_is_never_less(amount: int, currency: str) -> None:
    band = band_of(Money(amount, currency))
    assert 0 <= band < len(EDGES)
    assert band <= band_of(Money(amount + 1, currency))
    least, most = band_edges(band)
    assert most is None or least < most


@given(
    counts=st.dictionaries(st.integers(0, 9), st.integers(0, 12), max_size=8),
    threshold=st.integers(1, 8),
)
def test_what_is_shown_has_enough_behind_it(counts: dict[int, int], threshold: int) -> None:
    shown = visible(Counter(counts), threshold)
    assert all(count >= threshold for count in shown.values())
    hidden = set(counts) - set(shown)
    assert all(counts[key] < threshold for key in hidden)


def reported(made: SharedDeal, by: Member, now: datetime) -> Flag:
    return flag(
        kind="deal_story",
        ref=made.public_id,
        reason=FlagReason.MISLEADING,
        text="That was another one.",
        actor=by,
        now=now,
    )


def test_a_story_is_reported_hidden_and_shown_again(
    member_factory: MakeMember, client_member: Member, seller: Member, now: datetime
) -> None:
    made = share(seller, now, text="A big one")
    moderator = member_factory("judge", roles=("moderator",))
    with pytest.raises(OwnThing):
        reported(made, seller, now)
    case = reported(made, client_member, now).case
    assert (case.member, case.text, case.lang) == (seller, "A big one", made.language)
    decision = hide_subject(case=case, rule="1.2", reason="Untrue.", actor=moderator, now=now)
    assert read_wall().stories == []
    with pytest.raises(NotFound):
        reported(made, member_factory("late"), now)
    undo_decision(decision=decision, reason="It was true.", actor=moderator, now=now)
    assert [story.text for story in read_wall().stories] == ["A big one"]


def test_a_story_that_was_hidden_otherwise_or_is_gone_stays_away(
    member_factory: MakeMember, seller: Member, now: datetime
) -> None:
    made = share(seller, now, text="A big one")
    moderator = member_factory(roles=("moderator",))
    given: dict[str, Any] = {"actor": moderator, "reason": "Rude", "now": now}
    memo = services.hide_reported_story(made.public_id, **given)
    assert memo is not None
    assert services.hide_reported_story(made.public_id, **given) is None
    back: dict[str, Any] = {"reason": "Heard", "now": now}
    assert not services.show_reported_story(made.public_id, memo="another", **back)
    assert services.show_reported_story(made.public_id, memo=memo, **back)
    services.withdraw_deal(member=seller, now=now)
    assert not services.show_reported_story(made.public_id, memo=memo, **back)
    with pytest.raises(NotFound):
        services.hide_reported_story(made.public_id, **given)


@pytest.mark.parametrize("is_named", ["on", ""])
def test_reporting_a_story_tells_no_hidden_name(
    is_named: str,
    client_member: Member,
    seller: Member,
    as_member: Callable[..., Client],
    now: datetime,
) -> None:
    made = share(seller, now, text="A big one", is_named=bool(is_named))
    path = f"/en/report/deal_story/{made.public_id}/"
    browser = as_member(client_member)
    assert path.removeprefix("/en") in browser.get("/en/deals/").content.decode()
    asked = browser.get(path).content.decode()
    assert (seller.display_name in asked) is bool(is_named)
    answer = browser.post(path, {"reason": "spam", "text": "x", "next": "/en/deals/"})
    assert (answer.status_code, answer["Location"]) == (302, "/en/deals/")
    assert Flag.objects.get().case.ref == made.public_id
    # Nobody is offered to report their own.
    own = as_member(seller).get("/en/deals/").content.decode()
    assert path.removeprefix("/en") not in own
