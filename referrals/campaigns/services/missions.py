"""Missions and shifts of a draft; causes that may be given to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import Invalid
from marketplace.core.markdown import render
from marketplace.core.money import BASIS_POINTS
from referrals.campaigns.choices import (
    FUNDED_KINDS,
    MissionKind,
    ProofKind,
    RewardKind,
)
from referrals.campaigns.choices.missions import PLACES_MAX
from referrals.campaigns.choices.people import SLOT_PLACES_MAX
from referrals.campaigns.errors import (
    FundedAlready,
    RewardIncomplete,
    SlotInvalid,
    UnequalReward,
)
from referrals.campaigns.models import Campaign, Cause, Mission, MissionText, Slot
from referrals.campaigns.services.acting import as_manager, iso, lock_draft, note_change

COUPON_DAYS_MAX: Final = 730


@dataclass(frozen=True, kw_only=True)
class Reward:
    """What each of those who do a mission gets; amount in minor units of the campaign's currency.

    A discount code takes `coupon_bp` basis points off, or `amount` where that is zero.
    """

    kind: str
    amount: int = 0
    coupon_bp: int = 0
    coupon_days: int = 0
    badge_names: Mapping[str, str] = field(default_factory=dict)
    cause: Cause | None = None
    # Why it differs from what missions of the same kind give.
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class MissionDraft:
    """A mission to be; `titles` and `briefs` (Markdown) by language."""

    kind: str
    titles: Mapping[str, str]
    briefs: Mapping[str, str] = field(default_factory=dict)
    proof: str
    reward: Reward
    places: int = 1
    has_slots: bool = False
    is_posting: bool = False
    language: str = ""
    place: str = ""


@transaction.atomic
def add_mission(
    *, campaign: Campaign, actor: Member, draft: MissionDraft, now: datetime
) -> Mission:
    """Add a mission to a draft, after those it has.

    Missions of one kind have one reward, or the reason is written. Raises NotFound for others,
    DraftOnly, FundedAlready, Invalid, RewardIncomplete, UnequalReward.
    """
    by = as_manager(actor)
    row = lock_draft(campaign.pk)
    if row.funded_amount:
        raise FundedAlready
    if row.missions.count() >= rules().campaign_missions_max:
        raise Invalid(field="kind")
    _refuse_draft(draft)
    _refuse_unequal(row, draft)
    reward = draft.reward
    made = Mission.objects.create(
        campaign=row,
        kind=MissionKind(draft.kind).value,
        position=row.missions.count() + 1,
        language=draft.language,
        place=draft.place.strip(),
        proof=ProofKind(draft.proof).value,
        is_posting=draft.is_posting,
        has_slots=draft.has_slots,
        places=draft.places,
        reward_kind=reward.kind,
        amount=reward.amount,
        coupon_bp=reward.coupon_bp,
        coupon_days=reward.coupon_days,
        badge_names={code: name for code, name in reward.badge_names.items() if name},
        cause=reward.cause,
        reward_reason=reward.reason.strip(),
    )
    _write_texts(made, draft)
    after = {"mission": made.public_id, "kind": made.kind, "reward": made.reward_kind}
    after |= {"amount": str(made.amount), "reason": made.reward_reason}
    note_change(row, "mission_added", by=by, after=after, now=now)
    return made


def _write_texts(mission: Mission, draft: MissionDraft) -> None:
    for code, title in draft.titles.items():
        if title.strip():
            brief = draft.briefs.get(code, "")
            html = render(brief).html
            MissionText.objects.create(
                mission=mission, language=code, title=title.strip(), brief=brief, brief_html=html
            )


def _refuse_draft(draft: MissionDraft) -> None:
    if not any(title.strip() for title in draft.titles.values()):
        raise Invalid(field="title")
    if not 1 <= draft.places <= PLACES_MAX:
        raise Invalid(field="places")
    reward, kind = draft.reward, RewardKind(draft.reward.kind)
    if kind in FUNDED_KINDS and reward.amount <= 0:
        raise RewardIncomplete(field="amount", what=_("name the sum"))
    if kind == RewardKind.DONATION and reward.cause is None:
        raise RewardIncomplete(field="cause", what=_("name the cause"))
    if kind == RewardKind.BADGE and not any(reward.badge_names.values()):
        raise RewardIncomplete(field="badge", what=_("name the badge"))
    if kind == RewardKind.COUPON:
        _refuse_coupon(reward)
    others = (kind != RewardKind.COUPON and reward.coupon_bp) or (
        kind == RewardKind.BADGE and reward.amount
    )
    if others or (kind != RewardKind.DONATION and reward.cause is not None):
        raise RewardIncomplete(field="reward_kind", what=_("only what belongs to its kind"))


def _refuse_coupon(reward: Reward) -> None:
    has_worth = 0 < reward.coupon_bp <= BASIS_POINTS or (not reward.coupon_bp and reward.amount > 0)
    if not has_worth:
        raise RewardIncomplete(field="coupon_bp", what=_("name what the code takes off"))
    if not 1 <= reward.coupon_days <= COUPON_DAYS_MAX:
        raise RewardIncomplete(field="coupon_days", what=_("name the days it can be used"))


def _refuse_unequal(campaign: Campaign, draft: MissionDraft) -> None:
    """Hold the promise of equal reward for equal work."""
    same = Mission.objects.filter(campaign=campaign, kind=draft.kind, reward_reason="").first()
    if same is None or draft.reward.reason.strip():
        return
    reward = draft.reward
    if (same.reward_kind, same.amount, same.coupon_bp, same.coupon_days) != (
        reward.kind,
        reward.amount,
        reward.coupon_bp,
        reward.coupon_days,
    ):
        raise UnequalReward(field="reward_reason")


@transaction.atomic
def remove_mission(*, campaign: Campaign, actor: Member, public_id: str, now: datetime) -> None:
    """Take a mission out of a draft. Raises NotFound for others, DraftOnly, FundedAlready."""
    by = as_manager(actor)
    row = lock_draft(campaign.pk)
    if row.funded_amount:
        raise FundedAlready
    row.missions.filter(public_id=public_id).delete()
    note_change(row, "mission_removed", by=by, after={"mission": public_id}, now=now)


@transaction.atomic
def add_slot(
    *,
    mission: Mission,
    actor: Member,
    begins_at: datetime,
    ends_at: datetime,
    capacity: int,
    deal_at: datetime | None = None,
    now: datetime,
) -> Slot:
    """Add a shift to a mission of a draft, inside the campaign's own days.

    Until `deal_at` wishes gather; then they are dealt out by rotation. Raises NotFound for others,
    DraftOnly, FundedAlready, SlotInvalid.
    """
    by = as_manager(actor)
    row = lock_draft(mission.campaign_id)
    if row.funded_amount:
        raise FundedAlready
    is_inside = bool(row.begins_at and row.ends_at) and (
        row.begins_at <= begins_at < ends_at <= row.ends_at  # type: ignore[operator]
    )
    is_dealt_before = deal_at is None or now < deal_at <= begins_at
    is_full = Slot.objects.filter(mission=mission).count() >= rules().campaign_slots_max
    if not mission.has_slots or not is_inside or not is_dealt_before or is_full:
        raise SlotInvalid(field="begins_at")
    if not 1 <= capacity <= SLOT_PLACES_MAX:
        raise SlotInvalid(field="capacity")
    made = Slot.objects.create(
        mission=mission, begins_at=begins_at, ends_at=ends_at, capacity=capacity, deal_at=deal_at
    )
    after = {"mission": mission.public_id, "begins_at": iso(begins_at), "capacity": str(capacity)}
    note_change(row, "slot_added", by=by, after=after, now=now)
    return made


@transaction.atomic
def add_slots(
    *, mission: Mission, actor: Member, shifts: Sequence[Mapping[str, Any]], now: datetime
) -> list[Slot]:
    """Add several shifts, each as `add_slot` takes one: all of them, or none. Raises as that."""
    return [add_slot(mission=mission, actor=actor, now=now, **shift) for shift in shifts]


@transaction.atomic
def remove_slot(*, campaign: Campaign, actor: Member, public_id: str, now: datetime) -> None:
    """Take a shift out of a draft. Raises NotFound for others, DraftOnly, FundedAlready."""
    by = as_manager(actor)
    row = lock_draft(campaign.pk)
    if row.funded_amount:
        raise FundedAlready
    Slot.objects.filter(mission__campaign=row, public_id=public_id).delete()
    note_change(row, "slot_removed", by=by, after={"slot": public_id}, now=now)


@transaction.atomic
def create_cause(*, actor: Member, names: Mapping[str, str], url: str = "", now: datetime) -> Cause:
    """Name a cause that members may give their reward to. Raises NotFound for others, Invalid."""
    by = as_manager(actor)
    kept = {code: name.strip() for code, name in names.items() if name.strip()}
    if not kept:
        raise Invalid(field="name")
    made = Cause.objects.create(names=kept, url=url, created_by=actor, created_at=now)
    record_audit(
        actor=by.audit_id, action="cause_created", subject=made.reference, after=kept, now=now
    )
    return made
