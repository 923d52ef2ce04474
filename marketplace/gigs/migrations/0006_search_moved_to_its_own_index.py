"""What is searched stands in `search_entry` now; gigs compute no copy of their own any more.

The columns stay, empty in new rows, for the release before this one; a later one drops them. Going
back, they stay empty until they are filled by hand: the index is in `search_entry`.
"""

from django.db import migrations

FORWARD = """
DROP FUNCTION gigs_near(text, integer);
DROP INDEX gigs_words;
DROP INDEX gigs_letters;
ALTER TABLE gigs_gig ALTER COLUMN search_text DROP EXPRESSION IF EXISTS;
ALTER TABLE gigs_gig ALTER COLUMN search_vector DROP EXPRESSION IF EXISTS;
ALTER TABLE gigs_gig ALTER COLUMN search_text DROP NOT NULL;
ALTER TABLE gigs_gig ALTER COLUMN search_vector DROP NOT NULL;
"""
BACKWARD = """
SELECT similarity('', '');
CREATE FUNCTION gigs_near(folded text, cap integer) RETURNS TABLE (id bigint, score real)
LANGUAGE sql STABLE PARALLEL SAFE
SET pg_trgm.word_similarity_threshold = 0.45
AS $$
  SELECT gig.id, word_similarity(folded, gig.search_text)
  FROM (
    SELECT g.id, g.search_text FROM gigs_gig AS g
    WHERE g.state = 'live' AND folded <% g.search_text
    LIMIT cap
  ) AS gig
$$;
CREATE INDEX gigs_words ON gigs_gig USING gin (search_vector) WHERE state = 'live';
CREATE INDEX gigs_letters ON gigs_gig USING gin (search_text gin_trgm_ops) WHERE state = 'live';
"""


class Migration(migrations.Migration):
    dependencies = [("gigs", "0005_gig_out_of_view")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveIndex(model_name="gig", name="gigs_words"),
                migrations.RemoveIndex(model_name="gig", name="gigs_letters"),
                migrations.RemoveField(model_name="gig", name="search_vector"),
                migrations.RemoveField(model_name="gig", name="search_text"),
            ],
            database_operations=[migrations.RunSQL(FORWARD, BACKWARD)],
        ),
    ]
