"""A contest being set up, and one that everybody sees."""

from __future__ import annotations

from datetime import datetime

from config.tests.permissions.rules import ADMIN, OMAR
from config.tests.permissions.world import HOUR, World
from contests.calls import services
from contests.calls.models import Contest
from contests.calls.queries import Rules
from contests.calls.tests.world import DAY, announced, draft

LATER = "%Y-%m-%dT%H:%M"


def later(moment: datetime, days: int) -> str:
    """Return a day from now as a form types it."""
    return (moment + days * DAY).strftime(LATER)


def _draft(world: World, name: str) -> Contest:
    made = draft(world.who(ADMIN), now=world.now - HOUR, slug=name.replace("_", "-"))
    world.ids[name] = made.public_id
    return made


def add_contests(world: World) -> None:
    """A draft, a draft that is paid in, an announced one with omar's link; days for forms."""
    admin, now = world.who(ADMIN), world.now
    bare = _draft(world, "contest_draft")
    world.ids["contest_prize"] = bare.prizes.all()[0].pk
    paid = _draft(world, "contest_paid_in")
    services.pay_in_fund(contest=paid, actor=admin, now=now - HOUR)
    shown = announced(admin, now=now - HOUR, slug="contest-shown")
    link = services.make_link(contest=shown, member=world.who(OMAR), now=now)
    world.ids |= {
        "contest_shown": shown.public_id,
        "contest_slug": shown.slug,
        "contest_link": link.code,
        "rule_country": "sa",
        "contest_kind": "writing",
        "contest_language": "en",
        "contest_later": later(now, 30),
    }
    services.set_template(actor=admin, kind="writing", language="en", text="Own words", now=now)
    rules = Rules(needs_licence=True)
    services.set_rule_book(actor=admin, country="SA", rules=rules, now=now)
    for name, days in (("opens", 5), ("closes", 9), ("judged", 12), ("results", 13)):
        world.ids[f"contest_{name}"] = later(now, days)


PARTS = (add_contests,)
