"""The permission table: for each route who may pass. A route that isn't here fails the build."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from config.tests.permissions.rules import Lines, Rule
from config.tests.permissions.table.library import PREFIXES

PARTS: tuple[dict[str, Lines], ...] = tuple(
    import_module(f"{__name__}.{module.name}").TABLE
    for module in iter_modules(__path__)
    if module.name != "library"
)
TABLE: dict[str, Lines] = {name: lines for part in PARTS for name, lines in part.items()}


def prefix_of(name: str) -> str | None:
    """Return the longest beginning in the library's table that the name has."""
    found = [prefix for prefix in PREFIXES if name.startswith(prefix)]
    return max(found, key=len) if found else None


def rules_for(name: str) -> tuple[Rule, ...]:
    """Return the lines for a route; none when nobody has thought about it."""
    if name in TABLE:
        lines = TABLE[name]
        return lines if isinstance(lines, tuple) else (lines,)
    prefix = prefix_of(name)
    return (PREFIXES[prefix],) if prefix else ()


__all__ = ["PREFIXES", "TABLE", "prefix_of", "rules_for"]
