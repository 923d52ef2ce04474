"""Shifts that are booked, and people who are brought together."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from referrals.campaigns.choices.parts import Part, Step, to

WORDS_MAX: Final = 400
CITY_MAX: Final = 60
INTERESTS_MAX: Final = 12
SLOT_PLACES_MAX: Final = 500


class BookingState(models.TextChoices):
    """Where a member's wish for a shift stands."""

    WISHED = "wished", pgettext_lazy("booking", "Wished for")
    WAITING = "waiting", pgettext_lazy("booking", "On the waiting list")
    BOOKED = "booked", pgettext_lazy("booking", "Booked")
    CANCELLED = "cancelled", pgettext_lazy("booking", "Cancelled")
    MISSED = "missed", pgettext_lazy("booking", "No place became free")


class BookingMove(models.TextChoices):
    """What can be done to it."""

    SEAT = "seat", _("Give the place")
    PASS_OVER = "pass_over", _("Put on the waiting list")
    CANCEL = "cancel", _("Cancel")
    MISS = "miss", _("The shift began")


class CardSide(models.TextChoices):
    """On which side of a match somebody stands."""

    HOST = "host", pgettext_lazy("match", "I know my way here and host")
    NEWCOMER = "newcomer", pgettext_lazy("match", "I am new and look for a host")


class MatchState(models.TextChoices):
    """Where a proposal to bring two people together stands."""

    PROPOSED = "proposed", pgettext_lazy("match", "Waits for both")
    AGREED = "agreed", pgettext_lazy("match", "Both agreed")
    DECLINED = "declined", pgettext_lazy("match", "Declined")
    LAPSED = "lapsed", pgettext_lazy("match", "Not answered")


class MatchMove(models.TextChoices):
    """What can be done to it."""

    AGREE = "agree", _("Both agree")
    DECLINE = "decline", _("Decline")
    LAPSE = "lapse", _("No answer came")


_MEMBER, _MANAGER, _TIMER = Part.MEMBER, Part.MANAGER, Part.TIMER
_CANCEL: Final = {BookingMove.CANCEL: to(BookingState.CANCELLED, _MEMBER, _MANAGER, _TIMER)}
_SEAT: Final = {BookingMove.SEAT: to(BookingState.BOOKED, _TIMER)}
_MISS: Final = {BookingMove.MISS: to(BookingState.MISSED, _TIMER)}

BOOKING_MOVES: Final[dict[BookingState, dict[BookingMove, Step]]] = {
    BookingState.WISHED: {
        **_SEAT,
        **_CANCEL,
        **_MISS,
        BookingMove.PASS_OVER: to(BookingState.WAITING, _TIMER),
    },
    BookingState.WAITING: {**_SEAT, **_CANCEL, **_MISS},
    BookingState.BOOKED: dict(_CANCEL),
    BookingState.CANCELLED: {},
    BookingState.MISSED: {},
}
MATCH_MOVES: Final[dict[MatchState, dict[MatchMove, Step]]] = {
    MatchState.PROPOSED: {
        MatchMove.AGREE: to(MatchState.AGREED, _MEMBER),
        MatchMove.DECLINE: to(MatchState.DECLINED, _MEMBER),
        MatchMove.LAPSE: to(MatchState.LAPSED, _TIMER),
    },
    MatchState.AGREED: {},
    MatchState.DECLINED: {},
    MatchState.LAPSED: {},
}
# They keep a place, or stand in line for one.
LIVE_BOOKINGS: Final = (BookingState.WISHED, BookingState.WAITING, BookingState.BOOKED)
IN_LINE: Final = (BookingState.WISHED, BookingState.WAITING)
