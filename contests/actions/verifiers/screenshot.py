"""A picture of the screen, which a person looks at."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from contests.actions.choices import ActionKind, ClaimState
from contests.actions.errors import ProofMissing
from contests.actions.models import Action, Claim, Entrant
from contests.actions.verifiers.base import Fetcher, Finding, Proof
from contests.calls.choices import Label


class ScreenshotVerifier:
    """Passes the picture on, and says where the same one was shown before."""

    name: Final = "screenshot"
    label = _("Screenshot, looked at by a person")
    explains = _("Show a picture of your screen. Only the organisers see it, and look at each one.")
    gives: Final = Label.REVIEWED
    kinds: Final = frozenset(
        {
            ActionKind.FOLLOW.value,
            ActionKind.POST.value,
            ActionKind.SHARE.value,
            ActionKind.OTHER.value,
        }
    )
    asks: Final = frozenset({"picture", "text"})
    needs: Final[frozenset[str]] = frozenset({"picture"})

    def check(
        self,
        *,
        action: Action,
        entrant: Entrant,
        proof: Proof,
        fetcher: Fetcher,  # noqa: ARG002
        now: datetime,  # noqa: ARG002
    ) -> list[Finding]:
        """Return one finding that waits for a person. Raises ProofMissing."""
        if proof.picture is None:
            raise ProofMissing(field="picture")
        digest = hashlib.sha256(proof.picture.content).hexdigest()
        others = Claim.objects.filter(picture_digest=digest).exclude(entrant=entrant)
        same = list(
            others.filter(action__contest=action.contest_id)
            .order_by("id")
            .values_list("public_id", flat=True)[:5]
        )
        evidence = {"same_picture": same} if same else {}
        return [Finding(state=ClaimState.WAITING, label=self.gives, evidence=evidence)]


VERIFIER: Final = ScreenshotVerifier()
