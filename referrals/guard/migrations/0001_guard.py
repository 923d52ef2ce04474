import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import marketplace.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("links", "0002_visits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "A person looks at it"),
                            ("cleared", "All is well"),
                            ("confirmed", "Doesn’t count"),
                            ("appealed", "A second person looks at it"),
                            ("upheld", "Doesn’t count, looked at twice"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("score", models.PositiveSmallIntegerField()),
                ("cleared_score", models.PositiveSmallIntegerField(default=0)),
                ("opened_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, default="", max_length=500)),
                ("appealed_at", models.DateTimeField(blank=True, null=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("settled_reason", models.CharField(blank=True, default="", max_length=500)),
                (
                    "attribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guard_case",
                        to="links.attribution",
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
                    "friend",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_as_friend",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referral_cases",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Signal",
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
                            ("device", "Both accounts were used on one device"),
                            (
                                "network",
                                "The sign-up came from the same device and network on that day",
                            ),
                            ("many", "Many sign-ups by one link came from one device"),
                            ("mail_alias", "The mail addresses lead to one mailbox"),
                            ("mail_near", "The mail addresses are much alike"),
                            ("disposable", "The mail address is one that is thrown away after use"),
                            ("destination", "Both accounts withdraw to the same place"),
                            ("burst", "Many signed up by one link within minutes"),
                            (
                                "circle",
                                "Everything was bought from whoever sent the link, or their friends",
                            ),
                            ("haste", "Signed up, bought and accepted within a day"),
                            ("refund", "Paid and refunded at once"),
                            ("loop", "One brought the other, who brought an account of the first"),
                            ("company", "Most of what this link brought is being looked at"),
                        ],
                        max_length=12,
                    ),
                ),
                ("weight", models.PositiveSmallIntegerField()),
                ("evidence", models.JSONField(default=dict)),
                ("found_at", models.DateTimeField()),
                (
                    "attribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signals",
                        to="links.attribution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_appeal", models.BooleanField(default=False)),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="words",
                        to="guard.case",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referral_case_words",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state__in", ("open", "appealed"))),
                fields=["opened_at", "id"],
                name="guard_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["owner", "-id"], name="guard_of_owner"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["friend", "-id"], name="guard_of_friend"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["open", "cleared", "confirmed", "appealed", "upheld"])
                ),
                name="guard_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "open"),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="guard_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["open", "cleared"]),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="guard_confirmed_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.UniqueConstraint(
                fields=("attribution", "kind"), name="guard_signal_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="word",
            constraint=models.UniqueConstraint(
                fields=("case", "member", "is_appeal"), name="guard_word_once"
            ),
        ),
    ]
