"""Prizes: winners proposed, and goods of salma's that wait, are to be sent, and travel."""

from __future__ import annotations

from datetime import timedelta

from config.tests.permissions.rules import ADMIN, SALMA
from config.tests.permissions.world import SALMAS_SECRET, World
from contests.calls.models import Contest, Prize
from contests.draws.tests.world import drawn
from contests.prizes.models import Award
from contests.prizes.queries import results_digest
from contests.prizes.services import approve_results, propose_awards

AGO = timedelta(days=70)


def _award(world: World, prize: Prize, rank: int, state: str) -> Award:
    now = world.now
    return Award.objects.create(
        contest=prize.contest,
        prize=prize,
        member=world.who(SALMA),
        rank=rank,
        kind="goods",
        currency=prize.contest.currency,
        state=state,
        proposed_at=now,
        approved_at=now,
        claim_by=now + timedelta(days=60),
        deliver_by=now + timedelta(days=7),
        carrier="Aramex",
        tracking=SALMAS_SECRET,
    )


def add_prizes(world: World) -> None:
    """Make everything that the table of prizes names."""
    admin, salma, now = world.who(ADMIN), world.who(SALMA), world.now
    salma.date_joined = now - 2 * AGO
    salma.save(update_fields=["date_joined"])
    judged = drawn(admin, [salma], now=now - AGO, slug="prizes-judged")
    proposed = propose_awards(contest=judged, actor=admin, now=now)
    out = drawn(admin, [salma], now=now - AGO, slug="prizes-out")
    digest = results_digest(propose_awards(contest=out, actor=admin, now=now))
    approve_results(contest=out, actor=admin, digest=digest, now=now)
    goods = Prize.objects.create(
        contest=Contest.objects.get(pk=out.pk),
        first_rank=1,
        last_rank=3,
        kind="goods",
        names={"en": "A pen"},
    )
    world.ids |= {
        "prizes_contest": judged.public_id,
        "prizes_proposed": judged.public_id,
        "proposed_digest": results_digest(proposed),
        "prized_slug": out.slug,
        "award_waiting": _award(world, goods, 1, "waiting").public_id,
        "award_due": _award(world, goods, 2, "due").public_id,
        "award_sent": _award(world, goods, 3, "sent").public_id,
    }


PARTS = (add_prizes,)
