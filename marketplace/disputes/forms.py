"""What is typed about a dispute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from markupsafe import Markup

from marketplace.core.conf import rules
from marketplace.core.form_fields import AmountField, FilesField, NumberField
from marketplace.core.money import BASIS_POINTS
from marketplace.disputes.choices import NOTE_MAX, TEXT_MAX, DisputeReason
from marketplace.disputes.models import Dispute
from marketplace.disputes.queries import Ref, refund_of_percent
from marketplace.disputes.services import Evidence

ALL, NOTHING, PART = "all", "nothing", "part"
AMOUNT, PERCENT = "amount", "percent"


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def _ref_label(ref: Ref) -> Markup:
    line = Markup('<b>{}</b> · <bdi>{}</bdi> · {}<br><span class="quiet" dir="auto">{}</span>')
    return line.format(ref.kind, ref.label, ref.when, ref.text)


class EvidenceForm(forms.Form):
    """Words, files, and links to what belongs to the order."""

    text = forms.CharField(
        label=_("What happened"),
        help_text=_("Facts and dates help more than judgements. Both sides and support read it."),
        required=False,
        max_length=TEXT_MAX,
        widget=_words(7),
    )
    files = FilesField(label=_("Files"), required=False)  # type: ignore[assignment]  # Django takes declared fields away
    refs = forms.MultipleChoiceField(
        label=_("Point to what belongs to the order"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, refs: Sequence[Ref], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = rules().dispute_files_max
        field = self.fields["refs"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(ref.key, _ref_label(ref)) for ref in refs]
        if not refs:
            del self.fields["refs"]
        self.fields["files"].help_text = ngettext(
            "Up to %(limit)s file.", "Up to %(limit)s files.", limit
        ) % {"limit": limit}

    @property
    def evidence(self) -> Evidence:
        """What was given."""
        given = self.cleaned_data
        return Evidence(
            text=given.get("text", ""), files=given.get("files", []), refs=given.get("refs", [])
        )


class AskForm(EvidenceForm):
    """What support asks both sides, or notes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__((), *args, **kwargs)
        text = self.fields["text"]
        text.label = _("Your question or note")
        text.help_text = _("Ask for what is missing, or note what you found. Both sides read it.")


class ReferForm(AskForm):
    """Why support makes a dispute of a request to call an order off."""

    reason = forms.ChoiceField(label=_("What is it about?"), choices=DisputeReason.choices)
    field_order = ("reason", "text", "files")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.required = True
        text.label = _("Why both sides should be heard")
        text.help_text = _("Both sides read this.")


class OpenForm(EvidenceForm):
    """Why, and what is wanted."""

    reason = forms.ChoiceField(label=_("What is it about?"), choices=DisputeReason.choices)
    wanted = forms.ChoiceField(label=_("What do you want?"), widget=forms.RadioSelect)
    part = AmountField(
        label=_("How much goes back to the client"),
        help_text=_("Only if you want a part: the rest is the freelancer's, less the fee."),
        required=False,
        min_value=1,
    )
    field_order = ("reason", "text", "wanted", "part", "files", "refs")

    def __init__(
        self, refs: Sequence[Ref], stake: int, currency: str, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(refs, *args, **kwargs)
        self.stake = stake
        self.fields["text"].required = True
        wanted, part = self.fields["wanted"], self.fields["part"]
        if isinstance(wanted, forms.ChoiceField):
            wanted.choices = [
                (ALL, _("Everything goes back to the client")),
                (PART, _("A part goes back to the client")),
                (NOTHING, _("Nothing goes back: the freelancer is paid")),
            ]
        if isinstance(part, AmountField):
            part.currency, part.max_value = currency, stake

    def clean(self) -> dict[str, Any]:
        """Ask for the amount where a part is wanted."""
        given = super().clean() or {}
        if given.get("wanted") == PART and given.get("part") is None and "part" not in self.errors:
            self.add_error("part", _("Write how much goes back to the client."))
        return given

    @property
    def wanted_refund(self) -> int:
        """What is to go back to the client, in minor units."""
        given = self.cleaned_data
        return {ALL: self.stake, NOTHING: 0}.get(given["wanted"], given.get("part") or 0)


class AnswerForm(EvidenceForm):
    """The other side's answer, with a split of its own if it likes."""

    refund_amount = AmountField(
        label=_("Your own proposal: how much goes back to the client"),
        help_text=_("Leave it empty to propose nothing now."),
        required=False,
    )
    field_order = ("text", "refund_amount", "files", "refs")

    def __init__(
        self, refs: Sequence[Ref], stake: int, currency: str, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(refs, *args, **kwargs)
        amount = self.fields["refund_amount"]
        if isinstance(amount, AmountField):
            amount.currency, amount.max_value = currency, stake


class ProposeForm(forms.Form):
    """A split offered to the other side."""

    refund_amount = AmountField(label=_("How much goes back to the client"))
    note = forms.CharField(
        label=_("Why this is fair"), required=False, max_length=NOTE_MAX, widget=_words(3)
    )

    def __init__(self, stake: int, currency: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amount = self.fields["refund_amount"]
        if isinstance(amount, AmountField):
            amount.currency, amount.max_value = currency, stake


class SplitForm(forms.Form):
    """How much goes back to the client: as a sum, or as a share."""

    unit = forms.ChoiceField(
        label=_("Say it as"),
        choices=[(AMOUNT, _("a sum")), (PERCENT, _("a share in percent"))],
        initial=AMOUNT,
        widget=forms.RadioSelect,
    )
    amount = AmountField(label=_("Sum that goes back to the client"), required=False)
    percent = NumberField(
        label=_("Percent that go back to the client"), required=False, min_value=0, max_value=100
    )

    def __init__(self, dispute: Dispute, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dispute = dispute
        amount = self.fields["amount"]
        if isinstance(amount, AmountField):
            amount.currency, amount.max_value = dispute.order.currency, dispute.stake

    def clean(self) -> dict[str, Any]:
        """Ask for the one that was chosen."""
        given = super().clean() or {}
        unit = given.get("unit")
        if unit in (AMOUNT, PERCENT) and given.get(unit) is None and unit not in self.errors:
            self.add_error(unit, _("Write how much goes back to the client."))
        return given

    @property
    def refund_amount(self) -> int:
        """What goes back to the client, in minor units."""
        given = self.cleaned_data
        if given["unit"] == AMOUNT:
            return int(given["amount"])
        return refund_of_percent(self.dispute.stake, given["percent"] * BASIS_POINTS // 100)


class DecisionForm(SplitForm):
    """A split with the reasons for it."""

    reason = forms.CharField(
        label=_("Why you decide so"),
        help_text=_("Both sides read this."),
        max_length=TEXT_MAX,
        widget=_words(6),
    )
