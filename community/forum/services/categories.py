"""The tree of categories is made and changed by those who look after the forum."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from community.forum.choices import Act, CategoryKind, Group, Right
from community.forum.errors.writing import CategoryInvalid, NothingChanged
from community.forum.events.writing import CategoryChanged
from community.forum.models import Category, Permission, Topic
from community.forum.queries.places import Places, Reader
from community.forum.services.acting import note_act, refuse_others
from community.forum.services.counting import recount_topic
from community.forum.services.states import lock_topic
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.events import publish

DEEPEST: Final = 3
_TEXTS: Final = tuple(
    f"{what}_{code}" for what in ("name", "about") for code in ("ar", "en", "he", "ur")
)


@dataclass(frozen=True, kw_only=True)
class CategoryDraft:
    """A category as a form says it. `permissions` are pairs of group and right; none: inherited."""

    slug: str
    kind: str = CategoryKind.QUESTIONS
    parent_id: int | None = None
    position: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    permissions: frozenset[tuple[str, str]] = frozenset()
    is_archived: bool = False


@transaction.atomic
def make_category(*, actor: Member, draft: CategoryDraft, now: datetime) -> Category:
    """Make a category. Raises NotForumStaff, CategoryInvalid."""
    refuse_others(actor)
    _refuse(draft, None)
    category = Category(created_at=now)
    _write(category, draft, now)
    note_act(
        actor=actor,
        act=Act.CHANGE_CATEGORY,
        category=category,
        detail={"made": category.slug},
        now=now,
    )
    return category


@transaction.atomic
def change_category(
    *, category_id: int, actor: Member, draft: CategoryDraft, now: datetime
) -> Category:
    """Change a category, its place and its permissions. Locks all, so that none lies below itself.

    Raises NotFound, NotForumStaff, CategoryInvalid, NothingChanged.
    """
    rows = Category.objects.select_for_update(no_key=True).order_by("pk")
    category = {row.pk: row for row in rows}.get(category_id)
    if category is None:
        raise NotFound
    refuse_others(actor)
    _refuse(draft, category)
    before = _facts(category)
    _write(category, draft, now)
    after = _facts(category)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if not changed:
        raise NothingChanged
    note_act(
        actor=actor,
        act=Act.CHANGE_CATEGORY,
        category=category,
        detail={"changed": changed},
        is_public=not {"permissions"} & set(changed) or _is_public(category),
        now=now,
    )
    publish(CategoryChanged(category_id=category.pk), now=now)
    return category


@transaction.atomic
def follow_kind(*, topic_ids: Collection[int], now: datetime) -> int:
    """Let topics be what their categories are for: questions or not; returns how many changed.

    A solution that was chosen stands in a discussion too, and counts once more in a question.
    Locks each topic that changes, in the order of their numbers.
    """
    is_asked = Q(category__kind=CategoryKind.QUESTIONS)
    differ = Q(is_question=True) & ~is_asked | Q(is_question=False) & is_asked
    found = Topic.objects.filter(differ, pk__in=topic_ids).order_by("pk")
    changed = 0
    for topic_id in found.values_list("pk", flat=True):
        topic = lock_topic(topic_id)
        topic.is_question = topic.category.kind == CategoryKind.QUESTIONS
        topic.save(update_fields=["is_question"])
        recount_topic(topic, now=now)
        changed += 1
    return changed


def _refuse(draft: CategoryDraft, category: Category | None) -> None:
    own = category.pk if category else 0
    known = Category.objects.filter(slug=draft.slug).exclude(pk=own)
    if known.exists():
        raise CategoryInvalid(field="slug", why=_("another one has this short name."))
    if draft.parent_id is None or (category and category.parent_id == draft.parent_id):
        return
    above = _line(draft.parent_id)
    if category is not None and category.pk in above:
        raise CategoryInvalid(field="parent", why=_("it would lie below itself."))
    if len(above) + (_height(category.pk) if category else 1) > DEEPEST:
        raise CategoryInvalid(field="parent", why=_("three levels are the most."))


def _line(category_id: int) -> list[int]:
    """Return a category and those above it, the top one last. Raises NotFound."""
    parents = dict(Category.objects.values_list("pk", "parent_id"))
    if category_id not in parents:
        raise NotFound
    found: list[int] = []
    number: int | None = category_id
    while number is not None and number not in found:
        found.append(number)
        number = parents[number]
    return found


def _height(category_id: int) -> int:
    """Return of how many levels a category and what lies below it are."""
    parents = list(Category.objects.order_by("pk").values_list("pk", "parent_id"))
    level, height = {category_id}, 0
    while level:
        height += 1
        level = {pk for pk, parent in parents if parent in level}
    return height


def _write(category: Category, draft: CategoryDraft, now: datetime) -> None:
    category.slug, category.kind = draft.slug, draft.kind
    category.parent_id, category.position = draft.parent_id, draft.position
    for name in _TEXTS:
        setattr(category, name, draft.texts.get(name, ""))
    if draft.is_archived != (category.archived_at is not None):
        category.archived_at = now if draft.is_archived else None
    category.save()
    set_permissions(category, draft.permissions)


def set_permissions(category: Category, wanted: Iterable[tuple[str, str]]) -> None:
    """Let a category have exactly these pairs of group and right. Visitors only see."""
    pairs = {
        (group, right) for group, right in wanted if group in Group.values and right in Right.values
    }
    pairs -= {(Group.EVERYONE, Right.START), (Group.EVERYONE, Right.REPLY)}
    category.permissions.all().delete()
    rows = [
        Permission(category=category, group=group, right=right) for group, right in sorted(pairs)
    ]
    Permission.objects.bulk_create(rows)


def _facts(category: Category) -> dict[str, Any]:
    pairs = category.permissions.order_by("group", "right").values_list("group", "right")
    return {
        "slug": category.slug,
        "kind": category.kind,
        "parent": category.parent_id,
        "position": category.position,
        "archived": category.archived_at is not None,
        "permissions": [f"{group}:{right}" for group, right in pairs],
        **{name: getattr(category, name) for name in _TEXTS},
    }


def _is_public(category: Category) -> bool:
    return category.pk in Places(Reader(None)).public
