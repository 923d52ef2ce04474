"""What a winner is asked for before a prize is handed over: an address, tax fields by country."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from contests.calls.choices import PrizeKind
from contests.prizes.models import Award
from marketplace.core.conf import rules
from marketplace.core.sealed import unseal

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PURPOSE: Final = "contests.prizes.form"


@dataclass(frozen=True)
class FormField:
    """One field; `pattern` is what its value has to look like, "" for any text."""

    name: str
    label: StrPromise | str
    pattern: str = ""
    autocomplete: str = ""

    @property
    def is_code(self) -> bool:
        """Whether it runs from left to right in every language."""
        return bool(self.pattern) or self.autocomplete == "postal-code"


_ADDRESS: Final = (
    FormField("recipient", _("Name of the recipient"), autocomplete="name"),
    FormField("street", _("Street and number"), autocomplete="street-address"),
    FormField("city", _("City"), autocomplete="address-level2"),
    FormField("postcode", _("Postcode"), autocomplete="postal-code"),
    FormField("phone", _("Phone number for the carrier"), r"\+?[0-9 ()-]{6,20}", "tel"),
)
_LEGAL_NAME: Final = FormField("legal_name", _("Name as in your papers"), autocomplete="name")
# What tax offices ask of whoever pays a prize. An accountant should confirm them per country.
_TAX: Final[dict[str, tuple[FormField, ...]]] = {
    "SA": (_LEGAL_NAME, FormField("id_number", _("National ID or Iqama number"), r"[12]\d{9}")),
    "EG": (_LEGAL_NAME, FormField("id_number", _("National ID number"), r"[23]\d{13}")),
    "AE": (_LEGAL_NAME, FormField("id_number", _("Emirates ID number"), r"784-?\d{4}-?\d{7}-?\d")),
    "US": (_LEGAL_NAME, FormField("id_number", _("SSN or ITIN"), r"\d{3}-?\d{2}-?\d{4}")),
    "": (_LEGAL_NAME, FormField("id_number", _("Tax or ID number"), r"[\w ./-]{4,40}")),
}


def needs_tax_form(award: Award) -> bool:
    """Whether the prize is large enough for the tax office to ask."""
    return award.kind == PrizeKind.MONEY and award.amount >= rules().contest_tax_form_minor


def needs_answer(award: Award) -> bool:
    """Whether the winner is asked for anything before the prize is handed over."""
    return award.kind == PrizeKind.GOODS or needs_tax_form(award)


def fields_for(award: Award, country: str) -> tuple[FormField, ...]:
    """Return what the winner is asked for, in order."""
    if award.kind == PrizeKind.GOODS:
        return _ADDRESS
    return _TAX.get(country, _TAX[""]) if needs_tax_form(award) else ()


def form_of(award: Award) -> Mapping[str, str]:
    """Return what the winner answered, for whoever sends the prize."""
    if not award.form:
        return {}
    answered: dict[str, str] = json.loads(unseal(award.form, purpose=PURPOSE))
    return answered


def form_lines(award: Award) -> list[tuple[StrPromise | str, str, bool]]:
    """Return what the winner answered: label, answer, whether it is a code."""
    given = form_of(award)
    asked = fields_for(award, award.form_country)
    return [(one.label, given[one.name], one.is_code) for one in asked if one.name in given]
