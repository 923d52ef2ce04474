"""What is clearing may go back in part, and may be kept while a complaint is looked into."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0006_checked_by_statement")]
    operations = [
        migrations.AddField(
            model_name="clearinglot",
            name="held_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="clearinglot",
            name="taken_amount",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddConstraint(
            model_name="clearinglot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("taken_amount__gte", 0), ("taken_amount__lte", models.F("amount"))
                ),
                name="ledger_lot_taken",
            ),
        ),
    ]
