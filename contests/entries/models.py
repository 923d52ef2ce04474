"""What writers hand in.

The *rules* of a writing contest say how long a text may be, in which languages, and where it may
stand. An *entry* is a member's text: an article of the platform or a post elsewhere. Its text is
frozen at the contest's closing, with a digest; before that it may still change where it stands. A
*look* is what was last seen there. A *check* is what a machine found in it, with its evidence, and
what a person decided. A *sketch* is the MinHash of a text, by which similar texts are found. A
*run* is the progress of the checks after closing.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from contests.calls.models import Contest, Link
from contests.entries.choices import (
    APPEAL_MAX,
    DECLARATION_MAX,
    NOTE_MAX,
    CheckKind,
    Decision,
    EntryState,
    Outcome,
    Problem,
    Source,
)
from marketplace.accounts.choices import Language
from marketplace.articles.models import Article
from marketplace.core.ids import PublicIdField


class WritingRules(models.Model):
    contest = models.OneToOneField(Contest, on_delete=models.CASCADE, related_name="writing_rules")
    min_words = models.PositiveIntegerField(default=300)
    max_words = models.PositiveIntegerField(default=2_000)
    # Codes; none: any language.
    languages = models.JSONField(default=list, blank=True)
    takes_articles = models.BooleanField(default=True)
    takes_outside = models.BooleanField(default=True)
    # Only articles that an editor has published.
    needs_editor = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="entries_words_in_order", condition=Q(max_words__gte=F("min_words"))
            ),
            models.CheckConstraint(
                name="entries_some_source", condition=Q(takes_articles=True) | Q(takes_outside=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.min_words}-{self.max_words}"


class Entry(models.Model):
    public_id = PublicIdField()
    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="entries")
    entrant = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contest_entries"
    )
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=8, choices=Source.choices)
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, blank=True, related_name="contest_entries"
    )
    url = models.URLField(max_length=500, blank=True, default="")
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=Language.choices)
    # How the text came about, in the entrant's words: own work, help, tools.
    declaration = models.CharField(max_length=DECLARATION_MAX)

    # Only services.transition writes `state`.
    state = models.CharField(
        max_length=12, choices=EntryState.choices, default=EntryState.SUBMITTED
    )
    submitted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # Shown to the entrant when it wasn't accepted or was taken out.
    reason = models.CharField(max_length=NOTE_MAX, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    # What is judged: plain text without its writer's name, with its SHA-256 in hex.
    text = models.TextField(blank=True, default="")
    words = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, default="")
    frozen_at = models.DateTimeField(null=True, blank=True)
    # What was used, when it isn't the text as it stood at closing; "" for that.
    frozen_note = models.CharField(max_length=8, blank=True, default="")
    # When the checks of the frozen text were done.
    checked_at = models.DateTimeField(null=True, blank=True)

    # One request to look at a refusal again, and when a person had looked.
    appeal = models.CharField(max_length=APPEAL_MAX, blank=True, default="")
    appealed_at = models.DateTimeField(null=True, blank=True)
    appeal_answered_at = models.DateTimeField(null=True, blank=True)
    # Taken out of view by a moderator.
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["contest", "state", "id"], name="entries_of_contest"),
            models.Index(
                fields=["contest", "id"],
                name="entries_to_freeze",
                condition=Q(state=EntryState.SUBMITTED, frozen_at=None),
            ),
            models.Index(
                fields=["contest", "id"],
                name="entries_to_check",
                condition=Q(state=EntryState.SUBMITTED, checked_at=None, frozen_at__isnull=False),
            ),
            models.Index(fields=["entrant", "-id"], name="entries_of_member"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contest", "entrant"],
                condition=~Q(state=EntryState.WITHDRAWN),
                name="entries_one_each",
            ),
            models.CheckConstraint(
                name="entries_known_state", condition=Q(state__in=EntryState.values)
            ),
            models.CheckConstraint(
                name="entries_source_is_named",
                condition=Q(source=Source.ARTICLE, article__isnull=False, url="")
                | (Q(source=Source.OUTSIDE, article=None) & ~Q(url="")),
            ),
            models.CheckConstraint(
                name="entries_frozen_whole",
                condition=(Q(frozen_at=None, digest=""))
                | (Q(frozen_at__isnull=False) & ~Q(digest="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("entries:entry", args=[self.public_id])

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"entry:{self.public_id}"


class Look(models.Model):
    """What was last seen where the text stands. Looking never holds a lock: `due_at` is a lease."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="look")
    due_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=8, choices=Problem.choices, blank=True, default="")
    # When the text below was seen; a later failure leaves it.
    seen_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(blank=True, default="")
    has_link = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"], name="entries_look_due", condition=Q(due_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.problem}"


class Check(models.Model):
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=12, choices=CheckKind.choices)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    evidence = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    checked_at = models.DateTimeField()
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True, default="")
    note = models.CharField(max_length=NOTE_MAX, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "kind"], name="entries_one_check_each")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.outcome}"


class Sketch(models.Model):
    """The MinHash of an entry or of a published article, banded for looking up."""

    entry = models.OneToOneField(
        Entry, on_delete=models.CASCADE, null=True, blank=True, related_name="sketch"
    )
    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="contest_sketch"
    )
    digest = models.CharField(max_length=64)
    shingles = models.PositiveIntegerField()
    signature = ArrayField(models.BigIntegerField())
    # Keys of the bands, and of a sample of the shingles: short copies share few bands.
    bands = ArrayField(models.BigIntegerField())
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["bands"], name="entries_bands")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="entries_sketch_of_one",
                condition=Q(entry__isnull=False, article=None)
                | Q(entry=None, article__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.shingles} shingles"


class CheckRun(models.Model):
    """The checks of one contest's entries, as far as they have come."""

    contest = models.OneToOneField(Contest, on_delete=models.CASCADE, related_name="check_run")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    # When every text was frozen, every article sketched, every entry checked.
    frozen_at = models.DateTimeField(null=True, blank=True)
    sketched_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.done}/{self.total}"

    @property
    def share(self) -> int:
        """How far it has come, in percent."""
        return 100 if self.finished_at else min(99, self.done * 100 // max(self.total, 1))
