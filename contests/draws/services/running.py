"""The steps of a draw by the clock: close the list, learn the value, draw.

Each step is one transaction that locks the draw and asks its state again, so steps may be started
twice, by two workers at once, and be killed anywhere: what isn't written is computed again, and
gives the same. Nothing is fetched or scored while a row is locked.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from cryptography.fernet import InvalidToken
from django.db import transaction

from contests.actions.queries import count_undecided, ticket_counts
from contests.actions.services import lapse_claims
from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.draws.choices import DrawMove, DrawState, SourceKind
from contests.draws.errors import SecretLost
from contests.draws.events import PlaceDrawn, TicketsFrozen, WinnersDrawn
from contests.draws.models import Draw
from contests.draws.queries.ordering import (
    Ranked,
    digest_of,
    rank,
    read_tickets,
    write_tickets,
)
from contests.draws.queries.rounds import moment_of, round_from
from contests.draws.queries.winners import places_of, winners_of
from contests.draws.services.acting import TIMER, facts, lock_draw, transition
from contests.draws.services.committing import PURPOSE
from contests.draws.services.values import BeaconAway, fetch_beacon, settle_value
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.sealed import unseal

log = structlog.get_logger(__name__)
LONGEST_PAUSE = timedelta(minutes=30)
MINUTE = timedelta(minutes=1)
# As many as their column counts.
MOST_TRIES = 32_767


@transaction.atomic
def begin_draw(*, contest: Contest) -> Draw | None:
    """Plan the closing of the list when the contest closes; None where there is no draw."""
    if not Draw.objects.filter(contest=contest).exists():
        return None
    draw = lock_draw(contest.pk)
    if draw.state == DrawState.COMMITTED and draw.next_at is None:
        draw.next_at = draw.contest.judged_by
        draw.save(update_fields=["next_at"])
    return draw


@transaction.atomic
def give_up_draw(*, contest: Contest, now: datetime) -> Draw | None:
    """End the draw of a cancelled contest; the secret stays sealed."""
    if not Draw.objects.filter(contest=contest).exclude(state=DrawState.DRAWN).exists():
        return None
    draw = lock_draw(contest.pk)
    if draw.state in (DrawState.DRAWN, DrawState.VOID):
        return draw
    return transition(draw, DrawMove.GIVE_UP, by=TIMER, now=now, changes={"next_at": None})


def advance_due_draws(*, now: datetime, limit: int) -> int:
    """Take the next step of every draw that is due; returns how many moved on."""
    due = list(Draw.objects.due(now).values_list("contest_id", flat=True)[:limit])
    return sum(advance_draw(contest_id=pk, now=now) for pk in due)


def advance_draw(*, contest_id: int, now: datetime) -> bool:
    """Take the next step of a draw, if it is due; True when it moved on.

    A step that can't be taken yet is planned again, and the desk sees why.
    """
    draw = Draw.objects.filter(contest_id=contest_id, next_at__lte=now).first()
    if draw is None:
        return False
    step = {
        DrawState.COMMITTED: _freeze,
        DrawState.FROZEN: _learn_value,
        DrawState.VALUED: _draw,
    }.get(DrawState(draw.state))
    return step is not None and step(draw, now)


def _wait(draw: Draw, why: str, *, until: datetime) -> bool:
    """Look again later; what is looked at each minute for weeks isn't counted any further."""
    tries = min(draw.tries + 1, MOST_TRIES)
    Draw.objects.filter(pk=draw.pk, state=draw.state).update(
        next_at=until, tries=tries, trouble=why
    )
    return False


def _freeze(draw: Draw, now: datetime) -> bool:
    """Close the list of tickets, as soon as every proof is decided or the last day is over."""
    with transaction.atomic():
        # Nobody can add or decide a claim meanwhile: those verbs ask the contest under this lock.
        contest = Contest.objects.select_for_update(no_key=True).get(pk=draw.contest_id)
        locked = lock_draw(contest.pk)
        if locked.state != DrawState.COMMITTED or contest.state != ContestState.JUDGING:
            return False
        left = count_undecided(contest, now=now)
        is_last_call = contest.results_by is not None and now >= contest.results_by
        if left and not is_last_call:
            return _wait(locked, f"undecided: {left}", until=now + MINUTE)
        if left:
            lapse_claims(contest=contest, now=now)
        counted = ticket_counts(contest)
        text = write_tickets(contest.public_id, counted)
        holdings = read_tickets(text, contest=contest.public_id)
        changes = {
            "tickets": text,
            "tickets_digest": digest_of(text),
            "tickets_count": holdings[-1].last if holdings else 0,
            "participants_count": len({one.participant for one in holdings}),
            "frozen_at": now,
            "places": places_of(contest),
            "next_at": None,
            **_round_changes(locked, now),
        }
        transition(locked, DrawMove.FREEZE, by=TIMER, now=now, changes=changes)
        publish(
            TicketsFrozen(
                **facts(contest),
                tickets_sha256=locked.tickets_digest,
                tickets=locked.tickets_count,
                participants=locked.participants_count,
                round=locked.round,
            ),
            now=now,
        )
    return True


def _round_changes(draw: Draw, now: datetime) -> dict[str, object]:
    """Return when the round is due; a round that is too near or past by now is named anew."""
    if draw.source_kind != SourceKind.DRAND:
        return {}
    if draw.round is not None and moment_of(draw.round) >= now + MINUTE:
        return {"next_at": moment_of(draw.round)}
    later = round_from(now + timedelta(minutes=rules().draw_value_minutes))
    return {"first_round": draw.round, "round": later, "next_at": moment_of(later)}


def _learn_value(draw: Draw, now: datetime) -> bool:
    """Fetch the round; a relay that is away is asked again, with growing pauses."""
    if draw.source_kind != SourceKind.DRAND or draw.round is None:
        return _wait(draw, "", until=now + LONGEST_PAUSE)
    try:
        beacon = fetch_beacon(draw.round)
    except BeaconAway as away:
        log.warning("drand_away", contest=draw.contest_id, round=draw.round, why=str(away))
        pause = min(timedelta(seconds=10) * 2 ** min(draw.tries, 10), LONGEST_PAUSE)
        return _wait(draw, str(away)[:200], until=now + pause)
    with transaction.atomic():
        locked = lock_draw(draw.contest_id)
        if locked.state != DrawState.FROZEN:
            return False
        settle_value(locked, value=beacon.value, signature=beacon.signature, by=TIMER, now=now)
    return True


def secret_of(draw: Draw) -> bytes:
    """Open the sealed secret. Raises SecretLost."""
    try:
        return bytes.fromhex(unseal(draw.secret_sealed, purpose=PURPOSE))
    except InvalidToken as lost:
        raise SecretLost from lost


def _draw(draw: Draw, now: datetime) -> bool:
    """Score all tickets, then write the order and open the secret, once."""
    try:
        secret = secret_of(draw)
    except SecretLost:
        log.exception("draw_secret_lost", contest=draw.contest_id)
        return _wait(draw, SecretLost.code, until=now + LONGEST_PAUSE)
    holdings = read_tickets(draw.tickets, contest=draw.contest.public_id)
    order = rank(
        holdings,
        secret=secret,
        value=draw.value,
        digest=draw.tickets_digest,
        progress=lambda done: _note_progress(draw.pk, done),
    )
    with transaction.atomic():
        locked = lock_draw(draw.contest_id)
        if locked.state != DrawState.VALUED:
            return False
        changes = {
            "order": [_kept(one) for one in order],
            "secret": secret.hex(),
            "drawn_at": now,
            "scored": locked.tickets_count,
            "next_at": None,
        }
        transition(locked, DrawMove.DRAW, by=TIMER, now=now, changes=changes)
        announce_places(locked, now=now)
    return True


def _kept(one: Ranked) -> dict[str, str | int]:
    return {"p": one.participant, "t": one.ticket, "l": one.label, "s": one.score}


def _note_progress(pk: int, done: int) -> None:
    Draw.objects.filter(pk=pk, state=DrawState.VALUED, scored__lt=done).update(scored=done)


def announce_places(draw: Draw, *, now: datetime) -> None:
    """Announce the draw, and each place to the one who holds it."""
    winners = winners_of(draw)
    publish(WinnersDrawn(**facts(draw.contest), winners=len(winners)), now=now)
    for one in winners:
        publish(
            PlaceDrawn(
                **facts(draw.contest),
                member_id=one.entrant.member.public_id,
                participant=one.entrant.public_id,
                place=one.place,
                moved_up=False,
            ),
            now=now,
        )
