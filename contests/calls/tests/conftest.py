"""Who plays in the tests of contests."""

from __future__ import annotations

import pytest

from config.testing import MakeMember
from marketplace.accounts.models import Member


@pytest.fixture
def admin(member_factory: MakeMember) -> Member:
    """Return the one who sets contests up, in Riyadh."""
    return member_factory("raya", roles=("admin",), language="en", timezone="Asia/Riyadh")


@pytest.fixture
def second_admin(member_factory: MakeMember) -> Member:
    """Return another administrator."""
    return member_factory("idris", roles=("admin",), language="ar")
