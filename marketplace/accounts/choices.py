"""Words that accounts are described with."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member may do beyond what every member may."""

    EDITOR = "editor", _("Editor")
    JUDGE = "judge", _("Judge")
    MODERATOR = "moderator", _("Moderator")
    COMMUNITY_MANAGER = "community_manager", _("Community manager")
    SUPPORT = "support", _("Support")
    FINANCE = "finance", _("Finance")
    ADMIN = "admin", _("Administrator")


class Language(models.TextChoices):
    """Languages of the interface, each by its own name."""

    ARABIC = "ar", "العربية"
    ENGLISH = "en", "English"
    HEBREW = "he", "עברית"
    URDU = "ur", "اردو"


class Digits(models.TextChoices):
    """Which digits a member reads."""

    LATIN = "latn", _("Latin digits (0123)")
    ARABIC = "arab", _("Arabic digits (٠١٢٣)")


# Everybody knows it: it opens accounts of the demo world, and nothing where there is none.
DEMO_PASSWORD = "wazzifni-demo"  # noqa: S105

RTL_LANGUAGES = frozenset({"ar", "he", "ur"})


# What a token may touch: `<collection>:read` and `<collection>:write`.
COLLECTIONS = (
    ("me", _("Profile and settings")),
    ("tokens", _("API tokens")),
    ("notifications", _("Notifications")),
    ("webhooks", _("Webhooks")),
    ("wallet", _("Wallet, payments and withdrawals")),
    ("payouts", _("Withdrawals")),
    ("gigs", _("Services")),
    ("articles", _("Articles")),
    ("conversations", _("Messages")),
    ("orders", _("Orders")),
    ("briefs", _("Briefs")),
    ("offers", _("Offers")),
    ("search", _("Search")),
    ("favourites", _("Favourites")),
    ("saved_searches", _("Saved searches")),
)
SCOPES: frozenset[str] = frozenset(
    f"{name}:{right}" for name, _label in COLLECTIONS for right in ("read", "write")
)
