"""What people show of themselves, and what readers add to articles."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from config.demo.pictures import draw
from config.demo.world import World, content
from marketplace.accounts.models import Member
from marketplace.accounts.services import (
    EntryDraft,
    ProfileDetails,
    save_cv_entries,
    set_vacation,
    update_details,
)
from marketplace.articles import services as articles
from marketplace.articles.choices import ReactionKind
from marketplace.articles.models import Article
from marketplace.articles.services import CommissionTerms, ThemeDraft
from marketplace.core.money import Money
from marketplace.ledger import services as ledger
from marketplace.ledger.choices import SandboxCard
from marketplace.ledger.queries import payments_of
from marketplace.orders.models import Order
from marketplace.portfolio import services as portfolio
from marketplace.portfolio.choices import Consent
from marketplace.portfolio.services import WorkDraft

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def seed_profiles(world: World) -> None:
    """Languages, links and CVs; one member is on vacation."""
    for row in content("profiles"):
        member = world.who(row["username"])
        details = ProfileDetails(
            city=row["city"],
            spoken=[(code, level) for code, level in row["spoken"]],
            links=[(label, address) for label, address in row["links"]],
            weekly_hours=row["hours"],
        )
        update_details(member=member, details=details)
        entries = [EntryDraft(**entry) for entry in row["cv"]]
        save_cv_entries(member=member, entries=entries, now=world.now)
    today = world.now.date()
    set_vacation(
        member=world.who("noam"),
        first_day=today - 2 * DAY,
        last_day=today + 6 * DAY,
        words="בהר, בלי קליטה. חוזר עם תפריט חדש בראש.",
        takes_orders=True,
        now=world.ago(days=3),
    )


def seed_works(world: World) -> None:
    """Works: shown with a client's name, without it, waiting for an answer, and free ones."""
    for number, row in enumerate(content("works")):
        owner, moment = world.who(row["owner"]), world.ago(days=30 - number)
        order = _completed_order(owner, row["client"]) if row["client"] else None
        item = portfolio.add_work(
            owner=owner,
            draft=WorkDraft(
                title=row["title"],
                text=row["text"],
                language=row["language"],
                category=row["category"],
                skills=row["skills"],
            ),
            order=order,
            now=moment,
        )
        for picture in range(row["pictures"]):
            portfolio.add_picture(
                item=item,
                actor=owner,
                upload=draw(row["category"], picture + number % 2),
                alt=row["title"],
                now=moment,
            )
        if row["consent"] and order is not None:
            portfolio.answer_consent(
                item=item, actor=order.client, consent=Consent(row["consent"]), now=moment + HOUR
            )
        world.settle(moment + 2 * HOUR)


def _completed_order(owner: Member, client: str) -> Order:
    rows = Order.objects.filter(seller=owner, client__username=client, state="completed")
    return rows.filter(shown_in=None).order_by("id")[0]


def seed_discussion(world: World) -> None:
    """Comments with the writer's answers, reactions, tips."""
    for row in content("comments"):
        article = world.articles[row["article"]]
        moment = world.ago(days=row["days"])
        first = articles.write_comment(
            article=_fresh(article), writer=world.who(row["by"]), text=row["text"], now=moment
        )
        for number, (who, text) in enumerate(row["answers"], start=1):
            articles.write_comment(
                article=article,
                writer=world.who(who),
                text=text,
                parent_id=first.public_id,
                now=moment + number * 3 * HOUR,
            )
    for number, article in enumerate(world.articles[:8]):
        _react(world, _fresh(article), number)
    _tips(world)
    world.settle(world.now)


def _fresh(article: Article) -> Article:
    return Article.objects.select_related("author").get(pk=article.pk)


def _react(world: World, article: Article, number: int) -> None:
    for place, username in enumerate(sorted(world.members)):
        member, kinds = world.who(username), list(ReactionKind)
        if member.pk != article.author_id and (place + number) % 3:
            articles.set_reaction(
                article=article,
                member=member,
                kind=kinds[(place + number) % len(kinds)],
                is_on=True,
                now=world.ago(days=2),
            )


def _tips(world: World) -> None:
    """One tip by card from a reader who is named, one from a reader who is not."""
    article = _fresh(world.articles[0])
    given: tuple[tuple[str, int, str, bool], ...] = (
        ("omar", 1_000, "سؤالك الأول وفّر علينا شهرًا. شكرًا.", False),
        ("reem", 500, "", True),
    )
    for number, (username, amount, words, is_anonymous) in enumerate(given):
        moment = world.ago(days=6 - number)
        reader = world.who(username)
        tip = articles.start_tip(
            article=article,
            reader=reader,
            amount=Money(amount, "USD"),
            words=words,
            is_anonymous=is_anonymous,
            request_key=f"demo:{number}",
            now=moment,
        )
        articles.start_tip_payment(tip=tip, actor=reader, gateway="sandbox", now=moment)
        payment = payments_of(reader).get(purpose_ref=tip.public_id)
        ledger.use_sandbox_card(ref=payment.gateway_ref, card=SandboxCard.PAY, now=moment)
        world.settle(moment)


def seed_editors_plans(world: World) -> None:
    """Themes of the month, an article that was commissioned and one that is being written."""
    editor, today = world.who("huda"), world.now.date()
    rows: list[dict[str, Any]] = content("themes")
    for row in rows:
        theme = articles.make_theme(
            draft=ThemeDraft(
                tag=row["tag"],
                title_ar=row["ar"],
                title_en=row["en"],
                title_he=row["he"],
                title_ur=row["ur"],
                invitation=row["invitation"],
                category=row["category"],
                starts_on=today + row["from"] * DAY,
                ends_on=today + row["until"] * DAY,
            ),
            actor=editor,
            now=world.ago(days=70),
        )
        for number in row["articles"]:
            article = world.articles[number]
            moment = world.now + (row["from"] + 1) * DAY
            articles.join_theme(article=article, actor=article.author, theme=theme, now=moment)
    for number, row in enumerate(content("commissions")):
        author, moment = world.who(row["author"]), world.ago(days=5 - number)
        made = articles.offer_commission(
            author=author,
            terms=CommissionTerms(
                title=row["title"],
                task=row["task"],
                fee=Money(row["fee"], "USD"),
                deliver_on=today + 12 * DAY,
            ),
            actor=editor,
            request_key=f"demo:{number}",
            now=moment,
        )
        if row["is_accepted"]:
            articles.accept_commission(commission=made, actor=author, now=moment + 5 * HOUR)
        world.settle(moment + DAY)
