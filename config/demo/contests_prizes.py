"""Prizes of the demo world: approved, paid, some goods on their way."""

from __future__ import annotations

from datetime import datetime, timedelta

from config.demo.world import World
from contests.calls.choices import PrizeKind
from contests.calls.models import Contest
from contests.prizes.choices import AwardState
from contests.prizes.models import Award
from contests.prizes.queries import results_digest
from contests.prizes.services import (
    approve_results,
    claim_award,
    finish_due_contests,
    pay_due_awards,
    propose_awards,
    receive_award,
    send_award,
)

HOUR = timedelta(hours=1)
_SENT, _RECEIVED = 2, 1
_ADDRESS = {
    "recipient": "سلمى الحربي",
    "street": "شارع النخيل ١٢",
    "city": "أبها",
    "postcode": "62521",
    "phone": "+966500000000",
}


def publish_winners(world: World, contest: Contest, moment: datetime) -> None:
    """Approve the winners and hand over what goes by itself."""
    admin = world.who("admin")
    awards = propose_awards(contest=contest, actor=admin, now=moment)
    digest = results_digest(awards)
    approve_results(contest=contest, actor=admin, digest=digest, now=moment)
    world.settle(moment)
    pay_due_awards(now=moment + HOUR, limit=1_000)
    world.settle(moment + HOUR)


def seed_prizes(world: World) -> None:
    """Let winners of goods answer: one prize has come, one travels, one waits to be sent."""
    admin, now = world.who("admin"), world.now
    waiting = Award.objects.filter(state=AwardState.WAITING, kind=PrizeKind.GOODS)
    for number, award in enumerate(waiting.select_related("member", "contest").order_by("id")[:3]):
        moment = now - timedelta(days=3 - number)
        claim_award(award=award, actor=award.member, country="SA", answers=_ADDRESS, now=moment)
        if number < _SENT:
            tracking = f"AX-77{number}"
            send_award(
                award=award, actor=admin, carrier="أرامكس", tracking=tracking, now=moment + HOUR
            )
        if number < _RECEIVED:
            receive_award(award=award, actor=award.member, now=moment + 20 * HOUR)
    finish_due_contests(now=now, limit=50)
    world.settle(now)
