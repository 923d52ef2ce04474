"""Who plays in the tests of reviews."""

from __future__ import annotations

import pytest

from config.testing import MakeMember
from marketplace.accounts.models import Member


@pytest.fixture
def moderator(member_factory: MakeMember) -> Member:
    """Return a moderator."""
    return member_factory("mona", roles=("moderator",), language="en")
