"""Refusals of worth: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class NotWorthsManager(PermissionRefused):
    code = "worth_not_manager"
    message = _("Only community managers and administrators may do this.")


class PriceMoved(Conflict):
    code = "worth_price_moved"
    message = _(
        "Somebody changed the price meanwhile; the history is up to date now. Look at it, then "
        "send yours again."
    )


class PriceTooEarly(Invalid):
    code = "worth_price_too_early"
    message = _("A price holds from its month on and changes nothing before: choose a later month.")


class PriceTooSmall(Invalid):
    code = "worth_price_too_small"
    message = _("A ticket costs more than nothing.")


class WorthReasonMissing(Invalid):
    code = "worth_reason_missing"
    message = _("Write the reason: others will ask for it.")


class WorthUnchanged(Conflict):
    code = "worth_unchanged"
    message = _("That is how it stands already.")


class CostWithoutSum(Invalid):
    code = "worth_cost_without_sum"
    message = _("Write how much it was.")


class CostAhead(Invalid):
    code = "worth_cost_ahead"
    message = _("Costs are written down when their month has begun.")


class CostFormUsed(Conflict):
    code = "worth_cost_form_used"
    message = _("This form wrote another line already. Look at the lines, then send it again.")


class CorrectionCorrected(Conflict):
    code = "worth_correction_corrected"
    message = _("This line is a correction: correct the line it belongs to.")


class PeriodTooLong(Invalid):
    code = "worth_period"
    message = _("Choose at most %(count)s months, the first one before the last.")


class PeriodOutside(Invalid):
    code = "worth_period_outside"
    message = _("Choose months of the years %(first)s to %(last)s.")


class HoursTooMany(Invalid):
    code = "worth_hours_too_many"
    message = _("At most %(count)s hours stand in one line.")
