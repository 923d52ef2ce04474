"""Refusals about cases of honesty: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class RingStateRefuses(Conflict):
    code = "ring_state"
    message = _("A case that is “%(state)s” doesn’t allow this.")


class NotYourStep(PermissionRefused):
    code = "ring_not_your_step"
    message = _("This step belongs to somebody else.")


class OwnRing(PermissionRefused):
    code = "ring_own"
    message = _("You are part of this case, so somebody else decides.")


class RingDecidedByYou(PermissionRefused):
    code = "ring_decided_by_you"
    message = _("You have decided this case before: another person answers the appeal.")


class RingReasonMissing(Invalid):
    code = "ring_reason_missing"
    message = _("Write the reason: the members concerned read it.")


class RingWordsMissing(Invalid):
    code = "ring_words_missing"
    message = _("Write what you want us to know.")


class NothingChosen(Invalid):
    code = "ring_nothing_chosen"
    message = _("Choose at least one pair whose contributions shouldn’t count.")


class RingAlreadyAnswered(Conflict):
    code = "ring_already_answered"
    message = _("You have answered already; what you wrote stands here.")


class RingAppealTooLate(Conflict):
    code = "ring_appeal_too_late"
    message = _("The days for an appeal are over.")


class AppealAnswered(Conflict):
    code = "ring_appeal_answered"
    message = _("This appeal has been answered already.")
