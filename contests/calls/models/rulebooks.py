"""What a country asks of contests, and what the terms begin with, where the desk changed them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from contests.calls.choices import ContestKind
from marketplace.accounts.choices import Language


class RuleBook(models.Model):
    """A rule book that was changed at the desk; it comes before the one in queries.rulebooks."""

    country = models.CharField(max_length=2, primary_key=True)
    rules = models.JSONField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.country


class TermsTemplate(models.Model):
    """A template that was changed at the desk; it comes before the file of the same name."""

    kind = models.CharField(max_length=10, choices=ContestKind.choices)
    language = models.CharField(max_length=2, choices=Language.choices)
    text = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "language"], name="calls_one_template_each")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"
