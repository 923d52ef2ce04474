"""Works, what readers added to an article, commissions, a vacation, a device."""

from __future__ import annotations

import base64
from datetime import timedelta

from config.tests.permissions.rules import EDITOR, OMAR, SALMA, STRANGER
from config.tests.permissions.world import (
    SALMAS_SECRET,
    SHARED_SECRET,
    World,
    picture,
)
from marketplace.accounts.services import set_vacation
from marketplace.articles import services as articles
from marketplace.articles.models import Article, Commission
from marketplace.articles.services import CommissionTerms, ThemeDraft
from marketplace.core.money import Money
from marketplace.notifications.services import subscribe_device
from marketplace.orders.choices import OrderState
from marketplace.orders.tests.world import fund, order_in
from marketplace.portfolio import services as portfolio
from marketplace.portfolio.services import WorkDraft

MONTH = timedelta(days=30)


def _draft(title: str) -> WorkDraft:
    return WorkDraft(title=title, text=title, language="en", category="design")


def add_works(world: World) -> None:
    """Two works that all may see, and one that waits for its client."""
    salma, now = world.who(SALMA), world.now
    shown = portfolio.add_work(owner=salma, draft=_draft("A sign"), now=now)
    portfolio.add_work(owner=salma, draft=_draft("Another sign"), now=now)
    seen = portfolio.add_picture(item=shown, actor=salma, upload=picture(), alt="A sign", now=now)
    order = order_in(
        OrderState.COMPLETED, world.who(OMAR), salma, now=now, title=f"Order {SHARED_SECRET}"
    )
    asked = portfolio.add_work(
        owner=salma, draft=_draft(f"Asked {SHARED_SECRET}"), order=order, now=now
    )
    hidden = portfolio.add_picture(
        item=asked, actor=salma, upload=picture(), alt=SHARED_SECRET, now=now
    )
    world.ids |= {
        "work_shown": shown.public_id,
        "work_pk": shown.pk,
        "work_slug": shown.slug,
        "work_picture": seen.public_id,
        "work_asked": asked.public_id,
        "asked_picture": hidden.public_id,
    }


def add_discussion(world: World) -> None:
    """A comment and a tip of omar's, a theme, and two commissions for salma."""
    omar, editor, now = world.who(OMAR), world.who(EDITOR), world.now
    article = Article.objects.get(pk=world.ids["published_pk"])
    comment = articles.write_comment(article=article, writer=omar, text="A thought", now=now)
    fund(omar, 10_000, now=now)
    fund(world.who(STRANGER), 10_000, now=now)
    tip = articles.start_tip(
        article=article,
        reader=omar,
        amount=Money(500, "USD"),
        words=f"Thanks {SHARED_SECRET}",
        request_key="world",
        now=now,
    )
    articles.pay_tip_from_wallet(tip=tip, actor=omar, now=now)
    theme = articles.make_theme(
        draft=ThemeDraft(
            tag="first",
            title_ar="أول",
            invitation="Write.",
            category="writing",
            starts_on=now.date() - MONTH,
            ends_on=now.date() + MONTH,
        ),
        actor=editor,
        now=now,
    )
    world.ids |= {"comment": comment.public_id, "tip": tip.public_id, "theme": theme.slug}
    world.ids["next_month"] = f"{now.date() + MONTH:%Y-%m-%d}"
    _commission(world, "offered")
    articles.accept_commission(
        commission=_commission(world, "accepted"), actor=world.who(SALMA), now=now
    )


def _commission(world: World, name: str) -> Commission:
    made = articles.offer_commission(
        author=world.who(SALMA),
        terms=CommissionTerms(
            title="A commissioned article",
            task="Show how.",
            fee=Money(5_000, "USD"),
            deliver_on=world.now.date() + MONTH,
        ),
        actor=world.who(EDITOR),
        request_key=name,
        now=world.now,
    )
    world.ids[f"commission_{name}"] = made.public_id
    return made


def add_settings(world: World) -> None:
    """A planned vacation of everybody's, and a device of salma's."""
    now = world.now
    for member in world.members.values():
        set_vacation(
            member=member,
            first_day=now.date() + MONTH,
            last_day=now.date() + MONTH,
            words="",
            takes_orders=False,
            now=now,
        )
    keys = {
        "p256dh": base64.urlsafe_b64encode(b"\x04" * 65).decode(),
        "auth": base64.urlsafe_b64encode(b"\x01" * 16).decode(),
    }
    device = subscribe_device(
        member=world.who(SALMA),
        endpoint="https://push.example/salma",
        device=SALMAS_SECRET,
        now=now,
        **keys,
    )
    world.ids |= {
        **keys,
        "device": device.public_id,
        "section": "articles",
        "one": 1,
        "design": "design",
        "kind": "articles",
    }


PARTS = (add_works, add_discussion, add_settings)
