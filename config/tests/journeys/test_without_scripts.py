"""The same way without JavaScript, as far as paying."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from config.browser import PHONE, BrowserPeople
from config.testing import MakeMember
from config.tests.journeys import walk
from config.tests.journeys.walk import Journey
from marketplace.articles import services
from marketplace.core import clock
from marketplace.orders.models import Order

TITLE = "لماذا رفضت أسهل زبون"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_reader_hires_and_pays_without_javascript(
    people: BrowserPeople, member_factory: MakeMember, settle: Callable[[], int]
) -> None:
    salma = member_factory("salma", display_name="سلمى الحربي", language="ar")
    huda = member_factory("huda", roles=("editor",), display_name="هدى", language="ar")
    moment = clock.now()
    article = services.start_article(author=salma, now=moment)
    article = services.save_draft(
        article=article,
        actor=salma,
        title=TITLE,
        summary="سؤال واحد.",
        source=walk.ARTICLE,
        language="ar",
        category="design",
        revision=article.revision,
        now=moment,
    )
    services.submit_article(article=article, actor=salma, now=moment)
    services.publish_article(article=article, actor=huda, now=moment)
    journey = Journey(
        lang="ar",
        writer=people.window(salma, size=PHONE, scripts=False),
        editor=people.window(huda, size=PHONE, scripts=False),
        client=people.window(size=PHONE, scripts=False),
        settle=settle,
    )

    walk.find_and_press_hire(journey, TITLE)
    walk.sign_up(journey, "omar_new")
    walk.send_kept_brief(journey)
    walk.answer_with_an_offer(journey)
    walk.bargain_and_accept(journey)
    order_id = walk.pay_in_the_sandbox(journey)
    order = Order.objects.get(public_id=order_id)
    assert (order.state, order.article_id) == ("awaiting_requirements", article.pk)
