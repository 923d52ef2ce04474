"""A public page is fetched: it must hold the entrant's own link, and name friends if asked."""

from __future__ import annotations

import html
import re
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contests.actions.choices import ActionKind, ClaimState
from contests.actions.errors import ProofFailed, ProofMissing
from contests.actions.models import Action, Entrant
from contests.actions.verifiers.base import Fetcher, Finding, Proof
from contests.calls.choices import Label
from marketplace.core.fetch import FetchError
from marketplace.core.text import fold

_NAMES: Final = re.compile(r"[\s,;،؛]+")
_SHORTEST: Final = 3
_OK: Final = 200


def names_in(text: str) -> list[str]:
    """Return the different names that an entrant wrote, without their at-signs."""
    found = (name.strip("@.") for name in _NAMES.split(text))
    return list(dict.fromkeys(fold(name) for name in found if len(name) >= _SHORTEST))


class PageVerifier:
    """Reads the page as anybody would."""

    name: Final = "page"
    label = gettext_lazy("Public page, read by the platform")
    explains = gettext_lazy(
        "Give the address of your post. The platform opens it once, as any visitor would."
    )
    gives: Final = Label.VERIFIED
    kinds: Final = frozenset({ActionKind.POST.value, ActionKind.SHARE.value})
    asks: Final = frozenset({"url", "text"})
    needs: Final[frozenset[str]] = frozenset({"url"})

    def check(
        self,
        *,
        action: Action,
        entrant: Entrant,
        proof: Proof,
        fetcher: Fetcher,
        now: datetime,
    ) -> list[Finding]:
        """Return one finding. Raises ProofMissing, ProofFailed with what the page lacks."""
        if not proof.url:
            raise ProofMissing(field="url")
        names = names_in(proof.text)
        if len(names) < action.friends:
            what = _("write the names of %(count)s friends") % {"count": action.friends}
            raise ProofFailed(field="text", what=what)
        try:
            page = fetcher(proof.url)
        except FetchError as failure:
            raise ProofFailed(field="url", what=str(failure)) from failure
        if page.status != _OK:
            what = _("it answers with %(status)s; it must be public") % {"status": page.status}
            raise ProofFailed(field="url", what=what)
        text = html.unescape(page.text)
        code = entrant.link.code
        if f"/{code}" not in text:
            raise ProofFailed(field="url", what=_("your own link isn't on it"))
        folded = fold(text)
        missing = [name for name in names if name not in folded]
        if len(names) - len(missing) < action.friends:
            what = _("these names aren't on it: %(names)s") % {"names": ", ".join(missing)}
            raise ProofFailed(field="text", what=what)
        evidence = {"url": proof.url, "link": code, "names": len(names), "at": now.isoformat()}
        return [Finding(state=ClaimState.GRANTED, label=self.gives, evidence=evidence)]


VERIFIER: Final = PageVerifier()
