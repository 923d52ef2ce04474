"""The platform saw it itself."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from contests.actions.choices import ActionKind, ClaimState
from contests.actions.errors import NotDoneYet
from contests.actions.models import Action, Entrant
from contests.actions.queries.facts import fact_of
from contests.actions.verifiers.base import Fetcher, Finding, Proof
from contests.calls.choices import Label


class PlatformVerifier:
    """Asks what the platform knows."""

    name: Final = "platform"
    label = _("Seen by the platform")
    explains = _("The platform sees it by itself. You show nothing.")
    gives: Final = Label.VERIFIED
    kinds: Final = frozenset(
        {
            ActionKind.VISIT.value,
            ActionKind.SUBSCRIBE.value,
            ActionKind.SAVE_SEARCH.value,
            ActionKind.FRIEND.value,
            ActionKind.FORUM.value,
        }
    )
    asks: Final[frozenset[str]] = frozenset()
    needs: Final[frozenset[str]] = frozenset()

    def check(
        self,
        *,
        action: Action,
        entrant: Entrant,
        proof: Proof,  # noqa: ARG002
        fetcher: Fetcher,  # noqa: ARG002
        now: datetime,
    ) -> list[Finding]:
        """Return what was seen. Raises NotDoneYet with what is missing."""
        fact = fact_of(action.kind)
        seen = list(fact.look(action=action, entrant=entrant, now=now)) if fact else []
        if not seen:
            raise NotDoneYet(what=fact.missing if fact else "")
        return [
            Finding(state=ClaimState.GRANTED, label=self.gives, key=one.key, evidence=one.evidence)
            for one in seen
        ]


VERIFIER: Final = PlatformVerifier()
