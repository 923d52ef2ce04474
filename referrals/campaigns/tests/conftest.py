"""Who sets campaigns up, and who does their missions."""

from __future__ import annotations

import pytest

from marketplace.accounts.models import Member
from referrals.campaigns.tests import world


@pytest.fixture
def admin(db: None) -> Member:  # noqa: ARG001
    """Return an administrator."""
    return world.member("nadia", "admin")


@pytest.fixture
def manager(db: None) -> Member:  # noqa: ARG001
    """Return a community manager."""
    return world.member("noor", "community_manager")
