"""What is typed about programmes."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.choices import RTL_LANGUAGES, Language
from marketplace.core.conf import rules
from marketplace.core.errors import DomainError
from marketplace.core.form_fields import AmountField, NumberField, as_validation_error
from marketplace.core.money import CURRENCIES, parse_amount
from referrals.programs.choices import NAME_MAX, RewardKind, RewardState, RuleEvent, Side, Tier
from referrals.programs.models import Program
from referrals.programs.services import ProgramDraft, RuleDraft

LARGEST = 10_000_000_000
TIERS_SHOWN = 3
# A percentage is typed like a sum of this currency: two decimal digits make basis points.
_HUNDREDTHS = "USD"


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **options)


def _moment(day: Any) -> datetime | None:
    return datetime.combine(day, time.min, UTC) if day else None


class ProgramForm(forms.Form):
    """Names, days (from their first moment in UTC on) and currency."""

    begins_on = _day(_("Begins on"))
    ends_on = _day(_("Ends before"), required=False, help_text=_("Empty: until you end it."))
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[(code, code) for code in CURRENCIES], initial="USD"
    )

    def __init__(self, *args: Any, program: Program | None = None, **kwargs: Any) -> None:
        if program is not None:
            kwargs["initial"] = {
                "begins_on": program.begins_at.date(),
                "ends_on": program.ends_at and program.ends_at.date(),
                **{f"name_{code}": name for code, name in program.names.items()},
            }
        super().__init__(*args, **kwargs)
        if program is not None:
            del self.fields["currency"]
        for code, name in Language.choices:
            direction = "rtl" if code in RTL_LANGUAGES else "ltr"
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Its name (%(language)s)") % {"language": name},
                max_length=NAME_MAX,
                required=False,
                widget=forms.TextInput(attrs={"lang": code, "dir": direction}),
            )

    @property
    def draft(self) -> ProgramDraft:
        """What was typed, for the verb."""
        sent = self.cleaned_data
        begins = _moment(sent["begins_on"])
        if begins is None:
            raise ValueError("a required field is empty")
        return ProgramDraft(
            names={code: sent[f"name_{code}"] for code in Language.values},
            begins_at=begins,
            ends_at=_moment(sent["ends_on"]),
            currency=sent.get("currency") or rules().default_currency,
        )


class RuleForm(forms.Form):
    """A rule: what is rewarded, to whom, with how much, up to which limits."""

    event = forms.ChoiceField(label=_("For what?"), choices=RuleEvent.choices)
    side = forms.ChoiceField(label=_("To whom?"), choices=Side.choices)
    kind = forms.ChoiceField(label=_("In what?"), choices=RewardKind.choices)
    amount = AmountField(label=_("A sum"), required=False, max_value=LARGEST)
    share = NumberField(
        label=_("Or a share of the platform’s fee, in percent"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("For orders only."),
    )
    months = NumberField(
        label=_("For how many months after the sign-up?"),
        min_value=1,
        max_value=120,
        help_text=_("For each completed order only."),
    )
    hold_days = NumberField(
        label=_("Days that a sign-up’s reward waits"), min_value=0, max_value=90, initial=3
    )
    minimum_order = AmountField(
        label=_("Smallest order that counts"), required=False, max_value=LARGEST
    )
    cap_month = AmountField(
        label=_("At most for one member in a month"), required=False, min_value=1, max_value=LARGEST
    )
    cap_total = AmountField(
        label=_("At most for one member"), required=False, min_value=1, max_value=LARGEST
    )
    days = NumberField(label=_("Replay the last days"), min_value=1, max_value=730, required=False)

    def __init__(self, program: Program, *args: Any, **kwargs: Any) -> None:
        initial = {"months": rules().reward_share_months, "days": rules().reward_preview_days}
        kwargs["initial"] = {**initial, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for name in ("amount", "minimum_order", "cap_month", "cap_total"):
            self.fields[name].currency = program.currency  # type: ignore[attr-defined]
        for number in range(1, TIERS_SHOWN + 1):
            self.fields[f"tier_{number}_first"] = NumberField(
                label=_("Tier %(number)s: from which friend on?") % {"number": number},
                required=False,
                min_value=2,
                max_value=100_000,
            )
            self.fields[f"tier_{number}_amount"] = AmountField(
                label=_("The sum then"),
                required=False,
                currency=program.currency,
                max_value=LARGEST,
                help_text=_("With a share: the percentage."),
            )

    def clean(self) -> dict[str, Any]:
        """Read the value of a tier as the rule's own is read; none stands without its friend."""
        sent = super().clean() or self.cleaned_data
        for number in range(1, TIERS_SHOWN + 1):
            first, name = f"tier_{number}_first", f"tier_{number}_amount"
            if sent.get(name) is None:
                continue
            if sent.get("share"):
                sent[name] = self._percent(name)
            if sent.get(first) is None and first not in self.errors:
                self.add_error(first, self.fields[first].error_messages["required"])
        return sent

    def _percent(self, name: str) -> int | None:
        """Return a typed percentage in basis points, whatever the currency counts in."""
        try:
            return parse_amount(str(self.data.get(self.add_prefix(name), "")), _HUNDREDTHS)
        except DomainError as refusal:
            self.add_error(name, as_validation_error(refusal))
            return None

    @property
    def plain(self) -> list[forms.BoundField]:
        """All fields but those of the tiers and of the preview."""
        return [one for one in self if not one.name.startswith("tier_") and one.name != "days"]

    @property
    def tiers(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each tier."""
        numbers = range(1, TIERS_SHOWN + 1)
        return [(self[f"tier_{n}_first"], self[f"tier_{n}_amount"]) for n in numbers]

    @property
    def draft(self) -> RuleDraft:
        """What was typed, for the verb."""
        sent = self.cleaned_data
        share = (sent["share"] or 0) * 100
        found = [
            Tier(sent[f"tier_{n}_first"], sent[f"tier_{n}_amount"] or 0)
            for n in range(1, TIERS_SHOWN + 1)
            if sent[f"tier_{n}_first"]
        ]
        return RuleDraft(
            event=sent["event"],
            side=sent["side"],
            kind=sent["kind"],
            amount=sent["amount"] or 0,
            share_bp=share,
            months=sent["months"],
            hold_days=sent["hold_days"],
            minimum_order=sent["minimum_order"] or 0,
            cap_month=sent["cap_month"] or None,
            cap_total=sent["cap_total"] or None,
            tiers=found,
        )


class FundForm(forms.Form):
    amount = AmountField(label=_("Pay into the fund"), min_value=1, max_value=LARGEST)

    def __init__(self, program: Program, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].currency = program.currency  # type: ignore[attr-defined]


class StateForm(forms.Form):
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *RewardState.choices]
    )
