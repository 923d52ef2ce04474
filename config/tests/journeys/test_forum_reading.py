"""In browsers: no word is lost, unread posts are found, a mail answers, the desk decides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import translation

from community.forum.choices import HeldFor, PostState
from community.forum.choices.reading import Level, Rhythm
from community.forum.models import Draft, ForumSettings, Post, Reading, Topic
from community.forum.services.digests import send_forum_digests
from community.forum.services.inbound import receive_mail
from community.forum.services.notice_mails import mail_told_posts
from community.forum.services.settings import choose_settings
from community.forum.tests.reading_world import (
    ANSWERS_AT,
    DAY,
    HOUR,
    letter,
    make_category,
    reply_by,
    settle,
    topic_by,
)
from config.browser import DESKTOP, PHONE, BrowserPeople, shows
from config.testing import MakeMember
from config.tests.journeys.walk import fits
from marketplace.core import clock
from marketplace.notifications.models import OutgoingMail

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from marketplace.accounts.models import Member

WORDS = "أبدأ بقائمة من ثلاثة أسطر، ثم أسأل العميل."
MORE = " ثم أرسل مقترحا واحدا لا ثلاثة."
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def forum_of(member_factory: MakeMember, lang: str) -> tuple[Member, Member, Topic]:
    """Make an asker, a reader, and a topic of forty posts that the reader has read in part."""
    now = clock.now() - DAY
    asker = member_factory("asker", display_name="سلمى", language=lang, date_joined=now - 90 * DAY)
    reader = member_factory("reader", display_name="عمر", language=lang, date_joined=now - 90 * DAY)
    topic = topic_by(asker, make_category(), now=now, title="كيف أبدأ مع عميل جديد؟")
    for number in range(39):
        reply_by(asker, topic, now=now + number * HOUR / 4, body=f"جواب رقم {number + 2}.")
    settle(now + 12 * HOUR)
    Reading.objects.create(member=reader, topic=topic, last_read_number=33, level=Level.TRACKING)
    return asker, reader, topic


def path_of(lang: str, name: str, *args: Any) -> str:
    """Return an address in the journey's language."""
    with translation.override(lang):
        return reverse(f"forum:{name}", args=args)


def writes_without_a_connection(page: Page, topic: Topic) -> None:
    """The connection breaks while words are typed; pressing the button loses none of them."""
    body = page.locator("#reply [name=body]")
    state = page.locator("#reply [data-draft-state]")
    body.fill(WORDS)
    page.wait_for_function(
        "() => document.querySelector('[data-draft-state]').dataset.now === 'saved'"
    )
    assert Draft.objects.get().fields["body"] == WORDS
    page.context.set_offline(True)
    body.press_sequentially(MORE)
    page.wait_for_function(
        "() => document.querySelector('[data-draft-state]').dataset.now === 'kept'"
    )
    page.locator("#reply [data-posts]").click()
    assert state.get_attribute("data-now") == "offline"
    assert body.input_value() == WORDS + MORE
    assert Post.objects.filter(topic=topic).count() == 40
    # The window is lost as well; another one finds what only this browser had.
    page.context.set_offline(False)
    page.evaluate("() => localStorage.length")


def posts_what_was_kept(page: Page, lang: str, topic: Topic) -> None:
    """The page is opened anew: all words are there, and are posted."""
    page.goto(path_of(lang, "drafts"))
    assert shows(page, WORDS)
    page.goto(path_of(lang, "topic", topic.pk, topic.slug))
    page.wait_for_function(
        "(text) => document.querySelector('#reply [name=body]').value === text", arg=WORDS + MORE
    )
    assert fits(page) == []
    page.locator("#reply [data-posts]").click()
    page.wait_for_url(re.compile(r"#post-\d+$"))
    assert shows(page, "لا ثلاثة.")
    assert page.locator("#reply [name=body]").input_value() == ""
    settle(clock.now())
    page.goto(path_of(lang, "drafts"))
    assert not Draft.objects.exists()
    assert page.evaluate("() => localStorage.length") == 0


@pytest.mark.parametrize(
    ("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar-390", "en-1280"]
)
def test_no_word_is_lost_and_the_first_unread_post_is_found(
    lang: str, size: dict[str, int], people: BrowserPeople, member_factory: MakeMember
) -> None:
    asker, reader, topic = forum_of(member_factory, lang)
    page = people.window(reader, size=size)
    page.goto(path_of(lang, "unread"))
    assert fits(page) == []
    page.locator(f"a[href*='/forum/t/{topic.pk}-'][href$='/unread/']").first.click()
    first = Post.objects.get(topic=topic, number=34)
    page.wait_for_url(re.compile(rf"page=2#post-{first.pk}$"))
    # What was on screen is taken note of.
    page.locator("article").last.scroll_into_view_if_needed()
    page.wait_for_timeout(1_000)
    with page.expect_response(re.compile("/forum/read/$")):
        page.locator("h1").scroll_into_view_if_needed()
    assert Reading.objects.get(member=reader, topic=topic).last_read_number > 33
    writes_without_a_connection(page, topic)
    posts_what_was_kept(page, lang, topic)
    assert Post.objects.get(topic=topic, author=reader).source == WORDS + MORE
    assert asker.notifications.filter(kind="forum.watched").exists()


@pytest.mark.parametrize(
    ("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar-390", "en-1280"]
)
def test_a_mail_is_answered_and_the_digest_is_stopped(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settings: Any,
) -> None:
    settings.INBOUND_MAIL_ADDRESS = ANSWERS_AT
    asker, reader, topic = forum_of(member_factory, lang)
    now = clock.now()
    reply_by(reader, topic, now=now, body="هل جربت قائمة قصيرة؟")
    settle(now)
    mail_told_posts(now=now + HOUR, limit=10)
    mail = OutgoingMail.objects.filter(message="forum_posts", to=asker.email).latest("pk")
    quoted = "\n".join(f"> {line}" for line in mail.text.splitlines())
    raw = letter(asker, topic, f"نعم، ونجحت.\n\n{quoted}", now=now)
    assert mail.headers["Reply-To"].encode() in raw
    receive_mail(raw=raw, gateway="signed", now=now)
    settle(now)
    page = people.window(reader, size=size)
    page.goto(path_of(lang, "first_unread", topic.pk, topic.slug))
    assert shows(page, "نعم، ونجحت.")
    assert Post.objects.filter(topic=topic).latest("pk").source == "نعم، ونجحت."

    for member in (asker, reader):
        choose_settings(
            member=member,
            digest=Rhythm.DAILY,
            after_topic=Level.WATCHING,
            after_reply=Level.TRACKING,
            now=now - 3 * DAY,
        )
    topic_by(asker, topic.category, now=now, title="سؤال لم يره أحد بعد")
    assert send_forum_digests(now=now + HOUR, limit=10) == 1
    digest = OutgoingMail.objects.get(message="forum_digest")
    stop = str(digest.headers["List-Unsubscribe"]).strip("<>")
    visitor = people.window(None, size=size)
    visitor.goto(stop)
    assert fits(visitor) == []
    visitor.locator("main form button[type=submit]").click()
    visitor.wait_for_load_state()
    assert ForumSettings.objects.get(member=reader).digest == Rhythm.NEVER


@pytest.mark.parametrize(
    ("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar-390", "en-1280"]
)
def test_the_queue_is_decided_by_keyboard(
    lang: str, size: dict[str, int], people: BrowserPeople, member_factory: MakeMember
) -> None:
    asker, reader, topic = forum_of(member_factory, lang)
    roles = ("moderator", "community_manager")
    noor = member_factory("noor", roles=roles, language=lang)
    held = [reply_by(reader, topic, now=clock.now(), body=f"منتظر {n}") for n in range(3)]
    Post.objects.filter(pk__in=[one.pk for one in held]).update(
        state=PostState.HELD, held_for=HeldFor.LINKS
    )
    page = people.window(noor, size=size)
    page.goto(path_of(lang, "desk"))
    assert page.locator("[data-queue-item]").count() == 3
    assert fits(page) == []
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.wait_for_function("() => document.querySelectorAll('[data-queue-item]').length === 2")
    page.keyboard.press("r")
    page.locator("details[data-queue-form=remove][open] textarea").fill("إعلان في غير مكانه.")
    page.locator("details[open] button[type=submit]").click()
    page.wait_for_function("() => document.querySelectorAll('[data-queue-item]').length === 1")
    states = [Post.objects.get(pk=one.pk).state for one in held]
    assert states == [PostState.VISIBLE, PostState.REMOVED, PostState.HELD]
    page.keyboard.press("u")
    page.wait_for_function("() => document.querySelectorAll('[data-queue-item]').length === 2")
    assert Post.objects.get(pk=held[1].pk).state == PostState.HELD
    page.goto(path_of(lang, "log"))
    assert fits(page) == []
    assert "منتظر" not in page.content()
    assert asker.pk != noor.pk


def test_what_was_posted_is_no_draft_when_its_page_comes_from_history(
    people: BrowserPeople, member_factory: MakeMember
) -> None:
    _asker, reader, topic = forum_of(member_factory, "en")
    page = people.window(reader)
    page.goto(path_of("en", "topic", topic.pk, topic.slug))
    body = page.locator("#reply [name=body]")
    body.fill(WORDS)
    page.wait_for_function(
        "() => document.querySelector('[data-draft-state]').dataset.now === 'saved'"
    )
    Draft.objects.all().delete()

    page.evaluate(
        """(text) => {
      const { place, member, own } = document.querySelector("#reply [data-draft-box]").dataset;
      const copy = { fields: { body: text }, revision: 0, own, sent: true };
      localStorage.setItem(`forum-draft:${member}:${place}`, JSON.stringify(copy));
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    }""",
        WORDS,
    )
    page.wait_for_timeout(1500)

    assert not Draft.objects.exists()
