"""Sample content for `/styleguide/`: enough to draw every component, without the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from marketplace.core import charts
from marketplace.core.categories import CATEGORIES
from marketplace.core.form_fields import AmountField
from marketplace.core.styleguide_texts import TEXTS, Texts

_WRITTEN_AT: Final = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
_SCENES: Final = (
    ("design", "logo", "4.9", 212, 120_00, 5),
    ("code", "code", "5.0", 88, 340_00, 9),
    ("writing", "page", "4.8", 431, 25_00, 2),
    ("audio", "wave", "", 0, 60_00, 1),
)
COVERS: Final = ("logo", "page", "code", "lang", "chart", "wave", "ledger", "board", "shop")


@dataclass(frozen=True)
class GigCard:
    """What cards.gig_card draws."""

    title: str
    lang: str
    category_slug: str
    category_name: str
    cover_kind: str
    seller_name: str
    seller_initials: str
    rating: str
    rating_count: int
    price_amount: int
    delivery_days: int
    badge: str
    currency: str = "USD"
    cover_url: str = ""
    url: str = "#gig"


@dataclass(frozen=True)
class ArticleCard:
    """What cards.article_card draws."""

    title: str
    lang: str
    summary: str
    category_slug: str
    author_name: str
    author_initials: str
    orders_count: int
    reading_minutes: int = 7
    published_at: datetime = _WRITTEN_AT
    cover_url: str = ""
    url: str = "#article"


class SampleForm(forms.Form):
    """Every kind of field."""

    title = forms.CharField(
        label=gettext_lazy("What do you need done?"),
        help_text=gettext_lazy("One sentence that a stranger understands."),
    )
    text = forms.CharField(label=gettext_lazy("Tell more"), widget=forms.Textarea, required=False)
    budget = AmountField(
        label=gettext_lazy("Your budget"),
        help_text=gettext_lazy("Write the digits as you like: 300 or ٣٠٠"),
    )
    email = forms.EmailField(label=gettext_lazy("Your mail address"))
    when = forms.ChoiceField(
        label=gettext_lazy("When do you need it?"),
        choices=[("2w", gettext_lazy("Within two weeks")), ("1m", gettext_lazy("Within a month"))],
    )
    attachment = forms.FileField(label=gettext_lazy("A picture or a file"), required=False)
    way = forms.ChoiceField(
        label=gettext_lazy("How shall the money arrive?"),
        widget=forms.RadioSelect,
        choices=[
            ("bank", gettext_lazy("To a bank account")),
            ("card", gettext_lazy("Back to the card")),
        ],
    )
    is_agreed = forms.BooleanField(label=gettext_lazy("I have read what escrow does."))


def sample_form() -> SampleForm:
    """Return a form that was sent with two mistakes in it."""
    sent = {
        "title": TEXTS[_lang()].gigs[0],
        "budget": "٣٠٠",
        "email": "abha.roast@",
        "when": "2w",
        "way": "bank",
    }
    return SampleForm(sent)


def _lang() -> str:
    short = (get_language() or "ar")[:2]
    return short if short in TEXTS else "ar"


def _gigs(lang: str) -> list[GigCard]:
    names = {item.slug: str(item.name) for item in CATEGORIES}
    texts = TEXTS[lang]
    return [
        GigCard(
            title=title,
            lang=lang,
            category_slug=slug,
            category_name=names[slug],
            cover_kind=cover,
            seller_name=person.name,
            seller_initials=person.initials,
            rating=rating,
            rating_count=count,
            price_amount=price,
            delivery_days=days,
            badge="" if rating else _("New"),
        )
        for title, person, (slug, cover, rating, count, price, days) in zip(
            texts.gigs, texts.people, _SCENES, strict=True
        )
    ]


def _articles(lang: str) -> list[ArticleCard]:
    texts = TEXTS[lang]
    return [
        ArticleCard(
            title=texts.article,
            lang=lang,
            summary=texts.summary,
            category_slug=slug,
            author_name=person.name,
            author_initials=person.initials,
            orders_count=count,
        )
        for person, slug, count in zip(
            texts.people, ("writing", "code", "business", "teaching"), (6, 23, 1, 0), strict=True
        )
    ]


def _price_box(texts: Texts) -> dict[str, Any]:
    return {
        "title": texts.package,
        "price": 210_00,
        "currency": "USD",
        "lines": [
            {"label": _("Package and extras"), "amount": 250_00},
            {"label": _("Payment fee"), "amount": 7_50},
            {"label": _("Tax"), "amount": 0},
        ],
        "total_label": _("You pay"),
        "total": 257_50,
        "promise": _("Held in escrow. Nobody is paid before you accept."),
        "after_title": _("Where does it go?"),
        "after": [
            {"label": _("Platform fee"), "amount": 50_00},
            {"label": _("The freelancer receives"), "amount": 200_00},
        ],
    }


def _timeline() -> list[dict[str, str]]:
    rows = (
        ("done", "lock", _("Paid and held"), _("The money lies in escrow.")),
        ("pause", "circle-pause", _("The clock stood still for 19 hours"), ""),
        ("now", "pen-tool", _("The work is under way"), _("Two revisions are left.")),
        (
            "next",
            "package-check",
            _("Delivery"),
            _("Then you have 3 days to accept. If you say nothing, the order completes."),
        ),
    )
    days = ("21 / 11", "22 / 11", "24 / 11", "29 / 11")
    return [
        {"state": state, "icon_name": glyph, "title": title, "when": when, "text": text}
        for (state, glyph, title, text), when in zip(rows, days, strict=True)
    ]


def _clock(now: datetime) -> dict[str, Any]:
    return {
        "turn": _("It is the freelancer’s turn"),
        "side": _("The clock is running"),
        "tone": "",
        "due_at": now + timedelta(days=6, hours=6, minutes=14),
        "left": "06:14",
        "promise": _("Delivery by Sunday 29 November, 17:00, Riyadh time."),
        "otherwise": _("If it is missed, the order is marked late and you may ask for your money."),
    }


def _steps() -> list[dict[str, str]]:
    labels = (_("Paid"), _("Requirements"), _("At work"), _("Delivery"), _("Completed"))
    states = ("done", "done", "now", "", "")
    return [{"label": one, "state": state} for one, state in zip(labels, states, strict=True)]


def _plain(value: float) -> str:
    return f"{value:,.0f}"


def _share(basis_points: float) -> str:
    return f"{basis_points / 100:.0f}%"


def _charts() -> dict[str, Any]:
    weeks = ["1/9", "8/9", "15/9", "22/9", "29/9", "6/10", "13/10", "20/10"]
    first = [3.0, 3.4, 4.0, 4.2, 4.8, 5.1, 5.0, 5.8]
    second = [2.0, 2.2, 2.4, 3.0, 3.1, 3.4, 3.9, 4.2]
    third = [1.0, 1.0, 1.2, 1.0, 2.6, 3.2, 2.0, 1.8]
    paid = charts.Series(_("Break-even"), [100.0] * 8, is_comparison=True)
    return {
        "bars": charts.bar_chart(
            sentence=_("Income by week from three sources, rising from 6 to 12 thousand."),
            ticks=weeks,
            series=[
                charts.Series(_("Articles"), first),
                charts.Series(_("Services"), second),
                charts.Series(_("Invitations"), third),
            ],
            show=_plain,
        ),
        "lines": charts.line_chart(
            sentence=_("What came back of 100 spent: articles 290, services 215."),
            ticks=weeks,
            series=[
                charts.Series(_("Articles"), [0, 60, 130, 190, 215, 240, 265, 290]),
                charts.Series(_("Services"), [0, 70, 120, 150, 170, 190, 200, 215]),
                paid,
            ],
            show=_plain,
        ),
        "funnel": charts.funnel(
            [
                (_("Views"), 4820),
                (_("Clicks on Hire me"), 612),
                (_("Briefs"), 140),
                (_("Offers"), 96),
                (_("Orders"), 41),
            ],
            show=_plain,
            percent=_share,
        ),
        "spark": charts.spark([4, 6, 7, 9, 12, 13, 17]),
    }


def _page() -> Page[int]:
    paginator: Paginator[int] = Paginator(range(240), 20)
    return paginator.page(3)


class _Message:
    """A message as Django's framework gives it."""

    def __init__(self, text: Callable[[], str] | str | Promise, level_tag: str) -> None:
        self.text, self.level_tag = text, level_tag

    def __str__(self) -> str:
        return str(self.text)


def samples(*, now: datetime) -> dict[str, Any]:
    """Return everything that the page draws, in the present language."""
    lang = _lang()
    texts = TEXTS[lang]
    return {
        "texts": texts,
        "all_texts": TEXTS,
        "gig_cards": _gigs(lang),
        "cards_by_language": {code: _gigs(code)[0] for code in TEXTS},
        "article_cards": _articles(lang),
        "category_tiles": [
            {"url": "#tile", "slug": item.slug, "name": item.name, "count": 402}
            for item in CATEGORIES
        ],
        "covers": COVERS,
        "sample_form": sample_form(),
        "price_box": _price_box(texts),
        "timeline_items": _timeline(),
        "clock_card": _clock(now),
        "steps": _steps(),
        "sample_charts": _charts(),
        "sample_page": _page(),
        "sample_messages": [_Message(_("Your change has arrived."), "success")],
    }
