import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import contests.judging.choices
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
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                ("names", models.JSONField()),
                ("hints", models.JSONField(blank=True, default=dict)),
                ("guides", models.JSONField(blank=True, default=dict)),
                (
                    "contest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="calls.contest",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("contest", "position"),
                        name="judging_one_place_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1)), name="judging_weight_counts"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Judge",
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
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "Invited"),
                            ("accepted", "Takes part"),
                            ("declined", "Declined"),
                            ("left", "Replaced"),
                        ],
                        default="invited",
                        max_length=8,
                    ),
                ),
                ("is_named", models.BooleanField(default=False)),
                ("invited_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, default="", max_length=500)),
                (
                    "contest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judges",
                        to="calls.contest",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("contest", "member"), name="judging_once_each"),
                    models.UniqueConstraint(
                        fields=("contest", "number"), name="judging_own_number"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Duel",
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
                ("position", models.PositiveIntegerField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entries.entry",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entries.entry",
                    ),
                ),
                (
                    "winner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entries.entry",
                    ),
                ),
                (
                    "judge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duels",
                        to="judging.judge",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("judge", "first", "second"), name="judging_one_duel_each"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first", models.F("second")), _negated=True),
                        name="judging_two_in_a_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("winner", None)),
                            models.Q(("decided_at__isnull", False), ("winner", models.F("first"))),
                            models.Q(("decided_at__isnull", False), ("winner", models.F("second"))),
                            _connector="OR",
                        ),
                        name="judging_winner_of_the_pair",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Judging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "judges_per_entry",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(9),
                        ],
                    ),
                ),
                (
                    "final_size",
                    models.PositiveSmallIntegerField(
                        default=0, validators=[django.core.validators.MaxValueValidator(8)]
                    ),
                ),
                (
                    "silent_rule",
                    models.CharField(
                        choices=[
                            (
                                "share",
                                "Rank by what came; entries that nobody read share what is left",
                            ),
                            ("lapse", "Rank by what came; what is left goes back to the platform"),
                        ],
                        default="share",
                        max_length=8,
                    ),
                ),
                (
                    "seed",
                    models.CharField(
                        default=contests.judging.choices.new_seed, editable=False, max_length=32
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("setup", "Being prepared"),
                            ("scoring", "Judges read and score"),
                            ("final", "The final, by pairs"),
                            ("closed", "Judging is closed"),
                        ],
                        default="setup",
                        max_length=8,
                    ),
                ),
                (
                    "timer_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("remind", "Judges are reminded"),
                            ("close", "Scoring closes"),
                            ("results", "The rule for silent judges"),
                        ],
                        default="",
                        max_length=8,
                    ),
                ),
                ("timer_at", models.DateTimeField(blank=True, null=True)),
                ("given_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("silent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "contest",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judging",
                        to="calls.contest",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("timer_at__isnull", False)),
                        fields=["timer_at", "id"],
                        name="judging_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("judges_per_entry__gte", 1)), name="judging_some_judges"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("final_size", 0), ("final_size__gte", 2), _connector="OR"
                        ),
                        name="judging_final_of_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rank", models.PositiveIntegerField(blank=True, null=True)),
                ("score_rank", models.PositiveIntegerField(blank=True, null=True)),
                ("raw_rank", models.PositiveIntegerField(blank=True, null=True)),
                ("raw", models.FloatField(blank=True, null=True)),
                ("adjusted", models.FloatField(blank=True, null=True)),
                ("low", models.FloatField(blank=True, null=True)),
                ("high", models.FloatField(blank=True, null=True)),
                ("lowest", models.FloatField(blank=True, null=True)),
                ("heaviest", models.FloatField(blank=True, null=True)),
                ("sheets", models.PositiveIntegerField(default=0)),
                ("block", models.PositiveIntegerField(default=0)),
                ("strength", models.FloatField(blank=True, null=True)),
                (
                    "contest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="calls.contest",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="result",
                        to="entries.entry",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["contest", "rank"], name="judging_ranking")]},
        ),
        migrations.CreateModel(
            name="Run",
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
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("counting", "Counting"),
                            ("done", "Counted"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("held_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("step", models.PositiveSmallIntegerField(default=0)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("fault", models.CharField(blank=True, default="", max_length=200)),
                ("sheets", models.PositiveIntegerField(default=0)),
                ("entries", models.PositiveIntegerField(default=0)),
                ("judges", models.PositiveIntegerField(default=0)),
                ("blocks", models.PositiveIntegerField(default=0)),
                ("noise", models.FloatField(blank=True, null=True)),
                ("alpha_raw", models.FloatField(blank=True, null=True)),
                ("alpha", models.FloatField(blank=True, null=True)),
                ("digest", models.CharField(blank=True, default="", max_length=64)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="score_runs",
                        to="calls.contest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "counting"])),
                        fields=("contest",),
                        name="judging_one_count_at_a_time",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Severity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.FloatField()),
                ("sheets", models.PositiveIntegerField()),
                ("block", models.PositiveIntegerField(default=0)),
                (
                    "judge",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="severity",
                        to="judging.judge",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sheet",
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
                ("position", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "To be scored"),
                            ("sealed", "Sealed"),
                            ("recused", "Conflict of interest"),
                            ("handed_on", "Handed on"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("feedback", models.CharField(blank=True, default="", max_length=1000)),
                ("saved_at", models.DateTimeField(blank=True, null=True)),
                ("is_incomplete", models.BooleanField(default=False)),
                ("sealed_at", models.DateTimeField(blank=True, null=True)),
                ("paper", models.TextField(blank=True, default="")),
                ("digest", models.CharField(blank=True, default="", max_length=64)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="entries.entry",
                    ),
                ),
                (
                    "judge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="judging.judge",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["judge", "position", "id"], name="judging_queue"),
                    models.Index(fields=["entry", "state"], name="judging_of_entry"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("judge", "entry"), name="judging_one_sheet"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("sealed_at__isnull", False),
                                ("state", "sealed"),
                                models.Q(("digest", ""), _negated=True),
                                models.Q(("paper", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "sealed"), _negated=True),
                                ("digest", ""),
                                ("paper", ""),
                                ("sealed_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="judging_sealed_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.PositiveSmallIntegerField()),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="judging.criterion",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="judging.sheet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sheet", "criterion"), name="judging_one_score"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 1), ("value__lte", 5)),
                        name="judging_one_to_five",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("note", models.CharField(blank=True, default="", max_length=500)),
                ("found_at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judge_ties",
                        to="entries.entry",
                    ),
                ),
                (
                    "judge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ties",
                        to="judging.judge",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("judge", "entry"), name="judging_one_tie")
                ]
            },
        ),
    ]
