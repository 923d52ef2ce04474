from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations

from marketplace.core import fold_sql


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(fold_sql.CREATE_FOLD, fold_sql.DROP_FOLD),
        migrations.RunSQL(fold_sql.CREATE_STEM_INPUT, fold_sql.DROP_STEM_INPUT),
    ]
