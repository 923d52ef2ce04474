"""Rows of a table that people fill in: what is left empty or struck out isn't there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from django import forms
from typing_extensions import override

EMPTY_ROWS: Final = 2

if TYPE_CHECKING:
    Base = forms.BaseFormSet[Any]
else:
    Base = forms.BaseFormSet


class RowSet(Base):
    """A set in which every row may be emptied, also those that were there before."""

    @override
    def initial_form_count(self) -> int:
        return 0

    def kept(self) -> list[Any]:
        """Return the forms that hold something and aren't struck out."""
        struck = self.deleted_forms
        return [form for form in self.forms if form.has_changed() and form not in struck]

    @property
    def said(self) -> list[str]:
        """What is wrong with the set as a whole."""
        return [str(error) for error in self.non_form_errors()]


def row_set(
    form: type[forms.Form],
    rows: Iterable[Mapping[str, Any]],
    data: Any,
    *,
    prefix: str,
    most: int,
    **form_options: Any,
) -> RowSet:
    """Return the rows as forms: those that are there and two empty ones; or what was typed."""
    initial = [] if data is not None else [dict(row) for row in rows]
    shown = min(len(initial) + EMPTY_ROWS, most)
    made = forms.formset_factory(
        form,
        formset=RowSet,
        extra=shown,
        max_num=most,
        absolute_max=most,
        validate_max=True,
        can_delete=True,
    )
    built = made(data, initial=initial or None, prefix=prefix, form_kwargs=form_options)
    if not isinstance(built, RowSet):
        raise TypeError(form)
    return built
