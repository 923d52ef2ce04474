"""How a category is set up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forum.choices import CategoryKind, Group, Right
from community.forum.forms.writing import place_choices
from community.forum.models import Category
from community.forum.queries.places import Place
from community.forum.services.categories import CategoryDraft
from marketplace.accounts.choices import Language
from marketplace.core.form_fields import NumberField

LANGUAGES = ("ar", "en", "he", "ur")
PAIRS = tuple(
    (group, right)
    for group in Group
    for right in Right
    if group != Group.EVERYONE or right == Right.SEE
)


class CategoryForm(forms.Form):
    """A category with its names, its place in the tree, and who may do what there."""

    slug = forms.SlugField(
        label=_("Short name in the address"),
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    kind = forms.ChoiceField(
        label=_("What it is for"), choices=CategoryKind.choices, widget=forms.RadioSelect
    )
    parent = forms.ChoiceField(label=_("Lies below"), required=False)
    position = NumberField(label=_("Place among its neighbours"), min_value=0, max_value=9_999)
    is_archived = forms.BooleanField(label=_("Archived: read, not written in"), required=False)

    def __init__(
        self, *args: Any, places: Sequence[Place], category: Category | None = None, **kwargs: Any
    ) -> None:
        if category is not None:
            kwargs["initial"] = _initial(category)
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        own = category.pk if category else 0
        if isinstance(parent, forms.ChoiceField):
            others = [place for place in places if place.id != own]
            parent.choices = [("", _("Nothing: it stands at the top")), *place_choices(others)]
        for code in LANGUAGES:
            name = Language(code).label
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name, %(language)s") % {"language": name}, max_length=60
            )
            self.fields[f"about_{code}"] = forms.CharField(
                label=_("What it is for, %(language)s") % {"language": name},
                max_length=240,
                required=False,
            )
        for group, right in PAIRS:
            self.fields[f"may_{group}_{right}"] = forms.BooleanField(
                label=f"{group.label}: {right.label}", required=False
            )

    def table(self) -> list[tuple[str, list[forms.BoundField | None]]]:
        """Return the permissions as rows of a table: a group, and a box for each right."""
        known = {pair for pair in PAIRS}  # noqa: C416  a set to look into
        return [
            (
                str(group.label),
                [
                    self[f"may_{group}_{right}"] if (group, right) in known else None
                    for right in Right
                ],
            )
            for group in Group
        ]

    def draft(self) -> CategoryDraft:
        """Return what was typed."""
        given = self.cleaned_data
        texts = {
            f"{what}_{code}": given[f"{what}_{code}"]
            for what in ("name", "about")
            for code in LANGUAGES
        }
        pairs = {(group, right) for group, right in PAIRS if given[f"may_{group}_{right}"]}
        return CategoryDraft(
            slug=given["slug"],
            kind=given["kind"],
            parent_id=int(given["parent"]) if given["parent"] else None,
            position=given["position"],
            texts=texts,
            permissions=frozenset((str(group), str(right)) for group, right in pairs),
            is_archived=given["is_archived"],
        )


def _initial(category: Category) -> dict[str, Any]:
    texts = {
        f"{what}_{code}": getattr(category, f"{what}_{code}")
        for what in ("name", "about")
        for code in LANGUAGES
    }
    pairs = category.permissions.values_list("group", "right")
    return {
        **texts,
        "slug": category.slug,
        "kind": category.kind,
        "parent": category.parent_id or "",
        "position": category.position,
        "is_archived": category.archived_at is not None,
        **{f"may_{group}_{right}": True for group, right in pairs},
    }
