import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import marketplace.core.files
import marketplace.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orders", "0006_queued_orders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PortfolioItem",
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
                ("title", models.CharField(max_length=120)),
                ("slug", models.CharField(max_length=80)),
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
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("design", "Design and identity"),
                            ("writing", "Writing and editing"),
                            ("code", "Programming and websites"),
                            ("translation", "Translation"),
                            ("marketing", "Marketing and growth"),
                            ("audio", "Audio and video"),
                            ("business", "Finance and business"),
                            ("teaching", "Teaching and advice"),
                        ],
                        max_length=20,
                    ),
                ),
                ("source", models.TextField(blank=True, default="", max_length=4000)),
                ("html", models.TextField(blank=True, default="")),
                (
                    "skills",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("links", models.JSONField(blank=True, default=list)),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "consent",
                    models.CharField(
                        choices=[
                            ("not_needed", "Not needed"),
                            ("pending", "The client is being asked"),
                            ("named", "Yes, with the client's name"),
                            ("anonymous", "Yes, without the client's name"),
                            ("refused", "The client said no"),
                            ("withdrawn", "The client took it back"),
                        ],
                        default="not_needed",
                        max_length=12,
                    ),
                ),
                ("consent_asked_at", models.DateTimeField(blank=True, null=True)),
                ("consent_answered_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "order",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shown_in",
                        to="orders.order",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="portfolio",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["owner", "position", "id"], name="portfolio_of_owner")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("consent", "not_needed"), ("order", None)),
                            models.Q(
                                ("order__isnull", False),
                                models.Q(("consent", "not_needed"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="portfolio_order_needs_consent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PortfolioImage",
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
                    "file",
                    models.FileField(
                        max_length=200, storage=marketplace.core.files.private_storage, upload_to=""
                    ),
                ),
                ("alt", models.CharField(blank=True, default="", max_length=200)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("position", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="images",
                        to="portfolio.portfolioitem",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["item", "position", "id"], name="portfolio_images")
                ],
            },
        ),
    ]
