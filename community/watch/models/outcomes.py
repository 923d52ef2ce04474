"""What was done for a member, and what their output was before and after."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from typing_extensions import override

from community.watch.choices import NOTE_MAX, ActKind, Occasion
from community.watch.models.sightings import Sighting
from marketplace.core.ids import PublicIdField

_MEMBER = settings.AUTH_USER_MODEL


class WatchAct(models.Model):
    public_id = PublicIdField()
    sighting = models.ForeignKey(Sighting, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=6, choices=ActKind.choices)
    note = models.CharField(max_length=NOTE_MAX, blank=True, default="")
    by = models.ForeignKey(_MEMBER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="watch_act_kind", condition=Q(kind__in=ActKind.values))
        ]

    @override
    def __str__(self) -> str:
        return f"{self.sighting_id}: {self.kind}"


class Outcome(models.Model):
    sighting = models.ForeignKey(Sighting, on_delete=models.PROTECT, related_name="outcomes")
    occasion = models.CharField(max_length=5, choices=Occasion.choices)
    act = models.OneToOneField(
        WatchAct, on_delete=models.PROTECT, null=True, blank=True, related_name="outcome"
    )
    # The day itself counts as after.
    from_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    # Output of four weeks, in thousandths; empty until measured.
    before_milli = models.BigIntegerField(null=True, blank=True)
    after_milli = models.BigIntegerField(null=True, blank=True)
    is_kept_30 = models.BooleanField(null=True, blank=True)
    is_kept_90 = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sighting", "occasion", "from_on"],
                name="watch_outcome_once",
                condition=Q(act=None),
            ),
            models.CheckConstraint(
                name="watch_outcome_of_act",
                condition=Q(occasion=Occasion.ACT, act__isnull=False)
                | (~Q(occasion=Occasion.ACT) & Q(act=None)),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on", "id"],
                name="watch_outcome_due",
                condition=Q(due_on__isnull=False),
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.sighting_id} {self.occasion} {self.from_on}"
