"""An order knows where its money came from, and what one side proposes."""

import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0009_dispute_moves"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="order",
            name="orders_order_closed",
        ),
        migrations.AddField(
            model_name="order",
            name="complaint_state",
            field=models.CharField(
                blank=True,
                choices=[
                    ("open", "With support"),
                    ("decided", "Decided"),
                    ("withdrawn", "Withdrawn"),
                    ("overtaken", "Overtaken by events"),
                ],
                db_default="",
                default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="credit_amount",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="order",
            name="discount_amount",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="order",
            name="extra_agreed",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="order",
            name="extra_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("client", "Client"),
                    ("seller", "Freelancer"),
                    ("support", "Support"),
                    ("timer", "Timer"),
                    ("gateway", "Payment"),
                ],
                db_default="",
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="extra_due_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="order",
            name="refund_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("client", "Client"),
                    ("seller", "Freelancer"),
                    ("support", "Support"),
                    ("timer", "Timer"),
                    ("gateway", "Payment"),
                ],
                db_default="",
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="refund_due_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="order",
            name="refunded_credit",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="order",
            name="refunded_discount",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="order",
            name="tips_amount",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="order",
            name="uses_credit",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="orderextra",
            name="added_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="orderextra",
            name="revisions",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AlterField(
            model_name="cancellationrequest",
            name="state",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="extensionrequest",
            name="state",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="order",
            name="timer_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("unpaid", "Dropped if unpaid"),
                    ("requirements_reminder", "Reminder of the answers"),
                    ("requirements_expired", "Refunded without answers"),
                    ("deadline", "Deadline"),
                    ("clock_resume", "Clock starts again"),
                    ("stalled", "Support looks into it"),
                    ("auto_complete", "Completed by silence"),
                    ("cancellation_unanswered", "Support decides"),
                    ("refund_unanswered", "A proposed refund runs out"),
                    ("extra_unanswered", "A proposed extra runs out"),
                ],
                default="",
                max_length=24,
            ),
        ),
        migrations.AlterField(
            model_name="timelineentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("create", "create"),
                    ("pay", "Pay"),
                    ("start", "Answer the questions"),
                    ("remind", "Remind"),
                    ("cancel", "Cancel"),
                    ("deliver", "Deliver"),
                    ("request_revision", "Ask for a revision"),
                    ("complete", "Accept the delivery"),
                    ("stop_clock", "Stop the clock"),
                    ("resume_clock", "Start the clock again"),
                    ("mark_late", "Mark as late"),
                    ("request_extension", "Ask for more time"),
                    ("accept_extension", "Give more time"),
                    ("refuse_extension", "Refuse more time"),
                    ("request_cancellation", "Ask for cancellation"),
                    ("withdraw_cancellation", "Withdraw the request"),
                    ("accept_cancellation", "Agree to the cancellation"),
                    ("refuse_cancellation", "Refuse the cancellation"),
                    ("escalate", "Hand over to support"),
                    ("open_dispute", "Open a dispute"),
                    ("settle_for_seller", "Settle for the freelancer"),
                    ("settle_for_client", "Settle for the client"),
                    ("settle_split", "Split the escrow"),
                    ("propose_refund", "Propose a refund"),
                    ("withdraw_refund", "Withdraw the proposal"),
                    ("accept_refund", "Accept the refund"),
                    ("refuse_refund", "Refuse the refund"),
                    ("expire_refund", "Let the proposal run out"),
                    ("propose_extra", "Propose an extra"),
                    ("withdraw_extra", "Withdraw the extra"),
                    ("agree_extra", "Agree to the extra"),
                    ("refuse_extra", "Refuse the extra"),
                    ("expire_extra", "Let the extra run out"),
                    ("add_extra", "Pay for the extra"),
                    ("tip", "Give a tip"),
                    ("complain", "Ask support for a refund"),
                    ("withdraw_complaint", "Withdraw the complaint"),
                    ("decide_complaint", "Decide on the complaint"),
                    ("charge_back", "Taken back by the bank"),
                    ("credit_outage", "Credit an outage"),
                ],
                max_length=24,
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("credit_amount__gte", 0),
                    ("discount_amount__gte", 0),
                    (
                        "refunded_amount__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("refunded_discount"), "+", models.F("refunded_credit")
                        ),
                    ),
                    (
                        "refunded_amount__lte",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("total_amount"), "-", models.F("discount_amount")
                                    ),
                                    "-",
                                    models.F("credit_amount"),
                                ),
                                "+",
                                models.F("refunded_discount"),
                            ),
                            "+",
                            models.F("refunded_credit"),
                        ),
                    ),
                    ("refunded_credit__gte", 0),
                    ("refunded_credit__lte", models.F("credit_amount")),
                    ("refunded_discount__gte", 0),
                    ("refunded_discount__lte", models.F("discount_amount")),
                    ("tips_amount__gte", 0),
                    (
                        "total_amount__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("discount_amount"), "+", models.F("credit_amount")
                        ),
                    ),
                ),
                name="orders_order_sources",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("refund_by", ""), ("refund_due_at", None)),
                        models.Q(
                            models.Q(("refund_by", ""), _negated=True),
                            ("refund_due_at__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("extra_agreed", False), ("extra_by", ""), ("extra_due_at", None)),
                        models.Q(
                            models.Q(("extra_by", ""), _negated=True),
                            ("extra_due_at__isnull", False),
                        ),
                        _connector="OR",
                    ),
                ),
                name="orders_order_proposals",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ("completed", "cancelled", "refunded")),
                        ("cancellation_by", ""),
                        ("closed_at__isnull", False),
                        ("extension_days", 0),
                        ("extra_by", ""),
                        models.Q(
                            models.Q(("refund_by", ""), ("timer_at", None)),
                            models.Q(
                                ("refund_due_at__isnull", False),
                                ("state", "completed"),
                                ("timer_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", ("completed", "cancelled", "refunded")), _negated=True
                        ),
                        ("closed_at", None),
                    ),
                    _connector="OR",
                ),
                name="orders_order_closed",
            ),
        ),
    ]
