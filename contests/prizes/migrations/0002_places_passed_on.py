from typing import Any

from django.conf import settings
from django.db import migrations, models

# The index leaves out one state more than before, so no row there is can be against it.
NAME = "prizes_one_for_each_place"
AGAIN = (
    f"DROP INDEX {NAME}",
    (
        f"CREATE UNIQUE INDEX {NAME} ON prizes_award (contest_id, prize_id, rank) "
        "WHERE NOT (state IN ('dropped', 'lapsed', 'passed_on'))"
    ),
)
BEFORE = (
    f"DROP INDEX {NAME}",
    (
        f"CREATE UNIQUE INDEX {NAME} ON prizes_award (contest_id, prize_id, rank) "
        "WHERE NOT (state IN ('dropped', 'lapsed'))"
    ),
)


def leave_out_passed_on(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    """Let a place that went on have another holder."""
    for statement in AGAIN:
        schema_editor.execute(statement)


def as_before(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    """Put the index back as it was."""
    for statement in BEFORE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0001_contests"),
        ("entries", "0001_contests"),
        ("prizes", "0001_contests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="award",
            name="prizes_known_state",
        ),
        migrations.AlterField(
            model_name="award",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Waits for approval"),
                    ("waiting", "Waits for the winner"),
                    ("due", "On its way to be handed over"),
                    ("sent", "Sent"),
                    ("done", "Handed over"),
                    ("lapsed", "Not claimed"),
                    ("passed_on", "Went to the next in line"),
                    ("dropped", "Dropped before the results"),
                ],
                default="proposed",
                max_length=10,
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(leave_out_passed_on, as_before)],
            state_operations=[
                migrations.RemoveConstraint(model_name="award", name=NAME),
                migrations.AddConstraint(
                    model_name="award",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ("dropped", "lapsed", "passed_on")), _negated=True
                        ),
                        fields=("contest", "prize", "rank"),
                        name="prizes_one_for_each_place",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "proposed",
                            "waiting",
                            "due",
                            "sent",
                            "done",
                            "lapsed",
                            "passed_on",
                            "dropped",
                        ],
                    )
                ),
                name="prizes_known_state",
            ),
        ),
    ]
