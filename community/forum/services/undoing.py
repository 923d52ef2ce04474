"""An act of the log is taken back, where it can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from community.forum.choices import Act
from community.forum.errors.writing import UndoTooLate
from community.forum.models import ModerationAct
from community.forum.services.acting import refuse_others
from community.forum.services.merging import undo_merge
from community.forum.services.moderating import MARKS, mark_topic, move_topic, retitle_topic
from community.forum.services.removing import restore_post, show_post
from community.forum.services.solving import take_solution_back
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
    topic_id = act.topic_id or 0
    return mark_topic(topic_id=topic_id, actor=actor, mark=mark, is_on=is_on, now=now)


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
    Act.HIDE_POST: lambda act, actor, now: show_post(
        post_id=act.post_id or 0, actor=actor, now=now
    ),
    Act.CHOOSE_SOLUTION: lambda act, actor, now: take_solution_back(
        post_id=act.post_id or 0, member=actor, now=now
    ),
}


@transaction.atomic
def undo_act(*, act_id: int, actor: Member, now: datetime) -> ModerationAct:
    """Take an act back by its opposite, which is a row of the log of its own.

    Raises NotFound, NotForumStaff, UndoTooLate for what was taken back or has no opposite, and
    whatever the opposite refuses.
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
