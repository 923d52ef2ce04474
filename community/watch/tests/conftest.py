"""The people of these tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from community.watch.models import Sighting
from community.watch.tests import world
from config.testing import MakeMember
from marketplace.accounts.models import Member


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    """Let staff act without a second factor, as other tests of desks do."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def noor(member_factory: MakeMember) -> Member:
    """Return a community manager."""
    return member_factory("noor", roles=("community_manager",), language="en")


@pytest.fixture
def found(db: None, now: datetime) -> Sighting:  # noqa: ARG001
    """Return a sighting that has just been opened."""
    return world.sighted(now=now, username="layla")
