"""The people of these tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from community.gurus.models import Membership
from community.gurus.tests import world as club
from marketplace.accounts.models import Member


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    """Let staff act without a second factor, as other tests of desks do."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def manager(db: None) -> Member:  # noqa: ARG001
    """Return the community manager."""
    return club.member("noor", "community_manager")


@pytest.fixture
def gurus(manager: Member, now: datetime) -> list[Membership]:
    """Return a club of three."""
    return club.club(manager, now=now)
