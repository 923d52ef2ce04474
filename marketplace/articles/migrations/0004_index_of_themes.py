"""The index of a theme's articles, made beside running writes."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("articles", "0003_social_parts")]

    operations = [
        AddIndexConcurrently(
            model_name="article",
            index=models.Index(
                condition=models.Q(("theme__isnull", False)),
                fields=["theme", "-published_at"],
                name="articles_of_theme",
            ),
        ),
    ]
