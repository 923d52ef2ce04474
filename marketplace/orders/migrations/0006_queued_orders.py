from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0005_leave_suspended"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="not_before_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
