"""Who plays in the tests of entries."""

from __future__ import annotations

import pytest

from config.testing import MakeMember
from marketplace.accounts.models import Member


@pytest.fixture
def admin(member_factory: MakeMember) -> Member:
    """Return an administrator."""
    return member_factory("adam", roles=("admin",), language="en")
