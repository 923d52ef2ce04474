"""Words of the watch: stages of a newcomer's output, what is done about it, what came of it."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import pgettext_lazy

from community.reputation.choices import ELSEWHERE_KINDS, Kind

NOTE_MAX: Final = 500
REASON_MAX: Final = 300
# What others valued, or a person confirmed: its weights are the output that is watched.
EFFECTIVE_KINDS: Final = (
    Kind.SOLUTION,
    Kind.LIKE,
    Kind.ARTICLE,
    Kind.ARTICLE_RATING,
    *ELSEWHERE_KINDS,
)
# Others give these, as long as the member's words stand: no sign that the member is here.
GIVEN_KINDS: Final = (Kind.SOLUTION, Kind.LIKE, Kind.ARTICLE_RATING)
# What a member wrote: says whether they are here, not what it was worth.
ACTIVITY_KINDS: Final = (Kind.TOPIC, Kind.REPLY)


class Stage(models.TextChoices):
    """Where a newcomer's output stands."""

    IGNITION = "ignition", pgettext_lazy("watch", "Ignition")
    FLASH = "flash", pgettext_lazy("watch", "Flash")
    PLATEAU = "plateau", pgettext_lazy("watch", "Plateau")
    DIMMING = "dimming", pgettext_lazy("watch", "Dimming")
    DARK = "dark", pgettext_lazy("watch", "Dark")
    CLOSED = "closed", pgettext_lazy("watch", "Laid aside")


class Part(models.TextChoices):
    """Who moves a sighting on."""

    CLOCK = "clock", pgettext_lazy("part", "The clock")
    MANAGER = "manager", pgettext_lazy("part", "Community manager")


_CLOCK: Final = (Part.CLOCK,)
_CLOSE: Final = {Stage.CLOSED: (Part.CLOCK, Part.MANAGER)}
# {from: {to: who}}. The daily look moves stages; people only lay a sighting aside.
STAGE_STEPS: Final[dict[Stage, dict[Stage, tuple[Part, ...]]]] = {
    Stage.IGNITION: {
        Stage.FLASH: _CLOCK,
        Stage.PLATEAU: _CLOCK,
        Stage.DIMMING: _CLOCK,
        **_CLOSE,
    },
    Stage.FLASH: {Stage.PLATEAU: _CLOCK, Stage.DIMMING: _CLOCK, **_CLOSE},
    Stage.PLATEAU: {Stage.FLASH: _CLOCK, Stage.DIMMING: _CLOCK, **_CLOSE},
    Stage.DIMMING: {
        Stage.FLASH: _CLOCK,
        Stage.PLATEAU: _CLOCK,
        Stage.DARK: _CLOCK,
        **_CLOSE,
    },
    Stage.DARK: {Stage.FLASH: _CLOCK, Stage.DIMMING: _CLOCK, **_CLOSE},
    Stage.CLOSED: {},
}
OPEN_STAGES: Final = tuple(stage for stage in Stage if STAGE_STEPS[stage])
BRIGHT: Final = (Stage.IGNITION, Stage.FLASH)
FADING: Final = (Stage.DIMMING, Stage.DARK)


class CloseReason(models.TextChoices):
    """Why a sighting was laid aside."""

    DISMISSED = "dismissed", pgettext_lazy("watch", "Dismissed")
    SETTLED = "settled", pgettext_lazy("watch", "A steady member now")
    SILENT = "silent", pgettext_lazy("watch", "Silent for long")
    LEFT = "left", pgettext_lazy("watch", "Left the platform")


class ActKind(models.TextChoices):
    """What was done for a member."""

    THANK = "thank", pgettext_lazy("watch", "Thanked")
    INVITE = "invite", pgettext_lazy("watch", "Invited into the club")
    OFFER = "offer", pgettext_lazy("watch", "Offered paid work")
    TALK = "talk", pgettext_lazy("watch", "Talked to")
    REST = "rest", pgettext_lazy("watch", "Let rest")


class Occasion(models.TextChoices):
    """From when on a difference is measured."""

    BURST = "burst", pgettext_lazy("watch", "Since the burst")
    FADE = "fade", pgettext_lazy("watch", "Since it faded")
    ACT = "act", pgettext_lazy("watch", "Since something was done")
