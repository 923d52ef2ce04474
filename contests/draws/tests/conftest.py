"""Who plays in the tests of draws."""

from __future__ import annotations

import pytest

from config.testing import MakeMember
from marketplace.accounts.models import Member


@pytest.fixture
def admin(member_factory: MakeMember) -> Member:
    """Return an administrator."""
    return member_factory("admina", roles=("admin",), language="en")


@pytest.fixture
def entrants(member_factory: MakeMember) -> list[Member]:
    """Return four members who take part."""
    return [member_factory(f"entrant{n}", language="en") for n in range(4)]
