"""A draw as its pages tell it: what happened when, and what each step protects against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from contests.draws.choices import DrawState, SourceKind
from contests.draws.models import Draw
from contests.draws.queries.rounds import moment_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_ORDER = [DrawState.COMMITTED, DrawState.FROZEN, DrawState.VALUED, DrawState.DRAWN]


@dataclass(frozen=True)
class Seal:
    """One step of the seal: what was published, when, and why."""

    title: str
    text: str
    value: str
    at: datetime | None
    is_done: bool
    # What comes, where it isn't done: planned for then.
    due_at: datetime | None = None


def seals_of(draw: Draw) -> list[Seal]:
    """Return the four steps of a draw, those to come included."""
    return list(_seals(draw))


def _seals(draw: Draw) -> Iterator[Seal]:
    reached = _ORDER.index(DrawState(draw.state)) if draw.state in _ORDER else 0
    yield Seal(
        _("A secret was sealed"),
        _("Its fingerprint stood here before anybody could take part. It can't be changed later."),
        draw.commitment,
        draw.committed_at,
        is_done=True,
    )
    yield Seal(
        _("The list of tickets was closed") if reached else _("The list of tickets is closed"),
        _("From then on no ticket comes or goes: the list's fingerprint would be another one."),
        draw.tickets_digest,
        draw.frozen_at,
        reached >= 1,
        draw.contest.judged_by,
    )
    due = moment_of(draw.round) if draw.round is not None else None
    yield Seal(
        _("A public value was mixed in") if reached > 1 else _("A public value is mixed in"),
        source_text(draw),
        draw.value,
        draw.value_at,
        reached >= 2,  # noqa: PLR2004
        due,
    )
    yield Seal(
        _("The winners were drawn") if reached > 2 else _("The winners are drawn"),  # noqa: PLR2004
        _("Secret, list and value give the order. Anybody can work it out again, and gets this."),
        draw.secret,
        draw.drawn_at,
        reached >= 3,  # noqa: PLR2004
    )


def source_text(draw: Draw) -> str:
    """Return which source was named, in a sentence."""
    if draw.source_kind == SourceKind.DECLARED:
        return _("Named in advance: %(name)s") % {"name": draw.source_name}
    if draw.round is None:
        return _("A round of drand, which is named with the dates.")
    return _("Round %(round)s of drand, named in advance.") % {"round": draw.round}


def protection_text(draw: Draw) -> str:
    """Return what the source protects against, and what it doesn't."""
    if draw.source_kind == SourceKind.DRAND:
        return _(
            "Organisations all over the world make this number together, and nobody knows it "
            "before. So neither the organiser nor an entrant can arrange tickets for a result. "
            "Here it is checked that the value belongs to its signature; that the signature is "
            "drand's own you can compare at any of its public relays."
        )
    return _(
        "The organiser doesn't make this figure, and named it before anybody took part. Whoever "
        "makes the figure, or can wait for it, could in theory arrange it together with the "
        "organiser, who knows the secret: drand's rounds exclude that, a figure like this doesn't."
    )
