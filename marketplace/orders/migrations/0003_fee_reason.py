from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0002_day_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="fee_reason",
            field=models.CharField(blank=True, db_default="", default="", max_length=24),
        ),
    ]
