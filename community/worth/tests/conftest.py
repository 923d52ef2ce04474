"""The people of these tests, and registries that are put back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from community.forum.models import Category
from community.gurus.tests.world import member
from community.worth.queries import sources
from community.worth.tests import world
from marketplace.accounts.models import Member


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    """Let staff act without a second factor, as other tests of desks do."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = False


@pytest.fixture(autouse=True)
def _own_sources() -> Iterator[None]:
    """Begin without other parts' costs and paid time, and put them back."""
    held = [(registry, dict(registry)) for registry in (sources._PAID, sources._COSTS)]
    for registry, _before in held:
        registry.clear()
    yield
    for registry, before in held:
        registry.clear()
        registry.update(before)  # type: ignore[arg-type]


@pytest.fixture
def manager(db: None) -> Member:  # noqa: ARG001
    """Return the community manager."""
    return member("noor", "community_manager")


@pytest.fixture
def where(db: None, now: datetime) -> Category:  # noqa: ARG001
    """Return a category of questions."""
    return world.place(now)
