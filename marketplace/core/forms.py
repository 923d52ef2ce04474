"""What forms and refusals have to do with each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms

from marketplace.core.errors import DomainError, NotFound, PermissionRefused


@contextmanager
def refusals_on(form: forms.BaseForm) -> Iterator[None]:
    """Put a refusal raised inside onto the form, at its field if it names one.

    The caller then shows the form again (status 422) with everything that was typed:

        with refusals_on(form):
            order = deliver_order(...)
            return redirect(order)
        return render(request, ..., status=422)
    """
    try:
        yield
    except (NotFound, PermissionRefused):
        raise
    except DomainError as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, forms.ValidationError(str(refusal), code=refusal.code))


def typed(form: forms.BaseForm, name: str) -> Any:
    """Return a cleaned value; a name that the form lacks is a slip of ours."""
    return form.cleaned_data[name]
