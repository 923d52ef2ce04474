import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_display_currency"),
    ]

    operations = [
        migrations.CreateModel(
            name="CvEntry",
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
                            ("experience", "Experience"),
                            ("education", "Education"),
                            ("certificate", "Certificates elsewhere"),
                        ],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("place", models.CharField(blank=True, default="", max_length=120)),
                ("from_year", models.PositiveSmallIntegerField()),
                ("until_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("words", models.CharField(blank=True, default="", max_length=600)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_year", None),
                            ("until_year__gte", models.F("from_year")),
                            _connector="OR",
                        ),
                        name="accounts_cv_entry_runs_forward",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="profile",
            name="city",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AddField(
            model_name="profile",
            name="cover",
            field=models.ImageField(
                blank=True, db_default="", default="", max_length=200, upload_to="covers/"
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="links",
            field=models.JSONField(
                blank=True, db_default=models.Value([], models.JSONField()), default=list
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="spoken",
            field=models.JSONField(
                blank=True, db_default=models.Value([], models.JSONField()), default=list
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="vacation_from_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="profile",
            name="vacation_takes_orders",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="profile",
            name="vacation_until_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="profile",
            name="vacation_words",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="profile",
            name="weekly_hours",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("vacation_from_at", None), ("vacation_until_at", None)),
                    ("vacation_until_at__gt", models.F("vacation_from_at")),
                    _connector="OR",
                ),
                name="accounts_vacation_runs_forward",
            ),
        ),
        migrations.AddField(
            model_name="cventry",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="cv_entries",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="cventry",
            index=models.Index(fields=["member", "position", "id"], name="accounts_cv"),
        ),
    ]
