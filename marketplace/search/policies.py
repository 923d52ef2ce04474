"""Who may do what with the search."""

from __future__ import annotations

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role

LEXICOGRAPHERS = (Role.EDITOR,)


def can_edit_words(actor: Member | None) -> bool:
    """Whether the member may change the words that mean the same."""
    return has_role(actor, *LEXICOGRAPHERS)
