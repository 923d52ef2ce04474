"""How an action is proven: a folder of twins, one registry.

The order is that in which they are offered, the surest first.
"""

from __future__ import annotations

from typing import Final

from contests.actions.errors import VerifierUnfit
from contests.actions.verifiers import declared, desk, page, platform, screenshot
from contests.actions.verifiers.base import Finding, Proof, Verifier

VERIFIERS: Final[dict[str, Verifier]] = {
    one.name: one
    for one in (
        platform.VERIFIER,
        page.VERIFIER,
        screenshot.VERIFIER,
        desk.VERIFIER,
        declared.VERIFIER,
    )
}

__all__ = ["VERIFIERS", "Finding", "Proof", "Verifier", "fitting", "verifier_named"]


def verifier_named(name: str) -> Verifier:
    """Return a verifier. Raises VerifierUnfit."""
    if name not in VERIFIERS:
        raise VerifierUnfit(field="verifier")
    return VERIFIERS[name]


def fitting(kind: str) -> list[Verifier]:
    """Return the verifiers by which a kind of action can be proven."""
    return [one for one in VERIFIERS.values() if kind in one.kinds]
