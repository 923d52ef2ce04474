"""Refusals of billing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Invalid, NotFound


class InvoiceNotFound(NotFound):
    """There is no such invoice, or not for this reader."""

    code = "invoice_not_found"
    message = _("This invoice doesn't exist, or it isn't yours to see.")


class TaxNumberMissing(Invalid):
    """Who charges tax in this country has a number."""

    code = "tax_number_missing"
    message = _("To charge tax in %(country)s you need a tax number. Enter it, or untick the box.")


class TaxNumberMalformed(Invalid):
    """The number can't be one of this country."""

    code = "tax_number_malformed"
    message = _("This is no tax number of %(country)s: %(form)s.")


class NoTaxThere(Invalid):
    """The country has no tax on sales here, so nobody can charge it."""

    code = "no_tax_there"
    message = _("No tax on sales is set up for %(country)s. Ask support if that is wrong.")


class RateOutOfRange(Invalid):
    """An exchange rate is a number above zero that people would believe."""

    code = "rate_out_of_range"
    message = _("Write a rate above zero with at most 8 decimal digits.")


class RateInFuture(Invalid):
    """Nobody knows the rate of a day to come."""

    code = "rate_in_future"
    message = _("The day of a rate can't be in the future.")
