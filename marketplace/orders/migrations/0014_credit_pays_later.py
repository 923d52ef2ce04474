"""Credit may pay for extras and tips, too: the wish, and what it paid."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0013_timeline_choices"),
    ]

    operations = [
        migrations.AddField(
            model_name="extraproposal",
            name="credit_amount",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="extraproposal",
            name="uses_credit",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="tip",
            name="credit_amount",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="tip",
            name="uses_credit",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name="extraproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("credit_amount__gte", 0), ("credit_amount__lte", models.F("amount"))
                ),
                name="orders_extra_ask_credit",
            ),
        ),
        migrations.AddConstraint(
            model_name="tip",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("credit_amount__gte", 0), ("credit_amount__lte", models.F("amount"))
                ),
                name="orders_tip_credit",
            ),
        ),
    ]
