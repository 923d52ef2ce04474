"""Questions to those who stand behind a campaign."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from referrals.campaigns.choices.parts import Part, Step, to

SUBJECT_MAX: Final = 120
MESSAGE_MAX: Final = 4_000


class TicketState(models.TextChoices):
    """Where a question stands."""

    OPEN = "open", pgettext_lazy("ticket", "Waits for an answer")
    ANSWERED = "answered", pgettext_lazy("ticket", "Answered")
    CLOSED = "closed", pgettext_lazy("ticket", "Closed")


class TicketMove(models.TextChoices):
    """What can be done to it."""

    ANSWER = "answer", _("Answer")
    CLOSE = "close", _("Close")
    REOPEN = "reopen", _("Open again")


_MEMBER, _SUPPORT, _TIMER = Part.MEMBER, Part.SUPPORT, Part.TIMER
TICKET_MOVES: Final[dict[TicketState, dict[TicketMove, Step]]] = {
    TicketState.OPEN: {
        TicketMove.ANSWER: to(TicketState.ANSWERED, _SUPPORT),
        TicketMove.CLOSE: to(TicketState.CLOSED, _MEMBER, _SUPPORT),
    },
    TicketState.ANSWERED: {
        TicketMove.ANSWER: to(TicketState.ANSWERED, _SUPPORT),
        TicketMove.CLOSE: to(TicketState.CLOSED, _MEMBER, _SUPPORT, _TIMER),
        TicketMove.REOPEN: to(TicketState.OPEN, _MEMBER),
    },
    TicketState.CLOSED: {TicketMove.REOPEN: to(TicketState.OPEN, _MEMBER)},
}
