"""Comments and reactions: who may what, for how long, and what it counts to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.accounts.services import ProfileText, update_profile
from marketplace.articles import services
from marketplace.articles.choices import ReactionKind
from marketplace.articles.errors import (
    CommentEmpty,
    CommentGone,
    CommentTooLate,
    NotPublished,
    NotYourComment,
    ReactionToOneself,
    ReasonMissing,
    ThemeClosed,
    ThemeDatesWrong,
    ThemeTaken,
)
from marketplace.articles.models import Article, Comment
from marketplace.articles.services import ThemeDraft, discussion
from marketplace.articles.tests.world import RunOutbox, SignIn, draft_article, published_article
from marketplace.core import clock
from marketplace.core.errors import NotFound, TooManyRequests
from marketplace.core.models import AuditRecord
from marketplace.messaging.models import Block
from marketplace.notifications.models import Notification
from marketplace.search.choices import Kind
from marketplace.search.queries import Filters, find

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture
def article(seller: Member, editor: Member, now: datetime) -> Article:
    return published_article(seller, editor, now=now)


def say(article: Article, who: Member, now: datetime, text: str = "Good", **given: Any) -> Comment:
    return services.write_comment(article=article, writer=who, text=text, now=now, **given)


def test_a_comment_is_counted_rendered_and_safe(
    article: Article, client_member: Member, now: datetime
) -> None:
    text = "# Loud\n\n**bold** <script>alert(1)</script> ![x](https://e.example/p.png)"
    comment = say(article, client_member, now, text)
    assert "<strong>bold</strong>" in comment.html
    assert "<script" not in comment.html
    assert "<img" not in comment.html
    assert "<h" not in comment.html
    article.refresh_from_db()
    assert article.comments_count == 1


def test_answers_stay_one_level_deep(
    article: Article, client_member: Member, seller: Member, now: datetime
) -> None:
    first = say(article, client_member, now)
    answer = say(article, seller, now, parent_id=first.public_id)
    third = say(article, client_member, now, parent_id=answer.public_id)
    assert (answer.parent_id, third.parent_id) == (first.pk, first.pk)


def test_pressing_twice_writes_once(article: Article, client_member: Member, now: datetime) -> None:
    pks = {say(article, client_member, now, request_key="k").pk for _ in range(2)}
    article.refresh_from_db()
    assert (len(pks), article.comments_count) == (1, 1)


def test_another_text_under_the_same_key_is_a_comment_of_its_own(
    article: Article, client_member: Member, now: datetime
) -> None:
    first = say(article, client_member, now, "One thing", request_key="k")
    second = say(article, client_member, now, "Another thing", request_key="k")

    assert (first.source, second.source) == ("One thing", "Another thing")


def test_each_answers_form_has_a_key_of_its_own(
    article: Article, client_member: Member, seller: Member, now: datetime, as_member: SignIn
) -> None:
    for number in range(2):
        first = say(article, client_member, now, f"Thread {number}")
        say(article, seller, now, f"Answer {number}", parent_id=first.public_id)

    page = as_member(client_member).get(article.get_absolute_url()).content.decode()

    keys = re.findall(r'name="request_key" value="(\w+)"', page)
    assert (len(keys), len(set(keys))) == (5, 5)


def test_the_pressed_reaction_keeps_the_focus(
    article: Article, client_member: Member, as_member: SignIn
) -> None:
    page = as_member(client_member).get(article.get_absolute_url()).content.decode()

    assert [f'<button id="react-{kind}"' in page for kind in ReactionKind] == [True] * 3


def test_refusals(article: Article, seller: Member, client_member: Member, now: datetime) -> None:
    with pytest.raises(CommentEmpty):
        say(article, client_member, now, "   ")
    with pytest.raises(NotFound):
        say(article, client_member, now, parent_id="nothing")
    gone = say(article, client_member, now)
    services.remove_comment(comment=gone, actor=client_member, now=now)
    with pytest.raises(CommentGone):
        say(article, seller, now, parent_id=gone.public_id)
    draft = draft_article(seller, now=now)
    with pytest.raises(NotPublished):
        say(draft, client_member, now)


def test_an_hours_limit(
    article: Article, client_member: Member, now: datetime, settings: Any
) -> None:
    settings.RATE_LIMITS_ON = True
    settings.WAZZIFNI = {"comments_per_hour": 2}
    say(article, client_member, now)
    say(article, client_member, now)
    with pytest.raises(TooManyRequests):
        say(article, client_member, now)


def test_words_can_be_changed_while_fresh(
    article: Article, client_member: Member, stranger: Member, now: datetime
) -> None:
    comment = say(article, client_member, now)
    changed = services.edit_comment(
        comment=comment, actor=client_member, text="Better", now=now + 14 * MINUTE
    )
    assert (changed.source, changed.edited_at) == ("Better", now + 14 * MINUTE)
    with pytest.raises(CommentTooLate):
        services.edit_comment(
            comment=comment, actor=client_member, text="Late", now=now + 15 * MINUTE
        )
    with pytest.raises(NotYourComment):
        services.edit_comment(comment=comment, actor=stranger, text="Mine", now=now)


def test_the_author_of_the_article_cannot_remove_criticism(
    article: Article, seller: Member, client_member: Member, editor: Member, now: datetime
) -> None:
    comment = say(article, client_member, now, "This is wrong.")
    with pytest.raises(NotYourComment):
        services.remove_comment(comment=comment, actor=seller, now=now)
    with pytest.raises(ReasonMissing):
        services.remove_comment(comment=comment, actor=editor, now=now)
    services.remove_comment(comment=comment, actor=editor, reason="An address", now=now)
    comment.refresh_from_db()
    article.refresh_from_db()
    assert (comment.html, comment.source) == ("", "This is wrong.")
    assert article.comments_count == 0
    assert AuditRecord.objects.filter(action="article_comment_removed").count() == 1


def test_people_hear_once_and_never_of_themselves(
    article: Article,
    seller: Member,
    client_member: Member,
    stranger: Member,
    now: datetime,
    run_outbox: RunOutbox,
) -> None:
    first = say(article, client_member, now)
    say(article, stranger, now, parent_id=first.public_id)
    say(article, seller, now, parent_id=first.public_id)
    run_outbox(now)
    told = Notification.objects.filter(kind__startswith="articles.")
    counted = sorted(told.exclude(kind="articles.published").values_list("member_id", "kind"))
    assert counted == sorted(
        [
            (seller.pk, "articles.comment"),
            (client_member.pk, "articles.answer"),
            (client_member.pk, "articles.answer"),
        ]
    )


@pytest.mark.parametrize("kind", list(ReactionKind))
def test_reactions_count_once_and_can_be_taken_back(
    kind: ReactionKind, article: Article, client_member: Member, seller: Member, now: datetime
) -> None:
    def press(*, is_on: bool) -> bool:
        return services.set_reaction(
            article=article, member=client_member, kind=kind, is_on=is_on, now=now
        )

    assert [press(is_on=True), press(is_on=True)] == [True, False]
    article.refresh_from_db()
    assert getattr(article, f"{kind}_count") == 1
    assert [press(is_on=False), press(is_on=False)] == [True, False]
    article.refresh_from_db()
    assert getattr(article, f"{kind}_count") == 0
    with pytest.raises(ReactionToOneself):
        services.set_reaction(article=article, member=seller, kind=kind, is_on=True, now=now)


def test_the_page_asks_as_much_for_one_comment_as_for_many(
    article: Article,
    client_member: Member,
    member_factory: MakeMember,
    as_member: SignIn,
    now: datetime,
    django_assert_num_queries: Any,
) -> None:
    visitor, address = as_member(None), article.get_absolute_url()
    first = say(article, client_member, now)
    visitor.get(address)
    with django_assert_num_queries(5):
        visitor.get(address)
    for _ in range(3):
        writer = member_factory()
        say(article, writer, now, parent_id=first.public_id)
        say(article, writer, now)
    with django_assert_num_queries(5):
        assert visitor.get(address).content.decode().count('id="comment-') == 7


def test_comments_in_the_browser(
    article: Article,
    seller: Member,
    client_member: Member,
    stranger: Member,
    as_member: SignIn,
) -> None:
    reader = as_member(client_member)
    write = reverse("articles:comment", args=[article.pk])
    refused = reader.post(write, {"text": "", "request_key": "k"})
    assert refused.status_code == 422
    sent = reader.post(write, {"text": "A thought", "request_key": "k"})
    comment = Comment.objects.get()
    assert sent["Location"] == comment.get_absolute_url()
    page = as_member(seller).get(article.get_absolute_url()).content.decode()
    assert "A thought" in page
    remove = reverse("articles:remove_comment", args=[comment.public_id])
    edit = reverse("articles:edit_comment", args=[comment.public_id])
    for who in (stranger, seller):
        assert as_member(who).get(remove).status_code == 404
        assert as_member(who).get(edit).status_code == 404
    assert reader.post(edit, {"text": "Another thought"}).status_code == 302
    assert reader.post(remove, {}).status_code == 302
    assert "Another thought" not in as_member(None).get(article.get_absolute_url()).content.decode()


def draft(now: datetime, tag: str = "أول زبون", days: int = 10) -> ThemeDraft:
    return ThemeDraft(
        tag=tag,
        title_ar="أول زبون",
        title_en="The first client",
        invitation="Tell how the first one came.",
        category="business",
        starts_on=(now - DAY).date(),
        ends_on=(now + days * DAY).date(),
    )


def test_articles_join_open_themes_only(
    article: Article, seller: Member, editor: Member, as_member: SignIn, now: datetime
) -> None:
    theme = services.make_theme(draft=draft(now), actor=editor, now=now)
    assert theme.slug == "أول-زبون"
    with pytest.raises(ThemeTaken):
        services.make_theme(draft=draft(now), actor=editor, now=now)
    with pytest.raises(ThemeDatesWrong):
        services.make_theme(draft=draft(now, "other", -5), actor=editor, now=now)
    with pytest.raises(ThemeClosed):
        services.join_theme(article=article, actor=seller, theme=theme, now=now + 20 * DAY)
    services.join_theme(article=article, actor=seller, theme=theme, now=now)
    stays = services.join_theme(article=article, actor=seller, theme=theme, now=now + 20 * DAY)
    assert stays.theme == theme
    page = as_member(None).get(f"/en{theme.get_absolute_url()}").content.decode()
    assert "The first client" in page
    assert article.title in page
    services.join_theme(article=article, actor=seller, theme=None, now=now)
    assert article.title not in as_member(None).get(theme.get_absolute_url()).content.decode()


@pytest.mark.parametrize("by_writer", [True, False])
def test_a_block_keeps_comments_quiet(
    article: Article,
    seller: Member,
    stranger: Member,
    client_member: Member,
    run_outbox: RunOutbox,
    now: datetime,
    *,
    by_writer: bool,
) -> None:
    for other in (seller, client_member):
        blocker, blocked = (stranger, other) if by_writer else (other, stranger)
        Block.objects.create(blocker=blocker, blocked=blocked, created_at=now)
    first = say(article, client_member, now)
    say(article, stranger, now, parent_id=first.public_id)
    run_outbox(now)
    told = Notification.objects.filter(kind__in=["articles.comment", "articles.answer"])
    assert [(row.member, row.params["name"]) for row in told] == [
        (seller, client_member.display_name)
    ]


def test_a_theme_is_read_once_it_has_begun(
    editor: Member, stranger: Member, as_member: SignIn
) -> None:
    then = clock.now()
    soon = replace(draft(then), starts_on=(then + 3 * DAY).date())
    theme = services.make_theme(draft=soon, actor=editor, now=then)
    path = theme.get_absolute_url()
    answers = [as_member(who).get(path).status_code for who in (None, stranger, editor)]
    assert answers == [404, 404, 200]


def test_presses_have_an_hours_limit(
    article: Article, client_member: Member, now: datetime, settings: Any, monkeypatch: Any
) -> None:
    settings.RATE_LIMITS_ON = True
    monkeypatch.setattr(discussion, "PRESSES", "2 per hour")
    useful = ReactionKind.USEFUL
    given: Any = {"article": article, "member": client_member, "kind": useful, "now": now}
    for is_on in (True, False):
        services.set_reaction(**given, is_on=is_on)
    with pytest.raises(TooManyRequests):
        services.set_reaction(**given, is_on=True)


def test_an_article_is_found_by_its_authors_present_name(
    article: Article, seller: Member, run_outbox: RunOutbox, now: datetime
) -> None:
    run_outbox(now)
    text = ProfileText(
        display_name="Zarqa Newname",
        headline="",
        bio="",
        skills=[],
        country="SA",
        timezone="Asia/Riyadh",
    )
    update_profile(member=seller, text=text, now=now)
    run_outbox(now)
    assert find(Filters(kind=Kind.ARTICLE, q="Newname")).refs == [article.pk]


def test_a_wrong_kind_sent_by_htmx_leaves_the_buttons_as_they_are(
    article: Article, client_member: Member, as_member: SignIn
) -> None:
    address = reverse("articles:react", args=[article.pk])

    refused = as_member(client_member).post(
        address, {"kind": "none"}, headers={"HX-Request": "true"}
    )

    assert (refused.status_code, "data-toast" in refused.content.decode()) == (409, True)
