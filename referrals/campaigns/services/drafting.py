"""Setting up a campaign, as long as it is a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Q

from marketplace.accounts.models import Member
from marketplace.core.errors import Invalid
from marketplace.core.ids import new_public_id
from marketplace.core.images import Readable, reencode
from marketplace.core.money import exponent
from marketplace.core.places import is_time_zone
from referrals.campaigns.errors import (
    AddressTaken,
    ContactUnknown,
    DatesOutOfOrder,
    SlotInvalid,
)
from referrals.campaigns.models import Campaign, CampaignPicture, CampaignText, Slot
from referrals.campaigns.services.acting import as_manager, iso, lock_draft, note_change
from referrals.campaigns.services.blocks import clean_blocks

WIDEST = 1_600
# Addresses of other pages beside the campaigns.
RESERVED = frozenset({"mine", "tasks", "tickets", "matches", "slots", "bookings", "work"})


@dataclass(frozen=True, kw_only=True)
class Words:
    """A campaign's title and summary in one language."""

    language: str
    title: str
    summary: str = ""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """When it runs (UTC; shifts by the clock of `timezone`), who answers, how much is expected."""

    begins_at: datetime
    ends_at: datetime
    timezone: str
    expected_answers: int
    answers_per_day: int
    contact: str = ""
    has_matching: bool = False


@transaction.atomic
def create_campaign(
    *,
    actor: Member,
    words: Words,
    slug: str = "",
    currency: str = "USD",
    timezone: str = "",
    now: datetime,
) -> Campaign:
    """Begin a draft. Raises NotFound for others, AddressTaken, UnknownCurrency."""
    by = as_manager(actor)
    exponent(currency)
    chosen = slug or f"campaign-{new_public_id()[:6]}"
    if chosen in RESERVED:
        raise AddressTaken(field="slug")
    campaign = Campaign(
        slug=chosen,
        currency=currency,
        timezone=timezone or actor.timezone,
        created_by=actor,
        created_at=now,
    )
    try:
        with transaction.atomic():
            campaign.save()
    except IntegrityError as error:
        raise AddressTaken(field="slug") from error
    CampaignText.objects.create(
        campaign=campaign, language=words.language, title=words.title, summary=words.summary
    )
    note_change(campaign, "created", by=by, after={"slug": chosen}, now=now)
    return campaign


@transaction.atomic
def set_words(*, campaign: Campaign, actor: Member, words: Words, now: datetime) -> CampaignText:
    """Write title and summary in one language; an empty title takes the language away.

    The last language stays. Raises NotFound for others, DraftOnly, Invalid.
    """
    by = as_manager(actor)
    row = lock_draft(campaign.pk)
    if not words.title:
        if not row.texts.exclude(language=words.language).exists():
            raise Invalid(field="title")
        row.texts.filter(language=words.language).delete()
        return CampaignText(campaign=row, language=words.language)
    text, _made = CampaignText.objects.update_or_create(
        campaign=row,
        language=words.language,
        defaults={"title": words.title, "summary": words.summary},
    )
    note_change(row, "words", by=by, after={"language": words.language}, now=now)
    return text


@transaction.atomic
def set_blocks(
    *, campaign: Campaign, actor: Member, language: str, blocks: Sequence[Any], now: datetime
) -> CampaignText:
    """Write the landing page of one language that has a title already.

    Raises NotFound for others, DraftOnly, Invalid for a language without words, BlockInvalid.
    """
    by = as_manager(actor)
    row = lock_draft(campaign.pk)
    text = CampaignText.objects.filter(campaign=row, language=language).first()
    if text is None:
        raise Invalid(field="language")
    known = frozenset(row.pictures.values_list("public_id", flat=True))
    text.blocks = clean_blocks(list(blocks), pictures=known)
    text.save(update_fields=["blocks"])
    note_change(
        row, "blocks", by=by, after={"language": language, "blocks": len(text.blocks)}, now=now
    )
    return text


@transaction.atomic
def add_picture(
    *, campaign: Campaign, actor: Member, picture: Readable, now: datetime
) -> CampaignPicture:
    """Keep a picture for the page, drawn anew.

    Raises NotFound for others, DraftOnly, ImageRefused.
    """
    as_manager(actor)
    row = lock_draft(campaign.pk)
    drawn = reencode(picture, max_side=WIDEST)
    made = CampaignPicture(campaign=row, width=drawn.width, height=drawn.height, added_at=now)
    name = f"{row.public_id}-{made.public_id}.{drawn.extension}"
    made.image.save(name, ContentFile(drawn.content), save=True)
    return made


@transaction.atomic
def set_plan(*, campaign: Campaign, actor: Member, plan: Plan, now: datetime) -> Campaign:
    """Set days, the person who answers, and what is expected.

    Raises NotFound for others, DraftOnly, DatesOutOfOrder, SlotInvalid where a shift would lie
    outside, ContactUnknown, Invalid.
    """
    by = as_manager(actor)
    row = lock_draft(campaign.pk)
    if not now < plan.begins_at < plan.ends_at:
        raise DatesOutOfOrder(field="ends_at")
    outside = Q(begins_at__lt=plan.begins_at) | Q(ends_at__gt=plan.ends_at)
    if Slot.objects.filter(outside, mission__campaign=row).exists():
        raise SlotInvalid(field="ends_at")
    if not is_time_zone(plan.timezone):
        raise Invalid(field="timezone")
    row.begins_at, row.ends_at, row.timezone = plan.begins_at, plan.ends_at, plan.timezone
    row.expected_answers, row.answers_per_day = plan.expected_answers, plan.answers_per_day
    row.has_matching = plan.has_matching
    row.support_contact = _contact(plan.contact)
    row.save()
    after = {
        "begins_at": iso(row.begins_at),
        "ends_at": iso(row.ends_at),
        "contact": plan.contact,
        "expected": plan.expected_answers,
    }
    note_change(row, "plan", by=by, after=after, now=now)
    return row


def _contact(username: str) -> Member | None:
    if not username:
        return None
    found = Member.objects.filter(username=username.lower().lstrip("@"), is_active=True).first()
    if found is None:
        raise ContactUnknown(field="contact")
    return found
