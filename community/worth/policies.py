"""Who may see and change what: pages and API ask the same."""

from __future__ import annotations

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role

MANAGERS = (Role.COMMUNITY_MANAGER, Role.ADMIN)


def is_manager(member: Member | None) -> bool:
    """Whether the member sees everybody's worth, and writes prices and costs."""
    return has_role(member, *MANAGERS)
