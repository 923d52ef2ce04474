"""The pages: what they show to whom, in how many queries, and that nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.forum.models import Category, Like, Post, Topic
from community.forum.services.polling import PollDraft
from community.forum.services.solving import choose_solution
from community.forum.tests import world
from community.forum.tests.world import HOUR, answer, ask
from marketplace.accounts.models import Member
from marketplace.messaging.models import Block

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _made_anew(settings: Any) -> None:
    """Make each page anew for visitors, too."""
    settings.VISITOR_PAGE_SECONDS = 0


SignIn = Callable[[Member | None], Client]
Queries = Callable[..., Any]


def at(topic: Topic) -> str:
    """Return the address of a topic's page in English, whatever page was asked for before."""
    return f"/en/forum/t/{topic.pk}-{topic.slug}/"


def seen(page: Any) -> str:
    return str(page.content.decode())


@pytest.mark.parametrize("path", ["", "c/web/", "tags/css/", "?tab=unsolved"])
def test_lists_cost_the_same_for_one_and_three_rows(
    path: str,
    asker: Member,
    web: Category,
    as_member: SignIn,
    now: datetime,
    django_assert_num_queries: Queries,
) -> None:
    visitor = as_member(None)
    costs = []
    for count in (1, 3):
        while Topic.objects.count() < count:
            ask(asker, web, now=now, tags="css", title=f"Question number {count} about a box")
        visitor.get(f"/en/forum/{path}")
        expected = {"": 3, "c/web/": 3, "tags/css/": 3, "?tab=unsolved": 2}[path]
        with django_assert_num_queries(expected) as found:
            page = visitor.get(f"/en/forum/{path}")
        costs.append(len(found))
        assert page.status_code == 200
        assert seen(page).count('<li class="topic-row"') == count
    assert costs[0] == costs[1]


def test_a_topic_costs_the_same_for_one_and_three_replies(
    topic: Topic,
    helper: Member,
    as_member: SignIn,
    now: datetime,
    django_assert_num_queries: Queries,
) -> None:
    visitor, member = as_member(None), as_member(helper)
    address = at(topic)
    for count in (1, 3):
        while Post.objects.filter(topic=topic).count() <= count:
            answer(helper, topic, now=now)
        for browser in (visitor, member):
            browser.get(address)
        with django_assert_num_queries(5):
            page = visitor.get(address)
        assert seen(page).count("data-post-number") == count + 1
        with django_assert_num_queries(10):
            member.get(address)


def test_a_topic_says_what_it_is_to_machines(
    topic: Topic,
    asker: Member,
    helper: Member,
    as_member: SignIn,
    now: datetime,
    settings: Any,
) -> None:
    post = answer(helper, topic, now=now, body="Use a grid </script> please.")
    answer(helper, topic, now=now, body="Or flex.")
    choose_solution(post_id=post.pk, member=asker, now=now)
    html = seen(as_member(None).get(at(topic)))
    assert '"@type":"QAPage"' in html
    assert '"acceptedAnswer":[{"@type":"Answer"' in html
    assert '"suggestedAnswer":[{"@type":"Answer"' in html
    assert html.index('id="solutions"') < html.index(f'id="post-{topic.first_post_id}"')
    assert f'href="#post-{post.pk}"' in html
    assert f'rel="canonical" href="{settings.SITE_URL}{at(topic)}"' in html


def test_addresses_are_canonical(topic: Topic, as_member: SignIn) -> None:
    visitor = as_member(None)
    wrong = visitor.get(f"/en/forum/t/{topic.pk}-other-words/?page=1")
    assert (wrong.status_code, wrong.url) == (301, f"/en/forum/t/{topic.pk}-{topic.slug}/?page=1")  # type: ignore[attr-defined]
    bare = visitor.get(f"/en/forum/t/{topic.pk}/")
    assert (bare.status_code, bare.url) == (301, f"/en/forum/t/{topic.pk}-{topic.slug}/")  # type: ignore[attr-defined]
    post = visitor.get(f"/en/forum/p/{topic.first_post_id}/")
    assert post.url == f"/en/forum/t/{topic.pk}-{topic.slug}/#post-{topic.first_post_id}"  # type: ignore[attr-defined]
    assert visitor.get("/en/forum/t/999999999999999-x/").status_code == 404


def test_post_address_leads_to_its_page(
    topic: Topic, asker: Member, helper: Member, as_member: SignIn, now: datetime
) -> None:
    world.stands(helper, 2, now=now)
    for _number in range(31):
        last = answer(helper, topic, now=now)
    found = as_member(asker).get(f"/en/forum/p/{last.pk}/")
    assert found.url.endswith(f"/?page=2#post-{last.pk}")  # type: ignore[attr-defined]
    page = seen(as_member(None).get(f"{at(topic)}?page=2"))
    assert (page.count("data-post-number"), page.count('rel="prev"')) == (2, 1)


def test_start_and_reply_in_the_browser(
    asker: Member, helper: Member, web: Category, as_member: SignIn
) -> None:
    browser = as_member(asker)
    form = seen(browser.get("/en/forum/start/?category=web"))
    found = re.search(r'name="token" value="([0-9a-f]{32})"', form)
    assert found is not None
    token = found[1]
    sent = {
        "title": "How do I centre a box?",
        "category": web.pk,
        "body": "I **tried**.",
        "tags": "css",
        "token": token,
        "poll_most": "1",
    }
    first = browser.post("/en/forum/start/", sent)
    again = browser.post("/en/forum/start/", sent)
    assert (first.status_code, first.url) == (302, again.url)  # type: ignore[attr-defined]
    topic = Topic.objects.get()
    reply = {"body": "Use a grid.", "token": "abc"}
    other = as_member(helper)
    one = other.post(f"/en/forum/t/{topic.pk}/reply/", reply)
    two = other.post(f"/en/forum/t/{topic.pk}/reply/", reply)
    assert one.url == two.url  # type: ignore[attr-defined]
    assert Post.objects.filter(topic=topic).count() == 2


def test_a_refused_form_keeps_what_was_typed(
    asker: Member, topic: Topic, web: Category, as_member: SignIn
) -> None:
    browser = as_member(asker)
    sent = {"title": "Short", "category": web.pk, "body": "My **long** words", "token": "x"}
    page = browser.post("/en/forum/start/", sent)
    assert page.status_code == 422
    assert "My **long** words" in seen(page)
    assert "at least 8 letters" in seen(page)
    refused = browser.post(f"/en/forum/t/{topic.pk}/reply/", {"body": "*a " * 5_000})
    assert refused.status_code == 422
    assert "*a *a" in seen(refused)


def test_like_without_and_with_scripts(topic: Topic, reader: Member, as_member: SignIn) -> None:
    browser, post = as_member(reader), topic.first_post_id
    plain = browser.post(f"/en/forum/p/{post}/like/")
    assert plain.url.endswith(f"#post-{post}")  # type: ignore[attr-defined]
    button = browser.post(f"/en/forum/p/{post}/unlike/", headers={"HX-Request": "true"})
    assert 'aria-pressed="false"' in seen(button)
    assert Like.objects.get().ended_at is not None


def test_the_quote_links_back_and_says_only_what_was_said(
    topic: Topic, asker: Member, helper: Member, as_member: SignIn, now: datetime
) -> None:
    post = answer(asker, topic, now=now, body="Use **grid** or <b>flex</b>.\n\nAnd @helper too")
    browser = as_member(helper)
    whole = browser.get(f"/en/forum/p/{post.pk}/quote/").json()["quote"]
    assert whole.startswith(f"> [@asker](/forum/p/{post.pk}/):\n> Use grid or \\<b\\>flex")
    part = browser.get(f"/en/forum/p/{post.pk}/quote/", {"text": "Use grid"}).json()["quote"]
    assert part == f"> [@asker](/forum/p/{post.pk}/):\n> Use grid\n\n"
    forged = browser.get(f"/en/forum/p/{post.pk}/quote/", {"text": "I am a fool"}).json()
    assert "fool" not in forged["quote"]


def test_the_history_shows_words_taken_out_and_put_in(
    topic: Topic, asker: Member, as_member: SignIn, now: datetime
) -> None:
    world.stands(asker, 1, now=now)
    browser, post = as_member(asker), topic.first_post_id
    sent = {
        "title": topic.title,
        "body": "I have tried a grid.",
        "tags": "",
        "version": 1,
        "reason": "Clearer",
    }
    assert browser.post(f"/en/forum/p/{post}/edit/", sent).status_code == 302
    html = seen(as_member(None).get(f"/en/forum/p/{post}/history/"))
    assert '<del class="t-bad">everything.</del>' in html
    assert '<ins class="t-good">a grid.</ins>' in html
    assert browser.post(f"/en/forum/p/{post}/edit/", sent).status_code == 422
    assert browser.post(f"/en/forum/p/{post}/history/1/restore/").status_code == 302
    assert Post.objects.get(pk=post or 0).source == "I have tried everything."


def test_blocked_writers_are_left_out_and_folded(
    topic: Topic, asker: Member, helper: Member, reader: Member, as_member: SignIn, now: datetime
) -> None:
    answer(helper, topic, now=now)
    Block.objects.create(blocker=reader, blocked=helper, created_at=now)
    html = seen(as_member(reader).get(at(topic)))
    assert "You have blocked the writer" in html
    Block.objects.create(blocker=reader, blocked=asker, created_at=now)
    assert topic.title not in seen(as_member(reader).get("/en/forum/"))
    assert topic.title in seen(as_member(helper).get("/en/forum/"))


def test_those_who_help_see_first_what_waits(
    topic: Topic, helper: Member, as_member: SignIn, now: datetime
) -> None:
    assert "Waiting for help" not in seen(as_member(helper).get("/en/forum/"))
    world.stands(helper, 1, now=now)
    assert "Waiting for help" in seen(as_member(helper).get("/en/forum/"))
    answer(helper, topic, now=now)
    assert "Waiting for help" not in seen(as_member(helper).get("/en/forum/"))


def test_a_private_category_shows_nothing_to_others(
    asker: Member, helper: Member, as_member: SignIn, now: datetime
) -> None:
    inner = world.category("inner", now=now, permissions=world.CLOSED)
    world.stands(helper, 2, now=now)
    secret = ask(helper, inner, now=now, title="A secret question here")
    for browser in (as_member(None), as_member(asker)):
        assert "secret" not in seen(browser.get("/en/forum/"))
        for path in (
            "/en/forum/c/inner/",
            at(secret),
            f"/en/forum/p/{secret.first_post_id}/",
            f"/en/forum/p/{secret.first_post_id}/history/",
        ):
            assert browser.get(path).status_code == 404
    assert "secret" in seen(as_member(helper).get("/en/forum/"))


def test_a_poll_is_voted_in(
    asker: Member, helper: Member, web: Category, as_member: SignIn, now: datetime
) -> None:
    poll = PollDraft(question="Which?", options=["Grid", "Flex"], results="voted")
    topic = ask(asker, web, now=now, poll=poll)
    browser, address = as_member(helper), at(topic)
    assert "1 vote" not in seen(browser.get(address))
    browser.post(f"/en/forum/t/{topic.pk}/vote/", {"options": ["2"]})
    html = seen(browser.get(address))
    assert "1 vote" in html
    assert "100%" in html
    refused = browser.post(f"/en/forum/t/{topic.pk}/vote/", {"options": ["1", "2"]}, follow=True)
    assert "Choose at least one option, and 1 at most." in seen(refused)


def test_similar_topics_are_shown_while_typing(
    topic: Topic, helper: Member, as_member: SignIn, now: datetime, run_outbox: Callable[..., int]
) -> None:
    run_outbox(now + HOUR)
    html = seen(as_member(helper).get("/en/forum/similar/", {"title": "centre my box please"}))
    assert topic.title in html
    assert seen(as_member(helper).get("/en/forum/similar/", {"title": "bo"})) == ""


def test_the_desk_keeps_categories(
    manager: Member, asker: Member, web: Category, as_member: SignIn
) -> None:
    assert as_member(asker).get("/en/desk/forum/categories/").status_code == 404
    browser = as_member(manager)
    assert "web en" in seen(browser.get("/en/desk/forum/categories/"))
    sent = {
        "slug": "design",
        "kind": "discussion",
        "parent": web.pk,
        "position": "٣",
        **{f"name_{code}": f"Design {code}" for code in ("ar", "en", "he", "ur")},
        "may_members_see": "on",
        "may_members_start": "on",
    }
    assert browser.post("/en/desk/forum/categories/new/", sent).status_code == 302
    made = Category.objects.get(slug="design")
    assert (made.parent_id, made.position) == (web.pk, 3)
    assert set(made.permissions.values_list("group", "right")) == {
        ("members", "see"),
        ("members", "start"),
    }
    change = reverse("forum:change_category", args=["design"])
    again = browser.post(change, {**sent, "parent": made.pk})
    assert again.status_code == 422
    assert browser.post(change, {**sent, "slug": "web"}).status_code == 422
