"""What is on offer: gigs, and articles."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from config.demo.pictures import draw
from config.demo.world import World, content
from marketplace.articles import services as articles
from marketplace.articles.models import Article
from marketplace.gigs import services as gigs
from marketplace.gigs.choices import GigState, PackageTier
from marketplace.gigs.models import Category, Gig

TIERS = (PackageTier.BASIC, PackageTier.STANDARD, PackageTier.PREMIUM)


def seed_gigs(world: World) -> None:
    """Make the gigs; an editor approves each seller's first, and the last one waits at the desk."""
    editor = world.who("huda")
    rows = content("gigs")
    for number, row in enumerate(rows):
        moment = world.ago(days=200 - number * 9)
        gig = _make_gig(world, row, moment)
        is_last = number == len(rows) - 1
        if gig.state == GigState.IN_REVIEW and not is_last:
            decider = editor if gig.seller_id != editor.pk else _second_editor(world)
            gig = gigs.approve_gig(
                gig=gig, actor=decider, now=moment + timedelta(hours=5), comment=""
            )
        world.gigs.append(gig)
        world.settle(moment + timedelta(hours=6))


def _second_editor(world: World) -> Any:
    from marketplace.accounts.choices import Role  # noqa: PLC0415
    from marketplace.accounts.policies import has_role  # noqa: PLC0415
    from marketplace.accounts.services import grant_role  # noqa: PLC0415

    admin = world.who("admin")
    if not has_role(admin, Role.EDITOR):
        grant_role(member=admin, role=Role.EDITOR, actor=None, now=world.ago(days=300))
    return admin


def _make_gig(world: World, row: dict[str, Any], moment: datetime) -> Gig:
    seller = world.who(row["seller"])
    draft = gigs.OverviewDraft(
        title=row["title"],
        category_id=Category.objects.get(slug=row["category"]).pk,
        language=row["language"],
        description=row["description"],
        tags=row["tags"],
    )
    gig = gigs.create_gig(draft=draft, actor=seller, now=moment)
    packages = [
        gigs.PackageDraft(
            tier=tier,
            price_amount=price,
            delivery_days=days,
            revisions=revisions,
            title=title,
        )
        for tier, (price, days, revisions, title) in zip(TIERS, row["packages"], strict=False)
    ]
    features = [
        gigs.FeatureDraft(label=label, basic=basic, standard=standard, premium=premium)
        for label, basic, standard, premium in row["features"]
    ]
    gigs.save_packages(gig=gig, packages=packages, features=features, actor=seller, now=moment)
    _add_the_rest(gig, row, moment)
    for picture in range(row["pictures"]):
        gigs.add_image(
            gig=gig,
            upload=draw(row["tint"], picture),
            alt=row["title"],
            actor=seller,
            now=moment,
        )
    return gigs.submit_gig(gig=gig, actor=seller, now=moment + timedelta(hours=1))


def _add_the_rest(gig: Gig, row: dict[str, Any], moment: datetime) -> None:
    gigs.save_additions(
        gig=gig,
        extras=[
            gigs.ExtraDraft(title=title, price_amount=price, days_change=days)
            for title, price, days in row["extras"]
        ],
        questions=[gigs.QuestionDraft(text=text) for text in row["questions"]],
        faqs=[gigs.FaqDraft(question=question, answer=answer) for question, answer in row["faqs"]],
        actor=gig.seller,
        now=moment,
    )


def seed_articles(world: World) -> None:
    """Make the articles: most are published, one waits for an editor, one is a draft."""
    for number, row in enumerate(content("articles")):
        moment = world.ago(days=90 - number * 9)
        author = world.who(row["author"])
        article = articles.start_article(author=author, now=moment)
        article = articles.save_draft(
            article=article,
            actor=author,
            title=row["title"],
            summary=row["summary"],
            source=row["source"],
            language=row["language"],
            category=row["category"],
            revision=article.revision,
            now=moment,
        )
        if row["state"] != "draft":
            article = articles.submit_article(article=article, actor=author, now=moment)
        if row["state"] == "published":
            article = _review(world, article, number, moment)
        world.articles.append(article)
        world.settle(moment + timedelta(days=2))


def _review(world: World, article: Article, number: int, moment: datetime) -> Article:
    """Publish; the second one goes back to its author once, with a note on the text."""
    editor = world.who("huda")
    if number == 1:
        words = "نريد اللون، والخط، والمسافة"
        body = "أضيفي مثالًا واحدًا لمسافة مقيسة."
        articles.add_note(article=article, actor=editor, quote=words, body=body, now=moment)
        reason = "مقال نافع. أضيفي المثال الذي طلبته في الهامش ثم أعيدي الإرسال."
        article = articles.request_changes(
            article=article, actor=editor, reason=reason, now=moment + timedelta(hours=9)
        )
        author = article.author
        article = articles.submit_article(
            article=article, actor=author, now=moment + timedelta(hours=20)
        )
    published = articles.publish_article(
        article=article, actor=editor, now=moment + timedelta(days=1)
    )
    for step in range(40 + number * 17):
        articles.count_view(article_id=published.pk, now=moment + timedelta(days=1, hours=step * 5))
    return published
