import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import marketplace.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("calls", "0001_contests"),
        ("entries", "0001_contests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PayoutRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "Running"), ("done", "Done")],
                        default="running",
                        max_length=8,
                    ),
                ),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "contest",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payout_run",
                        to="calls.contest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "contest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="calls.contest",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contest_approvals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contest", "member", "digest"), name="prizes_one_signature_each"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Award",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    marketplace.core.ids.PublicIdField(
                        default=marketplace.core.ids.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("rank", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("money", "Money"),
                            ("credit", "Platform credit"),
                            ("badge", "Badge"),
                            ("goods", "Goods"),
                        ],
                        max_length=8,
                    ),
                ),
                ("amount", models.BigIntegerField(default=0)),
                ("currency", models.CharField(max_length=3)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Waits for approval"),
                            ("waiting", "Waits for the winner"),
                            ("due", "On its way to be handed over"),
                            ("sent", "Sent"),
                            ("done", "Handed over"),
                            ("lapsed", "Not claimed"),
                            ("dropped", "Dropped before the results"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("claim_by", models.DateTimeField(blank=True, null=True)),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("deliver_by", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("timer_at", models.DateTimeField(blank=True, null=True)),
                ("form_country", models.CharField(blank=True, default="", max_length=2)),
                ("form", models.TextField(blank=True, default="")),
                ("carrier", models.CharField(blank=True, default="", max_length=80)),
                ("tracking", models.CharField(blank=True, default="", max_length=120)),
                ("note", models.CharField(blank=True, default="", max_length=500)),
                (
                    "contest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="calls.contest",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="entries.entry",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prize",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="calls.prize",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("timer_at__isnull", False)),
                        fields=["timer_at", "id"],
                        name="prizes_due",
                    ),
                    models.Index(
                        condition=models.Q(("state", "due")),
                        fields=["contest", "id"],
                        name="prizes_to_hand_over",
                    ),
                    models.Index(fields=["contest", "rank", "id"], name="prizes_of_contest"),
                    models.Index(fields=["member", "-id"], name="prizes_of_member"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["dropped", "lapsed"]), _negated=True),
                        fields=("contest", "prize", "rank"),
                        name="prizes_one_for_each_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["proposed", "waiting", "due", "sent", "done", "lapsed", "dropped"],
                            )
                        ),
                        name="prizes_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ("money", "credit")), ("amount__gt", 0)),
                            models.Q(
                                models.Q(("kind__in", ("money", "credit")), _negated=True),
                                ("amount", 0),
                            ),
                            _connector="OR",
                        ),
                        name="prizes_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", False), ("state", "done")),
                            models.Q(models.Q(("state", "done"), _negated=True), ("done_at", None)),
                            _connector="OR",
                        ),
                        name="prizes_done_has_a_day",
                    ),
                ],
            },
        ),
    ]
