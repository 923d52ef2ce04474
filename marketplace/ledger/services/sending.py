"""Payouts that a provider sends by itself.

No row is locked while the provider is asked. What it says is believed only where two answers agree
(what it says on sending, what it says when asked afterwards); anything else, and any surprise, is
UNKNOWN, which only the reconciler below resolves. The provider's key is the payout's public id,
fixed before the first call, so handing it over again can't pay twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeGuard

import structlog
from django.db import transaction

from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.models import Switch
from marketplace.ledger.choices import Actor, PayoutState
from marketplace.ledger.events import PayoutNeedsPerson
from marketplace.ledger.gateways import gateways_that_pay, get_gateway
from marketplace.ledger.gateways.base import PayoutAnswer, PayoutMode, PayoutOrder, PayoutReport
from marketplace.ledger.models import Payout
from marketplace.ledger.services.doubting import PAYOUTS_SWITCH
from marketplace.ledger.services.outgoing import give_back, pay_out
from marketplace.ledger.services.transitions import transition

log = structlog.get_logger(__name__)
_LONGEST_PAUSE = timedelta(hours=6)


@dataclass(frozen=True)
class Heard:
    """A provider's answer as far as it can be believed; None stands for no answer at all."""

    answer: PayoutAnswer | None
    gateway_ref: str = ""
    reason: str = ""
    is_lie: bool = False


SILENCE = Heard(None)


def send_due_payouts(*, now: datetime, limit: int) -> int:
    """Send approved payouts of providers that pay directly, one after the other.

    Must not run inside a transaction. Returns how many were handed over; none while paused.
    """
    if Switch.is_on(PAYOUTS_SWITCH):
        return 0
    methods = [gateway.name for gateway in gateways_that_pay(PayoutMode.DIRECT)]
    done = 0
    while done < limit:
        payout = _claim(methods, now=now)
        if payout is None:
            break
        _send(payout, now=now)
        done += 1
    return done


def reconcile_payouts(*, now: datetime, limit: int) -> int:
    """Ask providers what became of payouts that are on their way or unknown.

    Must not run inside a transaction. Returns how many were asked about; none while paused.
    """
    if Switch.is_on(PAYOUTS_SWITCH):
        return 0
    done = 0
    while done < limit:
        payout = _claim_to_look(now=now)
        if payout is None:
            break
        heard = _look(payout)
        if _reconcile(payout, heard, now=now):
            _send(payout, now=now)
        done += 1
    return done


def _claim(methods: Sequence[str], *, now: datetime) -> Payout | None:
    """Take one approved payout and commit that it is on its way, before anything is sent."""
    with transaction.atomic(durable=True):
        rows = Payout.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
        due = rows.select_related("member").filter(state=PayoutState.INTENT, method__in=methods)
        payout = due.order_by("id").first()
        if payout is not None:
            transition(
                payout,
                PayoutState.SENDING,
                by=Actor.GATEWAY,
                attempts=payout.attempts + 1,
                sent_at=now,
                look_at=now + _pause(0),
            )
    return payout


def _send(payout: Payout, *, now: datetime) -> None:
    order = PayoutOrder(
        key=payout.public_id, money=payout.money, account=payout.account, holder=payout.holder
    )
    told = _listen(payout, lambda: get_gateway(payout.method).send_payout(order, now=now))
    seen = _look(payout)
    with transaction.atomic(durable=True):
        locked = _lock_attempt(payout)
        if locked is None:
            return
        _settle(locked, told, seen, now=now)


def _look(payout: Payout) -> Heard:
    return _listen(payout, lambda: get_gateway(payout.method).look_up_payout(payout.public_id))


def _listen(payout: Payout, ask: Callable[[], object]) -> Heard:
    """Ask, and turn whatever comes back into something that can be compared."""
    try:
        report = ask()
    except Exception as error:  # noqa: BLE001  a time-out, nonsense, a fault: all the same, silence
        log.warning("payout_unanswered", payout=payout.public_id, error=repr(error))
        return SILENCE
    if not _is_about(report, payout):
        log.warning("payout_nonsense", payout=payout.public_id, report=repr(report)[:200])
        return Heard(None, is_lie=True)
    if report.answer is PayoutAnswer.PAID and report.money != payout.money:
        log.warning("payout_wrong_sum", payout=payout.public_id, money=str(report.money))
        return Heard(None, is_lie=True)
    return Heard(report.answer, report.gateway_ref, report.reason)


def _is_about(report: object, payout: Payout) -> TypeGuard[PayoutReport]:
    """Check what the types promise, and an adapter may not keep."""
    return (
        isinstance(report, PayoutReport)
        and report.answer in tuple(PayoutAnswer)
        and report.key == payout.public_id
    )


def _lock_attempt(payout: Payout) -> Payout | None:
    """Lock the payout if it is still on its way by the attempt that we made."""
    rows = Payout.objects.select_for_update(no_key=True, of=("self",)).select_related("member")
    return rows.filter(pk=payout.pk, state=PayoutState.SENDING, attempts=payout.attempts).first()


def _settle(payout: Payout, told: Heard, seen: Heard, *, now: datetime) -> None:
    """Settle a payout on its way where both answers agree; else nobody knows."""
    if told.answer is seen.answer is PayoutAnswer.PAID:
        _end_paid(payout, seen, by=Actor.GATEWAY, now=now)
    elif told.answer is PayoutAnswer.FAILED and seen.answer is PayoutAnswer.FAILED:
        _end_failed(payout, seen, by=Actor.GATEWAY, now=now)
    elif told.answer is PayoutAnswer.PENDING and not seen.is_lie:
        payout.look_at = now + _pause(0)
        payout.save(update_fields=["look_at"])
    else:
        transition(
            payout,
            PayoutState.UNKNOWN,
            by=Actor.GATEWAY,
            look_at=now + _pause(0),
            looks=0,
            last_answer="",
        )


def _claim_to_look(*, now: datetime) -> Payout | None:
    """Take one payout whose outcome is due to be asked for, and push its next look back."""
    with transaction.atomic(durable=True):
        rows = Payout.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
        due = rows.select_related("member").filter(look_at__lte=now)
        payout = due.order_by("look_at", "id").first()
        if payout is not None:
            payout.looks += 1
            payout.look_at = now + _pause(payout.looks)
            payout.save(update_fields=["looks", "look_at"])
    return payout


def _reconcile(claimed: Payout, heard: Heard, *, now: datetime) -> bool:
    """Act on one look. True when the payout is to be handed over again, under the same key."""
    with transaction.atomic(durable=True):
        rows = Payout.objects.select_for_update(no_key=True, of=("self",)).select_related("member")
        payout = rows.get(pk=claimed.pk)
        is_open = payout.state in {PayoutState.SENDING, PayoutState.UNKNOWN}
        if not is_open or payout.looks != claimed.looks:
            return False
        is_patient = heard.answer is PayoutAnswer.PENDING
        if payout.state == PayoutState.SENDING and not (is_patient and _may_look_on(payout)):
            transition(payout, PayoutState.UNKNOWN, by=Actor.RECONCILER)
        return _act(payout, claimed, heard, now=now)


def _act(payout: Payout, claimed: Payout, heard: Heard, *, now: datetime) -> bool:
    said = heard.answer.value if heard.answer else "silence"
    is_said_twice = payout.last_answer == said
    payout.last_answer = said
    payout.save(update_fields=["last_answer"])
    if heard.answer is PayoutAnswer.PAID:
        _end_paid(payout, heard, by=Actor.RECONCILER, now=now)
    elif heard.answer is PayoutAnswer.FAILED and is_said_twice:
        _end_failed(payout, heard, by=Actor.RECONCILER, now=now)
    elif heard.answer is PayoutAnswer.NOT_FOUND and is_said_twice:
        if payout.attempts < rules().payout_attempts:
            transition(
                payout,
                PayoutState.SENDING,
                by=Actor.RECONCILER,
                attempts=payout.attempts + 1,
                sent_at=now,
                last_answer="",
            )
            claimed.attempts = payout.attempts
            return True
        _ask_person(payout, now=now)
    elif heard.is_lie or not _may_look_on(payout):
        _ask_person(payout, now=now)
    return False


def _end_paid(payout: Payout, heard: Heard, *, by: Actor, now: datetime) -> None:
    transition(
        payout,
        PayoutState.PAID,
        by=by,
        settled_at=now,
        look_at=None,
        needs_person=False,
        gateway_ref=heard.gateway_ref,
    )
    pay_out([payout], now=now)


def _end_failed(payout: Payout, heard: Heard, *, by: Actor, now: datetime) -> None:
    transition(
        payout,
        PayoutState.FAILED,
        by=by,
        settled_at=now,
        look_at=None,
        needs_person=False,
        reason=heard.reason,
    )
    give_back(payout, now=now)


def _ask_person(payout: Payout, *, now: datetime) -> None:
    """Stop asking the provider: finance finds out, and writes down the proof."""
    payout.needs_person = True
    payout.look_at = None
    payout.save(update_fields=["needs_person", "look_at"])
    publish(
        PayoutNeedsPerson(
            payout_id=payout.public_id,
            member_id=payout.member.public_id,
            amount=payout.amount,
            currency=payout.currency,
        ),
        now=now,
    )


def _may_look_on(payout: Payout) -> bool:
    return payout.looks < rules().payout_lookups


def _pause(looks: int) -> timedelta:
    """How long to wait before the next look: doubling, at most six hours."""
    first = timedelta(seconds=rules().payout_lookup_seconds)
    doubled: timedelta = first * 2 ** min(looks, 12)
    return min(doubled, _LONGEST_PAUSE)
