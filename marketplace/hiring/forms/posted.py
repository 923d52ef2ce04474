"""Forms of posted briefs and proposals."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from typing_extensions import override

from marketplace.accounts.choices import Language
from marketplace.core.categories import CATEGORY_CHOICES
from marketplace.core.conf import rules
from marketplace.core.form_fields import AmountField, NumberField
from marketplace.core.money import CURRENCIES, Money
from marketplace.hiring.choices import BudgetKind
from marketplace.hiring.forms.offers import OfferForm
from marketplace.hiring.models import PostedBrief
from marketplace.hiring.queries import BriefFilters, skill_words
from marketplace.hiring.services import BriefText, Terms


class FilesInput(forms.ClearableFileInput):
    """A control that takes several files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several files; its value is a list."""

    widget = FilesInput

    @override
    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given if one]


class PostForm(forms.Form):
    """What a client needs, for everybody to read."""

    title = forms.CharField(
        label=_("What do you need, in one line?"),
        max_length=140,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    text = forms.CharField(
        label=_("Tell what it is for, what there is, and what you expect"),
        max_length=10_000,
        min_length=20,
        widget=forms.Textarea(attrs={"rows": 9, "dir": "auto"}),
        help_text=_("Everybody reads this. Markdown works: lists, headings, links."),
    )
    category = forms.ChoiceField(label=_("Category"), choices=CATEGORY_CHOICES)
    language = forms.ChoiceField(label=_("Language of the work"), choices=Language.choices)
    skills = forms.CharField(
        label=_("Skills"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Up to ten, with commas between them."),
    )
    budget_kind = forms.ChoiceField(
        label=_("What may it cost?"), choices=BudgetKind.choices, widget=forms.RadioSelect
    )
    budget_min = AmountField(label=_("The sum, or from"), required=False)
    budget_max = AmountField(label=pgettext_lazy("sum", "To"), required=False)
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[(code, code) for code in sorted(CURRENCIES)]
    )
    wanted_on = forms.DateField(
        label=_("When do you need it?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    days = NumberField(
        label=_("Open for proposals for (days)"),
        min_value=1,
        help_text=_("It ends by itself then. You can close it earlier, or give it more days."),
    )
    uploads = FilesField(label=_("Files"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = str(self["currency"].value() or rules().default_currency)
        currency = chosen if chosen in CURRENCIES else rules().default_currency
        for name in ("budget_min", "budget_max"):
            self.fields[name].currency = currency  # type: ignore[attr-defined]

    def brief_text(self) -> BriefText:
        """Return what was typed as a brief's text; a fixed sum is both ends of its range."""
        given = self.cleaned_data
        kind = given["budget_kind"]
        least, most = given["budget_min"], given["budget_max"]
        sums = {
            BudgetKind.OPEN: (None, None),
            BudgetKind.FIXED: (least, least),
            BudgetKind.RANGE: (least, most),
        }
        budget_min, budget_max = sums[BudgetKind(kind)]
        return BriefText(
            title=given["title"],
            text=given["text"],
            category=given["category"],
            language=given["language"],
            skills=skill_words(given["skills"]),
            budget_kind=kind,
            budget_min=budget_min,
            budget_max=budget_max,
            currency=given["currency"],
            wanted_on=given["wanted_on"],
        )

    @staticmethod
    def initial_of(brief: PostedBrief) -> dict[str, Any]:
        """Return a brief as the form shows it."""
        return {
            "title": brief.title,
            "text": brief.text_source,
            "category": brief.category,
            "language": brief.language,
            "skills": "، ".join(brief.skills)
            if brief.language != "en"
            else ", ".join(brief.skills),
            "budget_kind": brief.budget_kind,
            "budget_min": brief.budget_min,
            "budget_max": brief.budget_max if brief.budget_kind == BudgetKind.RANGE else None,
            "currency": brief.currency,
            "wanted_on": brief.wanted_on,
        }


class ProposalForm(OfferForm):
    """The terms of a proposal; it is valid as long as its brief is open."""

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, currency=currency, **kwargs)
        del self.fields["valid_days"]
        self.currency = currency
        self.fields["scope"].help_text = _("Only the client reads this, and no other freelancer.")

    def terms(self) -> Terms:
        """Return what was typed as terms."""
        given = self.cleaned_data
        return Terms(
            title=given["title"],
            scope=given["scope"],
            price=Money(given["price"], self.currency),
            delivery_days=given["delivery_days"],
            revisions=given["revisions"],
            valid_days=rules().offer_expiry_days,
            questions=given["questions"],
        )


class DaysForm(forms.Form):
    """How long a brief stays open from now."""

    days = NumberField(label=_("Days from now"), min_value=1)


class DeclineForm(forms.Form):
    """Why not, if one likes to say it."""

    reason = forms.CharField(
        label=_("Why? The freelancer reads it"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("A kind sentence helps more than you think."),
    )


class InviteForm(forms.Form):
    """Whom to ask for a proposal."""

    username = forms.CharField(
        label=_("Username of the freelancer"),
        max_length=30,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none"}),
        help_text=_("It stands at the end of their profile's address."),
    )
    note = forms.CharField(
        label=_("A word to them"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class MethodForm(forms.Form):
    """How a sum is paid."""

    method = forms.ChoiceField(label=_("How do you pay?"), widget=forms.RadioSelect)
    request_key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, methods: list[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = methods  # type: ignore[attr-defined]


class OpenBriefsForm(forms.Form):
    """What the list of open briefs is narrowed to."""

    category = forms.ChoiceField(
        label=_("Category"), required=False, choices=[("", _("All categories")), *CATEGORY_CHOICES]
    )
    language = forms.ChoiceField(
        label=_("Language of the work"),
        required=False,
        choices=[("", _("Any language")), *Language.choices],
    )
    skill = forms.CharField(
        label=_("Skill"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    least = AmountField(label=_("Budget from"), required=False)
    held = forms.BooleanField(label=_("Only with a held budget"), required=False)
    quiet = forms.BooleanField(label=_("Fewer than five proposals"), required=False)
    sort = forms.ChoiceField(
        label=_("Sort by"),
        required=False,
        choices=[
            ("new", _("Newest first")),
            ("ending", _("Ending soon")),
            ("quiet", _("Fewest proposals")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["least"].currency = rules().default_currency  # type: ignore[attr-defined]

    def filters(self) -> BriefFilters:
        """Return the filters; a field that was typed wrongly filters nothing."""
        self.is_valid()
        given = self.cleaned_data
        return BriefFilters(
            category=given.get("category", ""),
            language=given.get("language", ""),
            skill=given.get("skill", ""),
            least=given.get("least"),
            is_held=given.get("held", False),
            is_quiet=given.get("quiet", False),
            sort=given.get("sort") or "new",
        )
