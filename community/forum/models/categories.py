"""Where topics lie: the tree of categories, who may do what in them, and tags."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from typing_extensions import override

from community.forum.choices import TAG_LENGTH, CategoryKind, Group, Right


class Category(models.Model):
    slug = models.SlugField(max_length=40, unique=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(
        max_length=10, choices=CategoryKind.choices, default=CategoryKind.QUESTIONS
    )
    name_ar = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    name_he = models.CharField(max_length=60)
    name_ur = models.CharField(max_length=60)
    about_ar = models.CharField(max_length=240, blank=True, default="")
    about_en = models.CharField(max_length=240, blank=True, default="")
    about_he = models.CharField(max_length=240, blank=True, default="")
    about_ur = models.CharField(max_length=240, blank=True, default="")
    # Of visible topics that lie in it itself, not below it.
    topic_count = models.PositiveIntegerField(default=0, editable=False)
    # Closed to new topics and replies, still read.
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="forum_category_kind", condition=Q(kind__in=CategoryKind.values)
            ),
            models.CheckConstraint(
                name="forum_category_not_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=models.F("id")),
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        """Return the list of its topics."""
        return reverse("forum:category", args=[self.slug])

    def name_in(self, language: str) -> str:
        """Return the name in a language of the interface; in Arabic for any other."""
        return str(getattr(self, f"name_{language}", self.name_ar))

    def about_in(self, language: str) -> str:
        """Return what it is for, in a language of the interface; in Arabic for any other."""
        return str(getattr(self, f"about_{language}", self.about_ar))

    @property
    def reference(self) -> str:
        """How the audit log names it."""
        return f"forum_category:{self.slug}"


class Permission(models.Model):
    # A category that has no row of its own takes its parent's.
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="permissions")
    group = models.CharField(max_length=10, choices=Group.choices)
    right = models.CharField(max_length=6, choices=Right.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["category", "group", "right"], name="forum_permission_once"
            ),
            models.CheckConstraint(
                name="forum_permission_known",
                condition=Q(group__in=Group.values, right__in=Right.values),
            ),
            # A visitor has no name to write under.
            models.CheckConstraint(
                name="forum_visitors_only_see",
                condition=~Q(group=Group.EVERYONE) | Q(right=Right.SEE),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.group} {self.right}"


class Tag(models.Model):
    slug = models.CharField(max_length=TAG_LENGTH, unique=True)
    topic_count = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-topic_count", "id"], name="forum_tag_busiest")]

    @override
    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        """Return the list of topics that carry it."""
        return reverse("forum:tag", args=[self.slug])
