"""What the address of a list or of a gig's page says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from marketplace.core.conf import rules
from marketplace.core.errors import DomainError
from marketplace.core.form_fields import AmountField
from marketplace.core.numbers import parse_whole_number
from marketplace.search.choices import LONGEST_QUERY, Sort

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MOST_EXTRAS: Final = 20


class BrowseForm(forms.Form):
    """What is typed beside a list. Other filters are links; what can't be read is left out."""

    q = forms.CharField(label=_("Search"), max_length=LONGEST_QUERY, required=False)
    price_min = AmountField(label=_("Price from"), required=False)
    price_max = AmountField(label=_("Price up to"), required=False)
    sort = forms.ChoiceField(label=_("Order"), choices=Sort.choices, required=False)

    def __init__(self, address: QueryDict, **options: Any) -> None:
        super().__init__(address, **options)
        for name in ("price_min", "price_max"):
            field = self.fields[name]
            if isinstance(field, AmountField):
                field.currency = rules().default_currency
        sort = self.fields["sort"]
        if isinstance(sort, forms.ChoiceField):
            sort.choices = _orders(is_searched=bool(address.get("q", "").strip()))


def _orders(*, is_searched: bool) -> list[tuple[str, StrPromise | str]]:
    """Return the orders of a list; the first is the one without a word in the address."""
    if is_searched:
        return [("", _("Best match")), *Sort.choices]
    usual = Sort.RECOMMENDED
    return [("", usual.label), *(pair for pair in Sort.choices if pair[0] != usual)]


class ChoiceForm:
    """The package and the extras that a gig's address names; what isn't a number is left out."""

    def __init__(self, address: QueryDict) -> None:
        self.package_id = _number(address.get("package", ""))
        texts = address.getlist("extras")[:MOST_EXTRAS]
        self.extra_ids = [found for text in texts if (found := _number(text)) is not None]


def _number(text: str) -> int | None:
    try:
        return parse_whole_number(text)
    except DomainError:
        return None
