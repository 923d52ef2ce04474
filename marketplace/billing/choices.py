"""Words of invoices and taxes."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaxName(models.TextChoices):
    """What the tax on sales is called in a country."""

    VAT = "vat", _("VAT")
    GST = "gst", _("GST")
    SALES_TAX = "sales_tax", _("Sales tax")


class Treatment(models.TextChoices):
    """Why an invoice holds the tax that it holds."""

    NONE = "none", _("The issuer isn't registered for tax")
    DOMESTIC = "domestic", _("Taxed where the issuer is")
    REVERSE_CHARGE = "reverse_charge", _("Reverse charge: the recipient accounts for the tax")
    EXPORT = "export", _("Service for a client abroad, zero-rated")


class DocumentKind(models.TextChoices):
    """An invoice, or the credit note that corrects one."""

    INVOICE = "invoice", _("Invoice")
    CREDIT_NOTE = "credit_note", _("Credit note")


class Subject(models.TextChoices):
    """What is invoiced: work to the client, or the platform's fee to the freelancer."""

    WORK = "work", _("Work")
    FEE = "fee", _("Platform fee")


PLATFORM: Final = "platform"
# Invoices and credit notes of one issuer and year are numbered apart, each without gaps.
NUMBER_MARKS: Final = {DocumentKind.INVOICE: "", DocumentKind.CREDIT_NOTE: "C"}
