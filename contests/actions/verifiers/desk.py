"""Words and an address, which a person looks into by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from contests.actions.choices import ActionKind, ClaimState
from contests.actions.errors import ProofMissing
from contests.actions.models import Action, Entrant
from contests.actions.verifiers.base import Fetcher, Finding, Proof
from contests.calls.choices import Label


class DeskVerifier:
    """Passes the words on."""

    name: Final = "desk"
    label = _("Checked by hand")
    explains = _("Write what you did and where it can be seen. A person looks at it.")
    gives: Final = Label.REVIEWED
    kinds: Final = frozenset(
        {
            ActionKind.FOLLOW.value,
            ActionKind.POST.value,
            ActionKind.SHARE.value,
            ActionKind.OTHER.value,
        }
    )
    asks: Final = frozenset({"url", "text"})
    needs: Final[frozenset[str]] = frozenset()

    def check(
        self,
        *,
        action: Action,  # noqa: ARG002
        entrant: Entrant,  # noqa: ARG002
        proof: Proof,
        fetcher: Fetcher,  # noqa: ARG002
        now: datetime,  # noqa: ARG002
    ) -> list[Finding]:
        """Return one finding that waits for a person. Raises ProofMissing."""
        if not (proof.text.strip() or proof.url):
            raise ProofMissing(field="text")
        return [Finding(state=ClaimState.WAITING, label=self.gives)]


VERIFIER: Final = DeskVerifier()
