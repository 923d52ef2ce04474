import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("calls", "0001_contests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draw",
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
                        choices=[
                            ("committed", "Secret sealed"),
                            ("frozen", "List of tickets closed"),
                            ("valued", "Public value known"),
                            ("drawn", "Drawn"),
                            ("void", "Not held"),
                        ],
                        default="committed",
                        max_length=9,
                    ),
                ),
                ("next_at", models.DateTimeField(blank=True, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("trouble", models.CharField(blank=True, default="", max_length=200)),
                ("secret_sealed", models.CharField(max_length=400)),
                ("secret", models.CharField(blank=True, default="", max_length=64)),
                ("commitment", models.CharField(max_length=64)),
                ("committed_at", models.DateTimeField()),
                (
                    "source_kind",
                    models.CharField(
                        choices=[
                            ("drand", "A round of drand, a public source of random numbers"),
                            ("declared", "A figure that somebody else publishes, named in advance"),
                        ],
                        max_length=8,
                    ),
                ),
                ("source_name", models.CharField(blank=True, default="", max_length=300)),
                ("source_url", models.URLField(blank=True, default="", max_length=500)),
                ("round", models.BigIntegerField(blank=True, null=True)),
                ("first_round", models.BigIntegerField(blank=True, null=True)),
                ("tickets", models.TextField(blank=True, default="")),
                ("tickets_digest", models.CharField(blank=True, default="", max_length=64)),
                ("tickets_count", models.PositiveIntegerField(default=0)),
                ("participants_count", models.PositiveIntegerField(default=0)),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                ("value", models.CharField(blank=True, default="", max_length=200)),
                ("signature", models.CharField(blank=True, default="", max_length=96)),
                ("evidence", models.URLField(blank=True, default="", max_length=500)),
                ("value_at", models.DateTimeField(blank=True, null=True)),
                ("places", models.PositiveSmallIntegerField(default=0)),
                ("order", models.JSONField(blank=True, default=list)),
                ("drawn_at", models.DateTimeField(blank=True, null=True)),
                ("scored", models.PositiveIntegerField(default=0)),
                (
                    "contest",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draw",
                        to="calls.contest",
                    ),
                ),
                (
                    "value_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_at__isnull", False)),
                        fields=["next_at", "id"],
                        name="draws_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["committed", "frozen", "valued", "drawn", "void"])
                        ),
                        name="draws_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source_kind", "drand"),
                            models.Q(("source_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="draws_source_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("frozen", "valued", "drawn")), _negated=True),
                            models.Q(
                                ("frozen_at__isnull", False),
                                models.Q(("tickets_digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="draws_list_before_value",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["valued", "drawn"]), _negated=True),
                            models.Q(
                                ("value_at__isnull", False), models.Q(("value", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="draws_value_before_draw",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("drawn_at__isnull", False),
                                ("state", "drawn"),
                                models.Q(("secret", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "drawn"), _negated=True),
                                ("drawn_at", None),
                                ("secret", ""),
                            ),
                            _connector="OR",
                        ),
                        name="draws_secret_opens_at_the_draw",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("place", models.PositiveSmallIntegerField()),
                ("participant", models.CharField(max_length=12)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("unreachable", "Could not be reached"),
                            ("excluded", "Excluded from the contest"),
                            ("label", "The winning ticket proves less than this prize asks"),
                            ("declined", "Declined the prize"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passes",
                        to="draws.draw",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("draw", "number"), name="draws_passes_numbered"
                    ),
                    models.UniqueConstraint(
                        fields=("draw", "place", "participant"), name="draws_passed_once"
                    ),
                ],
            },
        ),
    ]
