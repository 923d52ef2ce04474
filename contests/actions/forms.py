"""What is typed about actions, proofs and holds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contests.actions.choices import (
    FRIENDS_MAX,
    NOTE_MAX,
    TEXT_MAX,
    TICKETS_MAX,
    TIMES_MAX,
    ActionKind,
    Network,
    RejectReason,
)
from contests.actions.models import Action
from contests.actions.queries import offered_kinds
from contests.actions.services import ActionDraft
from contests.actions.verifiers import VERIFIERS, verifier_named
from marketplace.accounts.choices import Language
from marketplace.core.form_fields import NumberField


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class _Lines(forms.CharField):
    """Text of several lines: an end of line counts as one sign, as in the browser's own limit."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class ActionForm(forms.Form):
    """An action that is added to a draft."""

    kind = forms.ChoiceField(label=_("What entrants do"))
    verifier = forms.ChoiceField(label=_("How it is proven"))
    tickets = NumberField(
        label=_("Tickets each time"), min_value=1, max_value=TICKETS_MAX, initial=1
    )
    times = NumberField(label=_("How often at most"), min_value=1, max_value=TIMES_MAX, initial=1)
    is_daily = forms.BooleanField(label=_("At most once a day"), required=False)
    network = forms.ChoiceField(
        label=_("Where"), required=False, choices=[("", _("Here")), *Network.choices]
    )
    address = forms.URLField(
        label=_("Address of the account or page"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    article = forms.CharField(
        label=_("Article to share"),
        help_text=_("Its id, as it stands in its address."),
        required=False,
        max_length=12,
    )
    friends = NumberField(
        label=_("How many friends are named"),
        required=False,
        min_value=0,
        max_value=FRIENDS_MAX,
        initial=0,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds, verifiers = self.fields["kind"], self.fields["verifier"]
        if isinstance(kinds, forms.ChoiceField) and isinstance(verifiers, forms.ChoiceField):
            kinds.choices = [(kind.value, kind.label) for kind in offered_kinds()]
            verifiers.choices = [(one.name, one.label) for one in VERIFIERS.values()]
        for code, name in Language.choices:
            self.fields[f"words_{code}"] = forms.CharField(
                label=_("What exactly is asked (%(language)s)") % {"language": name},
                required=False,
                max_length=TEXT_MAX,
                widget=_words(2),
            )

    @property
    def draft(self) -> ActionDraft:
        """Return what was typed."""
        given = dict(self.cleaned_data)
        words = {code: given.pop(f"words_{code}") for code, _name in Language.choices}
        given["friends"] = given["friends"] or 0
        return ActionDraft(**given, words=words)


class JoinForm(forms.Form):
    """Taking part."""

    accepts_terms = forms.BooleanField(label=_("I have read the terms and accept them."))
    shows_name = forms.BooleanField(
        label=_("If I win, my name may stand beside my number."), required=False
    )


class ProofForm(forms.Form):
    """A proof, with what the action's verifier asks for."""

    url = forms.URLField(
        label=_("Address of your post"), required=False, max_length=500, assume_scheme="https"
    )
    text = forms.CharField(label=_("What you did"), required=False, max_length=TEXT_MAX)
    picture = forms.FileField(label=_("Picture of your screen"), required=False)

    def __init__(self, action: Action, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{action.public_id}_%s")
        super().__init__(*args, **kwargs)
        verifier = verifier_named(action.verifier)
        for name in ("url", "text", "picture"):
            if name not in verifier.asks:
                del self.fields[name]
            else:
                self.fields[name].required = name in verifier.needs
        if action.kind == ActionKind.POST and "text" in self.fields:
            self.fields["text"].label = _("Names of the friends, as they stand in the post")
            self.fields["text"].required = action.friends > 0


class RejectForm(forms.Form):
    """Why a proof doesn't count."""

    reason = forms.ChoiceField(label=_("Reason"), choices=RejectReason.choices)
    note = _Lines(
        label=_("A word to the entrant"), required=False, max_length=NOTE_MAX, widget=_words(2)
    )


class AppealForm(forms.Form):
    """An appeal, or an answer to a hold."""

    text = _Lines(label=_("Why it should count"), max_length=TEXT_MAX, widget=_words(3))


class ExcludeForm(forms.Form):
    """Why an entrant is excluded."""

    reason = _Lines(
        label=_("Reason, which the entrant reads"), max_length=NOTE_MAX, widget=_words(2)
    )


class NoteForm(forms.Form):
    """A word with a decision."""

    note = _Lines(required=False, max_length=NOTE_MAX)
