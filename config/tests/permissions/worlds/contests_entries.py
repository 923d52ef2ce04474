"""A writing contest that is open, and one that is closed with entries in every state."""

from __future__ import annotations

from config.tests.permissions.rules import ADMIN, SALMA
from config.tests.permissions.world import HOUR, SALMAS_SECRET, World
from contests.calls.models import Contest
from contests.entries import services
from contests.entries.models import Entry
from contests.entries.services import RulesDraft
from contests.entries.tests.world import (
    ARABIC,
    DAY,
    check,
    close,
    draft_contest,
    entered,
    open_contest,
    text_of,
)
from marketplace.accounts.models import Member

STRICT = RulesDraft(min_words=100, max_words=900)


def _entered(world: World, contest: Contest, member: Member, source: str) -> Entry:
    at = (contest.opens_at or world.now) + HOUR
    return entered(contest, member, now=at, source=source)


def _closed(world: World, name: str, source: str) -> tuple[Contest, Entry]:
    """Return a contest that closed a while ago, with an entry of salma's."""
    begun = world.now - 12 * DAY
    contest = open_contest(world.who(ADMIN), now=begun, rules=STRICT)
    entry = _entered(world, contest, world.who(SALMA), source)
    closed, moment = close(contest)
    check(closed, moment)
    world.ids |= {f"entry_{name}": entry.public_id, f"entries_{name}": contest.public_id}
    return closed, entry


def add_entries(world: World) -> None:
    """Salma's entries: open, accepted, with a finding, decided, refused, appealed."""
    admin, salma, now = world.who(ADMIN), world.who(SALMA), world.now
    world.ids["entries_draft"] = draft_contest(admin, now=now).public_id
    opened = open_contest(admin, now=now, rules=STRICT)
    secret = f"{SALMAS_SECRET} {ARABIC}"
    one = entered(opened, salma, now=now, source=secret)
    world.ids |= {"entries_slug": opened.slug, "entry_open": one.public_id}
    closed, _one = _closed(world, "public", text_of(1, 200))
    world.ids |= {"entries_closed_slug": closed.slug, "entry_finding": "length"}
    _closed(world, "checked", text_of(2, 20))
    _other, decided = _closed(world, "decided", text_of(3, 20))
    services.decide_finding(
        entry=decided, actor=admin, kind="length", decision="fine", note="", now=now
    )
    for number, name in enumerate(("refused", "appealed"), 4):
        _contest, entry = _closed(world, name, text_of(number, 20))
        services.refuse_entry(entry=entry, actor=admin, reason="Too short.", now=now)
    services.appeal_refusal(entry=entry, actor=salma, text="Count again.", now=now)


PARTS = (add_entries,)
