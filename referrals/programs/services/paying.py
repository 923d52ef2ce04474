"""Paying out: each reward once, out of its programme's fund, in batches.

A batch is one transaction: programmes and rewards are locked, transfers posted under keys of their
own, states written. What the member owes from earlier rewards is met first and goes back to the
fund that had paid it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from marketplace.core.conf import rules
from marketplace.core.events import publish_many
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import member_account
from marketplace.ledger.services import Draft, Posting, grant_credit, post_transfers
from referrals.guard.queries import standing_among
from referrals.programs.choices import Ended, LineKind, RewardKind, RewardMove, RewardState
from referrals.programs.events import RewardPaid
from referrals.programs.models import Program, Reward
from referrals.programs.queries.funds import fund_account
from referrals.programs.queries.sums import owing_rows
from referrals.programs.queries.telling import program_name
from referrals.programs.services.acting import (
    call_off,
    facts,
    lock_programs,
    reward_transition,
    write_line,
)
from referrals.programs.services.clawback import take_back
from referrals.programs.services.holding import hold

REWARD: Final = "referral_reward"
MET: Final = "referral_reward_met"
_BATCH: Final = 250
Debts = dict[tuple[int, str, str], list[Reward]]


def pay_due_rewards(*, now: datetime, limit: int) -> int:
    """Pay up to `limit` rewards that are due; returns how many were settled."""
    done = 0
    while done < limit:
        paid = _pay_batch(now=now, size=min(_BATCH, limit - done))
        if not paid:
            break
        done += paid
    return done


@transaction.atomic
def _pay_batch(*, now: datetime, size: int) -> int:
    due = Reward.objects.filter(state=RewardState.DUE)
    names = ("pk", "program_id", "member_id", "currency", "kind")
    found = list(due.order_by("id").values_list(*names)[:size])
    if not found:
        return 0
    groups: dict[tuple[str, str], set[int]] = defaultdict(set)
    for _pk, _program, member, currency, kind in found:
        groups[currency, kind].add(member)
    needed = {program for _pk, program, *_ in found}
    for (currency, kind), members in groups.items():
        owing = owing_rows(members, currency=currency, kind=kind)
        needed.update(owing.values_list("program_id", flat=True))
    programs = lock_programs(needed)
    locked = due.filter(pk__in=[pk for pk, *_ in found])
    locked = locked.select_for_update(no_key=True, skip_locked=True, of=("self",))
    related = ("program", "member", "order", "attribution__member")
    rewards = list(locked.select_related(*related).order_by("id"))
    debts = _debts(groups, programs)
    standing = standing_among([reward.attribution_id for reward in rewards])
    paid = [one for one in rewards if _is_payable(one, programs, standing, now)]
    _pay(paid, programs, debts, now)
    return len(rewards)


def _debts(groups: dict[tuple[str, str], set[int]], programs: dict[int, Program]) -> Debts:
    """Return what members owe to locked programmes, locked, oldest first."""
    found: Debts = defaultdict(list)
    for (currency, kind), members in sorted(groups.items()):
        rows = owing_rows(members, currency=currency, kind=kind)
        rows = rows.filter(program__in=list(programs)).select_for_update(no_key=True)
        for row in rows:
            found[row.member_id, currency, kind].append(row)
    return found


def _is_payable(
    reward: Reward, programs: dict[int, Program], standing: dict[int, str], now: datetime
) -> bool:
    """Take off what was refunded meanwhile, and hold what a person began to look at."""
    program = programs[reward.program_id]
    if reward.order is not None:
        take_back(reward, program, refunded=reward.order.refunded_amount, now=now)
    if reward.state != RewardState.DUE:
        return False
    said = standing.get(reward.attribution_id)
    if said == "barred":
        call_off(reward, program, Ended.GUARD, now=now)
    elif said == "held":
        hold(reward, now)
    return said is None


def _pay(
    rewards: Sequence[Reward], programs: dict[int, Program], debts: Debts, now: datetime
) -> None:
    drafts: list[Draft] = []
    for reward in rewards:
        program = programs[reward.program_id]
        reward.settled = reward.value
        drafts += _meet(
            reward, programs, debts[reward.member_id, reward.currency, reward.kind], now
        )
        program.reserved -= reward.value
        program.paid += reward.value
        rest = reward.settled - reward.met
        if rest and reward.kind == RewardKind.MONEY:
            drafts.append(_draft(reward, program, rest))
    for program in programs.values():
        program.save(update_fields=["reserved", "paid"])
    post_transfers(drafts=drafts, now=now)
    for reward in rewards:
        rest = reward.settled - reward.met
        if rest and reward.kind == RewardKind.CREDIT:
            _give_credit(reward, programs[reward.program_id], rest, now)
        reward_transition(reward, RewardMove.PAY, now=now)
        reward.save()
        write_line(reward, LineKind.PAID, now=now, amount=rest)
    publish_many([RewardPaid(**facts(one), paid=one.settled - one.met) for one in rewards], now=now)


def _meet(
    reward: Reward, programs: dict[int, Program], owing: list[Reward], now: datetime
) -> list[Draft]:
    """Meet what earlier rewards owe, oldest first, and give it back to the fund that paid it."""
    drafts: list[Draft] = []
    for earlier in owing:
        part = min(reward.settled - reward.met, earlier.owed)
        if part <= 0:
            continue
        creditor = programs[earlier.program_id]
        earlier.came_back += part
        earlier.save(update_fields=["came_back"])
        reward.met += part
        creditor.paid -= part
        write_line(earlier, LineKind.MET, now=now, amount=part, by=reward.public_id)
        write_line(reward, LineKind.MEETS, now=now, amount=-part, by=earlier.public_id)
        if creditor.pk != reward.program_id:
            drafts.append(_back_draft(reward, earlier, programs, part))
    return drafts


def _back_draft(reward: Reward, earlier: Reward, programs: dict[int, Program], part: int) -> Draft:
    source, target = programs[reward.program_id], programs[earlier.program_id]
    return Draft(
        key=f"{reward.reference}:met:{earlier.public_id}",
        kind=MET,
        reference=target.reference,
        postings=[Posting(fund_account(source), -part), Posting(fund_account(target), part)],
    )


def _draft(reward: Reward, program: Program, amount: int) -> Draft:
    return Draft(
        key=f"{reward.reference}:paid",
        kind=REWARD,
        reference=program.reference,
        postings=[
            Posting(fund_account(program), -amount),
            Posting(member_account(AccountKind.AVAILABLE, reward.member, reward.currency), amount),
        ],
        memo={"reward": reward.public_id},
    )


def _give_credit(reward: Reward, program: Program, amount: int, now: datetime) -> None:
    grant_credit(
        key=f"{reward.reference}:paid",
        member=reward.member,
        amount=Money(amount, reward.currency),
        note=program_name(program),
        expires_at=now + timedelta(days=rules().credit_days),
        now=now,
        source=fund_account(program),
        reference=program.reference,
    )
