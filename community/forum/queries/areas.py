"""How closely a member follows what: the one place where the levels' order is written down.

For a topic holds what the member chose for it, or what writing in it brought; else the highest
level of its tags; else the level of its category, or of the nearest one above it; else normal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import connection

from community.forum.choices.reading import Level
from community.forum.models import AreaLevel, Category, ForumSettings, Tag
from marketplace.accounts.models import Member

# The member's level in each category, of its own or of the nearest above it; and of each tag.
# To be put in front of a statement with the member as %(member)s.
AREAS_SQL: Final = """
WITH RECURSIVE area (id, level) AS (
  SELECT category.id, own.level FROM forum_category AS category
    LEFT JOIN forum_arealevel AS own
           ON own.category_id = category.id AND own.member_id = %(member)s
   WHERE category.parent_id IS NULL
  UNION ALL
  SELECT category.id, coalesce(own.level, area.level) FROM forum_category AS category
    JOIN area ON category.parent_id = area.id
    LEFT JOIN forum_arealevel AS own
           ON own.category_id = category.id AND own.member_id = %(member)s
), tagged (slug, level) AS (
  SELECT tag.slug, own.level
    FROM forum_arealevel AS own JOIN forum_tag AS tag ON tag.id = own.tag_id
   WHERE own.member_id = %(member)s
)
"""
# The level of a topic `topic` with the member's reading `reading`, after AREAS_SQL.
LEVEL_SQL: Final = f"""coalesce(
  reading.level, (SELECT max(level) FROM tagged WHERE slug = ANY (topic.tags)),
  (SELECT level FROM area WHERE area.id = topic.category_id), {Level.NORMAL.value})"""  # noqa: S608  our own texts

_OF_CATEGORY: Final = f"{AREAS_SQL} SELECT level FROM area WHERE id = %(category)s"  # noqa: S608


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One category or tag that the member follows otherwise than normally."""

    kind: str
    slug: str
    name: str
    level: Level


def area_lines(member: Member, *, language: str) -> list[AreaLine]:
    """Return what the member has chosen for categories and tags, by their names. One query."""
    rows = AreaLevel.objects.filter(member=member).select_related("category", "tag")
    found = [
        AreaLine("category", row.category.slug, row.category.name_in(language), Level(row.level))
        if row.category is not None
        else AreaLine("tag", str(row.tag), str(row.tag), Level(row.level))
        for row in rows.order_by("category_id", "tag_id", "id")
        if row.category is not None or row.tag is not None
    ]
    return sorted(found, key=lambda line: (line.kind, line.name, line.slug))


def level_of_category(member: Member | None, category: Category) -> Level:
    """Return the level that holds in a category. One query; none for a visitor."""
    if member is None:
        return Level.NORMAL
    with connection.cursor() as cursor:
        cursor.execute(
            _OF_CATEGORY,
            {"member": member.pk, "category": category.pk},
        )
        found = cursor.fetchone()
    return Level(found[0]) if found and found[0] is not None else Level.NORMAL


def level_of_tag(member: Member | None, tag: Tag) -> Level:
    """Return what the member chose for a tag. One query; none for a visitor."""
    if member is None:
        return Level.NORMAL
    row = AreaLevel.objects.filter(member=member, tag=tag).first()
    return Level(row.level) if row else Level.NORMAL


def settings_of(member: Member) -> ForumSettings:
    """Return the member's settings of the forum; the defaults, unsaved, without a row."""
    found = ForumSettings.objects.filter(member=member).first()
    return found or ForumSettings(member=member, new_since=member.date_joined)
