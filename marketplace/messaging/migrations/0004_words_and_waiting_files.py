"""Indexes on filled tables, built beside the work that goes on."""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

import marketplace.core.search_sql


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("messaging", "0003_replies_blocks_reports"), ("core", "0003_append_only")]

    operations = [
        AddIndexConcurrently(
            model_name="attachment",
            index=models.Index(
                condition=models.Q(("scan_state", "waiting")),
                fields=["scan_due_at", "id"],
                name="messaging_files_to_scan",
            ),
        ),
        AddIndexConcurrently(
            model_name="message",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    marketplace.core.search_sql.Fold("source"), name="gin_trgm_ops"
                ),
                name="messaging_words",
            ),
        ),
    ]
