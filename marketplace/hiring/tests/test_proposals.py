"""Proposals: free, a fair number a day, blind between freelancers, chosen as they were read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.hiring import errors, queries, services
from marketplace.hiring.choices import PROPOSAL_TRANSITIONS, Hand, ProposalState
from marketplace.hiring.models import Proposal
from marketplace.hiring.queries.allowance import day_of, next_midnight
from marketplace.hiring.services.states import proposal_transition
from marketplace.hiring.tests.posted_world import accept, again, post, propose, terms
from marketplace.messaging.errors import MemberBlocked
from marketplace.messaging.services import block_member
from marketplace.notifications.models import Notification
from marketplace.orders.tests.world import fund

DAY = timedelta(days=1)
LONG = (
    "أبدأ بمقابلة قصيرة مع ثلاثة من زبائنك، ثم أرسم اتجاهين مختلفين، ونختار واحدًا منهما معًا،"
    " وأسلم الملفات المفتوحة كلها بعد المراجعة الثانية."
)


def test_every_transition_of_a_proposal_is_in_the_table(now: datetime) -> None:
    for before in ProposalState:
        for to in ProposalState:
            for hand in Hand:
                row = Proposal(state=before)
                if hand in PROPOSAL_TRANSITIONS[before].get(to, frozenset()):
                    proposal_transition(row, to=to, hand=hand, now=now)
                    assert row.state == to
                else:
                    with pytest.raises(errors.ProposalStateRefuses):
                        proposal_transition(row, to=to, hand=hand, now=now)
                    assert row.state == before


def test_proposals_are_blind_and_counted(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    brief = post(client_member, now=now)
    mine = propose(brief, seller, now=now)
    theirs = propose(brief, stranger, now=now, price=20_000)
    assert again(brief).proposal_count == 2
    assert queries.get_proposal_for(client_member, mine.public_id) == mine
    assert queries.get_proposal_for(seller, mine.public_id) == mine
    with pytest.raises(NotFound):
        queries.get_proposal_for(seller, theirs.public_id)
    order = [one.proposal for one in queries.candidates(brief)]
    assert order == [mine, theirs]
    assert [one.proposal for one in queries.candidates(brief, sort="price")] == [theirs, mine]
    services.shortlist_proposal(proposal=mine, actor=client_member, wanted=True, now=now)
    assert [one.proposal for one in queries.candidates(brief, sort="price")] == [mine, theirs]


def test_send_proposal_refuses(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    brief = post(client_member, now=now)
    with pytest.raises(errors.OwnBrief):
        propose(brief, client_member, now=now)
    with pytest.raises(errors.PriceOutOfRange):
        propose(brief, seller, now=now, price=1)
    with pytest.raises(errors.TextNeedsALook):
        services.send_proposal(
            brief=brief, actor=seller, terms=terms(scope="salma@example.com"), now=now
        )
    propose(brief, seller, now=now)
    with pytest.raises(errors.AlreadyProposed):
        propose(brief, seller, now=now)
    block_member(member=client_member, other=stranger, now=now)
    with pytest.raises(MemberBlocked):
        propose(brief, stranger, now=now)


@override_settings(WAZZIFNI={"proposals_per_day": "2"})
def test_a_day_holds_so_many_until_the_members_own_midnight(
    client_member: Member, member_factory: MakeMember
) -> None:
    writer = member_factory("karachi", timezone="Asia/Karachi")
    evening = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # 23:00 there
    briefs = [post(client_member, now=evening) for _ in range(5)]
    for number in (0, 1):
        propose(briefs[number], writer, now=evening)
    left = queries.allowance_of(writer, now=evening)
    midnight = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
    assert (left.left, left.renews_at) == (0, midnight)
    with pytest.raises(errors.NoProposalsLeft) as refused:
        propose(briefs[2], writer, now=midnight - timedelta(microseconds=1))
    assert refused.value.params["when"] == "2026-11-24 00:00"
    assert queries.allowance_of(writer, now=midnight).left == 2
    propose(briefs[2], writer, now=midnight)
    # Who travels west lives the same day twice, and has its proposals once.
    writer.timezone = "America/New_York"
    writer.save()
    assert queries.allowance_of(writer, now=midnight).left == 1


@override_settings(WAZZIFNI={"proposals_per_day": "1"})
def test_an_invitation_costs_none_of_the_day(
    client_member: Member, seller: Member, now: datetime
) -> None:
    first, second, third = (post(client_member, now=now) for _ in range(3))
    for brief in (first, second):
        services.invite_freelancer(
            brief=brief, actor=client_member, freelancer=seller, note="", now=now
        )
        assert propose(brief, seller, now=now).is_invited
    propose(third, seller, now=now)
    assert queries.allowance_of(seller, now=now).left == 0


ZONES = ["Africa/Cairo", "Asia/Beirut", "Asia/Riyadh", "America/Sao_Paulo", "Asia/Gaza"]
MOMENTS = st.integers(
    int(datetime(2023, 1, 1, tzinfo=UTC).timestamp()),
    int(datetime(2029, 1, 1, tzinfo=UTC).timestamp()),
)


@given(st.sampled_from(ZONES), MOMENTS)
def test_the_next_day_begins_exactly_at_midnight_whatever_the_clocks_do(
    zone: str, stamp: int
) -> None:
    member, moment = Member(timezone=zone), datetime.fromtimestamp(stamp, UTC)
    begins = next_midnight(member, moment)
    assert begins > moment
    assert day_of(member, begins) == day_of(member, moment) + DAY
    assert day_of(member, begins - timedelta(microseconds=1)) <= day_of(member, moment)


@pytest.mark.parametrize(
    ("zone", "at", "begins"),
    [
        # Egypt's clocks skip from 00:00 to 01:00: the day begins with the change.
        ("Africa/Cairo", "2026-04-23T12:00", "2026-04-23T22:00"),
        ("Africa/Cairo", "2026-10-29T12:00", "2026-10-29T22:00"),
        ("Asia/Riyadh", "2028-02-28T12:00", "2028-02-28T21:00"),
        ("Asia/Riyadh", "2028-02-29T12:00", "2028-02-29T21:00"),
        ("nowhere", "2026-01-01T00:00", "2026-01-02T00:00"),
    ],
)
def test_next_midnight_on_days_that_are_odd(zone: str, at: str, begins: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert next_midnight(Member(timezone=zone), moment) == datetime.fromisoformat(begins).replace(
        tzinfo=UTC
    )


def test_the_same_words_again_are_pointed_out_once(
    client_member: Member, seller: Member, now: datetime
) -> None:
    first, second, third = (post(client_member, now=now) for _ in range(3))
    services.send_proposal(brief=first, actor=seller, terms=terms(scope=LONG), now=now)
    nearly = terms(scope=LONG.replace("قصيرة", "طويلة"))
    with pytest.raises(errors.TextNeedsALook) as found:
        services.send_proposal(brief=second, actor=seller, terms=nearly, now=now)
    assert (found.value.repeats, found.value.details) == (True, [])
    services.send_proposal(
        brief=second, actor=seller, terms=nearly, as_is=found.value.as_is, now=now
    )
    fresh = terms(scope="قرأت أنكم تفتحون في أبها: أقترح خطًا من لافتاتها القديمة، وكيسًا واحدًا.")
    services.send_proposal(brief=third, actor=seller, terms=fresh, now=now)
    assert not queries.repeats_earlier(seller, LONG, now=now + 31 * DAY)


def test_terms_that_changed_are_not_accepted_unseen(
    client_member: Member, seller: Member, now: datetime
) -> None:
    brief = post(client_member, now=now)
    seen = propose(brief, seller, now=now)
    services.edit_proposal(proposal=seen, actor=seller, terms=terms(40_000), now=now)
    with pytest.raises(errors.ProposalChanged):
        services.accept_proposal(proposal=seen, actor=client_member, version=1, now=now)
    order = services.accept_proposal(proposal=seen, actor=client_member, version=2, now=now)
    assert (order.total_amount, order.category, order.source_kind) == (40_000, "design", "offer")


def test_only_the_right_side_moves_a_proposal(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    brief = post(client_member, now=now)
    row = propose(brief, seller, now=now)
    for actor in (seller, stranger):
        with pytest.raises(NotFound):
            services.shortlist_proposal(proposal=row, actor=actor, wanted=True, now=now)
        with pytest.raises(NotFound):
            services.decline_proposal(proposal=row, actor=actor, reason="", now=now)
        with pytest.raises(NotFound):
            services.accept_proposal(proposal=row, actor=actor, version=1, now=now)
        with pytest.raises(NotFound):
            services.talk_about_proposal(proposal=row, actor=actor, now=now)
    for actor in (client_member, stranger):
        with pytest.raises(NotFound):
            services.withdraw_proposal(proposal=row, actor=actor, now=now)
        with pytest.raises(NotFound):
            services.edit_proposal(proposal=row, actor=actor, terms=terms(), now=now)


def test_a_withdrawn_proposal_goes_out_again_and_a_declined_one_does_not(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    brief = post(client_member, now=now)
    mine, theirs = propose(brief, seller, now=now), propose(brief, stranger, now=now)
    services.withdraw_proposal(proposal=mine, actor=seller, now=now)
    assert again(brief).proposal_count == 1
    with pytest.raises(errors.ProposalStateRefuses):
        services.withdraw_proposal(proposal=mine, actor=seller, now=now)
    services.edit_proposal(proposal=mine, actor=seller, terms=terms(), now=now)
    assert (again(brief).proposal_count, queries.allowance_of(seller, now=now).used) == (2, 2)
    services.decline_proposal(proposal=theirs, actor=client_member, reason="Too far", now=now)
    with pytest.raises(errors.ProposalStateRefuses):
        services.edit_proposal(proposal=theirs, actor=stranger, terms=terms(), now=now)


def test_everybody_hears_their_part(
    client_member: Member,
    seller: Member,
    stranger: Member,
    member_factory: MakeMember,
    now: datetime,
    run_outbox: Callable[..., int],
) -> None:
    third = member_factory("third")
    fund(client_member, 30_000, now=now)
    brief = post(client_member, now=now)
    services.hold_budget(brief=brief, actor=client_member, now=now)
    services.invite_freelancer(brief=brief, actor=client_member, freelancer=third, note="", now=now)
    mine, theirs, last = (propose(brief, who, now=now) for who in (seller, stranger, third))
    services.shortlist_proposal(proposal=mine, actor=client_member, wanted=True, now=now)
    services.decline_proposal(proposal=theirs, actor=client_member, reason="Far", now=now)
    accept(mine, now=now)
    run_outbox(now)
    assert Proposal.objects.get(pk=last.pk).state == "closed"
    told = Notification.objects.filter(kind__startswith="hiring.")
    rows = sorted(told.values_list("member__username", "kind"))
    assert rows == [
        ("omar", "hiring.budget_held"),
        ("omar", "hiring.proposal"),
        ("omar", "hiring.proposal"),
        ("omar", "hiring.proposal"),
        ("salma", "hiring.proposal_accepted"),
        ("salma", "hiring.shortlisted"),
        ("stranger", "hiring.proposal_declined_why"),
        ("third", "hiring.invited"),
        ("third", "hiring.somebody_hired"),
    ]
    conversation = services.talk_about_proposal(proposal=mine, actor=client_member, now=now)
    assert conversation.title == brief.title
