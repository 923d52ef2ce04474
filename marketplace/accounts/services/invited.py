"""A code that a newcomer types: whoever hands codes out says whether there is such a one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

CodeCheck = Callable[[str], object]
_CHECKS: Final[list[CodeCheck]] = []


def register_code_check(check: CodeCheck) -> None:
    """Ask this one about typed codes; it raises a DomainError for a code that it doesn't know."""
    if check not in _CHECKS:
        _CHECKS.append(check)


def check_typed_code(code: str) -> str:
    """Return the code as it is kept. Raises what the one who hands codes out raises."""
    bare = code.strip().lower()
    for check in _CHECKS if bare else ():
        check(bare)
    return bare
