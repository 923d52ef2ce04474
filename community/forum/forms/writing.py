"""What those who write type."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.forum.choices import (
    BODY_MAX,
    POLL_QUESTION_MAX,
    REASON_MAX,
    TITLE_MAX,
    PollResults,
)
from community.forum.queries.places import Place
from community.forum.services.polling import PollDraft
from marketplace.core.form_fields import NumberField, ZonedDateTimeField

_TAGS_HINT = _("Up to five, between commas: what it is about.")


def new_token() -> str:
    """Return the number of a form: sent twice, it makes one post."""
    return uuid.uuid4().hex


def body_field(*, label: Any, rows: int = 12) -> forms.CharField:
    """Return the field of a post's text."""
    return forms.CharField(
        label=label,
        max_length=BODY_MAX,
        strip=False,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
    )


def place_choices(places: Sequence[Place]) -> list[tuple[str, str]]:
    """Return categories for a select, those below indented."""
    language = (get_language() or "ar")[:2]
    return [(str(place.id), f"{'— ' * place.depth}{place.name_in(language)}") for place in places]


class ReplyForm(forms.Form):
    """A reply, and whom it answers."""

    body = body_field(label=_("Your reply"), rows=7)
    reply_to = forms.IntegerField(required=False, widget=forms.HiddenInput)
    token = forms.CharField(max_length=36, required=False, widget=forms.HiddenInput)


class TopicForm(forms.Form):
    """A new topic, with a poll for those who want one."""

    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE_MAX,
        help_text=_("The question in one line, as you would ask it aloud."),
    )
    category = forms.ChoiceField(label=_("Category"))
    body = body_field(label=_("Text"))
    tags = forms.CharField(label=_("Tags"), max_length=200, required=False, help_text=_TAGS_HINT)
    poll_question = forms.CharField(
        label=_("Question of the poll"), max_length=POLL_QUESTION_MAX, required=False
    )
    poll_options = forms.CharField(
        label=_("Options, one in each line"),
        max_length=2_600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    poll_most = NumberField(
        label=_("How many may be chosen"), min_value=1, max_value=20, required=False, initial=1
    )
    poll_results = forms.ChoiceField(
        label=_("Who sees how it stands"), choices=PollResults.choices, required=False
    )
    poll_closes_at = ZonedDateTimeField(label=_("Closes on"), required=False)
    token = forms.CharField(max_length=36, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: Sequence[Place], zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        category = self.fields["category"]
        if isinstance(category, forms.ChoiceField):
            category.choices = place_choices(places)
        closes_at = self.fields["poll_closes_at"]
        if isinstance(closes_at, ZonedDateTimeField):
            closes_at.zone = zone

    def poll(self) -> PollDraft | None:
        """Return the poll that was typed, None where nobody asked one."""
        given = self.cleaned_data
        if not given["poll_question"].strip() and not given["poll_options"].strip():
            return None
        return PollDraft(
            question=given["poll_question"],
            options=given["poll_options"].splitlines(),
            most_choices=given["poll_most"] or 1,
            results=given["poll_results"] or PollResults.ALWAYS,
            closes_at=given["poll_closes_at"],
        )


class EditForm(forms.Form):
    """A post's words; of a topic's first post its title and tags too."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_MAX)
    body = body_field(label=_("Text"))
    tags = forms.CharField(label=_("Tags"), max_length=200, required=False, help_text=_TAGS_HINT)
    reason = forms.CharField(
        label=_("Why the change"),
        max_length=REASON_MAX,
        required=False,
        help_text=_("Stands in the history, for everybody."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_first:
            del self.fields["title"], self.fields["tags"]


class ForumReasonForm(forms.Form):
    """Why somebody who looks after the forum does something."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class MoveForm(ForumReasonForm):
    """Another category, title or tags for a topic."""

    category = forms.ChoiceField(label=_("Category"))
    title = forms.CharField(label=_("Title"), max_length=TITLE_MAX)
    tags = forms.CharField(label=_("Tags"), max_length=200, required=False, help_text=_TAGS_HINT)
    field_order = ("category", "title", "tags", "reason")

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        category = self.fields["category"]
        if isinstance(category, forms.ChoiceField):
            category.choices = place_choices(places)


class MergeForm(ForumReasonForm):
    """The topic that takes the posts of this one."""

    target = NumberField(
        label=_("Number of the other topic"),
        min_value=1,
        help_text=_("The number in its address: /forum/t/123-…"),
    )
    field_order = ("target", "reason")


class SplitForm(ForumReasonForm):
    """The replies that get a topic of their own."""

    posts = forms.MultipleChoiceField(
        label=_("Replies to move"), widget=forms.CheckboxSelectMultiple, required=False
    )
    title = forms.CharField(label=_("Title of the new topic"), max_length=TITLE_MAX)
    category = forms.ChoiceField(label=_("Category"))
    field_order = ("posts", "title", "category", "reason")

    def __init__(
        self,
        *args: Any,
        places: Sequence[Place],
        posts: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("category", place_choices(places)), ("posts", list(posts))):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices


class PictureForm(forms.Form):
    """A picture for a post."""

    image = forms.FileField(label=_("Picture"))
