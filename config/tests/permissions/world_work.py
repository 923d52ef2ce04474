"""What the people offer, write, order and say to each other: an object for every address."""

from __future__ import annotations

from config.tests.permissions.rules import EDITOR, OMAR, SALMA
from config.tests.permissions.world import (
    HOUR,
    SALMAS_SECRET,
    SHARED_SECRET,
    World,
    paper,
    picture,
)
from marketplace.articles import services as articles
from marketplace.articles.models import Article, EditorNote
from marketplace.core.money import Money
from marketplace.gigs import services as gigs
from marketplace.gigs.choices import GigState
from marketplace.gigs.models import Gig
from marketplace.gigs.tests.factories import DESCRIPTION, make_draft, put
from marketplace.hiring import services as hiring
from marketplace.hiring.models import Brief
from marketplace.hiring.services import Terms
from marketplace.messaging.models import Attachment
from marketplace.messaging.services import send_message
from marketplace.orders import services as orders
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.tests.world import ANSWERS, fund, make_order, order_in

LONG = "A word and another one. " * 60
TERMS = Terms(
    title=f"Terms {SHARED_SECRET}",
    scope=f"Scope {SHARED_SECRET}",
    price=Money(30_000, "USD"),
    delivery_days=8,
    revisions=2,
    valid_days=7,
    questions=(f"Question {SHARED_SECRET}?",),
)


def add_gigs(world: World) -> None:
    """A gig in every state; all but the live and the paused one are private."""
    salma, editor, now = world.who(SALMA), world.who(EDITOR), world.now
    live = _gig(world, "live", "A live gig", GigState.LIVE)
    world.ids |= {"live_pk": live.pk, "live_slug": live.slug}
    package = live.packages.order_by("position").first()
    assert package is not None
    world.ids["package"] = package.pk
    for name in ("draft", "in_review", "declined", "paused"):
        _gig(world, name, f"{name} {SALMAS_SECRET}", GigState[name.upper()])
    changed = _gig(world, "changing", f"changing {SALMAS_SECRET}", GigState.IN_REVIEW)
    gigs.request_gig_changes(gig=changed, comment=f"Note {SALMAS_SECRET}", actor=editor, now=now)
    draft = Gig.objects.get(public_id=world.ids["gig_draft"])
    for name in ("image", "image_after"):
        made = gigs.add_image(gig=draft, upload=picture(), alt=SALMAS_SECRET, actor=salma, now=now)
        world.ids[f"gig_{name}"] = made.public_id
    world.ids |= {"draft_pk": draft.pk, "draft_slug": draft.slug, "category": draft.category_id}


def _gig(world: World, name: str, title: str, state: GigState) -> Gig:
    gig = make_draft(
        world.who(SALMA), world.now, title=title, language="en", description=DESCRIPTION
    )
    world.ids[f"gig_{name}"] = gig.public_id
    return put(gig, state, world.now)


def add_articles(world: World) -> None:
    """A published article, one that waits for an editor, and one with notes to work on."""
    editor, now = world.who(EDITOR), world.now
    published = _article(world, "published", "Read by all")
    articles.publish_article(article=published, actor=editor, now=now)
    published.refresh_from_db()
    world.ids |= {"published_pk": published.pk, "published_slug": published.slug}
    _article(world, "waiting", f"Waiting {SALMAS_SECRET}")
    noted = _article(world, "noted", f"Noted {SALMAS_SECRET}")
    articles.add_note(
        article=noted, actor=editor, quote="A word", body=f"Note {SALMAS_SECRET}", now=now
    )
    articles.request_changes(article=noted, actor=editor, reason=f"Reason {SALMAS_SECRET}", now=now)
    noted.refresh_from_db()
    image = articles.add_image(
        article=noted, actor=world.who(SALMA), upload=picture(), alt=SALMAS_SECRET, now=now
    )
    world.ids |= {
        "article_image": image.pk,
        "note": EditorNote.objects.get().pk,
        "revision": noted.revision,
    }


def _article(world: World, name: str, title: str) -> Article:
    salma, now = world.who(SALMA), world.now
    article = articles.start_article(author=salma, now=now)
    private = SALMAS_SECRET if SALMAS_SECRET in title else ""
    article = articles.save_draft(
        article=article,
        actor=salma,
        title=title,
        summary=private,
        source=f"{LONG} {private}",
        language="en",
        category="design",
        revision=article.revision,
        now=now,
    )
    world.ids[f"article_{name}"] = article.public_id
    return articles.submit_article(article=article, actor=salma, now=now)


def add_hiring(world: World) -> None:
    """A brief that waits, and one that was answered with an offer; the talk about it."""
    brief = _brief(world, "brief")
    answered = _brief(world, "brief_answered")
    offer = hiring.send_offer(brief=answered, actor=world.who(SALMA), terms=TERMS, now=world.now)
    world.ids["offer"] = offer.public_id
    world.ids["conversation"] = brief.conversation_id
    send_message(
        conversation=brief.conversation_id,
        author=world.who(OMAR),
        body=f"Between us: {SHARED_SECRET}",
        files=[paper()],
        now=world.now,
    )
    world.ids["attachment"] = Attachment.objects.get().public_id


def _brief(world: World, name: str) -> Brief:
    article = Article.objects.get(public_id=world.ids["article_published"])
    brief = hiring.send_brief(
        client=world.who(OMAR),
        writer=world.who(SALMA),
        text=f"We open a roastery and want a logo for it. {SHARED_SECRET}",
        title=article.title,
        article=article,
        budget=Money(20_000, "USD"),
        now=world.now,
    )
    world.ids[name] = brief.public_id
    return brief


def add_orders(world: World) -> None:
    """An order in each state that some act begins from; omar buys, salma sells."""
    salma, omar, now = world.who(SALMA), world.who(OMAR), world.now
    _order(world, "unpaid", OrderState.PENDING_PAYMENT)
    waiting = _order(world, "waiting", OrderState.AWAITING_REQUIREMENTS)
    assert waiting.questions.count() == 3
    running = make_order(omar, salma, now=now, **_terms())
    fund(omar, running.total_amount, now=now)
    running = orders.pay_from_wallet(order=running, actor=omar, now=now)
    answers = {position: text for position, text in ANSWERS.items() if position > 1}
    running = orders.submit_requirements(
        order=running,
        actor=omar,
        answers={1: f"Shop {SHARED_SECRET}", **answers},
        files={3: [paper()]},
        now=now,
    )
    world.ids |= {"running": running.public_id, "file": running.files.get().public_id}
    stopped = _order(world, "stopped", OrderState.IN_PROGRESS)
    orders.stop_clock(order=stopped, actor=salma, reason=f"Wait {SHARED_SECRET}", now=now)
    late = _order(world, "extending", OrderState.IN_PROGRESS)
    orders.request_extension(
        order=late, actor=salma, days=2, reason=f"More {SHARED_SECRET}", now=now
    )
    handed = _order(world, "delivered", OrderState.IN_PROGRESS)
    orders.deliver_order(
        order=handed, actor=salma, note=f"Here {SHARED_SECRET}", files=[paper()], now=now
    )
    world.ids["delivered_file"] = handed.files.get().public_id
    _call_off(world)
    fund(omar, 500_000, now=now)


def _call_off(world: World) -> None:
    omar, now = world.who(OMAR), world.now
    ending = _order(world, "ending", OrderState.IN_PROGRESS)
    reason = f"End {SHARED_SECRET}"
    orders.request_cancellation(order=ending, actor=omar, reason=reason, now=now)
    begun = now - 50 * HOUR
    unsettled = order_in(OrderState.IN_PROGRESS, omar, world.who(SALMA), now=begun, **_terms())
    orders.request_cancellation(order=unsettled, actor=omar, reason=reason, now=begun)
    orders.settle_order(order=unsettled, now=now)
    world.ids["unsettled"] = unsettled.public_id


def _terms() -> dict[str, str]:
    return {"title": f"Order {SHARED_SECRET}", "scope": f"Scope {SHARED_SECRET}"}


def _order(world: World, name: str, state: OrderState) -> Order:
    order = order_in(state, world.who(OMAR), world.who(SALMA), now=world.now, **_terms())
    world.ids[name] = order.public_id
    return order
