"""How the index is looked through, and how its rows lie.

`search_collect` takes the best `cap` entries that a query finds, in the order of their static
score. It goes from shelf to shelf and stops as soon as it has enough, so that a word that stands in
every second entry costs no more than a rare one. What has the words in title and keywords (depth 0)
comes before what has them in its text only (depth 1).

`search_near_words` finds distinct words, not texts, that are spelt nearly as the given ones.

The plans are fixed: only the partial GIN indexes fit, whatever the statistics say.
"""

from django.db import migrations

COLUMNS = (
    "e.id, e.ref, e.score, {depth}::smallint, e.root, e.category, e.language, e.level, e.rating,"
    " e.price, e.days"
)
STEP = """
  RETURN QUERY SELECT {columns} FROM search_entry AS e
    WHERE e.shelf = {shelf} AND e.words @@ {query} AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got;
  IF found >= cap THEN RETURN; END IF;
"""


def step(shelf: int, depth: int, query: str) -> str:
    return STEP.format(columns=COLUMNS.format(depth=depth), shelf=shelf, query=query)


COLLECT = f"""
CREATE FUNCTION search_collect(
  of_kind varchar, head_query tsquery, body_query tsquery, low bigint, high bigint, cap integer)
RETURNS TABLE (
  id bigint, ref bigint, score integer, depth smallint, root varchar, category varchar,
  language varchar, level smallint, rating smallint, price bigint, days smallint)
LANGUAGE plpgsql STABLE
SET enable_seqscan = off
SET enable_indexscan = off
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE found integer := 0; got integer; rest_query tsquery;
BEGIN
{"".join(step(shelf, 0, "head_query") for shelf in range(3))}
  IF body_query IS NULL THEN RETURN; END IF;
  rest_query := body_query && !!head_query;
{"".join(step(shelf, 1, "rest_query") for shelf in range(3))}
END $$;
"""
# A short word shares too few groups of three letters with its own misspelling (lgoo): for those the
# frequent words with the same first letter are looked at, too.
# The first line loads the library that knows the threshold.
NEAR = """
SELECT similarity('', '');
CREATE FUNCTION search_near_words(wanted text[], cap integer)
RETURNS TABLE (given text, near varchar, count integer)
LANGUAGE sql STABLE
SET pg_trgm.similarity_threshold = 0.25
SET enable_seqscan = off
AS $$
  SELECT one.given, word.text, word.count
  FROM unnest(wanted) AS one (given)
  CROSS JOIN LATERAL (
    (SELECT w.text, w.count FROM search_word AS w
     WHERE w.count > 0 AND w.text % one.given
       AND length(w.text) BETWEEN length(one.given) - 2 AND length(one.given) + 2
     ORDER BY similarity(w.text, one.given) DESC, w.count DESC, w.text
     LIMIT cap)
    UNION
    (SELECT w.text, w.count FROM search_word AS w
     WHERE length(one.given) < 6 AND w.count > 0 AND w.start LIKE left(one.given, 1) || '%'
       AND length(w.text) BETWEEN length(one.given) - 1 AND length(one.given) + 1
     ORDER BY w.count DESC, w.text
     LIMIT cap * 5)
  ) AS word
$$;
"""
# Rows are read by the thousand for their small columns: whatever is long lies elsewhere until it is
# needed, so that a page of the table holds some forty rows instead of eight.
STORAGE = """
ALTER TABLE search_entry ALTER COLUMN words SET STORAGE EXTERNAL;
ALTER TABLE search_entry ALTER COLUMN head SET STORAGE EXTERNAL;
ALTER TABLE search_entry ALTER COLUMN title SET STORAGE EXTERNAL;
ALTER TABLE search_entry ALTER COLUMN path SET STORAGE EXTERNAL;
ALTER TABLE search_entry ALTER COLUMN excerpt SET STORAGE EXTERNAL;
ALTER TABLE search_entry SET (toast_tuple_target = 128);
"""
# A search reads what waits to be sorted into an index one by one: keep that short.
PENDING = "".join(
    f"ALTER INDEX search_words_{shelf} SET (gin_pending_list_limit = 256);\n" for shelf in range(3)
)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_index_and_shelves")]
    operations = [
        migrations.RunSQL(
            COLLECT,
            "DROP FUNCTION search_collect(varchar, tsquery, tsquery, bigint, bigint, integer)",
        ),
        migrations.RunSQL(NEAR, "DROP FUNCTION search_near_words(text[], integer)"),
        migrations.RunSQL(STORAGE, migrations.RunSQL.noop),
        migrations.RunSQL(PENDING, migrations.RunSQL.noop),
    ]
