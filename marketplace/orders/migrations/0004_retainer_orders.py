from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0003_fee_reason"),
    ]

    operations = [
        migrations.AlterField(
            model_name="order",
            name="source_kind",
            field=models.CharField(
                choices=[("gig", "Gig"), ("offer", "Custom offer"), ("retainer", "Retainer")],
                max_length=8,
            ),
        ),
    ]
