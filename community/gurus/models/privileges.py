"""What the club gives: a thing, the codes in its stock, and who got it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from typing_extensions import override

from community.gurus.choices import (
    CODED,
    LIVE_GRANTS,
    REASON_MAX,
    TITLE_MAX,
    GrantState,
    PrivilegeKind,
)
from community.gurus.models.memberships import Membership
from marketplace.core.ids import PublicIdField

_MEMBER = settings.AUTH_USER_MODEL


class Privilege(models.Model):
    public_id = PublicIdField()
    kind = models.CharField(max_length=12, choices=PrivilegeKind.choices)
    title = models.CharField(max_length=TITLE_MAX)
    about = models.CharField(max_length=REASON_MAX, blank=True, default="")
    # How many may have it at once; None: as many as there are, or as there are codes.
    capacity = models.PositiveIntegerField(null=True, blank=True)
    # How long it is held, in days; None: as long as the membership.
    days = models.PositiveIntegerField(null=True, blank=True)
    # Of an invitation: until when to answer.
    answer_by = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(_MEMBER, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="gurus_privilege_kind", condition=Q(kind__in=PrivilegeKind.values)
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return its page at the desk."""
        return reverse("gurus:desk_privilege", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"guru_privilege:{self.public_id}"

    @property
    def is_coded(self) -> bool:
        """Whether each one is a code out of the stock."""
        return self.kind in CODED

    @property
    def is_invitation(self) -> bool:
        """Whether it is offered and answered."""
        return self.kind == PrivilegeKind.INVITATION


class Code(models.Model):
    privilege = models.ForeignKey(Privilege, on_delete=models.PROTECT, related_name="codes")
    # Encrypted; the digest finds one that is put in twice.
    sealed = models.TextField()
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["privilege", "digest"], name="gurus_code_once")
        ]

    @override
    def __str__(self) -> str:
        return f"code {self.pk} of {self.privilege_id}"


class Grant(models.Model):
    public_id = PublicIdField()
    privilege = models.ForeignKey(Privilege, on_delete=models.PROTECT, related_name="grants")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="grants")
    # A code is never given twice, also when it was taken back.
    code = models.OneToOneField(
        Code, on_delete=models.PROTECT, null=True, blank=True, related_name="grant"
    )
    # Only services.transition writes `state`.
    state = models.CharField(max_length=8, choices=GrantState.choices, default=GrantState.HELD)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(_MEMBER, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    shown_at = models.DateTimeField(null=True, blank=True)
    may_show = models.BooleanField(default=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=REASON_MAX, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["privilege", "membership"],
                name="gurus_grant_one",
                condition=Q(state__in=LIVE_GRANTS),
            ),
            models.CheckConstraint(
                name="gurus_grant_back_says_why",
                condition=~Q(state=GrantState.REVOKED) | ~Q(reason=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="gurus_grant_due",
                condition=Q(due_at__isnull=False),
            ),
            models.Index(fields=["privilege", "-id"], name="gurus_grant_of_privilege"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"guru_grant:{self.public_id}"
