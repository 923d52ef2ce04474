"""What pages tell machines about themselves: JSON-LD in the words of schema.org.

It is data, not a script: browsers don't run it and the content policy doesn't stop it. Every
character that could end the element or begin another is written as an escape.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any, Final

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from markupsafe import Markup

from community.forum.models import Topic
from community.forum.queries.posts import PostView, TopicPosts
from config.links import url
from contests.calls.choices import ContestState
from contests.calls.models import Contest, ContestText
from marketplace.accounts.models import Member, Profile
from marketplace.articles.models import Article
from marketplace.core import clock
from marketplace.core.money import Money
from marketplace.gigs.queries import GigPage
from marketplace.portfolio.models import PortfolioItem

CONTEXT: Final = "https://schema.org"
EXCERPT: Final = 300
_ESCAPES: Final = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def write(data: Mapping[str, Any]) -> Markup:
    """Return data as an element that goes into a page's head; what is empty is left out."""
    full = {"@context": CONTEXT, **_without_empty(data)}
    text = json.dumps(full, ensure_ascii=False, separators=(",", ":"))
    for letter, escape in _ESCAPES.items():
        text = text.replace(letter, escape)
    # Nothing in the text can end the element any more.
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704


def _without_empty(value: Any) -> Any:
    if isinstance(value, Mapping):
        found = {name: _without_empty(one) for name, one in value.items()}
        return {name: one for name, one in found.items() if one not in ("", None, [], {})}
    if isinstance(value, list | tuple):
        return [_without_empty(one) for one in value]
    return value


def _address(path: str) -> str:
    return path if "://" in path else f"{settings.SITE_URL}{path}"


def _excerpt(html: str) -> str:
    return " ".join(unescape(strip_tags(html)).split())[:EXCERPT]


def _publisher() -> dict[str, Any]:
    return {
        "@type": "Organization",
        "name": _("Wazzifni"),
        "url": f"{settings.SITE_URL}/",
        "logo": _address(f"{settings.STATIC_URL}img/touch.png"),
    }


def organization(home: str, search: str) -> Markup:
    """Describe the platform itself, and how it is searched."""
    site = {
        "@type": "WebSite",
        "name": _("Wazzifni"),
        "url": _address(home),
        "publisher": _publisher(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{_address(search)}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }
    return write(site)


def breadcrumbs(items: Iterable[tuple[str, str]]) -> Markup:
    """Describe the way to a page: (label, path) from the widest."""
    steps = [
        {"@type": "ListItem", "position": place, "name": str(label), "item": _address(path)}
        for place, (label, path) in enumerate(items, start=1)
    ]
    return write({"@type": "BreadcrumbList", "itemListElement": steps})


def gig(page: GigPage) -> Markup:
    """Describe a service with its packages as offers; a rating only where somebody rated."""
    seller, address = page.seller, _address(page.url)
    is_open = seller.is_taking_work and (
        seller.away_until(clock.now()) is None or seller.vacation_takes_orders
    )
    offers = [
        {
            "@type": "Offer",
            "name": package.title or package.label,
            "price": str(Money(package.price_amount, page.currency).decimal),
            "priceCurrency": page.currency,
            "url": address,
            "availability": f"{CONTEXT}/{'InStock' if is_open else 'OutOfStock'}",
        }
        for package in page.packages
    ]
    rating = {
        "@type": "AggregateRating",
        "ratingValue": page.rating,
        "ratingCount": page.rating_count,
        "bestRating": "5",
    }
    return write(
        {
            "@type": "Service",
            "name": page.title,
            "description": _excerpt(page.html) or page.title,
            "url": address,
            "inLanguage": page.lang,
            "serviceType": page.category_name,
            "image": [_address(image.url) for image in page.images],
            "provider": {"@type": "Person", "name": seller.name, "url": _address(seller.url)},
            "offers": offers,
            "aggregateRating": rating if page.rating_count else None,
        }
    )


def article(row: Article, image: str) -> Markup:
    """Describe an article; `image` is the path of its share card."""
    author, address = row.author, _address(row.get_absolute_url())
    return write(
        {
            "@type": "Article",
            "headline": row.title[:110],
            "description": row.summary,
            "url": address,
            "mainEntityOfPage": address,
            "inLanguage": row.language,
            "image": [_address(image)],
            "datePublished": row.published_at.isoformat() if row.published_at else "",
            "dateModified": row.updated_at.isoformat(),
            "wordCount": row.word_count,
            "commentCount": row.comments_count,
            "author": {
                "@type": "Person",
                "name": author.display_name,
                "url": _address(author.get_absolute_url()),
            },
            "publisher": _publisher(),
        }
    )


def contest(row: Contest, text: ContestText, total: Money, image: str) -> Markup:
    """Describe a contest as an event on the web; `image` is the path of its share card."""
    address = _address(row.get_absolute_url())
    status = "EventCancelled" if row.state == ContestState.CANCELLED else "EventScheduled"
    ends = row.closed_at or row.closes_at
    offer = {
        "@type": "Offer",
        "price": "0",
        "priceCurrency": row.currency,
        "url": address,
        "availability": f"{CONTEXT}/InStock",
        "validFrom": row.opens_at.isoformat() if row.opens_at else "",
    }
    return write(
        {
            "@type": "Event",
            "name": text.title,
            "description": text.summary,
            "url": address,
            "inLanguage": text.language,
            "image": [_address(image)],
            "startDate": row.opens_at.isoformat() if row.opens_at else "",
            "endDate": ends.isoformat() if ends else "",
            "eventStatus": f"{CONTEXT}/{status}",
            "eventAttendanceMode": f"{CONTEXT}/OnlineEventAttendanceMode",
            "location": {"@type": "VirtualLocation", "url": address},
            "isAccessibleForFree": True,
            "offers": offer,
            "about": _("Prizes of %(sum)s") % {"sum": total} if total.amount else "",
            "organizer": _publisher(),
        }
    )


def person(member: Member, profile: Profile, image: str) -> Markup:
    """Describe a member; `image` is a path."""
    return write(
        {
            "@type": "Person",
            "name": member.display_name,
            "alternateName": member.username,
            "url": _address(member.get_absolute_url()),
            "image": _address(image),
            "jobTitle": profile.headline,
            "description": _excerpt(profile.bio_html),
            "knowsAbout": list(profile.skills),
            "knowsLanguage": [code for code, _level in profile.spoken],
            "sameAs": [address for _label, address in profile.links],
            "address": {
                "@type": "PostalAddress",
                "addressLocality": profile.city,
                "addressCountry": member.country,
            },
        }
    )


def work(item: PortfolioItem, images: Iterable[str]) -> Markup:
    """Describe a work of a portfolio."""
    return write(
        {
            "@type": "CreativeWork",
            "name": item.title,
            "description": _excerpt(item.html),
            "url": _address(item.get_absolute_url()),
            "inLanguage": item.language,
            "image": [_address(path) for path in images],
            "keywords": ", ".join(item.skills),
            "creator": {
                "@type": "Person",
                "name": item.owner.display_name,
                "url": _address(item.owner.get_absolute_url()),
            },
        }
    )


def forum_topic(row: Topic, shown: TopicPosts) -> Markup:
    """Describe a question with its solutions and answers, or a discussion with its replies."""
    opening = shown.posts[0]
    if not row.is_question:
        replies = [_post("Comment", one) for one in shown.posts[1:] if one.is_visible]
        discussion = {**_post("DiscussionForumPosting", opening), "headline": row.title}
        return write({**discussion, "inLanguage": row.language, "comment": replies})
    solved = {one.id for one in shown.solutions}
    answers = [one for one in shown.posts[1:] if one.is_visible and one.id not in solved]
    question = {
        **_post("Question", opening),
        "name": row.title,
        "answerCount": row.reply_count,
        "inLanguage": row.language,
        "acceptedAnswer": [_post("Answer", one) for one in shown.solutions],
        "suggestedAnswer": [_post("Answer", one) for one in answers],
    }
    return write({"@type": "QAPage", "mainEntity": question})


def _post(kind: str, post: PostView) -> dict[str, Any]:
    author: dict[str, Any] = {"@type": "Person", "name": post.author_name}
    if post.is_named:
        author["url"] = _address(url("accounts:profile", post.author_username))
    return {
        "@type": kind,
        "text": _excerpt(post.html),
        "url": _address(url("forum:post", post.id)),
        "datePublished": post.created_at.isoformat(),
        "dateModified": post.edited_at.isoformat() if post.edited_at else "",
        "upvoteCount": post.like_count,
        "author": author,
    }
