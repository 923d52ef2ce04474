"""A *statement file* is a long statement that a worker makes while its member does other things."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from marketplace.core.ids import PublicIdField
from marketplace.ledger.choices import STATEMENT_FILE_OPEN, AccountKind, StatementFileState


class StatementFile(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="statement_files"
    )
    account = models.CharField(max_length=16, choices=AccountKind.choices)
    currency = models.CharField(max_length=3)
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    kinds = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    language = models.CharField(max_length=2)
    state = models.CharField(
        max_length=8, choices=StatementFileState.choices, default=StatementFileState.WAITING
    )
    lines = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    file_key = models.CharField(max_length=120, blank=True, default="")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"],
                name="ledger_statement_due",
                condition=Q(due_at__isnull=False),
            ),
            models.Index(fields=["member", "-id"], name="ledger_statement_member"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ledger_statement_has_its_file",
                condition=(Q(state=StatementFileState.READY) & ~Q(file_key=""))
                | (~Q(state=StatementFileState.READY) & Q(file_key="")),
            ),
        ]

    def __str__(self) -> str:
        return f"statement {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("ledger:statement_job", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether a worker still has to do with it."""
        return self.state in STATEMENT_FILE_OPEN

    @property
    def share(self) -> int:
        """How much is done, 0 to 100."""
        return min(100, 100 * self.done // self.lines) if self.lines else 0
