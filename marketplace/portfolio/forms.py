"""Forms of portfolios."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.choices import Language
from marketplace.core.categories import CATEGORY_CHOICES
from marketplace.orders.models import Order
from marketplace.portfolio.choices import LINKS_MAX, Consent
from marketplace.portfolio.models import PortfolioItem
from marketplace.portfolio.services import WorkDraft

MOST_SKILLS, SKILL_LENGTH = 10, 40
SEPARATORS = re.compile(r"[,،;؛\n]")


class WorkForm(forms.Form):
    """A work; `orders` are those that it may come from, without them it is not asked."""

    title = forms.CharField(label=_("Title"), max_length=120)
    text = forms.CharField(
        label=_("What it was, and what you did"),
        max_length=4000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=Language.choices)
    category = forms.ChoiceField(label=_("Category"), choices=CATEGORY_CHOICES)
    skills = forms.CharField(
        label=_("Skills"),
        max_length=400,
        required=False,
        help_text=_("Up to 10, with commas between them."),
    )
    order = forms.ChoiceField(
        label=_("The order it came from"),
        required=False,
        help_text=_("Its client is asked first; until they say yes, only you two see it."),
    )

    def __init__(self, *args: Any, orders: Sequence[Order] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.orders = {order.public_id: order for order in orders}
        if orders:
            found = [(order.public_id, f"{order.number} {order.title}") for order in orders]
            self.fields["order"].choices = [("", _("None")), *found]  # type: ignore[attr-defined]
        else:
            del self.fields["order"]
        for row in range(LINKS_MAX):
            self.fields[f"label_{row}"] = forms.CharField(
                label=_("Link %(number)s is called") % {"number": row + 1},
                max_length=40,
                required=False,
            )
            self.fields[f"address_{row}"] = forms.URLField(
                label=_("Its address"), max_length=300, required=False, assume_scheme="https"
            )

    @property
    def link_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows of links, for the page."""
        return [(self[f"label_{row}"], self[f"address_{row}"]) for row in range(LINKS_MAX)]

    def clean_skills(self) -> list[str]:
        """Split at commas of either script; a name that comes twice counts once."""
        names = [" ".join(name.split()) for name in SEPARATORS.split(self.cleaned_data["skills"])]
        skills = list(dict.fromkeys(name for name in names if name))
        if len(skills) > MOST_SKILLS or any(len(name) > SKILL_LENGTH for name in skills):
            raise forms.ValidationError(_("Up to 10 skills of at most 40 letters each."))
        return skills

    def draft(self) -> WorkDraft:
        """Return what was written."""
        given = self.cleaned_data
        links = [(given[f"label_{row}"], given[f"address_{row}"]) for row in range(LINKS_MAX)]
        return WorkDraft(
            title=given["title"],
            text=given["text"],
            language=given["language"],
            category=given["category"],
            skills=given["skills"],
            links=[(label or address, address) for label, address in links if address],
        )

    def chosen_order(self) -> Order | None:
        """Return the order that was chosen, if any."""
        return self.orders.get(self.cleaned_data.get("order") or "")

    @staticmethod
    def initial_of(item: PortfolioItem) -> dict[str, object]:
        """Return what the form shows at first."""
        first: dict[str, object] = {
            "title": item.title,
            "text": item.source,
            "language": item.language,
            "category": item.category,
            "skills": ", ".join(item.skills),
        }
        for row, (label, address) in enumerate(item.links[:LINKS_MAX]):
            first |= {f"label_{row}": label, f"address_{row}": address}
        return first


class WorkPictureForm(forms.Form):
    """A picture of a work."""

    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, up to 8 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt = forms.CharField(
        label=_("What the picture shows"),
        max_length=200,
        help_text=_("Read aloud to those who don't see it."),
    )


class MoveForm(forms.Form):
    """One step up or down."""

    is_up = forms.BooleanField(required=False)


class ConsentForm(forms.Form):
    """The client's answer."""

    consent = forms.ChoiceField(choices=Consent.choices)
    # When the work that the page showed was last changed.
    seen_at = forms.DateTimeField(required=False)
