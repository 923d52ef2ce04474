"""What the member answers to a proposal of less pay."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shifts", "0001_shifts")]

    operations = [
        migrations.AddField(
            model_name="shift",
            name="reply",
            field=models.CharField(blank=True, db_default="", default="", max_length=500),
        ),
    ]
