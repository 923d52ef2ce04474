"""Bringing newcomers and local hosts together: proposed by what they share, agreed by both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import Invalid, NotFound
from marketplace.core.events import publish
from marketplace.core.places import is_country, is_spoken_language
from marketplace.messaging.services import open_conversation
from referrals.campaigns.choices import JOINABLE_STATES, CardSide, MatchMove, MatchState, Part
from referrals.campaigns.choices.people import CITY_MAX, INTERESTS_MAX, WORDS_MAX
from referrals.campaigns.errors import CardIncomplete, NotTakingPart, StateRefuses
from referrals.campaigns.events import MatchAgreed, MatchDeclined, MatchProposed
from referrals.campaigns.models import Campaign, Card, Match
from referrals.campaigns.policies import is_joinable, refusal_of
from referrals.campaigns.queries.matching import best_pairs
from referrals.campaigns.queries.texts import campaign_text
from referrals.campaigns.services.acting import TIMER, Actor, transition

SUBJECT: Final = "campaign_match"
ROOM_MAX: Final = 20


@dataclass(frozen=True, kw_only=True)
class CardDraft:
    """Whom somebody would like to meet. Languages and country by their codes."""

    side: str
    languages: Sequence[str]
    country: str
    city: str = ""
    interests: Sequence[str] = ()
    words: str = ""
    room: int = 1


@transaction.atomic
def write_card(*, campaign: Campaign, member: Member, draft: CardDraft, now: datetime) -> Card:
    """Write one's card, or change it. Raises NotTakingPart, CardIncomplete, Invalid."""
    if not campaign.has_matching or not is_joinable(campaign):
        raise NotTakingPart
    languages = sorted({code for code in draft.languages if is_spoken_language(code)})
    if not languages or not is_country(draft.country):
        raise CardIncomplete(field="languages" if not languages else "country")
    is_host = CardSide(draft.side) == CardSide.HOST
    if not 1 <= draft.room <= ROOM_MAX:
        raise Invalid(field="room")
    interests = list(dict.fromkeys(one.strip()[:40] for one in draft.interests if one.strip()))
    card, _made = Card.objects.update_or_create(
        campaign=campaign,
        member=member,
        defaults={
            "side": CardSide(draft.side).value,
            "languages": languages,
            "country": draft.country,
            "city": draft.city.strip()[:CITY_MAX],
            "interests": interests[:INTERESTS_MAX],
            "words": draft.words.strip()[:WORDS_MAX],
            "room": draft.room if is_host else 1,
            "is_open": True,
            "written_at": now,
        },
    )
    return card


def close_card(*, campaign: Campaign, member: Member) -> None:
    """Look for nobody any more; what both agreed to stands. Twice does nothing."""
    Card.objects.filter(campaign=campaign, member=member).update(is_open=False)


def propose_matches(*, now: datetime, limit: int) -> int:
    """Propose pairs in every campaign that brings people together; returns how many."""
    live = Campaign.objects.filter(
        has_matching=True, state__in=JOINABLE_STATES, cards__isnull=False
    )
    keys = list(live.order_by("pk").distinct().values_list("pk", flat=True))
    return sum(propose_in(campaign_id=pk, now=now, limit=limit) for pk in keys)


@transaction.atomic
def propose_in(*, campaign_id: int, now: datetime, limit: int) -> int:
    """Propose the pairs of one campaign; locks it, and skips one that is locked."""
    rows = Campaign.objects.select_for_update(no_key=True, skip_locked=True)
    campaign = rows.filter(pk=campaign_id, state__in=JOINABLE_STATES).first()
    if campaign is None:
        return 0
    answer_by = now + timedelta(days=rules().campaign_match_days)
    count = 0
    for pair in best_pairs(campaign)[:limit]:
        match = Match.objects.create(
            host=pair.host,
            newcomer=pair.newcomer,
            score=pair.score,
            shared=pair.shared,
            proposed_at=now,
            answer_by=answer_by,
        )
        publish(MatchProposed(**match_facts(match)), now=now)
        count += 1
    return count


def _lock(pk: int) -> Match:
    rows = Match.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("host__member", "newcomer__member", "host__campaign").get(pk=pk)


@transaction.atomic
def agree_to_match(*, match: Match, member: Member, now: datetime) -> Match:
    """Say yes to meeting somebody; when both have, a conversation opens.

    Saying it again changes nothing. Locks the match: two at once open one conversation. Raises
    NotFound for others, StateRefuses for what was declined or not answered in time, MemberBlocked.
    """
    row = _lock(match.pk)
    side = _side(row, member)
    if row.state == MatchState.AGREED:
        return row
    if (refusal := refusal_of(row, MatchMove.AGREE, Part.MEMBER)) is not None:
        raise refusal
    if row.answer_by <= now:
        raise StateRefuses(state=MatchState.LAPSED.label)
    if getattr(row, side) is None:
        setattr(row, side, now)
        row.save(update_fields=[side])
    if row.host_agreed_at is None or row.newcomer_agreed_at is None:
        return row
    people = [row.host.member, row.newcomer.member]
    opened = open_conversation(
        members=people,
        subject_kind=SUBJECT,
        subject_ref=row.public_id,
        title=campaign_text(row.host.campaign, row.host.member.language).title,
        now=now,
    )
    changes = {"ended_at": now, "conversation": opened.public_id}
    transition(row, MatchMove.AGREE, by=Actor(Part.MEMBER, member), now=now, changes=changes)
    publish(MatchAgreed(**match_facts(row), conversation_id=opened.public_id), now=now)
    return row


@transaction.atomic
def decline_match(*, match: Match, member: Member, now: datetime) -> Match:
    """Say no; nobody is told who it was, and the pair isn't proposed again.

    Locks the match. Raises NotFound for others, StateRefuses.
    """
    row = _lock(match.pk)
    _side(row, member)
    by = Actor(Part.MEMBER, member)
    transition(row, MatchMove.DECLINE, by=by, now=now, changes={"ended_at": now})
    publish(MatchDeclined(**match_facts(row)), now=now)
    return row


def _side(match: Match, member: Member) -> str:
    if match.host.member_id == member.pk:
        return "host_agreed_at"
    if match.newcomer.member_id == member.pk:
        return "newcomer_agreed_at"
    raise NotFound


def lapse_matches(*, now: datetime, limit: int) -> int:
    """End proposals that weren't answered in time, so that others can be proposed."""
    keys = list(Match.objects.due(now).values_list("pk", flat=True)[:limit])
    return sum(_lapse(pk, now) for pk in keys)


def _lapse(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        row = _lock(pk)
        if row.state != "proposed" or row.answer_by > now:
            return False
        transition(row, MatchMove.LAPSE, by=TIMER, now=now, changes={"ended_at": now})
    return True


def match_facts(match: Match) -> dict[str, Any]:
    """Return the fields that all events of a match share."""
    return {
        "match_id": match.public_id,
        "campaign_id": match.host.campaign.public_id,
        "host_id": match.host.member.public_id,
        "newcomer_id": match.newcomer.member.public_id,
    }
