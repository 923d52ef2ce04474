"""Words that conversations are described with."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactKind(models.TextChoices):
    """What sort of contact detail a text holds."""

    PHONE = "phone", _("a phone number")
    EMAIL = "email", _("an e-mail address")
    MESSENGER = "messenger", _("a link to a messenger")
