"""What is owed to which link: sign-ups once for ever, briefs and orders by their rule."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.testing import MakeMember
from marketplace.accounts.models import Member
from referrals.links import services
from referrals.links.choices import LinkKind, OutcomeKind, TouchRule
from referrals.links.errors import CodeUnknown
from referrals.links.models import Attribution, Link, Outcome, Visit
from referrals.links.queries import own_link_between
from referrals.links.services import Coming

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NUMBER = "0123456789abcdefghjkmnpqrs"


def touch(link: Link, at: datetime, visitor: str = NUMBER) -> None:
    """Come by a link at a moment."""
    services.record_visit(key=link.code, coming=Coming(visitor=visitor), now=at)


def made(member: Member, label: str, now: datetime) -> Link:
    """Return a link of this name."""
    return services.add_link(member=member, path="/gigs/", label=label, now=now)


def test_the_last_touch_wins_and_both_are_kept(
    seller: Member, stranger: Member, client_member: Member, now: datetime
) -> None:
    first, last = made(seller, "one", now), made(stranger, "two", now)
    touch(first, now - 3 * DAY)
    touch(last, now - DAY)
    found = services.record_signup(member=client_member, visitor=NUMBER, now=now)
    assert (found.link, found.first_link, found.last_link) == (last, first, last)
    assert (found.rule, found.first_at) == (TouchRule.LAST_TOUCH, now - 3 * DAY)


def test_a_typed_code_is_a_touch_of_this_moment(
    seller: Member, stranger: Member, client_member: Member, now: datetime
) -> None:
    touch(made(stranger, "two", now), now - DAY)
    mine = services.own_link(member=seller, now=now)
    found = services.record_signup(member=client_member, visitor=NUMBER, code=mine.code, now=now)
    assert (found.link, found.rule, found.last_at) == (mine, TouchRule.TYPED_CODE, now)


@pytest.mark.parametrize(
    ("before", "counts"), [(timedelta(days=30), False), (30 * DAY - timedelta(seconds=1), True)]
)
def test_a_touch_counts_for_thirty_days(
    seller: Member, client_member: Member, now: datetime, before: timedelta, *, counts: bool
) -> None:
    touch(made(seller, "one", now), now - before)
    found = services.record_signup(member=client_member, visitor=NUMBER, now=now)
    assert (found.link is not None) is counts
    assert found.rule == (TouchRule.LAST_TOUCH if counts else TouchRule.NOBODY)


def test_a_sign_up_is_decided_once(
    seller: Member, stranger: Member, client_member: Member, now: datetime
) -> None:
    one = services.own_link(member=seller, now=now)
    two = services.own_link(member=stranger, now=now)
    services.record_signup(member=client_member, code=one.code, now=now)
    services.record_signup(member=client_member, code=two.code, now=now + DAY)
    assert Attribution.objects.get().link == one


def test_nobody_brings_themselves(seller: Member, now: datetime) -> None:
    mine = services.own_link(member=seller, now=now)
    touch(mine, now - DAY)
    found = services.record_signup(member=seller, visitor=NUMBER, code=mine.code, now=now)
    assert (found.link, found.rule) == (None, TouchRule.NOBODY)


def test_an_unknown_code_is_refused_with_words(now: datetime, seller: Member) -> None:
    link = made(seller, "one", now)
    services.close_link(link=link, now=now)
    assert services.check_code("  ") is None
    for code in ("nobody", link.code):
        with pytest.raises(CodeUnknown):
            services.check_code(code)


def sign_up(browser: Client, **more: str) -> int:
    """Sign up through the page."""
    fields = {
        "display_name": "نور",
        "email": "new@example.com",
        "username": "newcomer",
        "password1": "a-sentence-nobody-knows",
        **more,
    }
    return browser.post("/accounts/signup/", fields).status_code


def test_signing_up_by_the_page_brings_the_cookie(seller: Member, now: datetime) -> None:
    link = services.own_link(member=seller, now=now)
    browser = Client(headers={"User-Agent": "Mozilla/5.0 Firefox/130"})
    browser.get(link.get_absolute_url())
    assert sign_up(browser) == 302
    found = Attribution.objects.get(member__username="newcomer")
    assert (found.link, found.rule) == (link, TouchRule.LAST_TOUCH)


def test_signing_up_by_the_page_takes_a_code(seller: Member, now: datetime) -> None:
    link = services.choose_word(member=seller, word="salma", now=now)
    assert sign_up(Client(), referral_code="nobody") == 200
    assert not Attribution.objects.exists()
    assert sign_up(Client(), referral_code=" SALMA ") == 302
    found = Attribution.objects.get(member__username="newcomer")
    assert (found.link, found.rule) == (link, TouchRule.TYPED_CODE)


def test_an_outcome_begins_where_it_began(
    seller: Member, client_member: Member, now: datetime
) -> None:
    article = services.link_for(kind=LinkKind.ARTICLE, ref="7", owner=seller, now=now)
    services.record_signup(
        member=client_member, code=services.own_link(member=seller, now=now).code, now=now
    )
    found = services.record_outcome(
        kind=OutcomeKind.BRIEF, ref="b1", member=client_member, at=now, now=now, subject=article
    )
    assert (found.link, found.rule) == (article, TouchRule.SUBJECT)


def test_a_later_touch_counts_for_an_order_but_not_for_the_sign_up(
    seller: Member, stranger: Member, client_member: Member, now: datetime
) -> None:
    one, two = made(seller, "one", now), made(stranger, "two", now)
    touch(one, now - DAY)
    services.record_signup(member=client_member, visitor=NUMBER, now=now)
    touch(two, now + DAY)
    first = services.record_outcome(
        kind=OutcomeKind.ORDER, ref="o1", member=client_member, at=now + 2 * DAY, now=now
    )
    late = services.record_outcome(
        kind=OutcomeKind.ORDER, ref="o2", member=client_member, at=now + 90 * DAY, now=now
    )
    again = services.record_outcome(
        kind=OutcomeKind.ORDER, ref="o1", member=client_member, at=now + 90 * DAY, now=now
    )
    assert (first.link, first.rule, again.pk) == (two, TouchRule.LAST_TOUCH, first.pk)
    assert (late.link, late.rule) == (one, TouchRule.SIGN_UP)
    assert Attribution.objects.get().link == one


def test_who_came_by_the_freelancers_link_was_brought_by_them(
    seller: Member, stranger: Member, client_member: Member, now: datetime
) -> None:
    link = services.own_link(member=seller, now=now)
    services.record_signup(member=client_member, code=link.code, now=now)
    between = own_link_between(client_id=client_member.pk, seller_id=seller.pk)
    other = own_link_between(client_id=client_member.pk, seller_id=stranger.pk)
    assert (between, other) == (f"referral:{link.code}", "")


Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(st.sampled_from(["visit", "order"]), st.integers(0, 3), st.integers(0, 70)),
    max_size=14,
)


def plain_winner(visits: list[tuple[int, int, int]], until: int) -> int | None:
    """Decide as the product's words say it: the last touch within 30 days, not at or after them."""
    counted = [(day, order, link) for day, order, link in visits if until - 30 < day <= until]
    return max(counted)[2] if counted else None


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS, signs_up_on=st.integers(0, 70), types=st.none() | st.integers(0, 3))
def test_any_history_is_decided_as_the_plain_words_say(
    steps: list[Step],
    signs_up_on: int,
    types: int | None,
    member_factory: MakeMember,
    now: datetime,
) -> None:
    Outcome.objects.all().delete()
    Attribution.objects.all().delete()
    Visit.objects.all().delete()
    newcomer, owner = member_factory(), member_factory()
    links = [made(owner, str(number), now) for number in range(4)]
    visits: list[tuple[int, int, int]] = []
    for place, (kind, number, day) in enumerate(sorted(steps, key=lambda step: step[2])):
        if kind == "visit":
            touch(links[number], now + day * DAY + timedelta(seconds=place))
            visits.append((day, place, number))
    signed = now + signs_up_on * DAY + timedelta(hours=1)
    code = links[types].code if types is not None else ""
    found = services.record_signup(member=newcomer, visitor=NUMBER, code=code, now=signed)
    before = [visit for visit in visits if visit[0] <= signs_up_on]
    wanted = types if types is not None else plain_winner(before, signs_up_on)
    assert found.link == (links[wanted] if wanted is not None else None)
    for place, (kind, _number, day) in enumerate(steps):
        if kind == "order" and day >= signs_up_on:
            at = now + day * DAY + timedelta(hours=2)
            row = services.record_outcome(
                kind=OutcomeKind.ORDER, ref=f"o{place}", member=newcomer, at=at, now=at
            )
            last = plain_winner([visit for visit in visits if visit[0] <= day], day)
            expected = last if last is not None else wanted
            assert row.link == (links[expected] if expected is not None else None)
