"""Rows that every part leans on.

An *outbox event* is a fact written in the transaction that made it true; a *delivery* is one
consumer's receipt for it. An *audit record* says who did what to which object and is never
changed. A *heartbeat* is a mark that a worker really consumes. A *switch* is an operator's
stop lever. A *weekend* says on which days a country rests, where the operator knows better. An
*idempotency record* keeps the answer given to a request's Idempotency-Key.
"""

from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class OutboxEvent(models.Model):
    name = models.CharField(max_length=80)
    payload = models.JSONField(encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class Delivery(models.Model):
    event = models.ForeignKey(OutboxEvent, on_delete=models.CASCADE, related_name="deliveries")
    consumer = models.CharField(max_length=80)
    queue = models.CharField(max_length=16)
    next_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    error = models.TextField(default="", blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "consumer"], name="core_delivery_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at", "id"],
                name="core_delivery_due",
                condition=models.Q(done_at=None, dead_at=None),
            ),
            models.Index(
                fields=["dead_at"], name="core_delivery_dead", condition=~models.Q(dead_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consumer} of event {self.event_id}"


class AuditRecord(models.Model):
    actor = models.CharField(max_length=16, blank=True, default="")
    action = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    reason = models.TextField(default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject", "-id"], name="core_audit_subject"),
            models.Index(fields=["actor", "-id"], name="core_audit_actor"),
            models.Index(fields=["action", "-id"], name="core_audit_action"),
            models.Index(fields=["at", "id"], name="core_audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"


class Heartbeat(models.Model):
    name = models.CharField(max_length=40, unique=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Weekend(models.Model):
    country = models.CharField(max_length=2, primary_key=True)
    # ISO weekdays, Monday 1.
    days = models.JSONField(default=list)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.country


class Switch(models.Model):
    name = models.CharField(max_length=40, unique=True)
    on = models.BooleanField(default=False)
    reason = models.TextField(default="", blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @classmethod
    def is_on(cls, name: str) -> bool:
        """Whether the lever of this name is pulled; one that nobody touched is not."""
        return cls.objects.filter(name=name, on=True).exists()


class IdempotencyRecord(models.Model):
    owner = models.CharField(max_length=16)
    key = models.CharField(max_length=80)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    response = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "key"], name="core_idempotency_once"),
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.key}"
