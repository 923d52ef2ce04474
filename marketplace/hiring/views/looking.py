"""What forms do with a text that needs one more look: shown again with everything kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.http import HttpRequest

from marketplace.core.forms import refusals_on
from marketplace.hiring.errors import TextNeedsALook

T = TypeVar("T")


def ask_again(
    request: HttpRequest, form: forms.Form, act: Callable[[str], T]
) -> tuple[T | None, TextNeedsALook | None]:
    """Call `act(as_is)` with the consent that the form sent.

    Returns what came of it, or what the writer has to look at; refusals go onto the form.
    """
    found: TextNeedsALook | None = None
    with refusals_on(form):
        try:
            return act(request.POST.get("as_is", "")[:64]), None
        except TextNeedsALook as needed:
            found = needed
    return None, found
