"""Actions in words, in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from contests.actions.choices import ActionKind
from contests.actions.models import Action
from contests.calls.choices import Label

_ORDER = ("ar", "en", "ur", "he")


def describe(action: Action) -> str:
    """Return what is asked: the administrator's own words, else what the kind says."""
    for code in (get_language() or "", *_ORDER):
        if action.words.get(code):
            return str(action.words[code])
    network = action.get_network_display() if action.network else ""
    if action.kind == ActionKind.FOLLOW:
        return _("Follow this account on %(network)s") % {"network": network or _("the web")}
    if action.kind == ActionKind.POST:
        text = ngettext(
            "Publish a post with your link that names one friend",
            "Publish a post with your link that names %(count)s friends",
            action.friends,
        )
        return text % {"count": action.friends}
    if action.kind == ActionKind.SHARE and action.article:
        return _("Share the article “%(title)s” with your link") % {"title": action.article.title}
    if action.kind == ActionKind.FRIEND:
        return _("Bring a friend by your link")
    return str(action.get_kind_display())


def label_text(label: str) -> str:
    """Return how sure a proof makes the platform."""
    return str(Label(label).label)
