"""A campaign's words in the reader's language."""

from __future__ import annotations

from typing import Final

from django.utils.translation import get_language

from referrals.campaigns.choices import FUNDED_KINDS, MissionKind, RewardKind
from referrals.campaigns.models import Campaign, CampaignText, Cause, Mission, MissionText

# When the reader's language isn't there.
LANGUAGE_ORDER: Final = ("ar", "en", "ur", "he")


def _order(language: str | None) -> tuple[str, ...]:
    return ((language or get_language() or "")[:2], *LANGUAGE_ORDER)


def campaign_text(campaign: Campaign, language: str | None = None) -> CampaignText:
    """Return the text in a language (the reader's), else in the first there is."""
    texts = {text.language: text for text in campaign.texts.all()}
    found = next((texts[code] for code in _order(language) if code in texts), None)
    return found or CampaignText(campaign=campaign, language="ar", title=campaign.slug)


def mission_text(mission: Mission, language: str | None = None) -> MissionText:
    """Return a mission's text in a language (the reader's), else in the first there is."""
    texts = {text.language: text for text in mission.texts.all()}
    found = next((texts[code] for code in _order(language) if code in texts), None)
    title = str(MissionKind(mission.kind).label)
    return found or MissionText(mission=mission, language="ar", title=title)


def name_in(names: dict[str, str], language: str | None = None) -> str:
    """Return a name in a language (the reader's), else the first there is; "" for none."""
    found = next((names[code] for code in _order(language) if names.get(code)), "")
    return found or next(iter(names.values()), "")


def cause_name(cause: Cause, language: str | None = None) -> str:
    """Return a cause's name in a language (the reader's), else the first there is."""
    return name_in(cause.names, language)


def is_from_fund(mission: Mission) -> bool:
    """Tell whether the mission's reward is paid out of the campaign's fund."""
    return RewardKind(mission.reward_kind) in FUNDED_KINDS
