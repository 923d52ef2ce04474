"""The people of these tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from community.shifts.tests import world
from marketplace.accounts.models import Member


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    """Let staff act without a second factor, as other tests of desks do."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def noor(db: None) -> Member:  # noqa: ARG001
    """Return a community manager."""
    return world.member("noor", "community_manager")


@pytest.fixture
def tariq(db: None, now: datetime) -> Member:  # noqa: ARG001
    """Return a helper."""
    return world.expert("tariq", now=now)
