"""Platform credit: a kind of account, and the lots behind it."""

import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("available", "Available"),
    ("clearing", "Clearing"),
    ("payout_hold", "Being withdrawn"),
    ("credit", "Platform credit"),
    ("escrow", "Escrow"),
    ("prize_fund", "Prize fund"),
    ("fees", "Platform fees"),
    ("marketing", "Marketing"),
    ("cash", "Bank"),
    ("refund_reserve", "Refund reserve"),
    ("gateway", "Payment provider"),
]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_lots_taken")]
    operations = [
        migrations.RemoveConstraint(model_name="account", name="ledger_account_kind"),
        migrations.AlterField(
            model_name="account",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=16),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", [kind for kind, _label in KINDS])),
                name="ledger_account_kind",
            ),
        ),
        migrations.CreateModel(
            name="CreditLot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "granted_by",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_lot",
                        to="ledger.transfer",
                    ),
                ),
                ("owner", models.CharField(max_length=40)),
                ("currency", models.CharField(max_length=3)),
                ("amount", models.BigIntegerField()),
                ("left", models.BigIntegerField()),
                ("note", models.CharField(max_length=200)),
                ("granted_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("expired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("left__gt", 0)),
                        fields=["expires_at", "id"],
                        name="ledger_credit_due",
                    ),
                    models.Index(
                        condition=models.Q(("left__gt", 0)),
                        fields=["owner", "currency", "expires_at"],
                        name="ledger_credit_owner",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0), ("left__gte", 0), ("left__lte", models.F("amount"))
                        ),
                        name="ledger_credit_left",
                    )
                ],
            },
        ),
    ]
