"""Everybody of a case."""

from __future__ import annotations

from datetime import datetime

import pytest

from config.testing import MakeMember
from marketplace.moderation.tests.world import Court, assemble


@pytest.fixture
def court(member_factory: MakeMember, now: datetime) -> Court:
    """Return the author, the one who reports, and two moderators."""
    return assemble(member_factory, now)
