"""What forms and refusals have to do with each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms

from marketplace.core.errors import DomainError, NotFound, PermissionRefused


@contextmanager
def refusals_on(form: forms.BaseForm, *also: type[PermissionRefused]) -> Iterator[None]:
    """Put a refusal raised inside onto the form, at its field if it names one.

    The caller then shows the form again (status 422) with everything that was typed:

        with refusals_on(form):
            order = deliver_order(...)
            return redirect(order)
        return render(request, ..., status=422)

    What isn't there or isn't allowed has a page of its own, but for the refusals in `also`: those
    speak of what was typed (whom somebody names, say), or would lose words.
    """
    try:
        yield
    except DomainError as refusal:
        if isinstance(refusal, NotFound | PermissionRefused) and not isinstance(refusal, also):
            raise
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, forms.ValidationError(str(refusal), code=refusal.code))


def typed(form: forms.BaseForm, name: str) -> Any:
    """Return a cleaned value; a name that the form lacks is a slip of ours."""
    return form.cleaned_data[name]
