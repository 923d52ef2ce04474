"""Reports of messages move to the moderators' cases, where all other reports are."""

from datetime import timedelta
from typing import Any

from django.db import migrations

# As the reasons and their weights stood when this was written.
REASONS = {
    "abuse": ("abuse", 3),
    "spam": ("spam", 1),
    "fraud": ("misleading", 2),
    "illegal": ("illegal", 5),
    "other": ("other", 1),
}
ANSWER = timedelta(hours=48)
TEXT_LIMIT = 4_000


def move_reports(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    """Make a report of a message a report in its case; a second one by the same member is none."""
    report_model = apps.get_model("messaging", "MessageReport")
    case_model = apps.get_model("moderation", "Case")
    flag_model = apps.get_model("moderation", "Flag")
    rows = report_model.objects.exclude(message__author=None).order_by("created_at", "pk")
    for row in rows.select_related("message__conversation").iterator(chunk_size=500):
        message = row.message
        case, _made = case_model.objects.get_or_create(
            kind="message",
            ref=message.public_id,
            state="open",
            defaults={
                "member_id": message.author_id,
                "title": message.conversation.title[:200],
                "text": message.source[:TEXT_LIMIT],
                "opened_at": row.created_at,
                "due_at": row.created_at + ANSWER,
            },
        )
        reason, weight = REASONS.get(row.reason, REASONS["other"])
        _flag, is_new = flag_model.objects.get_or_create(
            case=case,
            flagger_id=row.reporter_id,
            defaults={"reason": reason, "text": row.note, "created_at": row.created_at},
        )
        if is_new:
            case.flags_count += 1
            case.weight += weight
            case.save(update_fields=["flags_count", "weight"])
    report_model.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0005_hidden_messages"),
        ("moderation", "0001_trust"),
    ]

    operations = [
        migrations.RunPython(move_reports, migrations.RunPython.noop),
        # The table itself goes with the next release: until then this one's predecessor may still
        # run beside it, and writes there.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="MessageReport")]
        ),
    ]
