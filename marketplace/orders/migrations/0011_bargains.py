"""Refunds, proposals, complaints, coupons, tips, outages."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import marketplace.core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0010_sources_and_proposals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=5000)),
                ("wanted_amount", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "With support"),
                            ("decided", "Decided"),
                            ("withdrawn", "Withdrawn"),
                            ("overtaken", "Overtaken by events"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("held_until", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("refund_amount", models.BigIntegerField(default=0)),
                ("answer", models.CharField(blank=True, default="", max_length=1000)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["asked_at", "id"],
                        name="orders_complaint_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("wanted_amount__gt", 0)), name="orders_complaint_wanted"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Coupon",
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
                ("code", models.CharField(max_length=24, unique=True)),
                ("note", models.CharField(blank=True, default="", max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("percent", "Percentage"), ("fixed", "Fixed amount")], max_length=8
                    ),
                ),
                ("percent_bp", models.PositiveIntegerField(default=0)),
                ("amount", models.BigIntegerField(default=0)),
                ("cap_amount", models.BigIntegerField(default=0)),
                ("currency", models.CharField(max_length=3)),
                ("minimum_amount", models.BigIntegerField(default=0)),
                ("valid_from", models.DateTimeField()),
                ("valid_until", models.DateTimeField()),
                ("uses_in_all", models.PositiveIntegerField(blank=True, null=True)),
                ("uses_per_member", models.PositiveIntegerField(default=1)),
                ("first_order_only", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "percent"),
                                ("percent_bp__gt", 0),
                                ("percent_bp__lte", 10000),
                            ),
                            models.Q(("amount__gt", 0), ("kind", "fixed")),
                            _connector="OR",
                        ),
                        name="orders_coupon_worth",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gt", models.F("valid_from"))),
                        name="orders_coupon_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cap_amount__gte", 0),
                            ("minimum_amount__gte", 0),
                            ("uses_per_member__gt", 0),
                        ),
                        name="orders_coupon_limits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CouponUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField()),
                ("used_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="orders_coupon_use_amount"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExtraProposal",
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
                    "asked_by",
                    models.CharField(
                        choices=[
                            ("client", "Client"),
                            ("seller", "Freelancer"),
                            ("support", "Support"),
                            ("timer", "Timer"),
                            ("gateway", "Payment"),
                        ],
                        max_length=8,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("reason", models.CharField(blank=True, default="", max_length=500)),
                ("amount", models.BigIntegerField()),
                ("days", models.PositiveSmallIntegerField(default=0)),
                ("revisions", models.PositiveSmallIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting for an answer"),
                            ("with_support", "With support"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                            ("overtaken", "Overtaken by events"),
                            ("expired", "Ran out"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("paid_with", models.CharField(blank=True, default="", max_length=20)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="orders_extra_ask_amount"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Outage",
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
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, default="", max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("found", "Found, not decided"),
                            ("recorded", "Credited to clocks"),
                            ("dismissed", "Dismissed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("found_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("credited_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-starts_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("credited_at", None), ("state", "recorded")),
                        fields=["id"],
                        name="orders_outage_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="orders_outage_forward",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutageCredit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seconds", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Refund",
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
                            ("ended", "The order was called off"),
                            ("agreed", "Both sides agreed"),
                            ("split", "The dispute was settled"),
                            ("decided", "Support decided"),
                            ("chargeback", "The bank took it back"),
                        ],
                        max_length=12,
                    ),
                ),
                ("amount", models.BigIntegerField()),
                ("cash_amount", models.BigIntegerField()),
                ("credit_amount", models.BigIntegerField(default=0)),
                ("discount_amount", models.BigIntegerField(default=0)),
                ("reserve_amount", models.BigIntegerField(default=0)),
                ("from_escrow", models.BigIntegerField(default=0)),
                ("from_clearing", models.BigIntegerField(default=0)),
                ("from_available", models.BigIntegerField(default=0)),
                ("from_reserve", models.BigIntegerField(default=0)),
                ("fee_amount", models.BigIntegerField(default=0)),
                ("reason", models.CharField(blank=True, default="", max_length=1000)),
                (
                    "by",
                    models.CharField(
                        choices=[
                            ("client", "Client"),
                            ("seller", "Freelancer"),
                            ("support", "Support"),
                            ("timer", "Timer"),
                            ("gateway", "Payment"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("transfer", models.BigIntegerField(blank=True, null=True)),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "amount",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("cash_amount"), "+", models.F("credit_amount")
                                        ),
                                        "+",
                                        models.F("discount_amount"),
                                    ),
                                    "+",
                                    models.F("reserve_amount"),
                                ),
                            ),
                            ("amount__gt", 0),
                        ),
                        name="orders_refund_goes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "amount",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("from_escrow"),
                                                "+",
                                                models.F("from_clearing"),
                                            ),
                                            "+",
                                            models.F("from_available"),
                                        ),
                                        "+",
                                        models.F("from_reserve"),
                                    ),
                                    "+",
                                    models.F("fee_amount"),
                                ),
                            )
                        ),
                        name="orders_refund_comes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RefundProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "asked_by",
                    models.CharField(
                        choices=[
                            ("client", "Client"),
                            ("seller", "Freelancer"),
                            ("support", "Support"),
                            ("timer", "Timer"),
                            ("gateway", "Payment"),
                        ],
                        max_length=8,
                    ),
                ),
                ("amount", models.BigIntegerField()),
                ("reason", models.CharField(max_length=1000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting for an answer"),
                            ("with_support", "With support"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                            ("overtaken", "Overtaken by events"),
                            ("expired", "Ran out"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, default="", max_length=500)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="orders_refund_ask_amount"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tip",
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
                ("amount", models.BigIntegerField()),
                ("fee_amount", models.BigIntegerField(default=0)),
                ("message", models.CharField(blank=True, default="", max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[("started", "Not paid yet"), ("paid", "Paid")],
                        default="started",
                        max_length=8,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("paid_at", models.DateTimeField(blank=True, null=True)),
                ("paid_with", models.CharField(blank=True, default="", max_length=20)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0),
                            ("fee_amount__gte", 0),
                            ("fee_amount__lte", models.F("amount")),
                        ),
                        name="orders_tip_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paid_at", None), ("paid_with", ""), ("state", "started")),
                            models.Q(
                                ("paid_at__isnull", False),
                                ("state", "paid"),
                                models.Q(("paid_with", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="orders_tip_paid",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="complaint",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="complaints",
                to="orders.order",
            ),
        ),
        migrations.AddField(
            model_name="coupon",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="couponuse",
            name="coupon",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="orders.coupon"
            ),
        ),
        migrations.AddField(
            model_name="couponuse",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="couponuse",
            name="order",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="coupon_use",
                to="orders.order",
            ),
        ),
        migrations.AddField(
            model_name="extraproposal",
            name="extra",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="proposal",
                to="orders.orderextra",
            ),
        ),
        migrations.AddField(
            model_name="extraproposal",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="extra_proposals",
                to="orders.order",
            ),
        ),
        migrations.AddField(
            model_name="outage",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="outagecredit",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="outage_credits",
                to="orders.order",
            ),
        ),
        migrations.AddField(
            model_name="outagecredit",
            name="outage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="credits",
                to="orders.outage",
            ),
        ),
        migrations.AddField(
            model_name="refund",
            name="actor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="refund",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="refunds",
                to="orders.order",
            ),
        ),
        migrations.AddField(
            model_name="refundproposal",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="refund_proposals",
                to="orders.order",
            ),
        ),
        migrations.AddField(
            model_name="tip",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="tips", to="orders.order"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("order",),
                name="orders_one_open_complaint",
            ),
        ),
        migrations.AddIndex(
            model_name="couponuse",
            index=models.Index(fields=["coupon", "member"], name="orders_coupon_use_member"),
        ),
        migrations.AddConstraint(
            model_name="extraproposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("order",),
                name="orders_one_open_extra",
            ),
        ),
        migrations.AddConstraint(
            model_name="outagecredit",
            constraint=models.UniqueConstraint(
                fields=("outage", "order"), name="orders_outage_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="refundproposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("order",),
                name="orders_one_open_refund",
            ),
        ),
    ]
