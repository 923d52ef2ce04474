"""What orders the best of a search lies in the row itself, and too many are known without a list.

A search reads `head` of its 120 best: out of the way (TOAST) each costs four more pages, in the row
none. Rows that stand there already move when they are written next, or with `rebuild_search`; until
then they are read as before.

`search_beyond` says whether more than `most` entries have some words: the numbers beside facets are
counted by the words alone only where that is not so, and looking for it costs a quarter of a list.
"""

from django.db import migrations

SHELVES = 4
STEP = """
    SELECT count(*) INTO got FROM (
      SELECT 1 FROM search_entry AS e WHERE e.shelf = {shelf} AND {fits} AND e.kind = of_kind
      LIMIT most + 1 - found) AS enough;
    found := found + got;
    IF found > most THEN RETURN true; END IF;
"""


def steps(conditions: int) -> str:
    fits = " AND ".join(f"e.words @@ asked[{number}]" for number in range(1, conditions + 1))
    return "".join(STEP.format(shelf=shelf, fits=fits) for shelf in range(SHELVES))


BEYOND = f"""
CREATE FUNCTION search_beyond(of_kind varchar, asked tsquery[], most integer) RETURNS boolean
LANGUAGE plpgsql STABLE
SET enable_seqscan = off
SET enable_indexscan = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE found integer := 0; got integer;
BEGIN
  IF cardinality(asked) = 1 THEN
{steps(1)}
  ELSIF cardinality(asked) = 2 THEN
{steps(2)}
  ELSE
{steps(3)}
  END IF;
  RETURN false;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0006_missed_searches")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE search_entry ALTER COLUMN head SET STORAGE MAIN",
            "ALTER TABLE search_entry ALTER COLUMN head SET STORAGE EXTERNAL",
        ),
        migrations.RunSQL(BEYOND, "DROP FUNCTION search_beyond(varchar, tsquery[], integer)"),
    ]
