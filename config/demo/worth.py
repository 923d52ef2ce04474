"""What contributions are worth after half a year: prices, costs, readers, counted months."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from community.forum.models import Topic
from community.gurus.models import Privilege
from community.worth.models import TopicDay
from community.worth.queries.periods import month_on, next_month
from community.worth.services.costing import CostDraft, correct_cost, record_cost
from community.worth.services.counting import count_readers, recount_worth
from community.worth.services.pricing import PriceDraft, change_price, set_licence_cost
from config.demo.world import World, content

KEEPER: Final = "noor"
MINUTES: Final = 60


def seed_worth(world: World) -> None:
    """Write prices and costs down in their time, then count."""
    (found,) = content("worth")
    _prices(world, found)
    _costs(world, found)
    _licences(world, found)
    count_readers(now=world.ago(days=75))
    _readers(world)
    recount_worth(now=world.now)
    world.settle(world.now)


def _prices(world: World, found: dict[str, Any]) -> None:
    for number, row in enumerate(found["prices"]):
        moment = world.ago(days=row["days"])
        draft = PriceDraft(
            month=next_month(moment.date()),
            amount=row["amount"],
            reason=row["reason"],
            seen_version=number,
        )
        change_price(actor=world.who(KEEPER), draft=draft, now=moment)


def _month(world: World, back: int) -> datetime:
    """Return a moment in the month that many months back: late in it, or now."""
    month = month_on(world.now.date(), -back)
    late = datetime.combine(month, world.now.timetz()) + timedelta(days=26)
    return min(late, world.now)


def _costs(world: World, found: dict[str, Any]) -> None:
    keeper = world.who(KEEPER)
    for back, hours, note in found["hours"]:
        moment = _month(world, back)
        draft = CostDraft(
            kind="staff",
            month=moment.date(),
            note=note,
            minutes=hours * MINUTES,
            rate=found["rate"],
        )
        made = record_cost(actor=keeper, draft=draft, now=moment)
        if back == len(found["hours"]) - 4:
            wrong = found["wrong"]
            correct_cost(
                cost=made,
                actor=keeper,
                right=wrong["minutes"],
                reason=wrong["reason"],
                now=moment + timedelta(hours=3),
            )
    for back, kind, amount, note in found["sums"]:
        moment = _month(world, back)
        draft = CostDraft(kind=kind, month=moment.date(), note=note, amount=amount)
        record_cost(actor=keeper, draft=draft, now=moment)


def _licences(world: World, found: dict[str, Any]) -> None:
    for kind, amount in found["licences"]:
        for gift in Privilege.objects.filter(kind=kind).order_by("id"):
            set_licence_cost(
                privilege=gift, actor=world.who(KEEPER), amount=amount, now=world.ago(days=31)
            )


def _readers(world: World) -> None:
    """Let solved topics have been read for weeks, fewer on each day."""
    rows = []
    for number, topic in enumerate(Topic.objects.exclude(solved_at=None).order_by("id")):
        begun = topic.solved_at or world.now
        for after in range(min(60, (world.now - begun).days + 1)):
            views = (15 + 5 * (number % 5)) // (1 + after // 6)
            day = (begun + timedelta(days=after)).date()
            rows.append(TopicDay(topic=topic, day=day, views=views))
    TopicDay.objects.bulk_create(rows)
