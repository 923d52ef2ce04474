"""Calendars that calendar programs read, structured data, maps and cards."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from contests.calls.adapters.icalendar import FOLD_AT, CalendarEvent, escape, fold, write_calendar
from contests.calls.choices import ContestState
from contests.calls.services import Words, set_words
from contests.calls.tests.world import DAY, announced, contest_in, draft
from marketplace.accounts.models import Member
from marketplace.core import clock

HOSTILE = '</script><script>alert(1)</script>, one; two\\three\nBEGIN:VEVENT "'


@given(st.text(max_size=400))
def test_lines_are_folded_within_75_octets_and_come_back_whole(text: str) -> None:
    line = "SUMMARY:" + escape(text.replace("\x00", ""))
    folded = fold(line)
    assert all(len(part.encode()) <= FOLD_AT for part in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line
    assert "\n" not in line


def test_moments_are_written_in_utc() -> None:
    riyadh = datetime(2026, 12, 1, 2, 30, tzinfo=timezone(timedelta(hours=3)))
    event = CalendarEvent(uid="x@y", at=riyadh, title="T", text="", url="https://x/")
    text = write_calendar("Contests", [event], now=datetime(2026, 11, 1, tzinfo=UTC))
    assert "DTSTART:20261130T233000Z\r\n" in text
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")


@pytest.mark.django_db
def test_the_hall_and_each_contest_have_a_calendar(admin: Member) -> None:
    now = clock.now() - timedelta(hours=1)
    contest = draft(admin, now=now, slug="hostile")
    words = Words(language="en", title=HOSTILE, summary=HOSTILE, terms="x")
    set_words(contest=contest, actor=admin, words=words, now=now)
    assert Client().get("/en/contests/hostile/calendar.ics").status_code == 404
    one = announced(admin, now=now)
    off = contest_in(ContestState.CANCELLED, admin, now=now)
    answer = Client().get("/en/contests/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode()
    uids = re.findall(r"UID:(\S+)", text)
    assert len(uids) == len(set(uids)) == 6
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 6
    assert text.count("STATUS:CANCELLED") == 3
    own = Client().get(f"/ur/contests/{one.slug}/calendar.ics").content.decode()
    assert re.findall(r"UID:(\S+)", own) == [uid for uid in uids if one.public_id in uid]
    assert off.public_id in text


@pytest.mark.django_db
def test_structured_data_survives_a_hostile_title(admin: Member) -> None:
    now = clock.now() - timedelta(hours=1)
    contest = announced(admin, now=now, slug="hostile")
    text = contest.texts.get(language="en")
    text.title = HOSTILE[:100]
    text.save()
    page = Client().get("/en/contests/hostile/").content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    event = next(one for one in map(json.loads, blocks) if one["@type"] == "Event")
    assert event["name"] == HOSTILE[:100]
    assert event["eventStatus"].endswith("EventScheduled")
    assert contest.closes_at
    assert event["endDate"] == contest.closes_at.isoformat()
    assert "<script>alert" not in page


@pytest.mark.django_db
def test_maps_and_cards_know_public_contests_only(admin: Member) -> None:
    now = clock.now() - timedelta(hours=1)
    hidden, shown = draft(admin, now=now), announced(admin, now=now)
    text = Client().get("/sitemap-contests-1.xml").content.decode()
    assert f"/en/contests/{shown.slug}/" in text
    assert hidden.slug not in text
    assert now.date().isoformat() in text
    card = Client().get(f"/ur/cards/contests/{shown.slug}.png")
    assert card.content.startswith(b"\x89PNG")
    assert Client().get(f"/cards/contests/{hidden.slug}.png").status_code == 404
    assert shown.opens_at
    assert shown.opens_at - now == 2 * DAY
