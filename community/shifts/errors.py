"""Refusals about paid shifts: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class ShiftStateRefuses(Conflict):
    code = "shift_state"
    message = _("A shift that is “%(state)s” doesn’t allow this.")


class NotYourShiftStep(PermissionRefused):
    code = "shift_not_your_step"
    message = _("This step belongs to somebody else.")


class OwnShift(PermissionRefused):
    code = "shift_own"
    message = _("This is your own shift: another manager decides.")


class SecondManagerDecides(PermissionRefused):
    code = "shift_second_manager"
    message = _("You proposed less, so another manager or an administrator decides.")


class ShiftHasBegun(Conflict):
    code = "shift_has_begun"
    message = _("The shift has begun. Propose a part of the pay instead.")


class ShiftNotBegun(Conflict):
    code = "shift_not_begun"
    message = _("The shift hasn’t begun yet.")


class OfferRanOut(Conflict):
    code = "shift_ran_out"
    message = _("The time to answer is over.")


class ExpertUnknown(Invalid):
    code = "shift_expert_unknown"
    message = _("No member has this username.")


class NotEligible(Invalid):
    code = "shift_not_eligible"
    message = _("Paid shifts are for gurus and for members from “%(level)s” on.")


class OfferToOneself(Invalid):
    code = "shift_to_oneself"
    message = _("Nobody offers a shift to themselves.")


class HoursAreWrong(Invalid):
    code = "shift_hours"
    message = _("A shift begins later than now and lasts between a quarter of an hour and a day.")


class ShiftTooFarAhead(Invalid):
    code = "shift_too_far_ahead"
    message = _("Offer shifts that begin within a year.")


class AnswerTooLate(Invalid):
    code = "shift_answer_by"
    message = _("The answer comes after now and before the shift begins.")


class PayOutOfBounds(Invalid):
    code = "shift_pay"
    message = _("The pay is more than nothing and at most %(most)s.")


class LessThanPay(Invalid):
    code = "shift_less"
    message = _("Propose less than the pay that was agreed, and not below nothing.")


class HoursTaken(Conflict):
    code = "shift_hours_taken"
    message = _("This member has another shift in these hours.")


class ShiftTextMissing(Invalid):
    code = "shift_text_missing"
    message = _("Write it down: the other side reads it.")


class AreaUnknown(Invalid):
    code = "shift_area"
    message = _("Choose areas of the forum that everybody may see.")
