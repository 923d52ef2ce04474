"""The database's twins of text.py: `wz_fold(text)` and `wz_stem_input(text)`.

Both are IMMUTABLE, so that generated columns and indexes may use them; whoever changes a table in
text.py writes a migration that replaces them and rebuilds what was computed with them. The bodies
are bound when the function is made (RETURN, not a string), so no search_path can redirect them.
They need a database in UTF8 and PostgreSQL 15 or newer, and no locale, ICU or extension.
"""

from typing import Final

from marketplace.core.text import FINAL_HAA, FOLDED_FROM, FOLDED_TO, MARKS, TAA_MARBUTA
from marketplace.core.unicode14 import dropped_ranges

_SURROGATES: Final = range(0xD800, 0xE000)


def _dropped() -> str:
    """Write the class of dropped characters, without those that no database text can hold."""
    ranges = "".join(
        rf"\U{first:08X}-\U{last:08X}"
        for first, last in dropped_ranges()
        if first and first not in _SURROGATES
    )
    return f"[{ranges}]"


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


CREATE_FOLD: Final = f"""
CREATE OR REPLACE FUNCTION wz_fold(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN normalize(translate(lower(regexp_replace(
    normalize(regexp_replace($1, {_quote(_dropped())}, '', 'g'), NFKD),
    {_quote(MARKS)}, '', 'g') COLLATE "C"),
    {_quote(FOLDED_FROM)}, {_quote(FOLDED_TO)}), NFC);
"""

CREATE_STEM_INPUT: Final = f"""
CREATE OR REPLACE FUNCTION wz_stem_input(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(wz_fold($1), {_quote(FINAL_HAA)}, {_quote(TAA_MARBUTA)}, 'g');
"""

DROP_FOLD: Final = "DROP FUNCTION IF EXISTS wz_fold(text)"
DROP_STEM_INPUT: Final = "DROP FUNCTION IF EXISTS wz_stem_input(text)"
