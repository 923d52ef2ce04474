"""A member's own address of a contest, and who came by it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from contests.calls.models.contests import Contest
from marketplace.core.ids import PublicIdField


class Link(models.Model):
    code = PublicIdField()
    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="links")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contest_links"
    )
    visits = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contest", "member"], name="calls_one_link_each")
        ]

    def __str__(self) -> str:
        return str(self.code)

    def get_absolute_url(self) -> str:
        """Return the address that is passed on."""
        return reverse("calls:via", args=[self.contest.slug, self.code])


class Arrival(models.Model):
    """Somebody who signed up after coming by a link: the first link that brought them."""

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="arrivals")
    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contest_arrival"
    )
    came_at = models.DateTimeField()
    signed_up_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["link", "signed_up_at"], name="calls_arrivals")]

    def __str__(self) -> str:
        return f"{self.member_id} by {self.link_id}"
