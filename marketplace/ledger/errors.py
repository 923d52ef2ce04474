"""Refusals of the ledger."""

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict


class InsufficientFunds(Conflict):
    """An account that can't go below zero would have. `kind` and `owner` name the account."""

    code = "insufficient_funds"
    message = _("There isn't enough money for this.")


class IdempotencyConflict(Conflict):
    """The key belongs to another transfer than the one that was sent with it now."""

    code = "idempotency_conflict"
    message = _("This was already sent with other contents. Reload the page and start again.")


class AlreadyReversed(Conflict):
    """A transfer is taken back once."""

    code = "already_reversed"
    message = _("This transfer was already taken back.")
