"""The words of articles, and which state may follow which by whose hand."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ArticleState(models.TextChoices):
    """Where an article stands. Only a published one has readers."""

    DRAFT = "draft", pgettext_lazy("article", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("article", "With the editors")
    CHANGES_REQUESTED = "changes_requested", pgettext_lazy("article", "Changes requested")
    PUBLISHED = "published", pgettext_lazy("article", "Published")
    DECLINED = "declined", pgettext_lazy("article", "Declined")
    HIDDEN = "hidden", pgettext_lazy("article", "Taken out of view")


class ArticleHand(models.TextChoices):
    """Whose hand moves an article from state to state."""

    AUTHOR = "author", _("The author")
    EDITOR = "editor", _("An editor")
    MODERATOR = "moderator", _("A moderator")


_AUTHOR: Final = frozenset({ArticleHand.AUTHOR})
_EDITOR: Final = frozenset({ArticleHand.EDITOR})
_MODERATOR: Final = frozenset({ArticleHand.MODERATOR})

# from -> {to: who}
TRANSITIONS: Final[Mapping[ArticleState, Mapping[ArticleState, frozenset[ArticleHand]]]] = (
    MappingProxyType(
        {
            ArticleState.DRAFT: {ArticleState.SUBMITTED: _AUTHOR},
            ArticleState.SUBMITTED: {
                ArticleState.DRAFT: _AUTHOR,
                ArticleState.PUBLISHED: _EDITOR,
                ArticleState.CHANGES_REQUESTED: _EDITOR,
                ArticleState.DECLINED: _EDITOR,
            },
            ArticleState.CHANGES_REQUESTED: {ArticleState.SUBMITTED: _AUTHOR},
            ArticleState.PUBLISHED: {
                ArticleState.DRAFT: _AUTHOR,
                ArticleState.DECLINED: _EDITOR,
                ArticleState.HIDDEN: _MODERATOR,
            },
            ArticleState.DECLINED: {ArticleState.DRAFT: _AUTHOR},
            # Only a moderator, or an appeal, brings it into view again.
            ArticleState.HIDDEN: {ArticleState.PUBLISHED: _MODERATOR},
        }
    )
)

# What lies with an editor, or with readers, isn't changed under their eyes.
EDITABLE: Final = frozenset({ArticleState.DRAFT, ArticleState.CHANGES_REQUESTED})


class ReactionKind(models.TextChoices):
    """What a reader can say with one press. A member gives each of them once to an article."""

    USEFUL = "useful", pgettext_lazy("reaction", "Useful to me")
    THANKS = "thanks", pgettext_lazy("reaction", "Thank you")
    INSPIRING = "inspiring", pgettext_lazy("reaction", "It made me begin")


class TipState(models.TextChoices):
    """Where a tip stands."""

    PENDING = "pending", pgettext_lazy("tip", "Waiting for the payment")
    PAID = "paid", pgettext_lazy("tip", "Given")
    LAPSED = "lapsed", pgettext_lazy("tip", "Never paid")


class TipHand(models.TextChoices):
    """Whose hand moves a tip."""

    READER = "reader", _("The reader")
    GATEWAY = "gateway", _("The payment provider")
    CLOCK = "clock", _("The clock")


# from -> {to: who}. A provider may say late that it was paid: that money is never lost.
TIP_TRANSITIONS: Final[Mapping[TipState, Mapping[TipState, frozenset[TipHand]]]] = MappingProxyType(
    {
        TipState.PENDING: {
            TipState.PAID: frozenset({TipHand.READER, TipHand.GATEWAY}),
            TipState.LAPSED: frozenset({TipHand.CLOCK}),
        },
        TipState.LAPSED: {TipState.PAID: frozenset({TipHand.GATEWAY})},
        TipState.PAID: {},
    }
)


class CommissionState(models.TextChoices):
    """Where a commissioned article stands. From `accepted` to its end the fee is set aside."""

    OFFERED = "offered", pgettext_lazy("commission", "Offered")
    ACCEPTED = "accepted", pgettext_lazy("commission", "Being written")
    PAID = "paid", pgettext_lazy("commission", "Published and paid")
    DECLINED = "declined", pgettext_lazy("commission", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("commission", "Withdrawn")
    EXPIRED = "expired", pgettext_lazy("commission", "Not answered in time")
    CANCELLED = "cancelled", pgettext_lazy("commission", "Cancelled")


class CommissionHand(models.TextChoices):
    """Whose hand moves a commission."""

    AUTHOR = "author", _("The author")
    EDITOR = "editor", _("An editor")
    PUBLICATION = "publication", _("The publication")
    CLOCK = "clock", _("The clock")


_CLOCK: Final = frozenset({CommissionHand.CLOCK})

# from -> {to: who}
COMMISSION_TRANSITIONS: Final[
    Mapping[CommissionState, Mapping[CommissionState, frozenset[CommissionHand]]]
] = MappingProxyType(
    {
        CommissionState.OFFERED: {
            CommissionState.ACCEPTED: frozenset({CommissionHand.AUTHOR}),
            CommissionState.DECLINED: frozenset({CommissionHand.AUTHOR}),
            CommissionState.WITHDRAWN: frozenset({CommissionHand.EDITOR}),
            CommissionState.EXPIRED: _CLOCK,
        },
        CommissionState.ACCEPTED: {
            CommissionState.PAID: frozenset({CommissionHand.PUBLICATION}),
            CommissionState.CANCELLED: frozenset(
                {CommissionHand.AUTHOR, CommissionHand.EDITOR, CommissionHand.CLOCK}
            ),
        },
        CommissionState.PAID: {},
        CommissionState.DECLINED: {},
        CommissionState.WITHDRAWN: {},
        CommissionState.EXPIRED: {},
        CommissionState.CANCELLED: {},
    }
)

TIP_PURPOSE: Final = "tip"
TIP_REFERENCE: Final = "tip"
COMMISSION_REFERENCE: Final = "commission"
