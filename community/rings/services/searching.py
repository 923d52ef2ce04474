"""The nightly search: pairs are read, suspects found, cases opened. It reverses nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction

from community.rings.choices import UNDECIDED, RingState
from community.rings.events import RingCaseOpened
from community.rings.models import Favour, NightlySearch, Person, RingCase
from community.rings.queries.detectors import Suspect, find_suspects, overlap
from community.rings.queries.pairs import favours_among, pairs_until
from community.rings.services.acting import facts
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.conf import rules
from marketplace.core.events import publish

_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('rings'), 0)"
# From this share of common members on two groups are one case.
SAME_PERCENT: Final = 60
# What was dismissed is opened again only where twice as much is found.
_AGAIN: Final = 2


@transaction.atomic
def search_rings(*, now: datetime) -> NightlySearch:
    """Search the record and open a case for each group that reaches the sum of weights.

    A group that is in a case already gets no second one, a dismissed one only when twice as much is
    found. Two searches at once wait for each other. Returns the night's row; a second search of one
    day adds to it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    pairs = pairs_until(now)
    suspects = find_suspects(pairs, rules())
    known = _known()
    opened = sum(_open(suspect, known, now) for suspect in suspects)
    night, is_new = NightlySearch.objects.get_or_create(
        day=now.astimezone(UTC).date(),
        defaults={"at": now, "pairs": len(pairs), "suspects": len(suspects), "opened": opened},
    )
    if not is_new:
        night.at, night.pairs, night.suspects = now, len(pairs), len(suspects)
        night.opened += opened
        night.save()
    return night


def search_due(*, now: datetime, limit: int) -> int:  # noqa: ARG001  a night is one piece of work
    """Search once in each night of UTC, from the hour that is set; returns the cases opened."""
    moment = now.astimezone(UTC)
    if moment.hour < rules().ring_search_hour:
        return 0
    if NightlySearch.objects.filter(day=moment.date()).exists():
        return 0
    return search_rings(now=now).opened


def _known() -> list[tuple[set[int], str, int]]:
    """Return the members, state and size of every case that could be found once more."""
    people: dict[int, set[int]] = {}
    for case, member in Person.objects.order_by("id").values_list("case_id", "member_id"):
        people.setdefault(case, set()).add(member)
    rows = RingCase.objects.order_by("id").values_list("pk", "state", "inside_count")
    return [(people.get(pk, set()), state, count) for pk, state, count in rows]


def _open(suspect: Suspect, known: list[tuple[set[int], str, int]], now: datetime) -> bool:
    for members, state, count in known:
        if overlap(suspect.members, members) < SAME_PERCENT:
            continue
        is_more = suspect.group.inside_count >= _AGAIN * count
        # What was reversed isn't in the graph any more: what is found now is new.
        if state in (*UNDECIDED, RingState.APPEALED) or (
            state in (RingState.DISMISSED, RingState.OVERTURNED) and not is_more
        ):
            return False
    case = _write(suspect, now)
    record_audit(
        actor=SYSTEM,
        action="ring_case_opened",
        subject=case.reference,
        after={"score": case.score, "members": len(suspect.members)},
        now=now,
    )
    publish(RingCaseOpened(**facts(case)), now=now)
    known.append((set(suspect.members), case.state, case.inside_count))
    return True


def _write(suspect: Suspect, now: datetime) -> RingCase:
    group = suspect.group
    since = now - timedelta(days=rules().ring_window_days)
    case = RingCase.objects.create(
        kind=suspect.kind,
        score=suspect.score,
        evidence=_evidence(suspect),
        inside_count=group.inside_count,
        since=since,
        until=now,
        opened_at=now,
    )
    order = _in_order(suspect)
    Person.objects.bulk_create(
        Person(case=case, member_id=member, place=place) for place, member in enumerate(order)
    )
    Favour.objects.bulk_create(
        Favour(
            case=case,
            contribution=row.pk,
            giver_id=row.giver_id or 0,
            receiver_id=row.receiver_id,
            kind=row.kind,
            occurred_at=row.occurred_at,
            points_milli=row.points_milli,
        )
        for row in favours_among(suspect.members, since=since, until=now)
    )
    return case


def _in_order(suspect: Suspect) -> list[int]:
    favours = suspect.group.favours
    return sorted(suspect.members, key=lambda one: (-favours.received[one], one))


def _evidence(suspect: Suspect) -> dict[str, Any]:
    """Freeze what was seen; people by their place in the graph, nobody by name."""
    favours, order = suspect.group.favours, _in_order(suspect)
    place = {member: number for number, member in enumerate(order)}
    return {
        "signals": [
            {"kind": one.kind.value, "weight": one.weight, "figure": one.figure}
            for one in sorted(suspect.signals, key=lambda one: (-one.weight, one.kind))
        ],
        "people": [
            {
                "given": favours.given[member],
                "received": favours.received[member],
                "inside_given": sum(p.count for p in suspect.group.inside if p.giver == member),
                "inside_received": sum(
                    p.count for p in suspect.group.inside if p.receiver == member
                ),
                "givers": len(favours.by_receiver.get(member, ())),
            }
            for member in order
        ],
        "pairs": [
            {
                "giver": place[pair.giver],
                "receiver": place[pair.receiver],
                "count": pair.count,
                "in_hour": pair.in_hour,
                "days": pair.days,
                "first_at": pair.first_at.isoformat(),
                "last_at": pair.last_at.isoformat(),
            }
            for pair in sorted(
                suspect.group.inside, key=lambda one: (place[one.giver], place[one.receiver])
            )
        ],
    }
