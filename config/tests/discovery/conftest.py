"""A small world that machines read: one service, one article, one member, one work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest

from community.forum.models import Topic
from community.forum.tests.world import ask, category
from config.testing import MakeMember
from contests.calls.models import Contest
from contests.calls.tests.world import announced
from marketplace.accounts.models import Member
from marketplace.accounts.services import ProfileText, update_profile
from marketplace.articles import services as articles
from marketplace.articles.models import Article
from marketplace.articles.tests.world import LONG
from marketplace.gigs.choices import GigState
from marketplace.gigs.models import Gig
from marketplace.gigs.tests.factories import make_draft, put
from marketplace.portfolio.models import PortfolioItem
from marketplace.portfolio.services import add_work
from marketplace.portfolio.tests.world import draft as work_draft

# What a member might write to break out of where their words are put.
HOSTILE = '</script><script>alert(1)</script> & "quoted" <b>'


@dataclass
class Small:
    """The things, each public."""

    seller: Member
    gig: Gig
    article: Article
    work: PortfolioItem
    contest: Contest
    topic: Topic


@pytest.fixture
def small(seller: Member, editor: Member, member_factory: MakeMember, now: datetime) -> Small:
    """Return the small world; its titles are hostile."""
    text = ProfileText(
        display_name="سلمى الحربي",
        headline=f"Designer {HOSTILE}"[:120],
        bio="I draw **signs**.",
        skills=["Signs"],
        country="SA",
        timezone="Asia/Riyadh",
    )
    update_profile(member=seller, text=text, now=now)
    seller.refresh_from_db()
    gig = put(make_draft(seller, now, title=f"A sign {HOSTILE}", language="en"), GigState.LIVE, now)
    article = articles.start_article(author=seller, now=now)
    article = articles.save_draft(
        article=article,
        actor=seller,
        title=f"عنوان {HOSTILE}",
        summary=f"Short {HOSTILE}",
        source=LONG,
        language="ar",
        category="design",
        revision=article.revision,
        now=now,
    )
    articles.submit_article(article=article, actor=seller, now=now)
    article = articles.publish_article(article=article, actor=editor, now=now)
    work = add_work(owner=seller, draft=work_draft(title=f"Work {HOSTILE}"), now=now)
    contest = announced(member_factory("raya", roles=("admin",)), now=now)
    question = ask(member_factory("asker"), category(now=now), title=f"Why {HOSTILE}", now=now)
    return Small(seller, gig, Article.objects.get(pk=article.pk), work, contest, question)
