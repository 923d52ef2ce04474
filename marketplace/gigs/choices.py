"""The words of gigs, and which state may follow which by whose hand."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class GigState(models.TextChoices):
    """Where a gig stands. Only a live one can be found and ordered."""

    DRAFT = "draft", pgettext_lazy("gig", "Draft")
    IN_REVIEW = "in_review", pgettext_lazy("gig", "In review")
    CHANGES_REQUESTED = "changes_requested", pgettext_lazy("gig", "Changes requested")
    LIVE = "live", pgettext_lazy("gig", "Live")
    PAUSED = "paused", pgettext_lazy("gig", "Paused")
    DECLINED = "declined", pgettext_lazy("gig", "Declined")
    HIDDEN = "hidden", pgettext_lazy("gig", "Taken out of view")


class GigHand(models.TextChoices):
    """Whose hand moves a gig from state to state."""

    OWNER = "owner", _("The seller")
    EDITOR = "editor", _("An editor")
    MODERATOR = "moderator", _("A moderator")


_OWNER: Final = frozenset({GigHand.OWNER})
_EDITOR: Final = frozenset({GigHand.EDITOR})
_MODERATOR: Final = frozenset({GigHand.MODERATOR})

# from -> {to: who}. Whether an owner's draft goes live at once or to review is the rule
# `first_gigs_reviewed`, which submit_gig applies.
TRANSITIONS: Final[Mapping[GigState, Mapping[GigState, frozenset[GigHand]]]] = MappingProxyType(
    {
        GigState.DRAFT: {GigState.IN_REVIEW: _OWNER, GigState.LIVE: _OWNER},
        GigState.IN_REVIEW: {
            GigState.DRAFT: _OWNER,
            GigState.LIVE: _EDITOR,
            GigState.CHANGES_REQUESTED: _EDITOR,
            GigState.DECLINED: _EDITOR,
        },
        GigState.CHANGES_REQUESTED: {GigState.IN_REVIEW: _OWNER},
        GigState.LIVE: {
            GigState.PAUSED: _OWNER,
            GigState.DECLINED: _EDITOR,
            GigState.HIDDEN: _MODERATOR,
        },
        GigState.PAUSED: {
            GigState.LIVE: _OWNER,
            GigState.DECLINED: _EDITOR,
            GigState.HIDDEN: _MODERATOR,
        },
        GigState.DECLINED: {GigState.DRAFT: _OWNER},
        # Back to where it was: only a moderator, or an appeal, brings it into view again.
        GigState.HIDDEN: {GigState.LIVE: _MODERATOR, GigState.PAUSED: _MODERATOR},
    }
)

# What is handed in by its seller; a paused gig is resumed instead.
SUBMITTABLE: Final = frozenset({GigState.DRAFT, GigState.CHANGES_REQUESTED})
# What lies with an editor isn't changed under the editor's eyes.
EDITABLE: Final = frozenset(
    set(GigState) - {GigState.IN_REVIEW, GigState.DECLINED, GigState.HIDDEN}
)
# What buyers see, or saw until the pause: a change of it is written to the audit log.
PUBLISHED: Final = frozenset({GigState.LIVE, GigState.PAUSED})


class PackageTier(models.TextChoices):
    """The columns of the comparison, from the smallest to the largest."""

    BASIC = "basic", pgettext_lazy("package", "Basic")
    STANDARD = "standard", pgettext_lazy("package", "Standard")
    PREMIUM = "premium", pgettext_lazy("package", "Premium")


TIER_ORDER: Final[tuple[PackageTier, ...]] = tuple(PackageTier)


class QuestionKind(models.TextChoices):
    """How a buyer answers before work begins."""

    TEXT = "text", _("Text")
    CHOICE = "choice", _("One of several choices")
    FILE = "file", _("A file")


class Verdict(models.TextChoices):
    """What an editor decided."""

    APPROVED = "approved", _("Approved")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")
    DECLINED = "declined", _("Declined")


# What a gig can't go out without, as refusals and the editor's last step name it.
PIECE_NAMES: Final[Mapping[str, StrPromise]] = MappingProxyType(
    {
        "title": _("a title"),
        "description": _("a description of at least 80 characters"),
        "packages": _("a package with a price"),
    }
)

INCLUDED: Final = "+"
TITLE_MAX: Final = 90
DESCRIPTION_MAX: Final = 6_000
DESCRIPTION_MIN: Final = 80
TAGS_MAX: Final = 6
TAG_LENGTH: Final = 30
FEATURES_MAX: Final = 8
EXTRAS_MAX: Final = 6
QUESTIONS_MAX: Final = 10
FAQS_MAX: Final = 8
CHOICES_MAX: Final = 12
DAYS_MAX: Final = 180
REVISIONS_MAX: Final = 20
DAYS_CHANGE_MAX: Final = 30


class VisitSource(models.TextChoices):
    """Where somebody came from to a gig's page; nothing finer is kept."""

    SEARCH = "search", _("Search")
    BROWSE = "browse", _("Browsing")
    ARTICLE = "article", _("An article")
    PROFILE = "profile", _("Your profile")
    INSIDE = "inside", _("Elsewhere on Wazzifni")
    EXTERNAL = "external", _("Another site")
    DIRECT = "direct", _("Straight to the address")
