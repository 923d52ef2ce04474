"""Indexes for counting by day; made without locking a filled table."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("orders", "0001_orders")]
    operations = [
        AddIndexConcurrently(
            "order",
            models.Index(
                fields=["paid_at"],
                name="orders_order_paid_day",
                condition=Q(paid_at__isnull=False),
            ),
        ),
        AddIndexConcurrently(
            "order",
            models.Index(
                fields=["completed_at"],
                name="orders_order_completed_day",
                condition=Q(completed_at__isnull=False),
            ),
        ),
    ]
