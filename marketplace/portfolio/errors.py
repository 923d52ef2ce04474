"""Refusals of portfolios."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid


class PortfolioFull(Conflict):
    code = "portfolio_full"
    message = _("A portfolio holds %(count)s works. Remove one first.")


class TooManyPictures(Conflict):
    code = "too_many_pictures"
    message = _("A work has at most %(count)s pictures. Remove one first.")


class WorkNeedsTitle(Invalid):
    code = "work_needs_title"
    message = _("Give the work a title.")


class OrderNotShowable(Invalid):
    code = "order_not_showable"
    message = _("Choose one of your own completed orders.")


class OrderShownAlready(Conflict):
    code = "order_shown_already"
    message = _("This order stands in your portfolio already.")


class LinkNotShown(Invalid):
    code = "link_not_shown"
    message = _("This is no address of a public website: %(address)s")


class ConsentMoved(Conflict):
    code = "consent_moved"
    message = _("The answer is “%(state)s” now, so this can't be done. Reload the page.")


class WorkChanged(Conflict):
    code = "work_changed"
    message = _("The work was changed after you opened it. Look at it again, then answer.")


class CantMove(Conflict):
    code = "work_cant_move"
    message = _("The work is at the end of the row already.")
