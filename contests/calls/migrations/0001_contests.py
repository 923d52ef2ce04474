import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import marketplace.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RuleBook",
            fields=[
                ("country", models.CharField(max_length=2, primary_key=True, serialize=False)),
                ("rules", models.JSONField()),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Contest",
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
                ("slug", models.SlugField(max_length=60, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("writing", "Writing"), ("follow", "Follow and win")],
                        max_length=10,
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                (
                    "rights",
                    models.CharField(
                        choices=[
                            (
                                "stay",
                                "Rights stay with the writer; the platform may show the entry",
                            ),
                            (
                                "bought",
                                "The prize buys the rights, in writing, from those who accept it",
                            ),
                        ],
                        default="stay",
                        max_length=8,
                    ),
                ),
                ("country", models.CharField(blank=True, default="", max_length=2)),
                ("licence_number", models.CharField(blank=True, default="", max_length=60)),
                ("licence_authority", models.CharField(blank=True, default="", max_length=120)),
                ("vouched", models.JSONField(blank=True, default=list)),
                ("countries", models.JSONField(blank=True, default=list)),
                ("min_account_days", models.PositiveSmallIntegerField(default=0)),
                ("needs_verified_email", models.BooleanField(default=True)),
                ("announces_at", models.DateTimeField(blank=True, null=True)),
                ("opens_at", models.DateTimeField(blank=True, null=True)),
                ("closes_at", models.DateTimeField(blank=True, null=True)),
                ("judged_by", models.DateTimeField(blank=True, null=True)),
                ("results_by", models.DateTimeField(blank=True, null=True)),
                (
                    "delivery_days",
                    models.PositiveSmallIntegerField(
                        default=7, validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being prepared"),
                            ("announced", "Announced"),
                            ("open", "Open"),
                            ("judging", "In judging"),
                            ("results", "Results are out"),
                            ("paid", "Prizes handed over"),
                            ("archived", "Archived"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "timer_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("announces", "Is announced"),
                            ("opens", "Opens"),
                            ("closes", "Closes"),
                            ("archives", "Is archived"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("timer_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("announced_at", models.DateTimeField(blank=True, null=True)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("results_at", models.DateTimeField(blank=True, null=True)),
                ("handed_over_at", models.DateTimeField(blank=True, null=True)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("cancel_reason", models.CharField(blank=True, default="", max_length=500)),
                ("funded_amount", models.BigIntegerField(default=0)),
                ("fund_count", models.PositiveSmallIntegerField(default=0)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contests_set_up",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("timer_at__isnull", False)),
                        fields=["timer_at", "id"],
                        name="calls_due",
                    ),
                    models.Index(fields=["state", "closes_at"], name="calls_hall"),
                    models.Index(
                        condition=models.Q(("reminded_at", None), ("state", "open")),
                        fields=["closes_at", "id"],
                        name="calls_to_remind",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "announced",
                                    "open",
                                    "judging",
                                    "results",
                                    "paid",
                                    "archived",
                                    "cancelled",
                                ],
                            )
                        ),
                        name="calls_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closes_at__lte", models.F("judged_by")),
                                ("judged_by__lte", models.F("results_by")),
                                ("opens_at__lt", models.F("closes_at")),
                            ),
                            ("state__in", ["draft", "cancelled"]),
                            _connector="OR",
                        ),
                        name="calls_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("funded_amount__gte", 0)), name="calls_fund_is_a_sum"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at__isnull", False), ("state", "cancelled")),
                            models.Q(
                                models.Q(("state", "cancelled"), _negated=True),
                                ("cancelled_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="calls_cancelled_has_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContestText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("ar", "العربية"),
                            ("en", "English"),
                            ("he", "עברית"),
                            ("ur", "اردو"),
                        ],
                        max_length=2,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("summary", models.CharField(blank=True, default="", max_length=300)),
                ("terms", models.TextField(blank=True, default="", max_length=20000)),
                ("terms_html", models.TextField(blank=True, default="", editable=False)),
                (
                    "contest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="calls.contest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contest", "language"), name="calls_one_text_per_language"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Follower",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "contest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to="calls.contest",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contests_followed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("contest", "member"), name="calls_follows_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=24)),
                (
                    "part",
                    models.CharField(
                        choices=[("admin", "Administrator"), ("timer", "Timer")], max_length=8
                    ),
                ),
                ("at", models.DateTimeField()),
                ("params", models.JSONField(default=dict)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contest_lines",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="calls.contest",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["contest", "id"], name="calls_lines")]},
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    marketplace.core.ids.PublicIdField(
                        default=marketplace.core.ids.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("visits", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                (
                    "contest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="calls.contest",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contest_links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contest", "member"), name="calls_one_link_each"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("came_at", models.DateTimeField()),
                ("signed_up_at", models.DateTimeField()),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contest_arrival",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrivals",
                        to="calls.link",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["link", "signed_up_at"], name="calls_arrivals")]
            },
        ),
        migrations.CreateModel(
            name="Prize",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_rank", models.PositiveIntegerField()),
                ("last_rank", models.PositiveIntegerField()),
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
                ("names", models.JSONField(blank=True, default=dict)),
                (
                    "needs_label",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("verified", "Verified"),
                            ("reviewed", "Proof reviewed"),
                            ("declared", "Declared only"),
                        ],
                        default="",
                        max_length=8,
                    ),
                ),
                (
                    "contest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prizes",
                        to="calls.contest",
                    ),
                ),
            ],
            options={
                "ordering": ["first_rank", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_rank__gte", 1), ("last_rank__gte", models.F("first_rank"))
                        ),
                        name="calls_prize_ranks",
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
                        name="calls_prize_amount",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermsTemplate",
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
                        choices=[("writing", "Writing"), ("follow", "Follow and win")],
                        max_length=10,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("ar", "العربية"),
                            ("en", "English"),
                            ("he", "עברית"),
                            ("ur", "اردو"),
                        ],
                        max_length=2,
                    ),
                ),
                ("text", models.TextField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "language"), name="calls_one_template_each"
                    )
                ],
            },
        ),
    ]
