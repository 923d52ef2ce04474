"""The first step: what the gig is."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from marketplace.accounts.choices import Language
from marketplace.core.forms import typed
from marketplace.gigs.choices import (
    DESCRIPTION_MAX,
    DESCRIPTION_MIN,
    TAG_LENGTH,
    TAGS_MAX,
    TITLE_MAX,
)
from marketplace.gigs.models import Gig
from marketplace.gigs.queries import category_tree
from marketplace.gigs.services import OverviewDraft

_BETWEEN_TAGS = re.compile("[,،;؛\n]")


def category_choices() -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the tree as groups of a select: each top category with itself and its children."""
    return [
        (top.name, [(node.id, node.name) for node in [*top.children, top]])
        for top in category_tree()
    ]


class TagsField(forms.CharField):
    """Words between commas, of whichever script."""

    @override
    def to_python(self, value: Any) -> Any:
        """Split what was typed."""
        text = super().to_python(value) or ""
        return [tag for part in _BETWEEN_TAGS.split(text) if (tag := " ".join(part.split()))]

    @override
    def prepare_value(self, value: Any) -> Any:
        """Show a list as it is typed."""
        return ", ".join(value) if isinstance(value, list) else value

    @override
    def validate(self, value: Any) -> None:
        """Hold the number and the length of tags."""
        super().validate(value)
        if len(value) > TAGS_MAX:
            raise forms.ValidationError(
                _("Up to %(limit)s tags help; take some away."),
                code="too_many",
                params={"limit": TAGS_MAX},
            )
        if any(len(tag) > TAG_LENGTH for tag in value):
            raise forms.ValidationError(
                _("A tag has up to %(limit)s letters."),
                code="too_long",
                params={"limit": TAG_LENGTH},
            )

    @override
    def run_validators(self, value: Any) -> None:
        """Check each tag by the rules of texts."""
        for tag in value:
            super().run_validators(tag)


class OverviewForm(forms.Form):
    """Title, category, language, description, tags."""

    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE_MAX,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_(
            "What the buyer gets, in one line. For example: A café logo with three drafts."
        ),
    )
    category = forms.TypedChoiceField(label=_("Category"), coerce=int)
    language = forms.ChoiceField(
        label=_("Language of the gig"),
        choices=Language.choices,
        help_text=_("The language in which you describe it and talk about it."),
    )
    description = forms.CharField(
        label=_("Description"),
        max_length=DESCRIPTION_MAX,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
    )
    tags = TagsField(
        label=_("Tags"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        category = self.fields["category"]
        if isinstance(category, forms.ChoiceField):
            category.choices = category_choices()
        self.fields["description"].help_text = _(
            "How you work, what you need from the buyer, what you deliver. Markdown; at least"
            " %(least)s letters before it goes out."
        ) % {"least": DESCRIPTION_MIN}
        self.fields["tags"].help_text = _(
            "Up to %(limit)s words people search by, with commas between them."
        ) % {"limit": TAGS_MAX}

    @staticmethod
    def initial_of(gig: Gig) -> dict[str, Any]:
        """Return what a gig says now."""
        return {
            "title": gig.title,
            "category": gig.category_id,
            "language": gig.language,
            "description": gig.description_source,
            "tags": list(gig.tags),
        }

    def draft(self) -> OverviewDraft:
        """Return what was read."""
        return OverviewDraft(
            title=typed(self, "title"),
            category_id=typed(self, "category"),
            language=typed(self, "language"),
            description=typed(self, "description"),
            tags=typed(self, "tags"),
        )
