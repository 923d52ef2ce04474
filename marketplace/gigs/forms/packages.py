"""The second and third step: packages, what they are compared by, and extras."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from marketplace.core.conf import rules
from marketplace.core.form_fields import AmountField, NumberField
from marketplace.core.forms import typed
from marketplace.gigs.choices import (
    DAYS_CHANGE_MAX,
    DAYS_MAX,
    EXTRAS_MAX,
    FEATURES_MAX,
    INCLUDED,
    REVISIONS_MAX,
    PackageTier,
)
from marketplace.gigs.forms.rows import RowSet, row_set
from marketplace.gigs.models import Extra, Feature, Gig, Package
from marketplace.gigs.services import ExtraDraft, FeatureDraft, PackageDraft

# What people write for "it is in it" and "it isn't".
_YES: Final = frozenset({"+", "✓", "✔", "√", "نعم", "yes", "כן", "ہاں"})
_NO: Final = frozenset({"-", "–", "—", "x", "✗", "لا", "no", "לא", "نہیں"})


class PackageForm(forms.Form):
    """One package. Left wholly empty, it isn't offered."""

    title = forms.CharField(label=_("Name"), max_length=60, required=False)
    description = forms.CharField(
        label=_("What is in it"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    price_amount = AmountField(label=_("Price"))
    delivery_days = NumberField(label=_("Delivery days"), min_value=1, max_value=DAYS_MAX)
    revisions = NumberField(label=_("Revisions"), min_value=0, max_value=REVISIONS_MAX)

    def __init__(self, *args: Any, tier: PackageTier, currency: str, **options: Any) -> None:
        options.setdefault("prefix", tier.value)
        options["empty_permitted"] = tier != PackageTier.BASIC
        options["use_required_attribute"] = False
        super().__init__(*args, **options)
        self.tier = tier
        price = self.fields["price_amount"]
        if isinstance(price, AmountField):
            price.currency = currency
            price.min_value = rules().order_minimum_minor
            price.max_value = rules().order_maximum_minor

    @property
    def is_offered(self) -> bool:
        """Whether anything was typed."""
        return self.has_changed() or not self.empty_permitted

    @override
    def has_changed(self) -> bool:
        """Whether anything is typed, whatever was there before."""
        names = [self.add_prefix(name) for name in self.fields]
        return any(str(self.data.get(name, "")).strip() for name in names)

    def draft(self) -> PackageDraft:
        """Return what was read."""
        return PackageDraft(tier=self.tier, **self.cleaned_data)


def package_forms(gig: Gig, data: Any = None) -> list[PackageForm]:
    """Return a form for each tier, filled with what is offered now."""
    offered = {row.tier: row for row in Package.objects.filter(gig=gig, is_offered=True)}
    forms_made = []
    for tier in PackageTier:
        row = offered.get(tier)
        names = ("title", "description", "price_amount", "delivery_days", "revisions")
        initial = {name: getattr(row, name) for name in names} if row else {}
        form = PackageForm(data, tier=tier, currency=gig.currency, initial=initial)
        forms_made.append(form)
    return forms_made


def package_drafts(forms_read: Iterable[PackageForm]) -> list[PackageDraft]:
    """Return the packages that were typed."""
    return [form.draft() for form in forms_read if form.is_offered]


class FeatureForm(forms.Form):
    """One row of the comparison."""

    label = forms.CharField(
        label=_("What is compared"), max_length=60, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    basic = forms.CharField(label=PackageTier.BASIC.label, max_length=20, required=False)
    standard = forms.CharField(label=PackageTier.STANDARD.label, max_length=20, required=False)
    premium = forms.CharField(label=PackageTier.PREMIUM.label, max_length=20, required=False)

    def draft(self) -> FeatureDraft:
        """Return what was read, with the words for yes and no as signs."""
        values = {tier.value: _sign(typed(self, tier.value)) for tier in PackageTier}
        return FeatureDraft(label=typed(self, "label"), **values)


def _sign(text: str) -> str:
    word = text.strip().casefold()
    if word in _YES:
        return INCLUDED
    return "" if word in _NO else text.strip()


class ExtraForm(forms.Form):
    """Something to add. The number of days may be below zero: faster."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Extra"), max_length=80, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    price_amount = AmountField(label=_("Price"), min_value=1)
    days_change = NumberField(
        label=_("Changes delivery by"),
        min_value=-DAYS_CHANGE_MAX,
        max_value=DAYS_CHANGE_MAX,
        required=False,
    )

    def __init__(self, *args: Any, currency: str = "USD", **options: Any) -> None:
        super().__init__(*args, **options)
        price = self.fields["price_amount"]
        if isinstance(price, AmountField):
            price.currency = currency
            price.max_value = rules().order_maximum_minor

    def draft(self) -> ExtraDraft:
        """Return what was read."""
        return ExtraDraft(
            id=typed(self, "id"),
            title=typed(self, "title"),
            price_amount=typed(self, "price_amount"),
            days_change=typed(self, "days_change") or 0,
        )


def feature_forms(gig: Gig, data: Any = None) -> RowSet:
    """Return the rows of the comparison, and empty ones while there is room."""
    rows = Feature.objects.filter(gig=gig).order_by("position", "id")
    names = ("label", "basic", "standard", "premium")
    return row_set(FeatureForm, rows.values(*names), data, prefix="features", most=FEATURES_MAX)


def extra_forms(gig: Gig, data: Any = None) -> RowSet:
    """Return the extras on offer, and empty rows while there is room."""
    rows = Extra.objects.filter(gig=gig, is_offered=True).order_by("position", "id")
    return row_set(
        ExtraForm,
        rows.values("id", "title", "price_amount", "days_change"),
        data,
        prefix="extras",
        most=EXTRAS_MAX,
        currency=gig.currency,
    )


def feature_drafts(rows: RowSet) -> list[FeatureDraft]:
    """Return the rows that were typed and not struck out."""
    return [form.draft() for form in rows.kept()]


def extra_drafts(rows: RowSet) -> list[ExtraDraft]:
    """Return the extras that were typed and not struck out."""
    return [form.draft() for form in rows.kept()]
