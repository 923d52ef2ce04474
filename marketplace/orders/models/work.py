"""What passes between the two sides: questions with their answers, deliveries, files."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from marketplace.core.ids import PublicIdField
from marketplace.orders.choices import QuestionKind
from marketplace.orders.models.order import Order


class OrderQuestion(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=QuestionKind.choices)
    prompt = models.CharField(max_length=300)
    options = models.JSONField(default=list, blank=True)
    is_required = models.BooleanField(default=True)
    answer = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar = ["order", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "position"], name="orders_question_once"),
        ]

    def __str__(self) -> str:
        return self.prompt


class Delivery(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="deliveries")
    version = models.PositiveSmallIntegerField()
    note_source = models.TextField(blank=True, default="")
    note_html = models.TextField(blank=True, default="")
    delivered_at = models.DateTimeField()
    was_late = models.BooleanField(default=False)
    revision_source = models.TextField(blank=True, default="")
    revision_asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "version"]
        verbose_name_plural = "deliveries"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "version"], name="orders_delivery_once"),
        ]

    def __str__(self) -> str:
        return f"version {self.version} of {self.order_id}"


class OrderFile(models.Model):
    public_id = PublicIdField()
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="files")
    question = models.ForeignKey(
        OrderQuestion, null=True, blank=True, on_delete=models.CASCADE, related_name="files"
    )
    delivery = models.ForeignKey(
        Delivery, null=True, blank=True, on_delete=models.CASCADE, related_name="files"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # Name in the private storage; nobody is given it, and nothing a member typed is part of it.
    stored_as = models.CharField(max_length=200)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="orders_file_of_one",
                condition=Q(question=None, delivery__isnull=False)
                | Q(question__isnull=False, delivery=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name
