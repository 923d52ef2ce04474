"""States of a campaign, and the blocks of its page."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from referrals.campaigns.choices.parts import Part, Step, to

TITLE_MAX: Final = 120
SUMMARY_MAX: Final = 300
BLOCK_TEXT_MAX: Final = 6_000
REASON_MAX: Final = 500


class CampaignState(models.TextChoices):
    """Where a campaign stands."""

    DRAFT = "draft", pgettext_lazy("campaign", "Being prepared")
    OPEN = "open", pgettext_lazy("campaign", "Open for sign-up")
    RUNNING = "running", pgettext_lazy("campaign", "Under way")
    CLOSED = "closed", pgettext_lazy("campaign", "Over, being settled")
    SETTLED = "settled", pgettext_lazy("campaign", "Settled")
    CANCELLED = "cancelled", pgettext_lazy("campaign", "Cancelled")


class CampaignMove(models.TextChoices):
    """What can be done to a campaign."""

    OPEN = "open", _("Open for sign-up")
    BEGIN = "begin", _("Begin")
    CLOSE = "close", _("Close")
    SETTLE = "settle", _("Settle")
    CANCEL = "cancel", _("Cancel the campaign")


class Timer(models.TextChoices):
    """What happens next by itself."""

    BEGINS = "begins", _("Begins")
    ENDS = "ends", _("Ends")


class BlockKind(models.TextChoices):
    """What a part of a landing page is."""

    HEADING = "heading", pgettext_lazy("block", "Heading")
    TEXT = "text", pgettext_lazy("block", "Text")
    IMAGE = "image", pgettext_lazy("block", "Picture")
    MISSIONS = "missions", pgettext_lazy("block", "List of missions")
    FIGURES = "figures", pgettext_lazy("block", "Figures")
    FAQ = "faq", pgettext_lazy("block", "Questions and answers")
    CALL = "call", pgettext_lazy("block", "Call to join")


_MANAGER, _TIMER = Part.MANAGER, Part.TIMER
_CANCEL: Final = {CampaignMove.CANCEL: to(CampaignState.CANCELLED, _MANAGER)}

CAMPAIGN_MOVES: Final[dict[CampaignState, dict[CampaignMove, Step]]] = {
    CampaignState.DRAFT: {CampaignMove.OPEN: to(CampaignState.OPEN, _MANAGER), **_CANCEL},
    CampaignState.OPEN: {CampaignMove.BEGIN: to(CampaignState.RUNNING, _TIMER), **_CANCEL},
    CampaignState.RUNNING: {CampaignMove.CLOSE: to(CampaignState.CLOSED, _TIMER), **_CANCEL},
    CampaignState.CLOSED: {CampaignMove.SETTLE: to(CampaignState.SETTLED, _TIMER)},
    CampaignState.SETTLED: {},
    CampaignState.CANCELLED: {},
}

# What everybody may see; a cancelled campaign only if it had been open.
PUBLIC_STATES: Final = (
    CampaignState.OPEN,
    CampaignState.RUNNING,
    CampaignState.CLOSED,
    CampaignState.SETTLED,
)
JOINABLE_STATES: Final = (CampaignState.OPEN, CampaignState.RUNNING)
