import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import marketplace.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("articles", "0004_index_of_themes"),
        ("calls", "0001_contests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField()),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                ("sketched_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "contest",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_run",
                        to="calls.contest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
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
                    "source",
                    models.CharField(
                        choices=[("article", "An article here"), ("outside", "A post elsewhere")],
                        max_length=8,
                    ),
                ),
                ("url", models.URLField(blank=True, default="", max_length=500)),
                ("title", models.CharField(max_length=200)),
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
                ("declaration", models.CharField(max_length=1000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "Handed in"),
                            ("accepted", "Accepted for judging"),
                            ("refused", "Not accepted"),
                            ("withdrawn", "Withdrawn"),
                            ("disqualified", "Taken out afterwards"),
                        ],
                        default="submitted",
                        max_length=12,
                    ),
                ),
                ("submitted_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, default="", max_length=1000)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("text", models.TextField(blank=True, default="")),
                ("words", models.PositiveIntegerField(default=0)),
                ("digest", models.CharField(blank=True, default="", max_length=64)),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                ("frozen_note", models.CharField(blank=True, default="", max_length=8)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("appeal", models.CharField(blank=True, default="", max_length=2000)),
                ("appealed_at", models.DateTimeField(blank=True, null=True)),
                ("appeal_answered_at", models.DateTimeField(blank=True, null=True)),
                ("hidden_at", models.DateTimeField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contest_entries",
                        to="articles.article",
                    ),
                ),
                (
                    "contest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="calls.contest",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entrant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contest_entries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="calls.link",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["contest", "state", "id"], name="entries_of_contest"),
                    models.Index(
                        condition=models.Q(("frozen_at", None), ("state", "submitted")),
                        fields=["contest", "id"],
                        name="entries_to_freeze",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("checked_at", None),
                            ("frozen_at__isnull", False),
                            ("state", "submitted"),
                        ),
                        fields=["contest", "id"],
                        name="entries_to_check",
                    ),
                    models.Index(fields=["entrant", "-id"], name="entries_of_member"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("contest", "entrant"),
                        name="entries_one_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["submitted", "accepted", "refused", "withdrawn", "disqualified"],
                            )
                        ),
                        name="entries_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("article__isnull", False), ("source", "article"), ("url", "")
                            ),
                            models.Q(
                                ("article", None),
                                ("source", "outside"),
                                models.Q(("url", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="entries_source_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("digest", ""), ("frozen_at", None)),
                            models.Q(
                                ("frozen_at__isnull", False),
                                models.Q(("digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="entries_frozen_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Check",
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
                            ("link", "Link to the contest"),
                            ("length", "Length"),
                            ("language", "Language"),
                            ("similarity", "Similarity to other texts"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("pass", "Nothing found"),
                            ("doubt", "Look at it"),
                            ("fault", "Against the terms"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "evidence",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("checked_at", models.DateTimeField()),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("fine", "It's fine"), ("breach", "It breaks the terms")],
                        default="",
                        max_length=8,
                    ),
                ),
                ("note", models.CharField(blank=True, default="", max_length=1000)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="entries.entry",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "kind"), name="entries_one_check_each")
                ]
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("tried_at", models.DateTimeField(blank=True, null=True)),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("invalid", "The address isn’t one of a public website."),
                            ("unknown", "There is no website under this name."),
                            ("gone", "The page isn’t there (any more)."),
                            ("closed", "The page can’t be read without signing in."),
                            ("failed", "The website answered with an error."),
                            ("slow", "The website took too long to answer."),
                            ("large", "The page is too large to be read."),
                            ("no_text", "No text was found on the page."),
                        ],
                        default="",
                        max_length=8,
                    ),
                ),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("text", models.TextField(blank=True, default="")),
                ("has_link", models.BooleanField(default=False)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="look",
                        to="entries.entry",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("due_at__isnull", False)),
                        fields=["due_at", "id"],
                        name="entries_look_due",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Sketch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("shingles", models.PositiveIntegerField()),
                (
                    "signature",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                (
                    "bands",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "article",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contest_sketch",
                        to="articles.article",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sketch",
                        to="entries.entry",
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["bands"], name="entries_bands")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("article", None), ("entry__isnull", False)),
                            models.Q(("article__isnull", False), ("entry", None)),
                            _connector="OR",
                        ),
                        name="entries_sketch_of_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WritingRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("min_words", models.PositiveIntegerField(default=300)),
                ("max_words", models.PositiveIntegerField(default=2000)),
                ("languages", models.JSONField(blank=True, default=list)),
                ("takes_articles", models.BooleanField(default=True)),
                ("takes_outside", models.BooleanField(default=True)),
                ("needs_editor", models.BooleanField(default=False)),
                (
                    "contest",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="writing_rules",
                        to="calls.contest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("max_words__gte", models.F("min_words"))),
                        name="entries_words_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("takes_articles", True), ("takes_outside", True), _connector="OR"
                        ),
                        name="entries_some_source",
                    ),
                ]
            },
        ),
    ]
