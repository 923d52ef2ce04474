"""What makes entries look like one hand's: signals, with weights and evidence, and a hold by sum.

A hold keeps tickets out until a person has looked. The entrant is told at once, sees in which
respect, and may answer; nothing here excludes anybody by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from django.db import transaction
from django.db.models import Sum

from contests.actions.choices import HoldState, SignalKind
from contests.actions.errors import ListClosed
from contests.actions.events import EntrantHeld
from contests.actions.models import Entrant, Signal
from contests.actions.services.acting import entrant_facts, hold_list_open, lock_entrant
from contests.calls.choices import ContestState
from contests.calls.models import Arrival, Contest
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.ledger.queries import shared_destinations

WEIGHTS: Final = {
    SignalKind.SHARED_NETWORK: 30,
    SignalKind.MAIL_ALIAS: 50,
    SignalKind.BURST: 40,
    SignalKind.DESTINATION: 80,
    SignalKind.CIRCLE: 40,
}
# A family or an office shares a network; a farm does so in numbers.
MANY_ON_A_NETWORK: Final = 4
MANY_WEIGHT: Final = 60
BURST_SIZE: Final = 5
BURST_WINDOW: Final = timedelta(minutes=10)
CIRCLE_SIZE: Final = 4
CIRCLE_WINDOW: Final = timedelta(hours=24)
_DOTLESS: Final = frozenset({"gmail.com", "googlemail.com"})
_SHOWN: Final = 10
log = structlog.get_logger(__name__)

Found = tuple[int, SignalKind, int, dict[str, Any]]


def plain_address(email: str) -> str:
    """Return the mailbox behind an address: without a plus and its word, dots that mean nothing."""
    name, _at, host = email.lower().rpartition("@")
    name = name.partition("+")[0]
    if host in _DOTLESS:
        name, host = name.replace(".", ""), "gmail.com"
    return f"{name}@{host}"


def weigh_due_contests(*, now: datetime, limit: int) -> int:
    """Look at every contest whose tickets may still change; returns how many were newly held."""
    running = [ContestState.OPEN, ContestState.JUDGING]
    rows = Contest.objects.filter(state__in=running, entrants__isnull=False).distinct()
    return sum(_weigh_alone(one, now) for one in rows.order_by("id")[:limit])


def _weigh_alone(contest: Contest, now: datetime) -> int:
    try:
        return weigh_contest(contest=contest, now=now)
    except Exception:
        log.exception("contest_not_weighed", contest=contest.pk)
        return 0


def weigh_contest(*, contest: Contest, now: datetime) -> int:
    """Write what signals there are, and hold those whose weights reach the threshold.

    Runs as often as one likes: a signal is kept once, and who was cleared stays cleared. Returns
    how many were newly held.
    """
    entrants = list(Entrant.objects.filter(contest=contest).select_related("member").order_by("id"))
    # Who is in two bursts or circles has the signal once: the database takes a row once a time.
    rows: dict[tuple[int, SignalKind], Signal] = {}
    for pk, kind, weight, evidence in _find(contest, entrants):
        if (pk, kind) not in rows or rows[pk, kind].weight < weight:
            rows[pk, kind] = Signal(
                entrant_id=pk, kind=kind, weight=weight, evidence=evidence, found_at=now
            )
    Signal.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["entrant", "kind"],
        update_fields=["weight", "evidence"],
    )
    heavy = (
        Entrant.objects.filter(contest=contest, hold=HoldState.FREE)
        .annotate(weight=Sum("signals__weight"))
        .filter(weight__gte=rules().contest_hold_weight)
        .values_list("pk", flat=True)
    )
    return sum(_hold(contest, pk, now) for pk in list(heavy))


@transaction.atomic
def _hold(contest: Contest, pk: int, now: datetime) -> bool:
    """Hold an entrant, unless the list is closed: nobody could look at it or answer any more."""
    try:
        hold_list_open(contest)
    except ListClosed:
        return False
    entrant = lock_entrant(pk)
    if entrant.hold != HoldState.FREE:
        return False
    entrant.hold, entrant.held_at = HoldState.HELD.value, now
    entrant.save(update_fields=["hold", "held_at"])
    kinds = list(entrant.signals.order_by("kind").values_list("kind", flat=True))
    record_audit(
        actor=SYSTEM,
        action="entrant_held",
        subject=f"entrant:{entrant.public_id}",
        after={"signals": kinds},
        now=now,
    )
    publish(EntrantHeld(**entrant_facts(entrant)), now=now)
    return True


def _find(contest: Contest, entrants: list[Entrant]) -> Iterator[Found]:
    yield from _networks(entrants)
    yield from _aliases(entrants)
    yield from _destinations(entrants)
    arrivals: dict[int, list[Arrival]] = defaultdict(list)
    rows = Arrival.objects.filter(link__contest=contest).order_by("signed_up_at", "id")
    for arrival in rows.select_related("link"):
        arrivals[arrival.link_id].append(arrival)
    yield from _bursts(entrants, arrivals)
    yield from _circles(entrants, arrivals)


def _groups(entrants: Iterable[Entrant], of: dict[int, str]) -> Iterator[list[Entrant]]:
    """Return the groups of at least two who share the same thing."""
    found: dict[str, list[Entrant]] = defaultdict(list)
    for entrant in entrants:
        if shared := of.get(entrant.pk):
            found[shared].append(entrant)
    yield from (group for group in found.values() if len(group) > 1)


def _each(group: list[Entrant], kind: SignalKind, weight: int) -> Iterator[Found]:
    names = [one.public_id for one in group]
    for one in group:
        others = [name for name in names if name != one.public_id]
        yield one.pk, kind, weight, {"with": others[:_SHOWN], "count": len(others)}


def _networks(entrants: list[Entrant]) -> Iterator[Found]:
    for group in _groups(entrants, {one.pk: one.day_print for one in entrants}):
        is_many = len(group) >= MANY_ON_A_NETWORK
        weight = MANY_WEIGHT if is_many else WEIGHTS[SignalKind.SHARED_NETWORK]
        yield from _each(group, SignalKind.SHARED_NETWORK, weight)


def _aliases(entrants: list[Entrant]) -> Iterator[Found]:
    addresses = {one.pk: plain_address(one.member.email) for one in entrants if one.member.email}
    for group in _groups(entrants, addresses):
        yield from _each(group, SignalKind.MAIL_ALIAS, WEIGHTS[SignalKind.MAIL_ALIAS])


def _destinations(entrants: list[Entrant]) -> Iterator[Found]:
    by_member = {one.member_id: one for one in entrants}
    for members in shared_destinations(list(by_member)):
        group = [by_member[pk] for pk in members]
        yield from _each(group, SignalKind.DESTINATION, WEIGHTS[SignalKind.DESTINATION])


def _bursts(entrants: list[Entrant], arrivals: dict[int, list[Arrival]]) -> Iterator[Found]:
    """Find links by which many signed up within minutes: those who came, and whose link it is."""
    by_member = {one.member_id: one for one in entrants}
    weight = WEIGHTS[SignalKind.BURST]
    for came in arrivals.values():
        moments = [one.signed_up_at for one in came]
        if not _is_burst(moments):
            continue
        people = [came[0].link.member_id, *(one.member_id for one in came)]
        for member in people:
            if (entrant := by_member.get(member)) is not None:
                yield entrant.pk, SignalKind.BURST, weight, {"count": len(came)}


def _is_burst(moments: list[datetime]) -> bool:
    ends = moments[BURST_SIZE - 1 :]
    return any(end - start <= BURST_WINDOW for start, end in zip(moments, ends, strict=False))


def _circles(entrants: list[Entrant], arrivals: dict[int, list[Arrival]]) -> Iterator[Found]:
    """Find those whose friends all joined within a day, and from a network that others share."""
    by_member = {one.member_id: one for one in entrants}
    prints: dict[str, int] = defaultdict(int)
    for one in entrants:
        if one.day_print:
            prints[one.day_print] += 1
    for came in arrivals.values():
        joined = [by_member[one.member_id] for one in came if one.member_id in by_member]
        owner = by_member.get(came[0].link.member_id)
        if owner is None or len(joined) < CIRCLE_SIZE:
            continue
        moments = sorted(one.joined_at for one in joined)
        is_close = moments[-1] - moments[0] <= CIRCLE_WINDOW
        if is_close and all(prints[one.day_print] > 1 for one in joined):
            yield from _each([owner, *joined], SignalKind.CIRCLE, WEIGHTS[SignalKind.CIRCLE])
