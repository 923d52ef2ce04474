"""What the forum's lists and topics cost, over 100,000 topics and two million replies."""

from __future__ import annotations

import http.client
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from config.bench import pages
from config.bench.machine import Figure, figure

if TYPE_CHECKING:
    from config.supervisor import Child

# In thousands of topics; each has twenty replies.
SCALE: Final = 20
FULL: Final = 100
REPLIES, WRITERS, PAGE = 20, 2_000, 30
LIST_KB, TOPIC_KB = 40, 60

_PEOPLE: Final = """
INSERT INTO accounts_member (public_id, username, email, display_name, language, digits, timezone,
       country, display_currency, is_active, is_staff, is_superuser, date_joined, session_epoch,
       seller_level, password, standing)
SELECT 'fb' || lpad(n::text, 10, '0'), 'forum_' || n, '', 'Writer ' || n, 'en', 'latn', 'UTC',
       'SA', '', true, false, false, %(now)s, 0, 0, '', 'open'
  FROM generate_series(1, %(writers)s) AS n
"""
_TOPICS: Final = """
INSERT INTO forum_topic (category_id, author_id, title, slug, language, tags, state, is_question,
       has_poll, reply_count, like_count, view_count, last_number, last_author_id, last_post_at,
       asker_spoke_at, created_at, changed_at, solved_at)
SELECT place.id, writer.id, 'Question ' || n || ' about grids, boxes and margins in a page',
       'question-' || n, 'en', ARRAY['css', 'bench' || n %% 50], 'visible', true, false,
       %(replies)s, 3, n %% 900, %(replies)s + 1, writer.id,
       %(now)s - make_interval(secs => n * 60), %(now)s - make_interval(secs => n * 60),
       %(now)s - make_interval(secs => n * 60 + 9000), %(now)s,
       CASE WHEN n %% 3 = 0 THEN %(now)s - make_interval(secs => n * 60) END
  FROM generate_series(1, %(topics)s) AS n
  JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS k, count(*) OVER () AS many
          FROM forum_category WHERE archived_at IS NULL AND slug <> 'circle') AS place
    ON place.k = n %% place.many
  JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS k FROM accounts_member
         WHERE username LIKE 'forum\\_%%') AS writer ON writer.k = n %% %(writers)s
"""
_POSTS: Final = """
INSERT INTO forum_post (topic_id, number, author_id, source, html, text, renderer_version,
       language, state, held_for, like_count, is_solution, version_count, created_at, token)
SELECT topic.id, number, writer.id, body.source, body.html, body.source, 1, 'en', 'visible', '',
       number %% 4, number = 5 AND topic.solved_at IS NOT NULL, 1,
       topic.created_at + make_interval(secs => number * 60), ''
  FROM forum_topic AS topic
 CROSS JOIN generate_series(1, %(posts)s) AS number
  JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS k FROM accounts_member
         WHERE username LIKE 'forum\\_%%') AS writer
    ON writer.k = (topic.id * 7 + number) %% %(writers)s
 CROSS JOIN (SELECT 'Use a grid with two columns and let it mirror by itself, then look at it' AS
       source, '<p dir="auto">Use a grid with two columns and let it mirror by itself, then look at'
       || ' it.</p><pre dir="ltr"><code>.box { display: grid; gap: 1rem; }</code></pre>' AS html)
       AS body
 WHERE topic.slug LIKE 'question-%%' AND topic.last_number = %(posts)s
"""
_ENDS: Final = """
UPDATE forum_topic AS topic SET first_post_id = first.id, last_post_id = last.id
  FROM forum_post AS first, forum_post AS last
 WHERE first.topic_id = topic.id AND first.number = 1 AND last.topic_id = topic.id
   AND last.number = topic.last_number AND topic.slug LIKE 'question-%%'
"""
_LONG: Final = """
UPDATE forum_topic SET last_number = %(posts)s, reply_count = %(posts)s - 1, title = 'A long topic'
 WHERE id = (SELECT max(topic.id) FROM forum_topic AS topic
               JOIN forum_category AS place ON place.id = topic.category_id
              WHERE topic.slug LIKE 'question-%%' AND place.slug = 'web')
RETURNING id, slug
"""


def seed(thousands: int) -> str:
    """Make so many thousand topics with their replies; returns the address of one with thirty."""
    from django.db import connection  # noqa: PLC0415  settings need the services first

    from marketplace.core import clock  # noqa: PLC0415

    values: dict[str, int | datetime] = {
        "now": clock.now(),
        "topics": thousands * 1_000,
        "replies": REPLIES,
        "writers": WRITERS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, values)
        cursor.execute(_TOPICS, values)
        # One page of a topic holds its question and as many replies as fit.
        cursor.execute(_LONG, {"posts": PAGE})
        number, slug = cursor.fetchone()
        for posts in (REPLIES + 1, PAGE):
            cursor.execute(_POSTS, {**values, "posts": posts})
        cursor.execute(_ENDS)
        cursor.execute("ANALYZE forum_topic; ANALYZE forum_post; ANALYZE accounts_member")
    return f"/en/forum/t/{number}-{slug}/"


def kilobytes(page: pages.Page) -> float:
    """Return the length of a page's HTML as it is written, before compression."""
    connection = http.client.HTTPConnection("127.0.0.1", pages.PORT, timeout=20)
    length = pages.get(connection, page)
    connection.close()
    return length / 1_024


def asked(cookie: str, topic: str) -> list[pages.Page]:
    """Return the lists and the topic, as a visitor and as a member asks for them."""
    twelve, eight = "at most 12 hellos", "at most 8 hellos"
    return [
        pages.Page("topics, 30 rows", "/en/forum/", aim=twelve, id="F1"),
        pages.Page("topics, unsolved", "/en/forum/?tab=unsolved", aim=twelve, id="F1"),
        pages.Page("topics of a category", "/en/forum/c/web/", aim=twelve, id="F1"),
        pages.Page("topics, the 100th page", "/en/forum/?page=100", aim=twelve, id="F1"),
        pages.Page("topics (signed in)", "/en/forum/", cookie, aim="", id="F1"),
        pages.Page("topic, 30 posts", topic, aim=eight, id="F2"),
        pages.Page("topic, 30 posts (signed in)", topic, cookie, aim="", id="F2"),
    ]


def measure(web: Child, postgres_pid: int, cookie: str, topic: str) -> list[Figure]:
    """Measure them as they are served: visitors' pages are kept for some seconds."""
    wanted = asked(cookie, topic)
    found = pages.ratios_of(web, postgres_pid, wanted)
    sizes = (("F1", "topics, kB", LIST_KB, wanted[0]), ("F2", "topic, kB", TOPIC_KB, wanted[5]))
    for ident, name, most, page in sizes:
        found.append(figure(ident, name, f"at most {most}", [kilobytes(page)]))
    return found


def measure_anew(web: Child, postgres_pid: int, topic: str) -> list[Figure]:
    """Measure visitors' pages without keeping any."""
    wanted = [one for one in asked("", topic) if "signed in" not in one.name]
    anew = [replace(one, name=f"{one.name}, made anew") for one in wanted]
    return pages.ratios_of(web, postgres_pid, anew)
