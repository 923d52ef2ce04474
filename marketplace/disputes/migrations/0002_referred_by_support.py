"""A dispute may be made by support of a request to call an order off."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("disputes", "0001_disputes"),
    ]

    operations = [
        migrations.AddField(
            model_name="dispute",
            name="is_referred",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
