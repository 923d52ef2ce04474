import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import marketplace.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("links", "0002_visits"),
        ("orders", "0014_credit_pays_later"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BoardName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="board_name",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Program",
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
                ("names", models.JSONField(default=dict)),
                ("currency", models.CharField(max_length=3)),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("running", "Running"),
                            ("paused", "Paused"),
                            ("ended", "Ended"),
                        ],
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("funded", models.BigIntegerField(default=0)),
                ("reserved", models.BigIntegerField(default=0)),
                ("paid", models.BigIntegerField(default=0)),
                ("fund_count", models.PositiveIntegerField(default=0)),
                ("short_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reward",
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
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("signup", "Sign-up"),
                            ("first_order", "First completed order"),
                            ("fee_share", "Each completed order"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("referrer", "Whoever sent the link"),
                            ("friend", "The friend who came"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("money", "Money"), ("credit", "Platform credit")], max_length=6
                    ),
                ),
                ("order_total", models.BigIntegerField(default=0)),
                ("friend_number", models.PositiveIntegerField()),
                ("granted", models.BigIntegerField()),
                ("taken_back", models.BigIntegerField(default=0)),
                ("settled", models.BigIntegerField(default=0)),
                ("met", models.BigIntegerField(default=0)),
                ("came_back", models.BigIntegerField(default=0)),
                ("currency", models.CharField(max_length=3)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting"),
                            ("due", "Being paid"),
                            ("paid", "Paid"),
                            ("held", "Being looked at"),
                            ("cancelled", "Doesn’t count"),
                        ],
                        default="pending",
                        max_length=10,
                    ),
                ),
                (
                    "ended_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("refund", "The order was refunded"),
                            ("guard", "The referral doesn’t count"),
                            ("budget", "The programme’s money is given away"),
                            ("cap", "The most that one member gets was reached"),
                            ("address", "The friend never confirmed the mail address"),
                        ],
                        default="",
                        max_length=8,
                    ),
                ),
                ("granted_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("paid_at", models.DateTimeField(blank=True, null=True)),
                (
                    "attribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rewards",
                        to="links.attribution",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referral_rewards",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referral_rewards",
                        to="orders.order",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rewards",
                        to="programs.program",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RewardLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("granted", "Granted for %(event)s"),
                            (
                                "tier",
                                "For your friend number %(count)s, by the tier from %(tier)s on",
                            ),
                            ("cut_month", "Cut to what the month’s limit leaves"),
                            ("cut_total", "Cut to what the limit in all leaves"),
                            ("cut_budget", "Cut to what is left of the programme’s money"),
                            ("held", "A person looks at how your friend came here"),
                            ("released", "All is well: it goes on"),
                            (
                                "taken_back",
                                "%(percent)s of the order was refunded, so that share goes back",
                            ),
                            ("carried", "Already paid: met from your next rewards"),
                            ("met", "Met by a later reward"),
                            ("meets", "Kept for what an earlier reward owes"),
                            ("moved", "The order’s money is kept longer because of a complaint"),
                            ("unconfirmed", "Waits until the friend confirms the mail address"),
                            ("paid", "Paid"),
                            ("cancelled", "Doesn’t count: %(reason)s"),
                            ("revived", "The decision was taken back: it counts again"),
                        ],
                        max_length=12,
                    ),
                ),
                ("amount", models.BigIntegerField(default=0)),
                ("params", models.JSONField(blank=True, default=dict)),
                ("at", models.DateTimeField()),
                (
                    "reward",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="programs.reward",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Rule",
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
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("signup", "Sign-up"),
                            ("first_order", "First completed order"),
                            ("fee_share", "Each completed order"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("referrer", "Whoever sent the link"),
                            ("friend", "The friend who came"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("money", "Money"), ("credit", "Platform credit")],
                        default="money",
                        max_length=6,
                    ),
                ),
                ("amount", models.BigIntegerField(default=0)),
                (
                    "share_bp",
                    models.PositiveIntegerField(
                        default=0, validators=[django.core.validators.MaxValueValidator(10000)]
                    ),
                ),
                ("months", models.PositiveSmallIntegerField(default=12)),
                ("hold_days", models.PositiveSmallIntegerField(default=0)),
                ("cap_month", models.BigIntegerField(blank=True, null=True)),
                ("cap_total", models.BigIntegerField(blank=True, null=True)),
                ("minimum_order", models.BigIntegerField(default=0)),
                ("tiers", models.JSONField(blank=True, default=list)),
                ("since", models.DateTimeField(blank=True, null=True)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="programs.program",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="reward",
            name="rule",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rewards",
                to="programs.rule",
            ),
        ),
        migrations.AddIndex(
            model_name="program",
            index=models.Index(fields=["state", "begins_at"], name="programs_running"),
        ),
        migrations.AddConstraint(
            model_name="program",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "running", "paused", "ended"])),
                name="programs_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="program",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "funded__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("reserved"), "+", models.F("paid")
                        ),
                    ),
                    ("paid__gte", 0),
                    ("reserved__gte", 0),
                ),
                name="programs_budget_holds",
            ),
        ),
        migrations.AddConstraint(
            model_name="program",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at", None), ("ends_at__gt", models.F("begins_at")), _connector="OR"
                ),
                name="programs_days",
            ),
        ),
        migrations.AddIndex(
            model_name="rewardline",
            index=models.Index(fields=["reward", "id"], name="programs_lines"),
        ),
        migrations.AddConstraint(
            model_name="rule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__gt", 0), ("share_bp", 0)),
                    models.Q(
                        ("amount", 0),
                        ("share_bp__gt", 0),
                        ("share_bp__lte", 10000),
                        models.Q(("event", "signup"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="programs_rule_gives_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="rule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cap_month", None), ("cap_month__gt", 0), _connector="OR"),
                    models.Q(("cap_total", None), ("cap_total__gt", 0), _connector="OR"),
                    ("minimum_order__gte", 0),
                ),
                name="programs_rule_limits",
            ),
        ),
        migrations.AddIndex(
            model_name="reward",
            index=models.Index(
                condition=models.Q(("state", "pending")),
                fields=["due_at", "id"],
                name="programs_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="reward",
            index=models.Index(
                condition=models.Q(("state", "due")), fields=["id"], name="programs_payable"
            ),
        ),
        migrations.AddIndex(
            model_name="reward",
            index=models.Index(fields=["member", "-id"], name="programs_of_member"),
        ),
        migrations.AddIndex(
            model_name="reward",
            index=models.Index(fields=["program", "-id"], name="programs_of_program"),
        ),
        migrations.AddIndex(
            model_name="reward",
            index=models.Index(fields=["rule", "member", "granted_at"], name="programs_caps"),
        ),
        migrations.AddIndex(
            model_name="reward",
            index=models.Index(
                condition=models.Q(
                    (
                        "settled__gt",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("granted"), "-", models.F("taken_back")
                            ),
                            "+",
                            models.F("came_back"),
                        ),
                    ),
                    ("state", "paid"),
                ),
                fields=["member", "id"],
                name="programs_owing",
            ),
        ),
        migrations.AddConstraint(
            model_name="reward",
            constraint=models.UniqueConstraint(
                fields=("rule", "attribution", "order"),
                name="programs_reward_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="reward",
            constraint=models.UniqueConstraint(
                condition=models.Q(("event", "fee_share"), _negated=True),
                fields=("rule", "attribution"),
                name="programs_first_order_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="reward",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["pending", "due", "paid", "held", "cancelled"])),
                name="programs_reward_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="reward",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("granted__gte", 0),
                    ("taken_back__gte", 0),
                    ("taken_back__lte", models.F("granted")),
                ),
                name="programs_clawback_within",
            ),
        ),
        migrations.AddConstraint(
            model_name="reward",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("came_back__gte", 0),
                    ("came_back__lte", models.F("settled")),
                    ("met__gte", 0),
                    ("met__lte", models.F("settled")),
                    ("settled__gte", 0),
                    ("settled__lte", models.F("granted")),
                ),
                name="programs_settled_within",
            ),
        ),
        migrations.AddConstraint(
            model_name="reward",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("paid_at__isnull", False), ("state", "paid")),
                    models.Q(
                        models.Q(("state", "paid"), _negated=True),
                        ("came_back", 0),
                        ("paid_at", None),
                        ("settled", 0),
                    ),
                    _connector="OR",
                ),
                name="programs_paid_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="reward",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), models.Q(("ended_by", ""), _negated=True)),
                    models.Q(models.Q(("state", "cancelled"), _negated=True), ("ended_by", "")),
                    _connector="OR",
                ),
                name="programs_cancelled_says_why",
            ),
        ),
    ]
