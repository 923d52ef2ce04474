"""The people of these tests."""

from __future__ import annotations

import pytest

from config.testing import MakeMember
from marketplace.accounts.models import Member


@pytest.fixture
def admin(member_factory: MakeMember) -> Member:
    """Return who sets programmes up."""
    return member_factory("nadia", roles=("admin",), language="en")


@pytest.fixture
def second_admin(member_factory: MakeMember) -> Member:
    """Return another administrator."""
    return member_factory("basim", roles=("admin",), language="en")


@pytest.fixture
def owner(member_factory: MakeMember) -> Member:
    """Return whose link is passed on."""
    return member_factory("laila", language="en")


@pytest.fixture
def friend(member_factory: MakeMember) -> Member:
    """Return who comes by it."""
    return member_factory("fares", language="en")
