"""The people and places of these tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from community.forum.models import Category, Topic
from community.forum.queries import marks
from community.forum.tests import world
from config.testing import MakeMember
from marketplace.accounts.models import Member


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    """Let staff act without a second factor, as other tests of desks do."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def asker(member_factory: MakeMember) -> Member:
    """Return who asks."""
    return member_factory("asker", language="en")


@pytest.fixture
def helper(member_factory: MakeMember) -> Member:
    """Return who answers."""
    return member_factory("helper", language="en")


@pytest.fixture
def reader(member_factory: MakeMember) -> Member:
    """Return who reads and likes."""
    return member_factory("reader", language="en")


@pytest.fixture
def manager(member_factory: MakeMember) -> Member:
    """Return who looks after the forum."""
    return member_factory("noor", roles=("community_manager",), language="en")


@pytest.fixture
def guru(member_factory: MakeMember) -> Iterator[Member]:
    """Return a guru; the registry is put back afterwards."""
    member = member_factory("tariq", language="en")
    (before,) = marks._GURUS
    marks.register_gurus(lambda: Member.objects.filter(pk=member.pk).values("pk"))
    yield member
    marks.register_gurus(before)


@pytest.fixture
def web(db: None, now: datetime) -> Category:  # noqa: ARG001
    """Return a category of questions that is open to everybody."""
    return world.category("web", now=now)


@pytest.fixture
def topic(asker: Member, web: Category, now: datetime) -> Topic:
    """Return a question that nobody has answered."""
    return world.ask(asker, web, now=now)
