"""What paying 10,000 winners costs beside single transfers, by the service that pays contests.

A single transfer moves money and nothing else. A prize also changes its state, leaves an audit
record, and is announced to its winner; the second figure pays each alone by the same service.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from config.bench.machine import Figure, figure

if TYPE_CHECKING:
    from contests.calls.models import Contest
    from marketplace.accounts.models import Member

ROUNDS = 8
WINNERS = 10_000
AT_ONCE = WINNERS // ROUNDS
SINGLES = 200
AMOUNT = 100


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _members(count: int) -> list[Member]:
    from marketplace.accounts.models import Member  # noqa: PLC0415

    return Member.objects.bulk_create(
        (
            Member(username=f"winner-{number}", display_name=f"Winner {number}")
            for number in range(count)
        ),
        batch_size=2_000,
    )


def _contest(winners: Sequence[Member], places: int) -> Contest:
    """Return a contest whose fund is paid in, with an award due for each winner."""
    from contests.calls.services import (  # noqa: PLC0415
        PrizeDraft,
        Words,
        add_prize,
        create_contest,
        pay_in_fund,
    )
    from contests.prizes.choices import AwardState  # noqa: PLC0415
    from contests.prizes.models import Award  # noqa: PLC0415
    from contests.prizes.services.paying import begin_run  # noqa: PLC0415
    from marketplace.accounts.models import Member, RoleGrant  # noqa: PLC0415
    from marketplace.core import clock  # noqa: PLC0415

    now = clock.now()
    admin = Member.objects.create_user("bench-payer", "bench-payer@example.com")
    RoleGrant.objects.create(member=admin, role="admin")
    words = Words(language="en", title="Many winners", summary="A contest.", terms="Fair.")
    made = create_contest(actor=admin, kind="follow", words=words, slug="many-winners", now=now)
    draft = PrizeDraft(first_rank=1, last_rank=places, kind="money", amount=AMOUNT)
    prize = add_prize(contest=made, actor=admin, prize=draft, now=now)
    made = pay_in_fund(contest=made, actor=admin, now=now)
    Award.objects.bulk_create(
        (
            Award(
                contest=made,
                prize=prize,
                member=member,
                rank=rank,
                kind=prize.kind,
                amount=AMOUNT,
                currency=made.currency,
                state=AwardState.DUE,
                proposed_at=now,
                approved_at=now,
            )
            for rank, member in enumerate(winners, start=1)
        ),
        batch_size=2_000,
    )
    begin_run(made, now=now)
    return made


def _transfer(contest: Contest, people: Sequence[Member]) -> None:
    """Move a prize's amount to each, a transaction for each, and nothing else."""
    from django.db import transaction  # noqa: PLC0415

    from contests.calls.queries.funds import fund_account  # noqa: PLC0415
    from marketplace.core import clock  # noqa: PLC0415
    from marketplace.ledger.choices import AccountKind  # noqa: PLC0415
    from marketplace.ledger.queries import member_account  # noqa: PLC0415
    from marketplace.ledger.services import Posting, post_transfer  # noqa: PLC0415

    for one in people:
        with transaction.atomic():
            post_transfer(
                key=f"bench:prize:{one.pk}",
                kind="contest_prize",
                reference=contest.reference,
                postings=[
                    Posting(fund_account(contest), -AMOUNT),
                    Posting(member_account(AccountKind.AVAILABLE, one, contest.currency), AMOUNT),
                ],
                now=clock.now(),
            )


def _pay(limit: int, times: int = 1) -> None:
    from contests.prizes.services import pay_due_awards  # noqa: PLC0415
    from marketplace.core import clock  # noqa: PLC0415

    for _ in range(times):
        if pay_due_awards(now=clock.now(), limit=limit) != limit:
            raise RuntimeError("fewer prizes were due than are measured")


def measure() -> list[Figure]:
    """Pay in batches, transfer one by one, and pay one by one, in turn."""
    singles = ROUNDS * SINGLES
    people = _members(WINNERS + 2 * singles)
    winners, others = people[: WINNERS + singles], people[WINNERS + singles :]
    contest = _contest(winners, len(people))
    of_transfers, of_alone = [], []
    for start in range(0, singles, SINGLES):
        some = others[start : start + SINGLES]
        at_once = _seconds(partial(_pay, AT_ONCE)) / AT_ONCE
        of_transfers.append(_seconds(partial(_transfer, contest, some)) / SINGLES / at_once)
        of_alone.append(_seconds(partial(_pay, 1, SINGLES)) / SINGLES / at_once)
    return [
        figure("L4", f"paying {WINNERS} prizes, of single transfers' rate", ">= 3", of_transfers),
        figure("L4", "… of the rate of prizes paid one by one", "", of_alone),
    ]
