"""Refusals of reviews: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class OrderNotReviewable(Conflict):
    code = "order_not_reviewable"
    message = _("An order can be reviewed once it is completed.")


class ReviewsClosed(Conflict):
    code = "reviews_closed"
    message = _("The reviews of this order are published; nothing can be changed any more.")


class ReviewAlreadyWritten(Conflict):
    code = "review_already_written"
    message = _("You have written your review already; edit it while it is sealed.")


class ReviewNotWritten(Conflict):
    code = "review_not_written"
    message = _("You haven't written a review of this order yet.")


class StarsMissing(Invalid):
    code = "stars_missing"
    message = _("Give one to five stars.")


class ReviewTooLong(Invalid):
    code = "review_too_long"
    message = _("At most %(limit)s characters, please.")


class LanguageUnknown(Invalid):
    code = "language_unknown"
    message = _("Choose the language that you wrote in.")


class AnswerMissing(Invalid):
    code = "answer_missing"
    message = _("Write your answer.")


class AlreadyAnswered(Conflict):
    code = "already_answered"
    message = _("You have answered this review; there is one answer to each.")


class NotYourReview(PermissionRefused):
    code = "not_your_review"
    message = _("Only the member whom a review is about can answer it.")


class PartyToReview(PermissionRefused):
    code = "party_to_review"
    message = _("This review is about you or by you, so another moderator decides.")


class NoteMissing(Invalid):
    code = "note_missing"
    message = _("Write why: the log shows it.")


class AlreadyHidden(Conflict):
    code = "already_hidden"
    message = _("This review is hidden.")


class NotHidden(Conflict):
    code = "not_hidden"
    message = _("This review isn't hidden.")
