"""Segments, and the calls to their members: by notice, never by a mass message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from marketplace.accounts.choices import Language, SellerLevel
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.events import publish, publish_many
from marketplace.core.places import is_country
from referrals.campaigns.errors import NotTakingPart, SegmentInvalid, SegmentNameTaken
from referrals.campaigns.events import CampaignInvited, SegmentCalled
from referrals.campaigns.models import Campaign, Invitation, Quiet, Segment
from referrals.campaigns.policies import is_joinable
from referrals.campaigns.queries.segments import callable_members, calls_left_today
from referrals.campaigns.services.acting import as_manager, facts, lock_campaign

SKILLS_MAX: Final = 20
SKILL_MAX: Final = 40
DAYS_MAX: Final = 730
_KNOWN: Final = frozenset({"skills", "least_level", "countries", "languages", "active_days"})


def clean_rules(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return a segment's rules as they are kept. Raises SegmentInvalid with the rule's name."""
    if set(raw) - _KNOWN:
        raise SegmentInvalid(field="rules")
    skills = _texts(raw.get("skills"), "skills")
    if len(skills) > SKILLS_MAX or any(len(one) > SKILL_MAX for one in skills):
        raise SegmentInvalid(field="skills")
    level, days = _number(raw, "least_level"), _number(raw, "active_days")
    countries = _texts(raw.get("countries"), "countries")
    languages = _texts(raw.get("languages"), "languages")
    if level not in (0, *SellerLevel.values) or not 0 <= days <= DAYS_MAX:
        raise SegmentInvalid(field="least_level" if level else "active_days")
    if not all(map(is_country, countries)):
        raise SegmentInvalid(field="countries")
    if not set(languages) <= set(Language.values):
        raise SegmentInvalid(field="languages")
    made = {"skills": skills, "countries": countries, "languages": languages}
    made |= {"least_level": level, "active_days": days}  # type: ignore[dict-item]
    return {name: value for name, value in made.items() if value}


def _texts(value: object, name: str) -> list[str]:
    if value in (None, ""):
        return []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise SegmentInvalid(field=name)
    return sorted({one.strip() for one in value if one.strip()})


def _number(raw: Mapping[str, Any], name: str) -> int:
    value = raw.get(name) or 0
    if isinstance(value, bool) or not isinstance(value, int):
        raise SegmentInvalid(field=name)
    return value


@transaction.atomic
def save_segment(*, actor: Member, name: str, wanted: Mapping[str, Any], now: datetime) -> Segment:
    """Save a rule of who is called.

    Raises NotFound for others, SegmentInvalid, SegmentNameTaken.
    """
    by = as_manager(actor)
    kept = clean_rules(wanted)
    if not name.strip() or not kept:
        raise SegmentInvalid(field="name")
    segment = Segment(name=name.strip(), rules=kept, created_by=actor, created_at=now)
    try:
        with transaction.atomic():
            segment.save()
    except IntegrityError as error:
        raise SegmentNameTaken(field="name") from error
    record_audit(
        actor=by.audit_id, action="segment_saved", subject=segment.reference, after=kept, now=now
    )
    return segment


@transaction.atomic
def delete_segment(*, segment: Segment, actor: Member, now: datetime) -> None:
    """Forget a segment; who was called by it stays called. Raises NotFound for others."""
    by = as_manager(actor)
    record_audit(
        actor=by.audit_id,
        action="segment_deleted",
        subject=segment.reference,
        before=segment.rules,
        now=now,
    )
    segment.delete()


@transaction.atomic
def call_segment(*, campaign: Campaign, segment: Segment, actor: Member, now: datetime) -> int:
    """Call who fits a segment to an open campaign; returns how many will hear of it now.

    Left out is who was called before or of late, takes part already or wants no calls; a campaign
    calls at most `campaign_calls_per_day`. Raises NotFound for others, NotTakingPart.
    """
    by = as_manager(actor)
    row = lock_campaign(campaign.pk)
    if not is_joinable(row):
        raise NotTakingPart
    reachable = callable_members(row, segment, now=now).count()
    count = min(reachable, calls_left_today(row, now=now))
    publish(SegmentCalled(**facts(row), segment_id=segment.public_id, after=0), now=now)
    record_audit(
        actor=by.audit_id,
        action="campaign_called",
        subject=row.reference,
        after={"segment": segment.name, "reachable": reachable, "called": count},
        now=now,
    )
    return count


@transaction.atomic
def call_batch(*, campaign: Campaign, segment: Segment, after: int, now: datetime) -> int:
    """Call some members of a segment, and write the next batch while there are more.

    Locks the campaign. Returns how many were called; a member is called once to a campaign.
    """
    row = lock_campaign(campaign.pk)
    if not is_joinable(row):
        return 0
    size = min(rules().campaign_call_batch, calls_left_today(row, now=now))
    members = list(callable_members(row, segment, now=now, after=after)[:size])
    Invitation.objects.bulk_create(
        Invitation(campaign=row, member=member, segment=segment, at=now) for member in members
    )
    publish_many(
        [CampaignInvited(**facts(row), member_id=member.public_id) for member in members], now=now
    )
    if members and len(members) == rules().campaign_call_batch:
        following = members[-1].pk
        again = SegmentCalled(**facts(row), segment_id=segment.public_id, after=following)
        publish(again, now=now)
    return len(members)


@transaction.atomic
def set_calls(*, member: Member, wanted: bool, now: datetime) -> None:
    """Say whether the member may be called to campaigns. Saying it again changes nothing."""
    if wanted:
        Quiet.objects.filter(member=member).delete()
    else:
        Quiet.objects.get_or_create(member=member, defaults={"since": now})
