import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("ledger", "0010_statement_choices")]
    operations = [
        AddIndexConcurrently(
            model_name="transfer",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["created_at"], name="ledger_transfer_day", autosummarize=True
            ),
        ),
    ]
