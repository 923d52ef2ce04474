"""An act of the log is taken back, where it can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from community.forum.choices import Act
from community.forum.errors.writing import DecidedByModerators, UndoTooLate
from community.forum.models import ModerationAct
from community.forum.queries.queue import is_decided
from community.forum.services.acting import refuse_others
from community.forum.services.merging import undo_merge
from community.forum.services.moderating import (
    MARKS,
    last_of_mark,
    mark_topic,
    move_topic,
    retitle_topic,
)
from community.forum.services.removing import restore_post, show_post
from community.forum.services.solving import take_solution_back
from community.forum.services.states import lock_post, lock_topic
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound

Undo = Callable[[ModerationAct, Member, datetime], object]
_BY_ACT: Final = {
    act: (mark, is_on)
    for mark, (_column, set_act, end_act) in MARKS.items()
    for act, is_on in ((set_act, False), (end_act, True))
}


def _mark(act: ModerationAct, actor: Member, now: datetime) -> object:
    mark, is_on = _BY_ACT[Act(act.act)]
    topic = lock_topic(act.topic_id or 0)
    if last_of_mark(topic, mark) != act:
        raise UndoTooLate
    return mark_topic(topic_id=topic.pk, actor=actor, mark=mark, is_on=is_on, undoes=act, now=now)


def _choose_no_more(act: ModerationAct, actor: Member, now: datetime) -> object:
    _topic, post = lock_post(act.post_id or 0)
    standing = post.solutions.filter(ended_at=None, member=act.actor_id, chosen_at=act.at)
    if not standing.exists():
        raise UndoTooLate
    return take_solution_back(post_id=post.pk, member=actor, undoes=act, now=now)


def _move_back(act: ModerationAct, actor: Member, now: datetime) -> object:
    return move_topic(
        topic_id=act.topic_id or 0,
        actor=actor,
        category_id=int(act.detail["from_id"]),
        undoes=act,
        now=now,
    )


def _rename_back(act: ModerationAct, actor: Member, now: datetime) -> object:
    return retitle_topic(
        topic_id=act.topic_id or 0,
        actor=actor,
        title=act.detail["from"],
        tags=act.detail["from_tags"],
        undoes=act,
        now=now,
    )


def _show_again(act: ModerationAct, actor: Member, now: datetime) -> object:
    _topic, post = lock_post(act.post_id or 0)
    if is_decided(post.pk):
        raise DecidedByModerators
    return show_post(post_id=post.pk, actor=actor, now=now)


UNDO: Final[Mapping[Act, Undo]] = {
    **dict.fromkeys(_BY_ACT, _mark),
    Act.MOVE_TOPIC: _move_back,
    Act.RETITLE_TOPIC: _rename_back,
    Act.MERGE_TOPIC: lambda act, actor, now: undo_merge(
        merge_id=int(act.detail["merge"]), actor=actor, now=now
    ),
    Act.SPLIT_TOPIC: lambda act, actor, now: undo_merge(
        merge_id=int(act.detail["merge"]), actor=actor, now=now
    ),
    Act.REMOVE_POST: lambda act, actor, now: restore_post(
        post_id=act.post_id or 0, actor=actor, now=now
    ),
    Act.HIDE_POST: _show_again,
    Act.CHOOSE_SOLUTION: _choose_no_more,
}


@transaction.atomic
def undo_act(*, act_id: int, actor: Member, now: datetime) -> ModerationAct:
    """Take an act back by its opposite, which is a row of the log of its own.

    Raises NotFound, NotForumStaff, UndoTooLate for what was taken back, has no opposite or was
    overtaken by the same act done again, and whatever the opposite refuses.
    """
    refuse_others(actor)
    act = ModerationAct.objects.filter(pk=act_id).first()
    if act is None:
        raise NotFound
    undo = UNDO.get(Act(act.act))
    if undo is None or ModerationAct.objects.filter(undoes=act).exists():
        raise UndoTooLate
    undo(act, actor, now)
    return act
