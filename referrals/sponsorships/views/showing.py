"""What the page of one sponsorship shows, to its creator and to the desk alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marketplace.accounts.policies import enter_desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock, formats
from marketplace.core.charts import Chart, Series, line_chart
from marketplace.core.places import country_name, language_name
from referrals.links.queries import whole_address
from referrals.sponsorships import queries
from referrals.sponsorships.choices import (
    TRANSITIONS,
    Part,
    SponsorshipMove,
    SponsorshipState,
)
from referrals.sponsorships.forms import (
    AgreeForm,
    AppealForm,
    NoteForm,
    ProofForm,
    ReasonForm,
    WordForm,
)
from referrals.sponsorships.models import Sponsorship
from referrals.sponsorships.policies import DESK

# The straight way, for the bars above the page.
WAY = (
    SponsorshipState.AGREED,
    SponsorshipState.FUNDED,
    SponsorshipState.RUNNING,
    SponsorshipState.SUBMITTED,
    SponsorshipState.CHECKED,
    SponsorshipState.PAID,
)
FORMS: dict[str, type[forms.Form]] = {
    "agree": AgreeForm,
    "reason": ReasonForm,
    "note": NoteForm,
    "appeal": AppealForm,
    "proof": ProofForm,
    "word": WordForm,
}
# The moves beside which each form stands.
BESIDE: dict[str, frozenset[SponsorshipMove]] = {
    "agree": frozenset({SponsorshipMove.AGREE}),
    "reason": frozenset(
        {SponsorshipMove.DECLINE, SponsorshipMove.WITHDRAW, SponsorshipMove.REFUSE}
    ),
    "note": frozenset({SponsorshipMove.CHECK}),
    "appeal": frozenset({SponsorshipMove.APPEAL}),
    "proof": frozenset({SponsorshipMove.SUBMIT}),
}


def open_one(request: HttpRequest, public_id: str) -> Sponsorship:
    """Return a sponsorship; who comes from the desk needs what each desk asks for."""
    member = signed_in(request)
    row = queries.get_sponsorship_for(member, public_id)
    if row.creator_id != member.pk:
        enter_desk(member, *DESK)
    return row


def _moves(row: Sponsorship, part: Part) -> set[str]:
    """Return the moves that this reader can make now."""
    steps = TRANSITIONS[SponsorshipState(row.state)]
    found = {move.value for move, step in steps.items() if part in step.parts}
    if row.state == SponsorshipState.REFUSED and (
        row.appealed_at or not row.appeal_by or row.appeal_by <= clock.now()
    ):
        found.discard(SponsorshipMove.APPEAL)
    return found


def _unshown(bound: Mapping[str, forms.Form], moves: set[str]) -> list[tuple[str, list[str]]]:
    """Return what was refused and typed in forms that don't stand on the page any more."""
    gone = [form for name, form in bound.items() if name in BESIDE and not BESIDE[name] & moves]
    return [
        (
            " ".join(str(error) for errors in form.errors.values() for error in errors),
            [str(value) for field in form if (value := field.value())],
        )
        for form in gone
        if form.errors
    ]


def _visits(row: Sponsorship, *, lang: str, digits: str) -> Chart | None:
    months = queries.visits_by_month(row)
    if len(months) < 2:  # noqa: PLR2004  a line has two ends
        return None
    return line_chart(
        sentence=_("Visits by the link, month by month."),
        ticks=[formats.format_date(m, lang=lang, digits=digits, style="month") for m, _n in months],
        series=[Series(_("Visits"), [visits for _m, visits in months])],
        show=lambda value: formats.format_number(value, lang=lang, digits=digits),
    )


def show_one(
    request: HttpRequest, row: Sponsorship, *, status: int = 200, **bound: forms.Form
) -> HttpResponse:
    """Show a sponsorship; `bound` holds forms that were sent and refused, by name."""
    member = signed_in(request)
    lang = (get_language() or "ar")[:2]
    part = Part.CREATOR if row.creator_id == member.pk else Part.MANAGER
    book = queries.disclosure_of(row.country)
    moves = _moves(row, part)
    reached = WAY.index(SponsorshipState(row.state)) if row.state in WAY else -1
    context: dict[str, Any] = {
        "one": row,
        "is_desk": part == Part.MANAGER,
        "moves": moves,
        "unshown": _unshown(bound, moves),
        "way": [(state.label, place < reached, place == reached) for place, state in enumerate(WAY)]
        if reached >= 0
        else [],
        "words": row.disclosure or queries.words_of(book, row.channel.language),
        "needs_licence": book.needs_licence,
        "country": country_name(row.country, lang=lang) if row.country else "",
        "language": language_name(row.channel.language, lang=lang),
        "address": whole_address(row.link) if row.link else "",
        "proofs": queries.proofs_of(row),
        "held": queries.fund_held(row),
        "effect": queries.effects_of([row])[row.pk],
        "chart": _visits(row, lang=lang, digits=member.digits),
        **{f"{name}_form": bound.get(name) or made() for name, made in FORMS.items()},
    }
    return render(request, "referrals/sponsorships/one.html", context, status=status)
