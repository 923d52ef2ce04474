"""Kinds of notification that only the tests know."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from marketplace.notifications.tests.world import known_kinds


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    with known_kinds():
        yield
