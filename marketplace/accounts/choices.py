"""Words that accounts are described with."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a member may do beyond what every member may."""

    EDITOR = "editor", _("Editor")
    JUDGE = "judge", _("Judge")
    MODERATOR = "moderator", _("Moderator")
    COMMUNITY_MANAGER = "community_manager", _("Community manager")
    SUPPORT = "support", _("Support")
    FINANCE = "finance", _("Finance")
    ADMIN = "admin", _("Administrator")


class Standing(models.TextChoices):
    """How a member stands with the platform. Only open accounts may do what members do."""

    OPEN = "open", _("Open")
    SUSPENDED = "suspended", _("Suspended")
    LEAVING = "leaving", _("Leaving")
    FORMER = "former", _("Former member")


# Closed to everything but what the list of open doors names (`policies.may_pass`).
LIMITED_STANDINGS = (Standing.SUSPENDED, Standing.LEAVING)
# Whose published texts stay readable: what a former member left stands under that name.
READABLE_STANDINGS = (Standing.OPEN, Standing.FORMER)


class Language(models.TextChoices):
    """Languages of the interface, each by its own name."""

    ARABIC = "ar", "العربية"
    ENGLISH = "en", "English"
    HEBREW = "he", "עברית"
    URDU = "ur", "اردو"


class SellerLevel(models.IntegerChoices):
    """How a freelancer's work has gone; kept as a number, so that it can be sorted by."""

    NEW = 0, pgettext_lazy("level", "New")
    ACTIVE = 1, pgettext_lazy("level", "Active")
    TRUSTED = 2, pgettext_lazy("level", "Trusted")
    TOP = 3, pgettext_lazy("level", "Outstanding")


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
    ("invoices", _("Invoices")),
    ("insights", _("Analytics")),
    ("gigs", _("Services")),
    ("articles", _("Articles")),
    ("portfolio", _("Portfolio")),
    ("conversations", _("Messages")),
    ("orders", _("Orders")),
    ("briefs", _("Briefs")),
    ("offers", _("Offers")),
    ("flags", _("Reports of things that break the rules")),
    ("standing", _("Decisions about you, and appeals")),
    ("custody", _("Your data: taking it along, leaving")),
    ("clients", _("Book of clients")),
    ("retainers", _("Retainers")),
    ("introductions", _("Introductions")),
    ("pulses", _("How jobs left you")),
    ("reviews", _("Reviews and levels")),
    ("disputes", _("Disputes")),
    ("prizes", _("Prizes of contests")),
    ("contests", _("Contests")),
    ("referrals", _("Referral links and rewards")),
    ("campaigns", _("Campaigns and missions")),
    ("sponsorships", _("Sponsorships")),
    ("growth", _("Growth by channel")),
    ("reputation", _("Points, standing, leaderboards")),
    ("trophies", _("Trophies")),
    ("honesty", _("Cases about favours")),
    ("entries", _("Contest entries")),
    ("judging", _("Judging of contests")),
    ("forum", _("Forum")),
    ("gurus", _("Guru club")),
    ("worth", _("What contributions are worth")),
    ("shifts", _("Paid shifts")),
    ("watch", _("Newcomers who burst or fade; your break")),
    ("search", _("Search")),
    ("favourites", _("Favourites")),
    ("saved_searches", _("Saved searches")),
)
SCOPES: frozenset[str] = frozenset(
    f"{name}:{right}" for name, _label in COLLECTIONS for right in ("read", "write")
)


class SpokenLevel(models.TextChoices):
    """How well a member speaks a language, by their own word."""

    BASIC = "basic", _("Basic")
    CONVERSATIONAL = "conversational", _("Conversational")
    FLUENT = "fluent", _("Fluent")
    NATIVE = "native", _("Mother tongue")


class EntryKind(models.TextChoices):
    """The parts of a CV that a member writes."""

    EXPERIENCE = "experience", _("Experience")
    EDUCATION = "education", _("Education")
    CERTIFICATE = "certificate", _("Certificates elsewhere")
