"""Who may do what to trophies."""

from __future__ import annotations

from community.trophies.models import Trophy
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role


def is_manager(member: Member | None) -> bool:
    """Whether the member makes trophies, simulates them and switches them on."""
    return has_role(member, Role.COMMUNITY_MANAGER)


def can_read_name(trophy: Trophy, *, is_won: bool, viewer: Member | None) -> bool:
    """Whether name and line are shown: of a hidden trophy only once somebody has won it."""
    return not trophy.is_hidden or is_won or is_manager(viewer)


def can_read_rule(trophy: Trophy, *, holds: bool, viewer: Member | None) -> bool:
    """Whether it is said how the trophy is won: of a hidden one only to who holds it."""
    return not trophy.is_hidden or holds or is_manager(viewer)
