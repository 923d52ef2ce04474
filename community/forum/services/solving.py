"""A post is chosen as a solution, or no more. A question may have several."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from community.forum.choices import Act, ChosenBy, PostState, TopicState
from community.forum.errors.writing import (
    AlreadySolution,
    MayNotChoose,
    NoSolution,
    NotAQuestion,
    OpeningPostSolvesNothing,
    PostStateRefuses,
)
from community.forum.events.writing import SolutionChosen, SolutionTakenBack
from community.forum.models import ModerationAct, Post, Solution, Topic
from community.forum.policies.writing import can_take_solution_back, part_in_choosing
from community.forum.queries.places import Places, places_for
from community.forum.services.acting import last_act, note_act
from community.forum.services.contributing import credit_solution, debit_solution
from community.forum.services.counting import recount_topic
from community.forum.services.states import lock_post
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish


@transaction.atomic
def choose_solution(*, post_id: int, member: Member, now: datetime) -> Solution:
    """Say that a post solves its question: the asker; gurus and staff once the asker is silent.

    Locks topic and post. Raises NotFound, NotAQuestion, OpeningPostSolvesNothing,
    PostStateRefuses, AlreadySolution, MayNotChoose.
    """
    topic, post = lock_post(post_id)
    places = places_for(member)
    _refuse_unseen(topic, post, places)

    if not topic.is_question:
        raise NotAQuestion
    if topic.first_post_id == post.pk:
        raise OpeningPostSolvesNothing
    if post.state != PostState.VISIBLE or topic.state != TopicState.VISIBLE:
        raise PostStateRefuses(state=PostState(post.state).label)
    if post.is_solution:
        raise AlreadySolution
    part = part_in_choosing(places.reader, topic, post, now=now)
    if part is None:
        raise MayNotChoose(days=rules().forum_solution_silence_days)

    solution = Solution.objects.create(
        topic=topic, post=post, member=member, chosen_by=part, chosen_at=now
    )
    post.is_solution = True
    post.save(update_fields=["is_solution"])
    recount_topic(topic, now=now)
    if part != ChosenBy.ASKER:
        note_act(actor=member, act=Act.CHOOSE_SOLUTION, post=post, now=now)
    publish(
        SolutionChosen(
            topic_id=topic.pk,
            post_id=post.pk,
            author_id=post.author.public_id,
            chooser_id=member.public_id,
            chooser_name=member.display_name,
            asker_id=topic.author.public_id,
            title=topic.title,
        ),
        now=now,
    )
    credit_solution(solution, post, area=places.by_id[topic.category_id].slug, now=now)
    return solution


@transaction.atomic
def take_solution_back(
    *,
    post_id: int,
    member: Member,
    reason: str = "",
    undoes: ModerationAct | None = None,
    now: datetime,
) -> Solution:
    """Say that a post is no solution after all: the asker, who chose it, or the forum's staff.

    The row stays, with who ended it; `undoes` is the act that chose it. Locks topic and post.
    Raises NotFound, NoSolution, MayNotChoose, PostStateRefuses.
    """
    topic, post = lock_post(post_id)
    places = places_for(member)
    _refuse_unseen(topic, post, places)
    solution = Solution.objects.filter(post=post, ended_at=None).first()

    if solution is None:
        raise NoSolution
    if post.state != PostState.VISIBLE:
        raise PostStateRefuses(state=PostState(post.state).label)
    if not can_take_solution_back(places.reader, topic, post, chooser_id=solution.member_id):
        raise MayNotChoose(days=rules().forum_solution_silence_days)

    solution.ended_at, solution.ended_by = now, member
    solution.save(update_fields=["ended_at", "ended_by"])
    post.is_solution = False
    post.save(update_fields=["is_solution"])
    recount_topic(topic, now=now)
    if undoes or member.pk not in (topic.author_id, solution.member_id):
        chosen = undoes or last_act(Act.CHOOSE_SOLUTION, post=post)
        act = Act.DROP_SOLUTION
        note_act(actor=member, act=act, post=post, reason=reason, undoes=chosen, now=now)
    publish(
        SolutionTakenBack(
            topic_id=topic.pk,
            post_id=post.pk,
            author_id=post.author.public_id,
            by=member.public_id,
            title=topic.title,
        ),
        now=now,
    )
    debit_solution(solution, by_id=member.pk, now=now)
    return solution


def end_solutions(post: Post, *, member: Member, now: datetime) -> list[Solution]:
    """End what stands as solutions of a locked post; the caller takes them out of the record."""
    found = list(Solution.objects.filter(post=post, ended_at=None))
    for solution in found:
        solution.ended_at, solution.ended_by = now, member
        solution.save(update_fields=["ended_at", "ended_by"])
    post.is_solution = False
    post.save(update_fields=["is_solution"])
    return found


def _refuse_unseen(topic: Topic, post: Post, places: Places) -> None:
    reader = places.reader
    is_shown = topic.state == TopicState.VISIBLE and post.state == PostState.VISIBLE
    is_known = is_shown or post.author_id == reader.pk or reader.is_staff
    if topic.category_id not in places.by_id or not is_known:
        raise NotFound
