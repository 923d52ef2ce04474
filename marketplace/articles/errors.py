"""Refusals of articles."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class ArticleStateRefuses(Conflict):
    code = "article_state_refuses"
    message = _("This article is “%(state)s” now, so this can't be done. Reload the page.")


class ArticleNotEditable(Conflict):
    code = "article_not_editable"
    message = _("An article can be changed while it is a draft or changes are requested.")


class NotTheAuthor(PermissionRefused):
    code = "not_the_author"
    message = _("Only the author may do this.")


class NotAnEditor(PermissionRefused):
    code = "not_an_editor"
    message = _("Only an editor may do this.")


class OwnArticle(PermissionRefused):
    code = "own_article"
    message = _("Another editor decides about your own article.")


class AddressNotConfirmed(PermissionRefused):
    code = "address_not_confirmed"
    message = _("Confirm your e-mail address before you send an article to the editors.")


class ArticleTooShort(Invalid):
    code = "article_too_short"
    message = _("An article has at least %(least)s words; this one has %(words)s.")


class TitleMissing(Invalid):
    code = "title_missing"
    message = _("Give the article a title before you send it.")


class ReasonMissing(Invalid):
    code = "reason_missing"
    message = _("Write what the author should know: your reason or what to change.")


class TooManyImages(Conflict):
    code = "too_many_images"
    message = _("An article holds at most %(most)s pictures. Remove one first.")


class DraftChangedElsewhere(Conflict):
    code = "draft_changed_elsewhere"
    message = _(
        "This draft was changed in another window. Copy what you wrote, then reload the page."
    )
