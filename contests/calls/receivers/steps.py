"""The calls' own steps of the set-up."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contests.calls.choices import ContestKind
from contests.calls.queries import register_step

# Nobody enters what is won by vote.
ENTERED = (ContestKind.WRITING, ContestKind.FOLLOW)
for _name, _label, _url_name, _position in (
    ("texts", pgettext_lazy("contest", "Words"), "calls:desk_words", 10),
    ("dates", _("Dates"), "calls:desk_dates", 20),
    ("eligibility", _("Who may enter"), "calls:desk_entrants", 30),
    ("rules", _("The country's rules"), "calls:desk_country", 40),
    ("prizes", _("Prizes"), "calls:desk_prizes", 50),
    ("fund", _("Fund"), "calls:desk_fund", 80),
    ("review", _("Check and announce"), "calls:desk_contest", 90),
):
    register_step(
        _name,
        label=_label,
        url_name=_url_name,
        position=_position,
        kinds=ENTERED if _name == "eligibility" else (),
    )
