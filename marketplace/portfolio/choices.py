"""The words of portfolios, and who may move a consent from where to where."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Consent(models.TextChoices):
    """Whether a client agrees to work from their order being shown."""

    NOT_NEEDED = "not_needed", pgettext_lazy("consent", "Not needed")
    PENDING = "pending", pgettext_lazy("consent", "The client is being asked")
    NAMED = "named", pgettext_lazy("consent", "Yes, with the client's name")
    ANONYMOUS = "anonymous", pgettext_lazy("consent", "Yes, without the client's name")
    REFUSED = "refused", pgettext_lazy("consent", "The client said no")
    WITHDRAWN = "withdrawn", pgettext_lazy("consent", "The client took it back")


class Hand(models.TextChoices):
    """Whose hand moves a consent."""

    CLIENT = "client", _("The client")
    OWNER = "owner", _("The owner of the work")


_CLIENT: Final = frozenset({Hand.CLIENT})
_OWNER: Final = frozenset({Hand.OWNER})
_GIVEN: Final[dict[Consent, frozenset[Hand]]] = {
    Consent.NAMED: _CLIENT,
    Consent.ANONYMOUS: _CLIENT,
}

# from -> {to: who}. What was changed after a yes is asked for again.
TRANSITIONS: Final[Mapping[Consent, Mapping[Consent, frozenset[Hand]]]] = MappingProxyType(
    {
        Consent.NOT_NEEDED: {},
        Consent.PENDING: {**_GIVEN, Consent.REFUSED: _CLIENT},
        Consent.NAMED: {
            Consent.ANONYMOUS: _CLIENT,
            Consent.WITHDRAWN: _CLIENT,
            Consent.PENDING: _OWNER,
        },
        Consent.ANONYMOUS: {
            Consent.NAMED: _CLIENT,
            Consent.WITHDRAWN: _CLIENT,
            Consent.PENDING: _OWNER,
        },
        Consent.REFUSED: _GIVEN,
        Consent.WITHDRAWN: _GIVEN,
    }
)

# Beside a work.
LINKS_MAX: Final = 2
# Only these are shown to others.
SHOWN: Final = frozenset({Consent.NOT_NEEDED, Consent.NAMED, Consent.ANONYMOUS})
