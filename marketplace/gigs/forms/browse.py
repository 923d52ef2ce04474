"""What the address of a list or of a gig's page says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketplace.accounts.choices import Language
from marketplace.core.conf import rules
from marketplace.core.errors import DomainError
from marketplace.core.form_fields import AmountField, NumberField
from marketplace.core.numbers import parse_whole_number
from marketplace.gigs.choices import Sort
from marketplace.gigs.queries import BrowseFilters
from marketplace.gigs.queries.search import LONGEST_QUERY

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LAST_PAGE: Final = 1_000
MOST_EXTRAS: Final = 20
_DAYS: Final = [
    ("", pgettext_lazy("delivery", "Any time")),
    ("1", _("In a day")),
    ("3", _("Up to 3 days")),
    ("7", _("Up to a week")),
    ("14", _("Up to two weeks")),
]


class BrowseForm(forms.Form):
    """The filters. An address may say anything: what can't be read is left out, never refused."""

    q = forms.CharField(label=_("Search"), max_length=LONGEST_QUERY, required=False)
    category = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    price_min = AmountField(label=_("Price from"), required=False)
    price_max = AmountField(label=_("Price up to"), required=False)
    days = forms.ChoiceField(label=_("Delivery"), choices=_DAYS, required=False)
    language = forms.ChoiceField(
        label=_("Language of the gig"),
        choices=[("", pgettext_lazy("language", "Any")), *Language.choices],
        required=False,
    )
    sort = forms.ChoiceField(label=_("Order"), choices=Sort.choices, required=False)
    page = NumberField(min_value=1, max_value=LAST_PAGE, required=False, widget=forms.HiddenInput)

    def __init__(self, address: QueryDict, **options: Any) -> None:
        super().__init__(address, **options)
        for name in ("price_min", "price_max"):
            field = self.fields[name]
            if isinstance(field, AmountField):
                field.currency = rules().default_currency
        sort = self.fields["sort"]
        if isinstance(sort, forms.ChoiceField):
            sort.choices = _orders(is_searched=bool(address.get("q", "").strip()))

    def filters(self) -> BrowseFilters:
        """Return what could be read of the address."""
        self.is_valid()
        read = self.cleaned_data
        return BrowseFilters(
            q=" ".join(read.get("q", "").split()),
            category=read.get("category", ""),
            price_min=read.get("price_min"),
            price_max=read.get("price_max"),
            days=int(read["days"]) if read.get("days") else None,
            language=read.get("language", ""),
            sort=read.get("sort", ""),
            page=read.get("page") or 1,
        )


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
