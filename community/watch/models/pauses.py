"""A member's own word that they are on a break."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from typing_extensions import override


class Pause(models.Model):
    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="watch_pause"
    )
    from_on = models.DateField()
    # The first day on which they are back.
    until_on = models.DateField()

    @override
    def __str__(self) -> str:
        return f"{self.member_id} until {self.until_on}"
