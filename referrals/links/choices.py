"""Words of links: what they are for, who came by them, and which rule owed something to one."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CODE_LENGTH: Final = 8
WORD_MIN: Final = 3
WORD_MAX: Final = 24
PATH_MAX: Final = 300
LABEL_MAX: Final = 60
VISITOR_LENGTH: Final = 26
DAY_PRINT_LENGTH: Final = 64


class LinkKind(models.TextChoices):
    """Through what the word was passed on. Each stands for one channel of growth."""

    MEMBER = "member", pgettext_lazy("channel", "Referral link")
    ARTICLE = "article", pgettext_lazy("channel", "Article")
    CONTEST = "contest", pgettext_lazy("channel", "Contest")
    ENTRY = "entry", pgettext_lazy("channel", "Contest entry")
    CAMPAIGN = "campaign", pgettext_lazy("channel", "Campaign")
    MISSION = "mission", pgettext_lazy("channel", "Mission")
    INTRODUCTION = "introduction", pgettext_lazy("channel", "Introduction")
    SPONSORSHIP = "sponsorship", pgettext_lazy("channel", "Sponsorship")


class VisitKind(models.TextChoices):
    """Who came: only the first of these counts."""

    PERSON = "person", _("A person")
    OWN = "own", _("The owner")
    PROGRAM = "program", _("A program")
    AGAIN = "again", _("The same visit")


class Device(models.TextChoices):
    """On what somebody came, as far as it says."""

    PHONE = "phone", pgettext_lazy("device", "Phone")
    TABLET = "tablet", pgettext_lazy("device", "Tablet")
    COMPUTER = "computer", pgettext_lazy("device", "Computer")
    UNKNOWN = "unknown", pgettext_lazy("device", "Unknown")


class Medium(models.TextChoices):
    """How a link was carried, where the link itself says so."""

    LINK = "link", pgettext_lazy("medium", "Copied link")
    QR = "qr", pgettext_lazy("medium", "QR code")
    WHATSAPP = "whatsapp", "WhatsApp"
    TELEGRAM = "telegram", "Telegram"
    X = "x", "X"
    LINKEDIN = "linkedin", "LinkedIn"
    MAIL = "mail", pgettext_lazy("medium", "Mail")
    BUTTON = "button", pgettext_lazy("medium", "Button on a page here")


class TouchRule(models.TextChoices):
    """By which rule something is owed to a link, or to none."""

    TYPED_CODE = "typed_code", _("The code was typed at sign-up")
    LAST_TOUCH = "last_touch", _("The last link within the days that count")
    SUBJECT = "subject", _("It began on the very page")
    SIGN_UP = "sign_up", _("The link that brought the member here")
    NOBODY = "nobody", _("No link")


class OutcomeKind(models.TextChoices):
    """What came of a visit after the sign-up."""

    BRIEF = "brief", pgettext_lazy("outcome", "Brief")
    ORDER = "order", pgettext_lazy("outcome", "Order")
    ENTRY = "entry", pgettext_lazy("outcome", "Contest entry")
