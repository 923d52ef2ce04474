"""What a winner answers, and what happens when no answer comes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from contests.calls.choices import PrizeKind
from contests.prizes.choices import AwardMove, AwardState, Part
from contests.prizes.errors import AwardStateRefuses, FormIncomplete
from contests.prizes.events import PrizeClaimed, PrizeClaimReminded, PrizeLapsed
from contests.prizes.models import Award
from contests.prizes.policies import can_claim, is_winner
from contests.prizes.queries.forms import PURPOSE, FormField, fields_for
from contests.prizes.queries.placings import still_holds
from contests.prizes.services.acting import TIMER, Actor, facts, lock_award, transition
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.sealed import seal
from marketplace.core.text import to_ascii_digits


@transaction.atomic
def claim_award(
    *, award: Award, actor: Member, country: str, answers: Mapping[str, str], now: datetime
) -> Award:
    """Give what is asked for: an address, or a country's tax fields. Kept sealed.

    Numbers may be typed in any digits. Raises NotFound for others, AwardStateRefuses (also when the
    time is over and no sweep has come yet, or the place has changed hands), FormIncomplete with the
    field.
    """
    row = lock_award(award.pk)
    if not is_winner(actor, row):
        raise NotFound
    if row.state == AwardState.WAITING and not can_claim(row, now):
        raise AwardStateRefuses(state=AwardState.LAPSED.label)
    if row.state == AwardState.WAITING and not still_holds(row):
        raise AwardStateRefuses(state=AwardState.PASSED_ON.label)
    asked = fields_for(row, country)
    given = {field.name: _answer(field, answers) for field in asked}
    for field in asked:
        value = given[field.name]
        if not value or (field.pattern and not re.fullmatch(field.pattern, value)):
            raise FormIncomplete(field=field.name)
    changes = {
        "form_country": country,
        "form": seal(json.dumps(given, ensure_ascii=False), purpose=PURPOSE),
        "claimed_at": now,
        "deliver_by": _deliver_by(row, now),
    }
    transition(row, AwardMove.CLAIM, by=Actor(Part.WINNER, actor), now=now, changes=changes)
    publish(PrizeClaimed(**facts(row)), now=now)
    return row


def _answer(field: FormField, answers: Mapping[str, str]) -> str:
    text = answers.get(field.name, "").strip()
    return to_ascii_digits(text) if field.pattern else text


def _deliver_by(award: Award, now: datetime) -> datetime | None:
    if award.kind != PrizeKind.GOODS:
        return None
    return now + timedelta(days=award.contest.delivery_days)


def remind_and_lapse(*, now: datetime, limit: int) -> int:
    """Remind winners who haven't answered, later let their awards lapse; returns how many.

    Each in its own transaction, claimed with skip_locked.
    """
    due = list(Award.objects.due(now).values_list("pk", flat=True)[:limit])
    return sum(_act(pk, now) for pk in due)


def _act(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        rows = Award.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
        award = (
            rows.select_related("contest", "prize", "member")
            .filter(pk=pk, timer_at__lte=now, state=AwardState.WAITING)
            .first()
        )
        if award is None or award.claim_by is None:
            return False
        if now >= award.claim_by:
            transition(award, AwardMove.LAPSE, by=TIMER, now=now)
            publish(PrizeLapsed(**facts(award)), now=now)
            return True
        award.reminded_at, award.timer_at = now, award.claim_by
        award.save(update_fields=["reminded_at", "timer_at"])
        publish(PrizeClaimReminded(**facts(award), claim_by=award.claim_by.isoformat()), now=now)
    return True


def forget_forms(*, member: Member) -> None:
    """Forget addresses and tax fields of a member who left."""
    Award.objects.filter(member=member).exclude(form="").update(form="")
