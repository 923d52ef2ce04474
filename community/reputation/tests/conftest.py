"""The people of these tests."""

from __future__ import annotations

import pytest

from config.testing import MakeMember
from marketplace.accounts.models import Member


@pytest.fixture
def keeper(member_factory: MakeMember) -> Member:
    """Return a community manager."""
    return member_factory("noor", roles=("community_manager",), language="en")
