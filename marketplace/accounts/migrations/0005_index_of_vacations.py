"""The index by which ended vacations are found, made beside running writes."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("accounts", "0004_profile_details")]

    operations = [
        AddIndexConcurrently(
            model_name="profile",
            index=models.Index(
                condition=models.Q(("vacation_until_at__isnull", False)),
                fields=["vacation_until_at"],
                name="accounts_vacation_due",
            ),
        ),
    ]
