"""A *member* is one account; what it may do comes from *roles*, not from account types.

A *profile* is what the member tells about themselves; a *CV entry* is one line of what they did or
learnt elsewhere. A *vacation* lasts from a moment to a moment and ends by itself. The books know
a member by `public_id` alone, and keep it when the rest is erased.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.timezone import now as utc_now
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.choices import (
    Digits,
    EntryKind,
    Language,
    Role,
    SellerLevel,
    Standing,
)
from marketplace.core.ids import PublicIdField


def away_until(begin: datetime | None, end: datetime | None, moment: datetime) -> datetime | None:
    """Return when somebody is back from a vacation of these days, if it is on at this moment."""
    return end if begin and end and begin <= moment < end else None


USERNAME_VALIDATORS = [
    RegexValidator(
        re.compile(r"^[a-z0-9](?:[a-z0-9_]{1,28})[a-z0-9]$", re.IGNORECASE),
        _("Use 3 to 30 Latin letters, digits or underscores."),
    )
]


class MemberManager(BaseUserManager["Member"]):
    """What Django's own commands need; members sign up through allauth."""

    def create_user(
        self, username: str, email: str = "", password: str | None = None, **fields: Any
    ) -> Member:
        """Make a member; without a password nobody can sign in with one."""
        fields.setdefault("display_name", username)
        member = self.model(username=username.lower(), email=self.normalize_email(email), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(
        self, username: str, email: str = "", password: str | None = None, **fields: Any
    ) -> Member:
        """Make a member who may open Django's admin; roles are granted apart."""
        return self.create_user(
            username, email, password, is_staff=True, is_superuser=True, **fields
        )


class Member(AbstractBaseUser, PermissionsMixin):
    public_id = PublicIdField()
    username = models.CharField(max_length=30, unique=True, validators=USERNAME_VALIDATORS)
    email = models.EmailField(blank=True, default="", db_index=True)
    display_name = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ARABIC)
    digits = models.CharField(max_length=4, choices=Digits.choices, default=Digits.LATIN)
    timezone = models.CharField(max_length=40, default="Asia/Riyadh")
    country = models.CharField(max_length=2, default="SA")
    display_currency = models.CharField(max_length=3, blank=True, default="", db_default="")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    # Why an account is closed; `is_active` is what every other part asks.
    standing = models.CharField(
        max_length=10,
        choices=Standing.choices,
        default=Standing.OPEN,
        db_default=Standing.OPEN.value,
        editable=False,
    )
    date_joined = models.DateTimeField(default=utc_now)
    session_epoch = models.PositiveIntegerField(default=0, editable=False)
    # How the member's work has gone, 0 for new; kept by `set_seller_level` alone.
    seller_level = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)

    objects = MemberManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["email"]

    def __str__(self) -> str:
        return self.display_name

    def get_absolute_url(self) -> str:
        return reverse("accounts:profile", args=[self.username])

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Bind sessions to the password and to the epoch: a new epoch ends every session."""
        return salted_hmac(
            "marketplace.accounts.session",
            f"{self.session_epoch}:{self.password}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    def get_full_name(self) -> str:
        return self.display_name

    @property
    def level_label(self) -> str:
        """The seller's level in words; empty for a new one, who needs no badge."""
        return str(SellerLevel(self.seller_level).label) if self.seller_level else ""

    @property
    def initials(self) -> str:
        """One or two letters that stand for the member in a small square."""
        return initials_of(self.display_name)


def initials_of(name: str) -> str:
    """Return one or two letters that stand for a member of this name."""
    words = [word for word in name.split() if word[0].isalnum()]
    letters = [word.removeprefix("ال")[:1] or word[:1] for word in words]
    return "".join(letters[:1] + letters[-1:] if len(letters) > 1 else letters) or "?"


class Profile(models.Model):
    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="profile")
    headline = models.CharField(max_length=120, blank=True, default="")
    bio_source = models.TextField(blank=True, default="", max_length=4000)
    bio_html = models.TextField(blank=True, default="")
    skills = models.JSONField(default=list, blank=True)
    avatar = models.ImageField(upload_to="avatars/", blank=True, max_length=200)
    is_taking_work = models.BooleanField(default=True)
    # Moderators took what it says out of view.
    is_hidden = models.BooleanField(default=False, db_default=False, editable=False)
    city = models.CharField(max_length=60, blank=True, default="", db_default="")
    cover = models.ImageField(
        upload_to="covers/", blank=True, default="", db_default="", max_length=200
    )
    # Pairs of a language's code and a level, in the member's order.
    spoken = models.JSONField(
        default=list, blank=True, db_default=models.Value([], models.JSONField())
    )
    # Pairs of a label and an address.
    links = models.JSONField(
        default=list, blank=True, db_default=models.Value([], models.JSONField())
    )
    weekly_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    vacation_from_at = models.DateTimeField(null=True, blank=True)
    vacation_until_at = models.DateTimeField(null=True, blank=True)
    vacation_words = models.CharField(max_length=300, blank=True, default="", db_default="")
    # Orders may be placed meanwhile; their days are counted from the return.
    vacation_takes_orders = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="accounts_vacation_runs_forward",
                condition=models.Q(vacation_from_at=None, vacation_until_at=None)
                | models.Q(vacation_until_at__gt=models.F("vacation_from_at")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["vacation_until_at"],
                name="accounts_vacation_due",
                condition=models.Q(vacation_until_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"profile of {self.member_id}"

    def away_until(self, moment: datetime) -> datetime | None:
        """Return when the member is back, if they are on vacation at this moment."""
        return away_until(self.vacation_from_at, self.vacation_until_at, moment)


class CvEntry(models.Model):
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="cv_entries")
    kind = models.CharField(max_length=12, choices=EntryKind.choices)
    title = models.CharField(max_length=120)
    place = models.CharField(max_length=120, blank=True, default="")
    from_year = models.PositiveSmallIntegerField()
    # Empty for what goes on.
    until_year = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.CharField(max_length=600, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="accounts_cv_entry_runs_forward",
                condition=models.Q(until_year=None)
                | models.Q(until_year__gte=models.F("from_year")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["member", "position", "id"], name="accounts_cv")]

    def __str__(self) -> str:
        return self.title


class RoleGrant(models.Model):
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    granted_at = models.DateTimeField(default=utc_now)
    granted_by = models.CharField(max_length=16, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "role"], name="accounts_role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.member_id}"


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Tokens by whether they still open the door."""

    def in_force(self, moment: datetime) -> ApiTokenQuerySet:
        """Keep the tokens that are neither revoked nor expired."""
        lasting = models.Q(expires_at=None) | models.Q(expires_at__gt=moment)
        return self.filter(lasting, revoked_at=None)


class ApiToken(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=60)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = ArrayField(models.CharField(max_length=40), default=list)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
