"""The final: the best meet in pairs, before every judge who isn't tied to one of the two."""

from __future__ import annotations

from datetime import datetime
from itertools import combinations

from django.db import transaction

from contests.calls.choices import ContestState
from contests.entries.choices import EntryState
from contests.entries.models import Entry
from contests.judging.choices import JudgeState, Stage
from contests.judging.errors import DuelDecided, NotInThePair, ScoringOver
from contests.judging.events import FinalOpened
from contests.judging.models import Duel, Judge, Judging, Result, Tie
from contests.judging.queries.plan import chance
from contests.judging.queries.scoring import Pair, strengths
from contests.judging.services.acting import facts, lock_judging, move_stage
from contests.judging.services.asking import ask_for_count
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import NotFound
from marketplace.core.events import publish


def finalists_of(judging: Judging) -> list[Result]:
    """Return the best by scores, as many as the final takes."""
    ranked = Result.objects.filter(contest=judging.contest, score_rank__isnull=False)
    return list(ranked.order_by("score_rank")[: judging.final_size])


def open_final(judging: Judging, *, now: datetime) -> bool:
    """Set up the pairs; False where there aren't two finalists or nobody may judge them.

    The judging must be locked. Each judge gets the pairs in an order, and each pair in an order of
    its two, that come from the seed.
    """
    best = [row.entry_id for row in finalists_of(judging)]
    judges = judging.contest.judges.filter(state=JudgeState.ACCEPTED).order_by("pk")
    tied = set(
        Tie.objects.filter(judge__contest=judging.contest, entry__in=best).values_list(
            "judge_id", "entry_id"
        )
    )
    duels: list[Duel] = []
    for judge in judges:
        draw = chance(judging.seed, "final", judge.number)
        pairs = [
            pair
            for pair in combinations(sorted(best), 2)
            if not any((judge.pk, entry) in tied for entry in pair)
        ]
        draw.shuffle(pairs)
        for position, pair in enumerate(pairs, start=1):
            first, second = draw.sample(pair, 2)
            duels.append(Duel(judge=judge, first_id=first, second_id=second, position=position))
    if not duels:
        return False
    Duel.objects.bulk_create(duels, ignore_conflicts=True)
    move_stage(judging, Stage.FINAL, now=now)
    publish(FinalOpened(**facts(judging.contest), finalists=len(best)), now=now)
    return True


def rank_finalists(judging: Judging) -> bool:
    """Put the finalists in the order of their strengths; False where no duel was decided.

    Ties keep the order of the corrected scores. An entry taken out since leaves the final, and
    nobody takes its place there: whoever fought no duel stands behind those who did.
    """
    ranked = list(
        Result.objects.filter(
            contest=judging.contest, score_rank__isnull=False, entry__state=EntryState.ACCEPTED
        ).order_by("score_rank")
    )
    duels = list(Duel.objects.filter(judge__contest=judging.contest).order_by("pk"))
    met = {entry for duel in duels for entry in (duel.first_id, duel.second_id)}
    best = [row.entry_id for row in ranked if row.entry_id in met]
    fought = [
        Pair(duel.winner_id, duel.second_id if duel.winner_id == duel.first_id else duel.first_id)
        for duel in duels
        if duel.winner_id is not None and duel.first_id in best and duel.second_id in best
    ]
    if not fought:
        return False
    found = strengths(best, fought)
    ordered = sorted(
        ranked,
        key=lambda row: (row.entry_id not in found, -found.get(row.entry_id, 0), row.score_rank),
    )
    for rank, row in enumerate(ordered, start=1):
        row.rank, row.strength = rank, found.get(row.entry_id)
    Result.objects.bulk_update(ordered, ["rank", "strength"], batch_size=1_000)
    return True


@transaction.atomic
def decide_duel(*, duel: Duel, actor: Member, winner: Entry, now: datetime) -> Duel:
    """Say which of a pair is better. The last duel of the final has the scores counted again.

    Locks the judging, then the duel. Raises NotFound for others, ScoringOver, DuelDecided,
    NotInThePair.
    """
    judging = lock_judging(duel.judge.contest)
    row = Duel.objects.select_for_update(of=("self",), no_key=True).get(pk=duel.pk)
    judge = Judge.objects.get(pk=row.judge_id)
    if judge.member_id != actor.pk or not has_role(actor, Role.JUDGE):
        raise NotFound
    if judging.stage != Stage.FINAL or judging.contest.state != ContestState.JUDGING:
        raise ScoringOver
    if row.winner_id is not None:
        raise DuelDecided
    if winner.pk not in (row.first_id, row.second_id):
        raise NotInThePair(field="winner")
    row.winner, row.decided_at = winner, now
    row.save(update_fields=["winner", "decided_at"])
    if is_fought_out(judging):
        move_stage(judging, Stage.CLOSED, now=now)
        ask_for_count(judging.contest, asked_by=None, now=now)
    return row


def is_fought_out(judging: Judging) -> bool:
    """Whether every pair of entries that are still there is decided."""
    waiting = Duel.objects.filter(
        judge__contest=judging.contest,
        winner=None,
        first__state=EntryState.ACCEPTED,
        second__state=EntryState.ACCEPTED,
    )
    return not waiting.exists()
