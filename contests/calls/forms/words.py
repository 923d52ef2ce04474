"""Beginning a contest, and its words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contests.calls.choices import SUMMARY_MAX, TERMS_MAX, TITLE_MAX, ContestKind
from contests.calls.models import ContestText
from contests.calls.services import Words
from marketplace.accounts.choices import RTL_LANGUAGES, Language
from marketplace.core.conf import rules
from marketplace.core.money import CURRENCIES

CANCEL_MAX = 500


def _direction(language: str) -> str:
    return "rtl" if language in RTL_LANGUAGES else "ltr"


class NewContestForm(forms.Form):
    """What a draft begins with."""

    kind = forms.ChoiceField(
        label=_("How is it won?"), choices=ContestKind.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Language you begin with"), choices=Language.choices)
    title = forms.CharField(label=_("Title"), max_length=TITLE_MAX)
    slug = forms.SlugField(
        label=_("Address"),
        max_length=60,
        required=False,
        help_text=_("Latin letters, digits and hyphens, as in spring-essay. Empty: we choose one."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    currency = forms.ChoiceField(
        label=_("Currency of the prizes"),
        help_text=_("All prizes of a contest are in one currency. It can't be changed later."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = rules().default_currency
        codes = [first, *sorted(code for code in CURRENCIES if code != first)]
        self.fields["currency"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        sent = self.cleaned_data
        words = Words(language=sent["language"], title=sent["title"])
        plain = {name: sent[name] for name in ("kind", "slug", "currency")}
        return {**plain, "words": words}


class WordsForm(forms.Form):
    """Title, summary and terms in one language, written in its own direction."""

    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE_MAX,
        required=False,
        help_text=_("Without a title this language is taken away."),
    )
    summary = forms.CharField(
        label=_("In one or two sentences"),
        max_length=SUMMARY_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    terms = forms.CharField(
        label=_("Terms"),
        max_length=TERMS_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 18}),
    )

    def __init__(self, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        for field in self.fields.values():
            field.widget.attrs |= {"lang": language, "dir": _direction(language)}

    @staticmethod
    def initial_of(text: ContestText | None, template: str) -> dict[str, str]:
        """Return what stands there, or the template's terms where nothing does."""
        if text is None:
            return {"terms": template}
        return {"title": text.title, "summary": text.summary, "terms": text.terms}

    @property
    def words(self) -> Words:
        """What was typed, for the verb."""
        return Words(language=self.language, **self.cleaned_data)


class CancelForm(forms.Form):
    """Why a contest is called off."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=CANCEL_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who follows or entered reads it. A draft needs no reason."),
    )
