"""Refusals about cases: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class CaseStateRefuses(Conflict):
    code = "case_state"
    message = _("A case that is “%(state)s” doesn’t allow this.")


class NotYourMove(PermissionRefused):
    code = "case_not_your_move"
    message = _("This step belongs to somebody else.")


class OwnCase(PermissionRefused):
    code = "case_own"
    message = _("You are part of this case, so somebody else decides.")


class DecidedByYou(PermissionRefused):
    code = "case_decided_by_you"
    message = _("You have decided this case before: another person answers the appeal.")


class ReasonMissing(Invalid):
    code = "case_reason_missing"
    message = _("Write the reason: both members read it.")


class WordsMissing(Invalid):
    code = "case_words_missing"
    message = _("Write what you want us to know.")


class AlreadyAnswered(Conflict):
    code = "case_already_answered"
    message = _("You have answered already; what you wrote stands here.")


class AppealTooLate(Conflict):
    code = "case_appeal_too_late"
    message = _("The days for an appeal are over.")
