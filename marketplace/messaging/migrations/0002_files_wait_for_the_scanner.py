"""What is known of a file, and conversations that are put away."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("messaging", "0001_conversations")]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="scan_attempts",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="attachment",
            name="scan_due_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="attachment",
            name="scan_state",
            field=models.CharField(
                choices=[
                    ("unchecked", "Not checked"),
                    ("waiting", "Being checked"),
                    ("clean", "Clean"),
                    ("infected", "Removed: it held malware"),
                ],
                db_default="unchecked",
                default="unchecked",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="archived_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
