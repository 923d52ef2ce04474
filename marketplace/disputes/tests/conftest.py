"""Who plays in the tests of disputes."""

from __future__ import annotations

import pytest

from config.testing import MakeMember
from marketplace.accounts.models import Member


@pytest.fixture
def second(member_factory: MakeMember) -> Member:
    """Return another person of support."""
    return member_factory("mustafa", roles=("support",), language="en")
