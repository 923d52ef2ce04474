"""Who decides about sponsorships."""

from __future__ import annotations

import pytest

from config.testing import MakeMember
from marketplace.accounts.models import Member


@pytest.fixture
def admin(member_factory: MakeMember) -> Member:
    return member_factory("nadia", roles=("admin",), language="en")


@pytest.fixture
def second_admin(member_factory: MakeMember) -> Member:
    return member_factory("ziad", roles=("admin",), language="en")
