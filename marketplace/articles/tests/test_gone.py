"""What is taken out of view, taken back or erased is nowhere; what comes back is as it was."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from marketplace.accounts.choices import Standing
from marketplace.accounts.models import Member
from marketplace.accounts.services import begin_leaving, erase_member
from marketplace.articles import queries, services
from marketplace.articles.errors import ArticleChangedSince
from marketplace.articles.models import Article
from marketplace.articles.services import ThemeDraft
from marketplace.articles.tests.world import (
    RunOutbox,
    SignIn,
    draft_article,
    fill,
    published_article,
)
from marketplace.core.errors import TooManyRequests
from marketplace.search.choices import Kind
from marketplace.search.models import Entry

pytestmark = pytest.mark.django_db


def close(member: Member, standing: Standing) -> None:
    """Let a member stand like this."""
    Member.objects.filter(pk=member.pk).update(
        standing=standing, is_active=standing == Standing.OPEN
    )


def test_what_waits_for_the_editors_goes_with_its_author(
    seller: Member, editor: Member, now: datetime
) -> None:
    sent = draft_article(seller, now=now)
    services.submit_article(article=sent, actor=seller, now=now)
    hidden = published_article(seller, editor, now=now)
    services.hide_article(article=hidden, actor=editor, reason="Rule", now=now)
    services.erase_articles(member=seller, keeps_published=False, now=now)
    assert list(queries.review_queue()) == []
    sent.refresh_from_db()
    assert (sent.state, sent.source) == ("draft", "")
    assert services.show_article(article=hidden, reason="Appeal", now=now) is False
    hidden.refresh_from_db()
    assert hidden.state == "hidden"


def test_what_a_former_member_left_is_found(
    seller: Member, editor: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    kept = published_article(seller, editor, now=now)
    run_outbox(now)
    begin_leaving(member=seller, now=now)
    erase_member(member=seller, now=now)
    run_outbox(now)
    assert list(Entry.objects.filter(kind=Kind.ARTICLE).values_list("ref", flat=True)) == [kept.pk]


@pytest.mark.parametrize(
    ("standing", "count"),
    [(Standing.OPEN, 1), (Standing.FORMER, 1), (Standing.SUSPENDED, 0), (Standing.LEAVING, 0)],
)
def test_lists_and_counts_know_the_same_articles(
    standing: Standing, count: int, seller: Member, editor: Member, now: datetime
) -> None:
    draft = ThemeDraft(
        tag="coffee",
        title_ar="قهوة",
        invitation="Write.",
        category="design",
        starts_on=date(2000, 1, 1),
        ends_on=date(2100, 1, 1),
    )
    theme = services.make_theme(draft=draft, actor=editor, now=now)
    article = published_article(seller, editor, now=now)
    services.join_theme(article=article, actor=seller, theme=theme, now=now)
    close(seller, standing)
    assert len(queries.article_cards(limit=9, theme_id=theme.pk)) == count
    assert queries.count_in_theme(theme) == count
    assert [one.published for one in queries.all_themes()] == [count]  # type: ignore[attr-defined]
    assert queries.count_listed_articles() == count
    assert len(queries.listed_articles(offset=0, limit=9)) == count


def test_a_window_that_is_behind_stays_behind(
    seller: Member, as_member: SignIn, now: datetime
) -> None:
    draft = draft_article(seller, now=now)
    newer = fill(draft, seller, now=now, title="Newer")
    stale = {
        "title": "Older",
        "summary": "",
        "source": newer.source,
        "language": "ar",
        "category": "design",
        "revision": draft.revision,
    }
    page = as_member(seller).post(f"/en/write/{draft.public_id}/submit/", stale)
    assert page.status_code == 422
    assert f'name="revision" value="{draft.revision}"' in page.content.decode()
    again = as_member(seller).post(f"/en/write/{draft.public_id}/submit/", stale)
    assert again.status_code == 422
    draft.refresh_from_db()
    assert (draft.title, draft.state) == ("Newer", "draft")


def test_an_editor_publishes_what_they_read(
    seller: Member, editor: Member, as_member: SignIn, now: datetime
) -> None:
    draft = draft_article(seller, now=now)
    services.submit_article(article=draft, actor=seller, now=now)
    address = f"/en/desk/articles/{draft.public_id}/"
    page = as_member(editor).get(address).content.decode()
    assert f'name="revision" value="{draft.revision}"' in page
    services.take_back_article(article=draft, actor=seller, now=now)
    changed = fill(draft, seller, now=now, title="Buy now")
    services.submit_article(article=draft, actor=seller, now=now)
    given = {"revision": draft.revision}
    assert as_member(editor).post(f"{address}publish/", given).status_code == 409
    with pytest.raises(ArticleChangedSince):
        services.publish_article(article=draft, actor=editor, revision=1, now=now)
    assert Article.objects.get().state == "submitted"
    given = {"revision": changed.revision}
    assert as_member(editor).post(f"{address}publish/", given).status_code == 302


def test_drafts_have_a_days_limit(seller: Member, now: datetime, settings: object) -> None:
    settings.RATE_LIMITS_ON = True  # type: ignore[attr-defined]
    for _turn in range(30):
        services.start_article(author=seller, now=now)
    with pytest.raises(TooManyRequests):
        services.start_article(author=seller, now=now)
    assert Article.objects.count() == 30
