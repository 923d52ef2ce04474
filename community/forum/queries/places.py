"""The tree of categories as one reader may use it: one query for all of it, once a request."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from django.contrib.postgres.aggregates import StringAgg
from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery

from community.forum.choices import CategoryKind, Group, Right
from community.forum.queries.marks import is_guru, marks_known
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member, RoleGrant
from marketplace.accounts.policies import has_role, know_roles, may_open_desk
from marketplace.core.compiled import Compiled

LOOKING_AFTER: Final = (Role.COMMUNITY_MANAGER, Role.MODERATOR)
_LEVELS: Final = (Group.LEVEL_1, Group.LEVEL_2, Group.LEVEL_3, Group.LEVEL_4)


def looks_after(member: Member | None) -> bool:
    """Whether the member looks after the forum: the role, and the factor that desks ask for."""
    if member is None or not has_role(member, *LOOKING_AFTER):
        return False
    return may_open_desk(member)


class Reader:
    """Who asks: what has to be known of them is asked for once, and only when it matters."""

    def __init__(self, member: Member | None) -> None:
        self.member = member if member is not None and member.is_active else None
        self.pk = self.member.pk if self.member else 0

    @cached_property
    def is_staff(self) -> bool:
        """Whether they look after the forum."""
        return self.member is not None and bool(self._facts) and looks_after(self.member)

    @cached_property
    def _facts(self) -> tuple[int, bool]:
        if self.member is None:
            return 0, False
        ((level, is_one, roles),) = _FACTS.rows(self.pk, form=(marks_known(),))
        know_roles(self.member, roles.split(",") if roles else ())
        return level or 0, is_one

    @property
    def is_guru(self) -> bool:
        """Whether they are a guru."""
        return self._facts[1]

    @property
    def level(self) -> int:
        """Their standing, 0 to 4."""
        return self._facts[0]

    def is_in(self, groups: frozenset[str]) -> bool:
        """Whether they belong to one of the groups."""
        if Group.EVERYONE in groups:
            return True
        if self.member is None:
            return False
        if Group.MEMBERS in groups or self.is_staff:
            return True
        if Group.GURUS in groups and self.is_guru:
            return True
        needed = [number for number, group in enumerate(_LEVELS, start=1) if group in groups]
        return bool(needed) and self.level >= min(needed)


def _facts_of(member: int, _known: int) -> QuerySet[Any, Any]:
    own = RoleGrant.objects.filter(member=OuterRef("pk")).order_by().values("member")
    roles = own.annotate(all=StringAgg("role", ",")).values("all")
    rows = Member.objects.filter(pk=member).annotate(is_one=is_guru("pk"), roles=Subquery(roles))
    return rows.values("community_standing__level", "is_one", "roles")


_FACTS: Final = Compiled(_facts_of)


@dataclass(slots=True)
class Place:
    """A category with its permissions, its own or those it takes from above."""

    id: int
    slug: str
    parent_id: int | None
    kind: str
    names: dict[str, str]
    abouts: dict[str, str]
    topic_count: int
    is_archived: bool
    groups: dict[str, frozenset[str]]
    depth: int = 0
    children: list[Place] = field(default_factory=list)

    @property
    def is_questions(self) -> bool:
        """Whether its topics can be solved."""
        return self.kind == CategoryKind.QUESTIONS

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it, so far as it goes itself."""
        return Group.EVERYONE in self.groups[Right.SEE]

    def name_in(self, language: str) -> str:
        """Return the name in a language of the interface; in Arabic for any other."""
        return self.names.get(language) or self.names["ar"]

    def about_in(self, language: str) -> str:
        """Return what it is for; in Arabic for any other language."""
        return self.abouts.get(language) or self.abouts["ar"]


_LANGUAGES: Final = ("ar", "en", "he", "ur")
_COLUMNS: Final = (
    *("id", "slug", "parent_id", "kind", "topic_count", "archived_at"),
    *(f"name_{code}" for code in _LANGUAGES),
    *(f"about_{code}" for code in _LANGUAGES),
)


# Asked by every page of the forum: a fixed text costs less than half of a queryset.
_EVERY: Final = f"""
SELECT {", ".join(f"category.{name}" for name in _COLUMNS)},
       ARRAY(SELECT permission."group" || ':' || permission."right"
               FROM forum_permission AS permission WHERE permission.category_id = category.id)
  FROM forum_category AS category ORDER BY category.position, category.id
"""  # noqa: S608  names of columns, written above


class Places:
    """The categories that one reader may see, in their order, and what they may do there."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        every = _load()
        self.count_of_all = len(every)
        self.by_id: dict[int, Place] = {}
        self.top: list[Place] = []
        self.public: set[int] = set()
        for place in every:
            above = self.by_id.get(place.parent_id) if place.parent_id else None
            if place.parent_id and above is None:
                continue
            if not reader.is_in(place.groups[Right.SEE]):
                continue
            self.by_id[place.id] = place
            (above.children if above else self.top).append(place)
            if place.is_public and (above is None or above.id in self.public):
                self.public.add(place.id)
        self.by_slug = {place.slug: place for place in self.by_id.values()}

    @property
    def seen(self) -> tuple[int, ...]:
        """The numbers of the categories that the reader may see."""
        return tuple(self.by_id)

    def may_start(self, category_id: int) -> bool:
        """Whether the reader may start topics there."""
        return self._may(category_id, Right.START)

    def may_reply(self, category_id: int) -> bool:
        """Whether the reader may reply there."""
        return self._may(category_id, Right.REPLY)

    def _may(self, category_id: int, right: Right) -> bool:
        place = self.by_id.get(category_id)
        if place is None or place.is_archived or self.reader.member is None:
            return False
        return self.reader.is_in(place.groups[right])

    def startable(self) -> list[Place]:
        """Return the categories in which the reader may start topics, in their order."""
        return [place for place in self.in_order() if self.may_start(place.id)]

    def in_order(self) -> list[Place]:
        """Return all that the reader sees, each under its parent."""
        found: list[Place] = []

        def walk(places: list[Place]) -> None:
            for place in places:
                found.append(place)
                walk(place.children)

        walk(self.top)
        return found

    def below(self, place: Place) -> tuple[int, ...]:
        """Return the number of a category and of all that lie under it."""
        found = [place.id]
        for child in place.children:
            found.extend(self.below(child))
        return tuple(found)


def places_for(member: Member | None) -> Places:
    """Return the categories as a member, or a visitor, may use them. One query."""
    return Places(Reader(member))


def _load() -> list[Place]:
    """Return all categories, parents before children, with the permissions that hold."""
    with connection.cursor() as cursor:
        cursor.execute(_EVERY)
        names = [*_COLUMNS, "allowed"]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    waiting: dict[int | None, list[dict[str, object]]] = {}
    for row in rows:
        waiting.setdefault(row["parent_id"], []).append(row)
    found: list[Place] = []

    def walk(parent: Place | None) -> None:
        for row in waiting.get(parent.id if parent else None, []):
            place = _place(row, parent)
            found.append(place)
            walk(place)

    walk(None)
    return found


def _place(row: dict[str, object], parent: Place | None) -> Place:
    groups: dict[str, frozenset[str]] = {right: frozenset() for right in Right.values}
    allowed = [str(one).split(":") for one in row["allowed"]]  # type: ignore[attr-defined]
    for right in groups:
        groups[right] = frozenset(group for group, what in allowed if what == right)
    is_archived = row["archived_at"] is not None or bool(parent and parent.is_archived)
    return Place(
        id=int(str(row["id"])),
        slug=str(row["slug"]),
        parent_id=parent.id if parent else None,
        kind=str(row["kind"]),
        names={code: str(row[f"name_{code}"]) for code in _LANGUAGES},
        abouts={code: str(row[f"about_{code}"]) for code in _LANGUAGES},
        topic_count=int(str(row["topic_count"])),
        is_archived=is_archived,
        groups=groups if allowed or parent is None else parent.groups,
        depth=parent.depth + 1 if parent else 0,
    )
