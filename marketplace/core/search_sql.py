"""Search expressions for generated columns: the database's folding and stemming.

Migrations name these classes; what they compile to must not change without a migration.
"""

from __future__ import annotations

from django.contrib.postgres.search import SearchVectorField
from django.db.models import F, Func, TextField


class Fold(Func):
    """`wz_fold(text)`: the twin of `core.text.fold`."""

    function = "wz_fold"
    arity = 1
    output_field = TextField()


class StemVector(Func):
    """The lexemes of one text for the Arabic stemmer, with a weight from A (best) to D."""

    template = (
        "setweight(to_tsvector('pg_catalog.arabic'::regconfig,"
        " wz_stem_input(%(expressions)s)), '%(weight)s')"
    )
    arity = 1
    output_field = SearchVectorField()

    def __init__(self, expression: str | F | Func, *, weight: str = "D") -> None:
        if weight not in {"A", "B", "C", "D"}:
            msg = "A weight is one of A, B, C, D."
            raise ValueError(msg)
        super().__init__(expression, weight=weight)


class JoinVectors(Func):
    """Several vectors as one."""

    template = "(%(expressions)s)"
    arg_joiner = " || "
    output_field = SearchVectorField()


class JoinTexts(Func):
    """Texts (never null) with a space between them; immutable, unlike concat_ws."""

    template = "(%(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = TextField()
