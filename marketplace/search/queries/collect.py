"""How candidates are asked for: what a search wants, cut into conditions, and who looks for them.

PostgreSQL goes through a GIN index much faster for several short conditions than for a long one,
because each of them skips by its own rarest words. `search_gather_1` to `_3` (functions of the
database with fixed plans) take as many.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from marketplace.core.categories import BY_SLUG
from marketplace.search.queries.filters import Filters
from marketplace.search.queries.tokens import bands_between, quoted, value_token
from marketplace.search.queries.words import Wording

MOST_CONDITIONS: Final = 3
_FEW_BANDS: Final = 2
# What has the words in its text (depth 1) comes once more where title and keywords have them, too.
_GATHER: Final = """
  {hidden}gathered AS MATERIALIZED (
    SELECT * FROM search_gather_{count}(%(kind)s, %(heads)s::tsquery[], %(bodies)s::tsquery[],
      %(low)s::bigint, %(high)s::bigint, {cap}){shown}
  ), {name} AS MATERIALIZED (
    SELECT * FROM gathered
    WHERE depth = 0 OR id NOT IN (SELECT id FROM gathered WHERE depth = 0)
    LIMIT %(cap)s
  )
"""
# As many more are asked for as are left out, so that a list is as long without them.
_HIDDEN: Final = """hidden AS MATERIALIZED (
    SELECT id FROM search_entry WHERE kind = %(kind)s AND owner_id = ANY(%(hidden)s)
  ), """


def gathering(name: str, question: dict[str, Any]) -> str:
    """Write the tables of a WITH that hold what fits a question, at most `cap`; `name` is last."""
    is_hiding = bool(question["hidden"])
    return _GATHER.format(
        name=name,
        count=len(question["heads"]),
        hidden=_HIDDEN if is_hiding else "",
        cap="(%(cap)s + (SELECT count(*) FROM hidden))::integer" if is_hiding else "%(cap)s",
        shown=" WHERE id NOT IN (SELECT id FROM hidden)" if is_hiding else "",
    )


def question_of(filters: Filters, said: Wording) -> dict[str, Any]:
    """Return the parameters of one pass over the shelves."""
    values = _values(filters)
    # A list of everything asks for its kind; otherwise the function leaves other kinds out.
    alone = [] if values or said.heads else [quoted(value_token("k", filters.kind))]
    bodies = conditions(said.bodies, said.left_out, values) if said.bodies else None
    return {
        "kind": filters.kind,
        "heads": conditions(said.heads, said.left_out, [*values, *alone]),
        "bodies": bodies,
        "low": filters.price_min,
        "high": filters.price_max,
        "hidden": list(filters.hidden),
    }


def conditions(words: Sequence[str], left_out: Sequence[str], values: Sequence[str]) -> list[str]:
    """Return what has to be true as one to three conditions.

    What is left out never stands alone: a condition without a word goes through the whole index.
    """
    first, *others = words or values
    found = [" & ".join([first, *left_out]), *others, *(values if words else [])]
    last = MOST_CONDITIONS - 1
    return [*found[:last], " & ".join(found[last:])] if len(found) > last else found


def _values(filters: Filters) -> list[str]:
    found = []
    if filters.category:
        level = "r" if filters.category in BY_SLUG else "c"
        found.append(quoted(value_token(level, filters.category)))
    pairs = (("l", filters.language), ("v", filters.level), ("s", filters.rating))
    found += [quoted(value_token(name, value)) for name, value in pairs if value not in ("", None)]
    if filters.days is not None:
        found.append(quoted(value_token("d", filters.days)))
    bands = bands_between(filters.price_min, filters.price_max)
    if len(bands) <= _FEW_BANDS:
        # Wider ranges are left to the price itself, which is compared in any case.
        found.append(f"({' | '.join(quoted(value_token('p', band)) for band in bands)})")
    return found
