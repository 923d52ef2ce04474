"""Writing and reviewing: every state, every hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from marketplace.accounts.models import Member
from marketplace.articles import services
from marketplace.articles.choices import TRANSITIONS, ArticleHand, ArticleState
from marketplace.articles.errors import (
    AddressNotConfirmed,
    ArticleNotEditable,
    ArticleStateRefuses,
    ArticleTooShort,
    DraftChangedElsewhere,
    NotAnEditor,
    NotTheAuthor,
    OwnArticle,
    ReasonMissing,
    TitleMissing,
)
from marketplace.articles.models import Article
from marketplace.articles.services.states import transition
from marketplace.core.models import AuditRecord, OutboxEvent

LONG = "كلمة طيبة " * 90


@pytest.fixture
def draft(seller: Member, now: datetime) -> Article:
    article = services.start_article(author=seller, now=now)
    return save(article, seller, now)


def save(article: Article, actor: Member, now: datetime, **given: Any) -> Article:
    values = {
        "title": "لماذا رفضت أسهل زبون",
        "summary": "سؤال واحد قبل التصميم",
        "source": LONG,
        "language": "ar",
        "category": "design",
        "revision": article.revision,
        **given,
    }
    return services.save_draft(article=article, actor=actor, now=now, **values)


def put(article: Article, state: ArticleState, now: datetime) -> Article:
    Article.objects.filter(pk=article.pk).update(state=state, submitted_at=now, published_at=now)
    article.refresh_from_db()
    return article


def test_save_draft_renders_once_and_counts(draft: Article) -> None:
    assert draft.html.startswith("<p")
    assert (draft.word_count, draft.slug, draft.revision) == (180, "لماذا-رفضت-أسهل-زبون", 2)


def test_save_draft_refuses_a_page_that_is_behind(
    draft: Article, seller: Member, now: datetime
) -> None:
    save(draft, seller, now, title="نسخة جديدة")
    with pytest.raises(DraftChangedElsewhere):
        save(draft, seller, now, title="نسخة قديمة")
    draft.refresh_from_db()
    assert draft.title == "نسخة جديدة"


def test_save_draft_refuses_others(draft: Article, stranger: Member, now: datetime) -> None:
    with pytest.raises(NotTheAuthor):
        save(draft, stranger, now)


@pytest.mark.parametrize(
    "state", [ArticleState.SUBMITTED, ArticleState.PUBLISHED, ArticleState.DECLINED]
)
def test_save_draft_refuses_what_others_read(
    draft: Article, seller: Member, now: datetime, state: ArticleState
) -> None:
    put(draft, state, now)
    with pytest.raises(ArticleNotEditable):
        save(draft, seller, now)


def test_submit_needs_a_confirmed_address(
    member_factory: Callable[..., Member], now: datetime
) -> None:
    author = member_factory("new", verified=False)
    article = save(services.start_article(author=author, now=now), author, now)
    with pytest.raises(AddressNotConfirmed):
        services.submit_article(article=article, actor=author, now=now)


def test_submit_needs_a_title_and_enough_words(
    draft: Article, seller: Member, now: datetime
) -> None:
    short = save(draft, seller, now, source="قصير")
    with pytest.raises(ArticleTooShort) as refusal:
        services.submit_article(article=short, actor=seller, now=now)
    assert refusal.value.params == {"least": 120, "words": 1}
    untitled = save(short, seller, now, title=" ")
    with pytest.raises(TitleMissing):
        services.submit_article(article=untitled, actor=seller, now=now)


def test_an_article_goes_through_review(
    draft: Article, seller: Member, editor: Member, now: datetime
) -> None:
    sent = services.submit_article(article=draft, actor=seller, now=now)
    note = services.add_note(article=sent, actor=editor, quote="كلمة", body="أي كلمة؟", now=now)
    back = services.request_changes(article=sent, actor=editor, reason="أوضح المثال", now=now)
    assert (back.state, back.decision_reason) == ("changes_requested", "أوضح المثال")
    assert services.resolve_note(note_id=note.pk, actor=seller, now=now).resolved_at == now

    again = services.submit_article(article=save(back, seller, now), actor=seller, now=now)
    published = services.publish_article(article=again, actor=editor, now=now)
    assert (published.state, published.published_at) == ("published", now)
    names = list(OutboxEvent.objects.order_by("id").values_list("name", flat=True))
    assert names == [
        "ArticleSubmitted",
        "ArticleChangesRequested",
        "ArticleSubmitted",
        "ArticlePublished",
    ]
    audited = list(AuditRecord.objects.order_by("id").values_list("action", flat=True))
    assert audited == ["article_changes_requested", "article_published"]


def test_review_is_for_other_editors(
    draft: Article, seller: Member, stranger: Member, now: datetime
) -> None:
    services.submit_article(article=draft, actor=seller, now=now)
    with pytest.raises(NotAnEditor):
        services.publish_article(article=draft, actor=stranger, now=now)
    seller.role_grants.create(role="editor")
    seller.__dict__.pop("_roles", None)
    with pytest.raises(OwnArticle):
        services.publish_article(article=draft, actor=seller, now=now)


def test_decisions_need_reasons(
    draft: Article, seller: Member, editor: Member, now: datetime
) -> None:
    services.submit_article(article=draft, actor=seller, now=now)
    for verb in (services.request_changes, services.decline_article):
        with pytest.raises(ReasonMissing):
            verb(article=draft, actor=editor, reason="  ", now=now)


@pytest.mark.parametrize("hand", ArticleHand)
@pytest.mark.parametrize("to", ArticleState)
@pytest.mark.parametrize("state", ArticleState)
def test_transition_follows_the_table(
    state: ArticleState, to: ArticleState, hand: ArticleHand, now: datetime
) -> None:
    article = Article(state=state)
    if hand in TRANSITIONS[state].get(to, frozenset()):
        assert transition(article, to=to, hand=hand, now=now) == state
        assert article.state == to
    else:
        with pytest.raises(ArticleStateRefuses):
            transition(article, to=to, hand=hand, now=now)
        assert article.state == state


def test_traffic_is_counted_by_day_and_in_total(draft: Article, now: datetime) -> None:
    for _ in range(3):
        services.count_view(article_id=draft.pk, now=now)
    services.count_hire_click(article=draft, now=now)
    draft.refresh_from_db()
    day = draft.traffic.get()
    assert (draft.views_count, draft.hire_clicks_count) == (3, 1)
    assert (day.on, day.views, day.hire_clicks) == (now.date(), 3, 1)
