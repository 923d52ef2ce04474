import django.core.serializers.json
import django.core.validators
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
            name="Action",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("visit", "Come by"),
                            ("subscribe", "Follow this contest"),
                            ("save_search", "Save a search that reports news"),
                            ("friend", "Bring a friend"),
                            ("forum", "Join the forum"),
                            ("follow", "Follow an account elsewhere"),
                            ("post", "Publish a post that names friends"),
                            ("share", "Share an article"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("verifier", models.CharField(max_length=12)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "tickets",
                    models.PositiveSmallIntegerField(
                        default=1, validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                (
                    "times",
                    models.PositiveSmallIntegerField(
                        default=1, validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                ("is_daily", models.BooleanField(default=False)),
                (
                    "network",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("site", "Own website or blog"),
                            ("instagram", "Instagram"),
                            ("facebook", "Facebook"),
                            ("threads", "Threads"),
                            ("x", "X"),
                            ("tiktok", "TikTok"),
                            ("youtube", "YouTube"),
                            ("linkedin", "LinkedIn"),
                            ("telegram", "Telegram"),
                            ("snapchat", "Snapchat"),
                            ("mastodon", "Mastodon"),
                            ("bluesky", "Bluesky"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("address", models.URLField(blank=True, default="", max_length=500)),
                (
                    "friends",
                    models.PositiveSmallIntegerField(
                        default=0, validators=[django.core.validators.MaxValueValidator(10)]
                    ),
                ),
                ("words", models.JSONField(blank=True, default=dict)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "contest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="calls.contest",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tickets__gte", 1), ("times__gte", 1)),
                        name="actions_earns_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Entrant",
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
                ("joined_at", models.DateTimeField()),
                ("terms_digest", models.CharField(max_length=64)),
                ("terms_language", models.CharField(max_length=2)),
                ("shows_name", models.BooleanField(default=False)),
                ("day_print", models.CharField(blank=True, default="", max_length=64)),
                (
                    "hold",
                    models.CharField(
                        choices=[
                            ("free", "Takes part"),
                            ("held", "Tickets on hold"),
                            ("cleared", "Looked at, takes part"),
                            ("excluded", "Excluded"),
                        ],
                        default="free",
                        max_length=8,
                    ),
                ),
                ("hold_reason", models.CharField(blank=True, default="", max_length=1000)),
                ("held_at", models.DateTimeField(blank=True, null=True)),
                ("hold_decided_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, default="", max_length=1000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "contest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entrants",
                        to="calls.contest",
                    ),
                ),
                (
                    "hold_decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contests_joined",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["contest", "hold", "id"], name="actions_entrants"),
                    models.Index(fields=["contest", "day_print"], name="actions_prints"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contest", "member"), name="actions_joins_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hold__in", ["free", "held", "cleared", "excluded"])),
                        name="actions_known_hold",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scan_state",
                    models.CharField(
                        choices=[
                            ("unchecked", "Not checked"),
                            ("waiting", "Being checked"),
                            ("clean", "Clean"),
                            ("infected", "Removed: it held malware"),
                        ],
                        db_default="unchecked",
                        default="unchecked",
                        max_length=10,
                    ),
                ),
                ("scan_due_at", models.DateTimeField(blank=True, null=True)),
                ("scan_attempts", models.PositiveSmallIntegerField(db_default=0, default=0)),
                (
                    "public_id",
                    marketplace.core.ids.PublicIdField(
                        default=marketplace.core.ids.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("key", models.CharField(max_length=40)),
                ("tickets", models.PositiveSmallIntegerField()),
                (
                    "label",
                    models.CharField(
                        choices=[
                            ("verified", "Verified"),
                            ("reviewed", "Proof reviewed"),
                            ("declared", "Declared only"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for a look"),
                            ("granted", "Counts"),
                            ("rejected", "Rejected"),
                            ("appealed", "Appealed"),
                            ("dismissed", "Rejected for good"),
                        ],
                        max_length=9,
                    ),
                ),
                ("url", models.URLField(blank=True, default="", max_length=500)),
                ("text", models.CharField(blank=True, default="", max_length=1000)),
                ("stored_as", models.CharField(blank=True, default="", max_length=120)),
                ("picture_digest", models.CharField(blank=True, default="", max_length=64)),
                (
                    "evidence",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                    ),
                ),
                ("submitted_at", models.DateTimeField()),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unreadable", "The proof can't be read."),
                            ("wrong_action", "The proof shows something else than what was asked."),
                            ("not_yours", "The proof doesn't show that it is your account."),
                            ("no_link", "Your link isn't on the page."),
                            ("too_few_names", "Fewer friends are named than were asked."),
                            ("used_before", "The same proof was shown before."),
                            ("removed", "What was published isn't there any more."),
                            ("other", "Another reason, which is written below."),
                        ],
                        default="",
                        max_length=16,
                    ),
                ),
                ("note", models.CharField(blank=True, default="", max_length=1000)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("appeal_until", models.DateTimeField(blank=True, null=True)),
                ("appeal_text", models.CharField(blank=True, default="", max_length=1000)),
                ("appealed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="actions.action",
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
                        related_name="claims",
                        to="actions.entrant",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["entrant", "action", "id"], name="actions_claims"),
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "appealed"])),
                        fields=["submitted_at", "id"],
                        name="actions_for_review",
                    ),
                    models.Index(
                        condition=models.Q(("scan_due_at__isnull", False)),
                        fields=["scan_due_at"],
                        name="actions_scan_due",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "entrant", "key"), name="actions_claims_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["waiting", "granted", "rejected", "appealed", "dismissed"],
                            )
                        ),
                        name="actions_known_state",
                    ),
                ],
            },
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
                            ("shared_network", "Same device and network on the same day"),
                            ("mail_alias", "Mail address that is an alias of another entrant's"),
                            ("burst", "One of many registrations by one link within minutes"),
                            ("destination", "Same payout destination as another entrant"),
                            (
                                "circle",
                                "Entrants who brought each other, or nobody but idle accounts",
                            ),
                        ],
                        max_length=16,
                    ),
                ),
                ("weight", models.PositiveSmallIntegerField()),
                (
                    "evidence",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("found_at", models.DateTimeField()),
                (
                    "entrant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signals",
                        to="actions.entrant",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("entrant", "kind"), name="actions_signal_once")
                ]
            },
        ),
    ]
