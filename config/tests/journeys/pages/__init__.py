"""The pages that are looked at in every language: each module has `pages(world)`.

A page is (who, path): a username of the demo world, or "" for a visitor, and an address in Arabic.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from config.demo.world import World

Address = tuple[str, str]


def all_pages(world: World) -> list[Address]:
    """Return (who, path) of every page."""
    modules = [import_module(f"{__name__}.{one.name}") for one in iter_modules(__path__)]
    return [address for module in modules for address in module.pages(world)]
