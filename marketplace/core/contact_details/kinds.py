"""What sort of contact detail a text can hold."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactKind(models.TextChoices):
    """The rules, one name each: a text is warned about at most once by each for the same thing."""

    PHONE = "phone", _("a phone number")
    EMAIL = "email", _("an e-mail address")
    MESSENGER = "messenger", _("an address in a messenger")
    SITE = "site", _("an address of a site")
