"""Refusals. Each has a stable code for machines and a sentence for people.

A verb raises a subclass of `DomainError`; pages show its message in the reader's language, the API
answers with the same code and message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class DomainError(Exception):
    """A refusal that a person can do something about.

    `field` names the form field it belongs to, if any; other keywords fill the message's
    placeholders.
    """

    code: str = "refused"
    message: StrPromise | str = _("This can't be done.")
    status: int = 409

    def __init__(self, *, field: str | None = None, **params: object) -> None:
        super().__init__(self.code)
        self.field = field
        self.params = params

    def __str__(self) -> str:
        text = str(self.message)
        return text % self.params if self.params else text


class Invalid(DomainError):
    """What was sent has a wrong form or value."""

    code = "invalid"
    message = _("Please check what you entered.")
    status = 422


class PermissionRefused(DomainError):
    """The actor may see the object but not do this to it."""

    code = "permission_refused"
    message = _("You may not do this.")
    status = 403


class NotFound(DomainError):
    """There is no such thing, or not for this reader: strangers can't tell the two apart."""

    code = "not_found"
    message = _("This doesn't exist, or it isn't yours to see.")
    status = 404


class Conflict(DomainError):
    """Somebody was faster, or the state has moved on."""

    code = "conflict"
    message = _("This has changed in the meantime. Reload the page and try again.")
    status = 409


class TooManyRequests(DomainError):
    """A rate limit was reached."""

    code = "too_many_requests"
    message = _("Too many attempts. Wait a little, then try again.")
    status = 429
