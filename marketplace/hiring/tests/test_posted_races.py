"""Two at once, on real connections: one award, one hold, no proposal beyond the day's limit."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction
from django.test import override_settings

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.hiring import errors, queries, services
from marketplace.hiring.models import PostedBrief, Proposal, ProposalAllowance
from marketplace.hiring.tests.posted_world import accept, again, post, propose, prove_held
from marketplace.orders.models import Order
from marketplace.orders.tests.world import fund, race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
CONTENDERS = 6


def test_of_proposals_accepted_at_once_one_wins(
    client_member: Member, member_factory: MakeMember, now: datetime
) -> None:
    fund(client_member, 30_000, now=now)
    brief = post(client_member, now=now)
    services.hold_budget(brief=brief, actor=client_member, now=now)
    rows = [propose(brief, member_factory(), now=now) for _ in range(CONTENDERS)]

    results = race(CONTENDERS, lambda number: accept(rows[number], now=now))

    assert sum(isinstance(result, Order) for result in results) == 1
    refused = (errors.PostedStateRefuses, errors.ProposalStateRefuses)
    assert sum(isinstance(result, refused) for result in results) == CONTENDERS - 1
    assert Order.objects.count() == 1
    assert again(brief).state == "hired"
    with transaction.atomic():
        prove_held()


def test_a_budget_held_and_closed_at_once_is_never_lost(
    client_member: Member, now: datetime
) -> None:
    fund(client_member, 60_000, now=now)
    brief = post(client_member, now=now)

    def attempt(number: int) -> PostedBrief:
        verb = services.close_brief if number == 0 else services.hold_budget
        return verb(brief=brief, actor=client_member, now=now)

    race(4, attempt)

    assert again(brief).state == "closed"
    with transaction.atomic():
        prove_held()


@override_settings(WAZZIFNI={"proposals_per_day": "2"})
def test_the_days_limit_holds_for_proposals_sent_at_once(
    client_member: Member, seller: Member, now: datetime
) -> None:
    briefs = [post(client_member, now=now) for _ in range(CONTENDERS)]
    results = race(CONTENDERS, lambda number: propose(briefs[number], seller, now=now))
    assert sum(isinstance(result, Proposal) for result in results) == 2
    assert sum(isinstance(result, errors.NoProposalsLeft) for result in results) == CONTENDERS - 2
    assert queries.allowance_of(seller, now=now).used == 2


def test_control_without_the_lock_more_get_through(seller: Member, now: datetime) -> None:
    """Read, then write: what the limit would be without its lock."""
    ProposalAllowance.objects.create(member=seller, day=now.date(), used=1)

    def attempt(_number: int) -> bool:
        with transaction.atomic():
            row = ProposalAllowance.objects.extra(select={"pause": "pg_sleep(0.05)::text"}).get(
                member=seller
            )
            if row.used >= 2:
                return False
            ProposalAllowance.objects.filter(member=seller).update(used=row.used + 1)
            return True

    results = race(CONTENDERS, attempt)
    assert sum(result is True for result in results) > 1


def test_one_brief_gets_one_proposal_of_each(
    client_member: Member, seller: Member, now: datetime
) -> None:
    brief = post(client_member, now=now)
    results = race(4, lambda _number: propose(brief, seller, now=now))
    assert sum(isinstance(result, Proposal) for result in results) == 1
    assert again(brief).proposal_count == 1
    assert queries.allowance_of(seller, now=now).used == 1
