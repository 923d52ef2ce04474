"""What is typed about entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contests.entries.choices import APPEAL_MAX, DECLARATION_MAX, NOTE_MAX, Decision, Source
from contests.entries.models import Entry, WritingRules
from contests.entries.queries import languages_of
from contests.entries.services import EntryText, RulesDraft
from marketplace.accounts.choices import Language
from marketplace.articles.models import Article
from marketplace.core.form_fields import NumberField

WORDS_MAX = 20_000


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class RulesForm(forms.Form):
    """The rules of a writing contest."""

    min_words = NumberField(label=_("At least so many words"), min_value=1, max_value=WORDS_MAX)
    max_words = NumberField(label=_("At most so many words"), min_value=1, max_value=WORDS_MAX)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        help_text=_("None chosen: any of the four."),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    takes_articles = forms.BooleanField(label=_("Articles on this platform"), required=False)
    needs_editor = forms.BooleanField(
        label=_("Only articles that an editor has published"), required=False
    )
    takes_outside = forms.BooleanField(
        label=_("Posts elsewhere that hold the writer’s own link to the contest"), required=False
    )

    @classmethod
    def initial_of(cls, rules: WritingRules) -> dict[str, Any]:
        """Return what stands in the fields at first."""
        return {name: getattr(rules, name) for name in cls.base_fields}

    @property
    def draft(self) -> RulesDraft:
        """What was typed."""
        return RulesDraft(**self.cleaned_data)


class EntryForm(forms.Form):
    """What a writer enters."""

    source = forms.ChoiceField(
        label=_("Where does your text stand?"), choices=Source.choices, widget=forms.RadioSelect
    )
    article = forms.ChoiceField(label=_("Your article"), required=False)
    url = forms.CharField(
        label=_("Address of the post"),
        help_text=_("A public page that can be read without signing in, with your link on it."),
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"dir": "ltr", "placeholder": "https://"}),
    )
    title = forms.CharField(label=_("Title of the text"), max_length=200)
    language = forms.ChoiceField(label=_("Language of the text"), choices=Language.choices)
    declaration = forms.CharField(
        label=_("How did the text come about?"),
        help_text=_(
            "In a sentence or two: your own work, who helped, which tools wrote with you, where it "
            "has appeared before. Honest help is no fault; hidden help is."
        ),
        max_length=DECLARATION_MAX,
        widget=_words(3),
    )

    def __init__(
        self, rules: WritingRules, articles: Sequence[Article], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        allowed = {Source.ARTICLE: rules.takes_articles, Source.OUTSIDE: rules.takes_outside}
        sources = [(code, label) for code, label in Source.choices if allowed[Source(code)]]
        self._choose("source", sources)
        if len(sources) == 1:
            self.fields["source"].widget = forms.HiddenInput()
            self.fields["source"].initial = sources[0][0]
        rows = [(one.public_id, one.title or _("Without a title")) for one in articles]
        self._choose("article", [("", "—"), *rows])
        languages = languages_of(rules)
        self._choose("language", [one for one in Language.choices if one[0] in languages])
        if not rules.takes_articles:
            del self.fields["article"]
        if not rules.takes_outside:
            del self.fields["url"]

    def _choose(self, name: str, choices: Sequence[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        """Ask for the article, or for the address."""
        given = super().clean() or {}
        wanted = {Source.ARTICLE: "article", Source.OUTSIDE: "url"}.get(given.get("source", ""))
        if wanted in self.fields and wanted not in self.errors and not given.get(wanted or ""):
            texts = {"article": _("Choose the article."), "url": _("Give the address.")}
            self.add_error(wanted, forms.ValidationError(texts[str(wanted)], code="required"))
        return given

    @classmethod
    def initial_of(cls, entry: Entry) -> dict[str, Any]:
        """Return what stands in the fields of an entry that is changed."""
        article = entry.article.public_id if entry.article else ""
        plain = ("source", "url", "title", "language", "declaration")
        return {name: getattr(entry, name) for name in plain} | {"article": article}

    @property
    def text(self) -> EntryText:
        """What was typed; the field of the other kind doesn't count."""
        given = self.cleaned_data
        is_article = given["source"] == Source.ARTICLE
        return EntryText(
            source=given["source"],
            article=given.get("article", "") if is_article else "",
            url="" if is_article else given.get("url", ""),
            title=given["title"],
            language=given["language"],
            declaration=given["declaration"],
        )


class AppealForm(forms.Form):
    """Why a refusal should be looked at again."""

    text = forms.CharField(
        label=_("What was overlooked?"),
        help_text=_("You can ask once. A person reads it and answers."),
        max_length=APPEAL_MAX,
        widget=_words(6),
    )


class ReasonForm(forms.Form):
    """Why an entry isn't accepted, is taken out, or stays refused."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The entrant reads it in this wording."),
        max_length=NOTE_MAX,
        widget=_words(4),
    )


class FindingForm(forms.Form):
    """What a person decides about a finding."""

    decision = forms.ChoiceField(
        label=_("Your decision"), choices=Decision.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=NOTE_MAX, widget=_words(2))
