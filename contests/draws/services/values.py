"""The public value: fetched from drand, or entered by hand as it was named."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from contests.calls.models import Contest
from contests.draws.choices import DrawMove, DrawState, SourceKind
from contests.draws.errors import (
    NotThatSource,
    SignatureWrong,
    SourceUnnamed,
    ValueMissing,
    ValueTooEarly,
)
from contests.draws.events import DrawValueKnown
from contests.draws.models import Draw
from contests.draws.queries.rounds import (
    CHAIN,
    Beacon,
    RoundMalformed,
    moment_of,
    read_beacon,
    value_of,
)
from contests.draws.services.acting import Actor, as_admin, facts, lock_draw, transition
from marketplace.accounts.models import Member
from marketplace.core.events import publish
from marketplace.core.fetch import FetchError, fetch


class BeaconAway(Exception):
    """No relay gave the round; says why."""


def fetch_beacon(number: int, **through: Any) -> Beacon:
    """Fetch a round from the relay in DRAND_URL and check it. Raises BeaconAway.

    `through` goes to `core.fetch`. Never call it while a row is locked.
    """
    if not settings.DRAND_URL:
        raise BeaconAway("DRAND_URL is not set")
    address = f"{settings.DRAND_URL.rstrip('/')}/{CHAIN}/public/{number}"
    try:
        page = fetch(address, **through)
    except FetchError as failure:
        raise BeaconAway(failure.code) from failure
    if page.status != 200:  # noqa: PLR2004
        raise BeaconAway(f"HTTP {page.status}")
    try:
        return read_beacon(page.body, number=number)
    except RoundMalformed as wrong:
        raise BeaconAway(f"malformed: {wrong}") from wrong


@transaction.atomic
def enter_value(
    *, contest: Contest, actor: Member, value: str, evidence: str, now: datetime
) -> Draw:
    """Enter the value of a declared source, with the address where it stands; once.

    Locks the draw. Raises NotFound for others, NotThatSource, ValueTooEarly, StateRefuses,
    ValueMissing, SourceUnnamed.
    """
    by = as_admin(actor)
    draw = lock_draw(contest.pk)
    if draw.source_kind != SourceKind.DECLARED:
        raise NotThatSource
    if draw.state == DrawState.COMMITTED:
        raise ValueTooEarly
    written = unicodedata.normalize("NFC", " ".join(value.split()))
    if not written:
        raise ValueMissing(field="value")
    if not evidence:
        raise SourceUnnamed(field="evidence")
    return settle_value(draw, value=written, evidence=evidence, by=by, now=now)


@transaction.atomic
def enter_signature(*, contest: Contest, actor: Member, signature: str, now: datetime) -> Draw:
    """Enter a round's signature by hand, when no relay answers; the value follows from it.

    Locks the draw. Raises NotFound for others, NotThatSource, ValueTooEarly, StateRefuses,
    SignatureWrong.
    """
    by = as_admin(actor)
    draw = lock_draw(contest.pk)
    if draw.source_kind != SourceKind.DRAND or draw.round is None:
        raise NotThatSource
    if draw.state == DrawState.COMMITTED or now < moment_of(draw.round):
        raise ValueTooEarly
    written = signature.strip().lower()
    try:
        value = value_of(written)
    except RoundMalformed as wrong:
        raise SignatureWrong(field="signature") from wrong
    return settle_value(draw, value=value, signature=written, by=by, now=now)


def settle_value(draw: Draw, *, by: Actor, now: datetime, **known: str) -> Draw:
    """Write the value of a locked draw; the draw itself follows at once."""
    changes = {**known, "value_at": now, "value_by": by.member, "next_at": now}
    transition(draw, DrawMove.GIVE_VALUE, by=by, now=now, changes=changes)
    publish(DrawValueKnown(**facts(draw.contest), value=draw.value), now=now)
    return draw
