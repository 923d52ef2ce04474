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
