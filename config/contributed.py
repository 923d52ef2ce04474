"""What members did in other parts of the platform stands in the record of the community.

Each fact is settled from how things stand when it is heard, not from the order in which facts come:
an article that is published and counts, one that is hidden doesn't. So a fact that comes late or
twice changes nothing that is right.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from community.reputation import events as record
from community.reputation.choices import Kind
from community.reputation.queries import Named, register_subjects
from community.reputation.services import (
    forget_reports,
    record_contribution,
    reinstate_by_subject,
    reverse_by_subject,
    reverse_contribution,
)
from config.custody import pack_tables
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_public_id, members_with_role
from marketplace.articles import events as articles
from marketplace.articles.choices import ArticleState
from marketplace.articles.queries import article_by_number, does_reaction_stand, titles_of_articles
from marketplace.core.events import Event, subscribe
from marketplace.moderation.queries import CustodyPart, register_custody
from marketplace.webhooks.services import Announcement, register_public_event
from referrals.campaigns.events import MissionRewardPaid
from referrals.campaigns.queries import get_task, titles_of_tasks

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ARTICLE: Final = "article"
MISSION: Final = "mission"
MEMBER: Final = ("member_id",)
# What changes whether an article is there to be read.
ARTICLE_FACTS: Final = (
    articles.ArticlePublished,
    articles.ArticleShown,
    articles.ArticleHidden,
    articles.ArticleDeclined,
    articles.ArticleTakenBack,
)
PERSONAL: Final[tuple[tuple[str, type[Event], StrPromise], ...]] = (
    ("contribution.recorded", record.ContributionRecorded, _("A line was added to your record")),
    ("contribution.reversed", record.ContributionReversed, _("A line of yours was reversed")),
    ("standing.changed", record.StandingChanged, _("Your standing rose or fell")),
    ("elsewhere.reported", record.ElsewhereReported, _("You reported something done elsewhere")),
    ("elsewhere.confirmed", record.ElsewhereConfirmed, _("A report of yours was confirmed")),
    ("elsewhere.declined", record.ElsewhereDeclined, _("A report of yours wasn’t confirmed")),
    ("elsewhere.withdrawn", record.ElsewhereWithdrawn, _("You took a report back")),
    ("elsewhere.revoked", record.ElsewhereRevoked, _("A report of yours counts no more")),
)


def settle_article(event: articles.ArticlePublished, *, now: datetime) -> None:
    """Let an article count while it can be read, and what readers gave it with it."""
    article = article_by_number(event.article_id)
    if article is None:
        return
    gone = {"subject_kind": ARTICLE, "subject_id": article.pk, "by_id": None, "now": now}
    if article.state != ArticleState.PUBLISHED:
        reverse_by_subject(note="", **gone)  # type: ignore[arg-type]
        return
    reinstate_by_subject(note="", **gone)  # type: ignore[arg-type]
    record_contribution(
        kind=Kind.ARTICLE,
        receiver_id=article.author_id,
        giver_id=None,
        subject_kind=ARTICLE,
        subject_id=article.pk,
        key=f"article:{article.pk}",
        occurred_at=article.published_at or now,
        now=now,
    )


def settle_reaction(event: articles.ArticleValued, *, now: datetime) -> None:
    """Let a reader's press count while it stands."""
    key = f"article_reaction:{event.reaction_id}"
    if not does_reaction_stand(event.reaction_id):
        reverse_contribution(key=key, note="", by_id=None, now=now)
        return
    record_contribution(
        kind=Kind.ARTICLE_RATING,
        receiver_id=get_member_by_public_id(event.author_id).pk,
        giver_id=get_member_by_public_id(event.reader_id).pk,
        subject_kind=ARTICLE,
        subject_id=event.article_id,
        key=key,
        occurred_at=now,
        now=now,
    )


@subscribe(MissionRewardPaid, consumer="contributed.mission", queue="bulk")
def record_mission(event: MissionRewardPaid, *, now: datetime) -> None:
    """Let a mission count once it was rewarded."""
    task = get_task(event.task_id)
    record_contribution(
        kind=Kind.MISSION,
        receiver_id=task.member_id,
        giver_id=None,
        subject_kind=MISSION,
        subject_id=task.pk,
        key=f"mission:{event.task_id}",
        occurred_at=now,
        now=now,
    )


def name_articles(ids: Collection[int]) -> Mapping[int, Named]:
    """Name articles in the lines of the record; those that can't be read are left out."""
    return {pk: Named(title, url) for pk, (title, url) in titles_of_articles(ids).items()}


def name_missions(ids: Collection[int]) -> Mapping[int, Named]:
    """Name missions in the lines of the record."""
    return {pk: Named(title) for pk, title in titles_of_tasks(ids).items()}


def told_to_managers(event: Event) -> Announcement:
    """Announce a fact to those who price kinds."""
    people = [one.public_id for one in members_with_role(Role.COMMUNITY_MANAGER)]
    return Announcement(people, event.to_payload())


def erase(member: Member, *, keeps_texts: bool, now: datetime) -> None:  # noqa: ARG001
    """Forget words and addresses of reports; the record keeps its rows under an opaque id."""
    forget_reports(member=member, now=now)


def connect(told_to: Callable[[tuple[str, ...]], Callable[[Event], Announcement]]) -> None:
    """Fill the registries of the parts below."""
    for fact in ARTICLE_FACTS:
        subscribe(fact, consumer=f"contributed.{fact.__name__}", queue="bulk")(settle_article)
    for said in (articles.ArticleValued, articles.ArticleValuedNoMore):
        subscribe(said, consumer=f"contributed.{said.__name__}", queue="bulk")(settle_reaction)
    for name, event, label in PERSONAL:
        register_public_event(event, name, told_to(MEMBER), label=label)
    register_public_event(
        record.PointRuleChanged,
        "point_rule.changed",
        told_to_managers,
        label=_("Something is worth more or less than before"),
    )
    register_subjects(ARTICLE, name_articles)
    register_subjects(MISSION, name_missions)
    register_custody(
        CustodyPart(
            name="reputation",
            label=_("Your record in the community"),
            pack=partial(pack_tables, "reputation"),
            erase=erase,
        )
    )
