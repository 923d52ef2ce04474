"""Who belongs to the club and since when; breaks; evangelists."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from typing_extensions import override

from community.gurus.choices import (
    KNOWN_FOR_MAX,
    LIVE,
    NOTE_MAX,
    REASON_MAX,
    MembershipState,
)
from community.gurus.models.nominations import Nomination
from marketplace.core.ids import PublicIdField

_MEMBER = settings.AUTH_USER_MODEL
_LIVE = (*LIVE, MembershipState.APPEALED)


class Membership(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey(_MEMBER, on_delete=models.PROTECT, related_name="guru_memberships")
    nomination = models.OneToOneField(
        Nomination, on_delete=models.PROTECT, related_name="membership"
    )
    # Only services.transition writes `state`.
    state = models.CharField(
        max_length=10, choices=MembershipState.choices, default=MembershipState.ACTIVE
    )
    known_for = models.CharField(max_length=KNOWN_FOR_MAX, blank=True, default="")
    joined_at = models.DateTimeField()
    term_ends_at = models.DateTimeField()
    terms = models.PositiveSmallIntegerField(default=1)
    # The highest version of the charter that the member signed.
    signed_version = models.PositiveIntegerField()
    # The version of which the member was reminded.
    reminded_version = models.PositiveIntegerField(default=0)
    # The quarter of which the member was warned.
    warned_quarter = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Why it ended, or was set aside; the member reads it.
    reason = models.CharField(max_length=REASON_MAX, blank=True, default="")
    decided_by = models.ForeignKey(
        _MEMBER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    appeal = models.CharField(max_length=REASON_MAX, blank=True, default="")
    appeal_by = models.DateTimeField(null=True, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=REASON_MAX, blank=True, default="")
    answered_by = models.ForeignKey(
        _MEMBER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"], name="gurus_membership_one", condition=Q(state__in=_LIVE)
            ),
            models.CheckConstraint(
                name="gurus_membership_state", condition=Q(state__in=MembershipState.values)
            ),
            models.CheckConstraint(
                name="gurus_membership_says_why",
                condition=~Q(
                    state__in=[
                        MembershipState.REMOVED,
                        MembershipState.APPEALED,
                        MembershipState.EXCLUDED,
                    ]
                )
                | ~Q(reason=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "joined_at", "id"], name="gurus_membership_listed"),
            models.Index(
                fields=["term_ends_at", "id"],
                name="gurus_membership_term",
                condition=Q(state__in=LIVE),
            ),
            models.Index(
                fields=["signed_version", "id"],
                name="gurus_membership_signed",
                condition=Q(state__in=LIVE),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    def get_absolute_url(self) -> str:
        """Return its page at the desk."""
        return reverse("gurus:desk_member", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"guru_membership:{self.public_id}"


class Break(models.Model):
    """Days on which duties stop; `ends_on` is the last one."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="breaks")
    starts_on = models.DateField()
    ends_on = models.DateField()
    note = models.CharField(max_length=NOTE_MAX, blank=True, default="")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["membership"], name="gurus_break_one_open", condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="gurus_break_in_order", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["ends_on", "id"], name="gurus_break_due", condition=Q(ended_at=None)
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.membership_id}: {self.starts_on} to {self.ends_on}"


class Evangelist(models.Model):
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="evangelists")
    reason = models.CharField(max_length=REASON_MAX)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(_MEMBER, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        _MEMBER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    end_reason = models.CharField(max_length=REASON_MAX, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["membership"], name="gurus_evangelist_one", condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="gurus_evangelist_end_says_why",
                condition=Q(ended_at=None) | ~Q(end_reason=""),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"evangelist {self.membership_id}"
