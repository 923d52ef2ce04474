"""What happens in other parts stands in the record, once, and only while it is true."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from community.reputation.models import Contribution
from community.reputation.queries import explain, points_of
from community.reputation.services import check_reputation
from config import contributed
from marketplace.accounts.models import Member
from marketplace.articles.choices import ReactionKind
from marketplace.articles.events import ArticlePublished, ArticleValued
from marketplace.articles.models import Article
from marketplace.articles.services import hide_article, set_reaction, show_article
from marketplace.articles.tests.world import published_article
from referrals.campaigns.services import pay_due_tasks
from referrals.campaigns.tests.world import a_mission, accepted, opened, run_to

pytestmark = pytest.mark.django_db
RunOutbox = Callable[..., int]


def standing() -> list[tuple[str, int]]:
    """Return what stands: kinds with their points."""
    rows = Contribution.objects.standing().order_by("id")
    return list(rows.values_list("kind", "points_milli"))


def test_an_article_counts_while_it_can_be_read(
    seller: Member, editor: Member, client_member: Member, run_outbox: RunOutbox, now: datetime
) -> None:
    article = published_article(seller, editor, now=now)
    set_reaction(
        article=article, member=client_member, kind=ReactionKind.USEFUL, is_on=True, now=now
    )
    run_outbox(now)
    assert standing() == [("article", 10_000), ("article_rating", 100)]
    hide_article(article=article, actor=editor, reason="x", now=now)
    run_outbox(now)
    assert standing() == []
    show_article(article=article, reason="y", now=now)
    run_outbox(now)
    assert sorted(standing()) == [("article", 10_000), ("article_rating", 100)]
    titles = {line.subject.title for line in explain(points_of(seller)) if line.subject}
    assert titles == {article.title}
    assert check_reputation(now=now, every_row=True).rows == 0


def test_a_press_that_is_taken_back_is_reversed_and_pressed_again_is_another(
    seller: Member, editor: Member, client_member: Member, run_outbox: RunOutbox, now: datetime
) -> None:
    article = published_article(seller, editor, now=now)
    for is_on in (True, False, True):
        set_reaction(
            article=article, member=client_member, kind=ReactionKind.USEFUL, is_on=is_on, now=now
        )
        run_outbox(now)
    rows = Contribution.objects.filter(kind="article_rating").order_by("id")
    assert list(rows.values_list("sign", flat=True)) == [1, -1, 1]


def test_facts_that_come_late_or_twice_change_nothing(
    seller: Member, editor: Member, client_member: Member, now: datetime
) -> None:
    """The press was taken back before its fact was heard; the article was hidden meanwhile."""
    article: Article = published_article(seller, editor, now=now)
    late = ArticleValued(
        reaction_id=999,
        article_id=article.pk,
        author_id=seller.public_id,
        reader_id=client_member.public_id,
        kind="useful",
    )
    contributed.settle_reaction(late, now=now)
    fact = ArticlePublished(article_id=article.pk, author_id=seller.public_id, title="")
    for _ in range(2):
        contributed.settle_article(fact, now=now)
    assert standing() == [("article", 10_000)]
    hide_article(article=article, actor=editor, reason="x", now=now)
    contributed.settle_article(fact, now=now)
    assert standing() == []


def test_a_mission_counts_when_it_was_rewarded(
    member_factory: Callable[..., Member], run_outbox: RunOutbox, now: datetime
) -> None:
    admin = member_factory("nadia", roles=("admin",))
    doer = member_factory("fares")
    campaign = opened(admin, a_mission(), now=now)
    campaign = run_to(campaign, campaign.begins_at)
    moment = campaign.begins_at
    task = accepted(campaign, doer, admin, now=moment)
    run_outbox(moment)
    pay_due_tasks(now=moment + timedelta(days=30), limit=10)
    run_outbox(moment + timedelta(days=30))
    rows = Contribution.objects.filter(kind="mission").values_list("receiver", "subject_id")
    assert list(rows) == [(doer.pk, task.pk)]
