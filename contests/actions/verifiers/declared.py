"""The entrant's own word, and labelled as such."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from contests.actions.choices import ActionKind, ClaimState
from contests.actions.models import Action, Entrant
from contests.actions.verifiers.base import Fetcher, Finding, Proof
from contests.calls.choices import Label


class DeclaredVerifier:
    """Believes it, and says that nobody checked."""

    name: Final = "declared"
    label = _("By the entrant's word")
    explains = _("Nobody checks it; the tickets are marked so, and some prizes don't take them.")
    gives: Final = Label.DECLARED
    kinds: Final = frozenset(
        {
            ActionKind.FOLLOW.value,
            ActionKind.POST.value,
            ActionKind.SHARE.value,
            ActionKind.OTHER.value,
        }
    )
    asks: Final[frozenset[str]] = frozenset()
    needs: Final[frozenset[str]] = frozenset()

    def check(
        self,
        *,
        action: Action,  # noqa: ARG002
        entrant: Entrant,  # noqa: ARG002
        proof: Proof,  # noqa: ARG002
        fetcher: Fetcher,  # noqa: ARG002
        now: datetime,
    ) -> list[Finding]:
        """Return one finding that counts at once, under its label."""
        evidence = {"declared_at": now.isoformat()}
        return [Finding(state=ClaimState.GRANTED, label=self.gives, evidence=evidence)]


VERIFIER: Final = DeclaredVerifier()
