"""The charter: versions that are never changed, and who signed which."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from typing_extensions import override

from community.gurus.choices import NOTE_MAX


class CharterVersion(models.Model):
    """Rows are never changed: the database refuses."""

    number = models.PositiveIntegerField(unique=True)
    # language -> section -> text; every section in every language.
    texts = models.JSONField()
    note = models.CharField(max_length=NOTE_MAX, blank=True, default="")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # Until when members sign it.
    sign_by = models.DateTimeField()

    @override
    def __str__(self) -> str:
        return f"charter {self.number}"

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"guru_charter:{self.number}"


class Signature(models.Model):
    """Rows are never changed: the database refuses."""

    version = models.ForeignKey(CharterVersion, on_delete=models.PROTECT, related_name="signatures")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="charter_signatures"
    )
    signed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "member"], name="gurus_signature_once_a_version"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.member_id} signed {self.version_id}"
