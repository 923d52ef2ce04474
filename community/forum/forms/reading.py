"""What readers send: levels, marks, drafts, bookmarks, preferences."""

from __future__ import annotations

import json
import re
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from community.forum.choices.reading import DRAFT_MAX, LEVEL_CHOICES, NOTE_MAX, Level, Rhythm
from community.forum.models import ForumSettings
from marketplace.core.form_fields import ZonedDateTimeField

MOST_MARKS = 60


class MarksField(forms.CharField):
    """How far topics were read: "12:30 15:4" is topic 12 up to its post 30, topic 15 up to 4."""

    def clean(self, value: Any) -> dict[int, int]:
        """Return the numbers by topic, the highest of each."""
        text = str(super().clean(value))
        marks: dict[int, int] = {}
        for part in text.split()[:MOST_MARKS]:
            topic, _colon, number = part.partition(":")
            is_plain = all(one.isascii() and one.isdecimal() for one in (topic, number))
            if not is_plain or max(len(topic), len(number)) > 9:  # noqa: PLR2004  what a column holds
                raise forms.ValidationError(_("Marks are a topic, a colon and a post’s number."))
            marks[int(topic)] = max(int(number), marks.get(int(topic), 0))
        return marks


class MarksForm(forms.Form):
    """What was on screen."""

    marks = MarksField(max_length=2_000)


class LevelForm(forms.Form):
    """How closely to follow."""

    level = forms.ChoiceField(choices=LEVEL_CHOICES)


# Halves of pairs of UTF-16: JSON can name them, nothing can keep them.
_HALVES: Final = re.compile("[\ud800-\udfff]")


class DraftFields(forms.CharField):
    """The fields of a form as a JSON object of texts."""

    def clean(self, value: Any) -> dict[str, str]:
        """Return the texts by their names."""
        text = str(super().clean(value))
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            raise forms.ValidationError(_("This draft can’t be read.")) from None
        if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
            raise forms.ValidationError(_("This draft can’t be read."))
        if _HALVES.search("".join([*found, *found.values()])):
            raise forms.ValidationError(_("This draft can’t be read."))
        return {name.replace("\x00", ""): one.replace("\x00", "") for name, one in found.items()}


class DraftSaveForm(forms.Form):
    """What a composer sends while somebody writes."""

    place = forms.CharField(max_length=40)
    revision = forms.IntegerField(min_value=0, max_value=2_000_000_000)
    device = forms.CharField(max_length=36, required=False)
    fields_ = DraftFields(max_length=DRAFT_MAX * 3)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        # “fields” is a form's own word.
        self.fields["fields"] = self.fields.pop("fields_")


class BookmarkForm(forms.Form):
    """A note, and when to be reminded."""

    note = forms.CharField(
        label=_("Note to yourself"), max_length=NOTE_MAX, required=False, strip=True
    )
    due_at = ZonedDateTimeField(label=_("Remind me"), required=False)

    def __init__(self, zone: ZoneInfo, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        due_at = self.fields["due_at"]
        if isinstance(due_at, ZonedDateTimeField):
            due_at.zone = zone


class ForumSettingsForm(forms.Form):
    """How the forum behaves for a member."""

    digest = forms.ChoiceField(
        label=_("Digest by mail"), choices=Rhythm.choices, widget=forms.RadioSelect
    )
    after_topic = forms.TypedChoiceField(
        label=_("After I begin a topic, it is"), choices=Level.choices, coerce=int
    )
    after_reply = forms.TypedChoiceField(
        label=_("After I reply, the topic is"), choices=Level.choices, coerce=int
    )

    @classmethod
    def of(cls, settings: ForumSettings, data: Any = None) -> ForumSettingsForm:
        """Return the form with what holds now."""
        names = ("digest", "after_topic", "after_reply")
        return cls(data, initial={name: getattr(settings, name) for name in names})
