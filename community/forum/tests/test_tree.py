"""The tree of categories keeps its height, also when a branch is moved."""

from __future__ import annotations

from datetime import datetime

import pytest

from community.forum.errors.writing import CategoryInvalid
from community.forum.models import Category
from community.forum.services.categories import CategoryDraft, change_category
from community.forum.tests import world
from marketplace.accounts.models import Member

pytestmark = pytest.mark.django_db


def put_below(moved: Category, above: Category | None, *, actor: Member, now: datetime) -> None:
    draft = CategoryDraft(
        slug=moved.slug, parent_id=above.pk if above else None, permissions=frozenset(world.OPEN)
    )
    change_category(category_id=moved.pk, actor=actor, draft=draft, now=now)


def test_a_branch_moves_only_where_all_of_it_has_room(manager: Member, now: datetime) -> None:
    top, branch = world.category("top", now=now), world.category("branch", now=now)
    middle = world.category("middle", now=now, parent=top)
    leaf = world.category("leaf", now=now, parent=branch)
    with pytest.raises(CategoryInvalid):
        put_below(branch, middle, actor=manager, now=now)
    with pytest.raises(CategoryInvalid):
        put_below(branch, leaf, actor=manager, now=now)
    put_below(branch, top, actor=manager, now=now)
    branch.refresh_from_db()
    assert branch.parent == top
