"""Words that conversations are described with."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.core.contact_details.kinds import ContactKind
from marketplace.core.scanning import ScanState

__all__ = ["ContactKind", "ReportReason", "ScanState"]


class ReportReason(models.TextChoices):
    """Why a message is reported."""

    ABUSE = "abuse", _("It insults or threatens")
    SPAM = "spam", _("It is advertising, or sent to many")
    FRAUD = "fraud", _("It tries to cheat")
    ILLEGAL = "illegal", _("It is against the law")
    OTHER = "other", _("Something else")
