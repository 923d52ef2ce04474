"""Gigs whose title and tags are spelt nearly as a text.

The threshold belongs to the function, so that neither the operator's settings nor another query
changes what is found.
"""

from django.db import migrations

FORWARD = """
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
"""
BACKWARD = "DROP FUNCTION gigs_near(text, integer);"


class Migration(migrations.Migration):
    dependencies = [("gigs", "0001_gigs")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
