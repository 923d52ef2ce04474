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


class ArticleChangedSince(Conflict):
    code = "article_changed_since"
    message = _("The author has changed this article since you opened it. Read it again first.")


class NotPublished(Conflict):
    code = "article_not_published"
    message = _("This article isn't published now, so readers can't add anything to it.")


class CommentEmpty(Invalid):
    code = "comment_empty"
    message = _("Write something first.")


class CommentTooLate(Conflict):
    code = "comment_too_late"
    message = _("A comment can be changed for %(minutes)s minutes. Write an answer instead.")


class CommentGone(Conflict):
    code = "comment_gone"
    message = _("This comment was removed.")


class NotYourComment(PermissionRefused):
    code = "not_your_comment"
    message = _("Only who wrote the comment may do this.")


class ReactionToOneself(PermissionRefused):
    code = "reaction_to_oneself"
    message = _("This is your own article. Let its readers say what it gave them.")


class TipToOneself(PermissionRefused):
    code = "tip_to_oneself"
    message = _("This is your own article. Tips come from readers.")


class WriterGone(Conflict):
    code = "writer_gone"
    message = _("The writer is no longer here, so nobody would get this tip.")


class TipOutOfRange(Invalid):
    code = "tip_out_of_range"
    message = _("A tip is between %(minimum)s and %(maximum)s.")


class TipStateRefuses(Conflict):
    code = "tip_state_refuses"
    message = _("This tip is “%(state)s” now, so this can't be done.")


class ThemeClosed(Conflict):
    code = "theme_closed"
    message = _("This theme takes no articles now. Choose one that is open.")


class ThemeTaken(Invalid):
    code = "theme_taken"
    message = _("There is a theme with this tag already. Choose another tag.")


class ThemeDatesWrong(Invalid):
    code = "theme_dates_wrong"
    message = _("A theme ends on the day it starts, or later.")


class CommissionStateRefuses(Conflict):
    code = "commission_state_refuses"
    message = _("This commission is “%(state)s” now, so this can't be done. Reload the page.")


class CommissionToOneself(PermissionRefused):
    code = "commission_to_oneself"
    message = _("Nobody commissions an article from themselves.")


class CommissionFeeOutOfRange(Invalid):
    code = "commission_fee_out_of_range"
    message = _("A commission's fee is between %(minimum)s and %(maximum)s.")


class CommissionDayWrong(Invalid):
    code = "commission_day_wrong"
    message = _("Choose a day after today, within a year.")


class CommissionWithEditors(Conflict):
    code = "commission_with_editors"
    message = _("The article is with the editors. Decide about the article first.")


class NoSuchAuthor(Invalid):
    code = "no_such_author"
    message = _("There is no member with this name.")
