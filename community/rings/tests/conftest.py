"""The people of these tests."""

from __future__ import annotations

from datetime import datetime

import pytest

from community.rings.models import RingCase
from community.rings.services import propose_case, reverse_case
from community.rings.tests.world import all_pairs, ring
from config.testing import MakeMember
from marketplace.accounts.models import Member

OLD = datetime.fromisoformat("2024-01-01T00:00:00+00:00")


@pytest.fixture
def friends(member_factory: MakeMember) -> list[Member]:
    """Return three who like each other."""
    names = ("fahd", "ghada", "hani")
    return [member_factory(name, language="en", date_joined=OLD) for name in names]


@pytest.fixture
def noor(member_factory: MakeMember) -> Member:
    """Return a community manager."""
    return member_factory("noor", roles=("community_manager",), language="en")


@pytest.fixture
def second(member_factory: MakeMember) -> Member:
    """Return another community manager."""
    return member_factory("dalia", roles=("community_manager",), language="en")


@pytest.fixture
def found(friends: list[Member], now: datetime) -> RingCase:
    """Return an open case about the three."""
    return ring(friends, now=now)


@pytest.fixture
def reversed_case(found: RingCase, noor: Member, now: datetime) -> RingCase:
    """Return the case after noor has reversed all of it."""
    propose_case(case=found, actor=noor, chosen=all_pairs(found), reason="Agreed.", now=now)
    return reverse_case(case=found, actor=noor, reason="Agreed upon in a group.", now=now)
