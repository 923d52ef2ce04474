"""The audit log is searched by action and by day, too; the table is filled, so nobody waits."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("core", "0003_append_only")]
    operations = [
        AddIndexConcurrently(
            model_name="auditrecord",
            index=models.Index(fields=["action", "-id"], name="core_audit_action"),
        ),
        AddIndexConcurrently(
            model_name="auditrecord",
            index=models.Index(fields=["at", "id"], name="core_audit_at"),
        ),
    ]
