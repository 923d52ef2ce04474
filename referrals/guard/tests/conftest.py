"""The people of these tests."""

from __future__ import annotations

import pytest

from config.testing import MakeMember
from marketplace.accounts.models import Member


@pytest.fixture
def owner(member_factory: MakeMember) -> Member:
    """Return whose link is passed on."""
    member = member_factory("laila", language="en")
    member.email = "laila.h@gmail.com"
    member.save(update_fields=["email"])
    return member


@pytest.fixture
def moderator(member_factory: MakeMember) -> Member:
    """Return who decides."""
    return member_factory("zaid", roles=("moderator",), language="en")


@pytest.fixture
def second(member_factory: MakeMember) -> Member:
    """Return another one who decides."""
    return member_factory("hind", roles=("moderator",), language="en")
