from django.db import migrations, models

# What sealed sheets come to, worked out from their scores once.
FILL = """
WITH heaviest AS (
  SELECT DISTINCT ON (contest_id) contest_id, id AS criterion_id
    FROM judging_criterion ORDER BY contest_id, weight DESC, position),
counted AS (
  SELECT c.sheet_id, sum(r.weight * c.value)::float8 / sum(r.weight) AS score,
         max(c.value) FILTER (WHERE h.criterion_id = r.id) AS heaviest
    FROM judging_score AS c
    JOIN judging_criterion AS r ON r.id = c.criterion_id
    JOIN heaviest AS h ON h.contest_id = r.contest_id
   GROUP BY c.sheet_id)
UPDATE judging_sheet AS s SET score = counted.score, heaviest = counted.heaviest
  FROM counted WHERE counted.sheet_id = s.id AND s.state = 'sealed'
"""


class Migration(migrations.Migration):
    dependencies = [("judging", "0002_declared_ties")]

    operations = [
        migrations.AddField("sheet", "score", models.FloatField(blank=True, null=True)),
        migrations.AddField(
            "sheet", "heaviest", models.PositiveSmallIntegerField(blank=True, null=True)
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "sheet",
            models.CheckConstraint(
                condition=models.Q(state="sealed", score__isnull=False)
                | (~models.Q(state="sealed") & models.Q(score=None, heaviest=None)),
                name="judging_sealed_scored",
            ),
        ),
        migrations.AddIndex(
            "sheet",
            models.Index(
                condition=models.Q(state="sealed"),
                fields=["entry"],
                include=("judge", "score", "heaviest"),
                name="judging_sealed_scores",
            ),
        ),
    ]
