"""The forum's desk: posts that wait are let through, edited, removed; and all of it is undone.

Posts wait because they were held, because members reported them, or because a decision about them
was taken back. Two moderators at once make one decision: the second is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community.forum.choices import REASON_MAX, Act, Hand, PostState
from community.forum.choices.reading import FLAG_KIND, QueueAct
from community.forum.errors.reading import (
    AlreadyDecidedThere,
    NotToUndo,
    OwnPostAtDesk,
    ReasonNeeded,
)
from community.forum.errors.writing import NothingChanged, PostStateRefuses
from community.forum.models import Post, QueueDecision
from community.forum.services.acting import note_act, refuse_others
from community.forum.services.editing import edit_post
from community.forum.services.removing import (
    hide_post,
    release_post,
    remove_post,
    show_post,
    wait_again,
)
from community.forum.services.states import lock_post
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.moderation.errors import CaseAlreadyDecided
from marketplace.moderation.models import Case, Decision
from marketplace.moderation.queries import find_subject, get_decision
from marketplace.moderation.services import (
    dismiss_case,
    hide_subject,
    undo_decision,
    warn_member,
)
from marketplace.moderation.services.flags import open_case

DECIDABLE = (PostState.HELD, PostState.HIDDEN)


@contextmanager
def _one_outcome() -> Iterator[None]:
    """Say of what another moderator was faster with that it is decided."""
    try:
        yield
    except (CaseAlreadyDecided, PostStateRefuses):
        raise AlreadyDecidedThere from None


@transaction.atomic
def accept_post(*, post_id: int, actor: Member, now: datetime) -> QueueDecision:
    """Let a waiting post into view, and find its reports groundless.

    Locks the case, then topic and post. Raises NotFound, NotForumStaff, OwnPostAtDesk,
    AlreadyDecidedThere.
    """
    with _one_outcome():
        return _decide(post_id, QueueAct.ACCEPT, actor, now, _let_stand)


@transaction.atomic
def edit_waiting_post(
    *, post_id: int, actor: Member, body: str, reason: str, now: datetime
) -> QueueDecision:
    """Change a waiting post's words, then let it stand. The edit is a version like any other.

    Raises as `accept_post` does, and ReasonNeeded, and what a text refuses.
    """
    reason = _given(reason)

    def edit(post: Post, case: Case | None) -> str:
        try:
            edit_post(post_id=post.pk, actor=actor, body=body, reason=reason, now=now)
        except NothingChanged:
            raise NothingChanged(field="body") from None
        return _let_stand(post, case, actor, now)

    with _one_outcome():
        return _decide(
            post_id, QueueAct.EDIT, actor, now, lambda post, case, *_: edit(post, case), reason
        )


@transaction.atomic
def remove_waiting_post(
    *, post_id: int, actor: Member, rule: str, reason: str, now: datetime
) -> QueueDecision:
    """Take a waiting post away for good, with the reason that its author reads.

    A reported one goes by the moderators' decision, which can be appealed. Raises as
    `accept_post` does, and ReasonNeeded, UnknownRule.
    """
    reason = _given(reason)

    def remove(post: Post, case: Case | None) -> str:
        if case is not None and post.state == PostState.VISIBLE:
            gone = hide_subject(case=case, rule=rule, reason=reason, actor=actor, now=now)
            return str(gone.public_id)
        remove_post(post_id=post.pk, actor=actor, reason=reason, now=now)
        if case is None:
            return ""
        return _close(case, reason, actor, now)

    with _one_outcome():
        return _decide(
            post_id, QueueAct.REMOVE, actor, now, lambda post, case, *_: remove(post, case), reason
        )


@transaction.atomic
def warn_about_post(
    *, post_id: int, actor: Member, rule: str, reason: str, now: datetime
) -> QueueDecision:
    """Take a waiting post away and warn its author: a decision with a rule, which can be appealed.

    Where nobody reported it, the moderator's own case is opened. Raises as `remove_waiting_post`.
    """
    reason = _given(reason)

    def warn(post: Post, case: Case | None) -> str:
        if case is None:
            subject = find_subject(FLAG_KIND, str(post.pk), viewer=None)
            case = open_case(FLAG_KIND, str(post.pk), subject, now=now)
        decision = warn_member(case=case, rule=rule, reason=reason, actor=actor, now=now)
        if post.state == PostState.VISIBLE:
            hide_post(post_id=post.pk, actor=actor, reason=reason, now=now)
        else:
            remove_post(post_id=post.pk, actor=actor, reason=reason, now=now)
        return str(decision.public_id)

    with _one_outcome():
        return _decide(
            post_id, QueueAct.WARN, actor, now, lambda post, case, *_: warn(post, case), reason
        )


def _given(reason: str) -> str:
    reason = " ".join(reason.split())[:REASON_MAX]
    if not reason:
        raise ReasonNeeded(field="reason")
    return reason


Do = Callable[[Post, Case | None, Member, datetime], str]


def _decide(
    post_id: int, act: QueueAct, actor: Member, now: datetime, do: Do, reason: str = ""
) -> QueueDecision:
    # The case first, as the moderators' desk does: two who decide at once wait, and neither fails.
    cases = Case.objects.select_for_update(no_key=True, of=("self",))
    case = cases.filter(kind=FLAG_KIND, ref=str(post_id), state="open").first()
    _topic, post = lock_post(post_id)
    refuse_others(actor)
    if post.author_id == actor.pk:
        raise OwnPostAtDesk
    if case is None and not is_waiting(post):
        raise AlreadyDecidedThere

    decision = do(post, case, actor, now)

    return QueueDecision.objects.create(
        post=post,
        act=act,
        is_of_flags=case is not None,
        decision=decision,
        reason=reason,
        actor=actor,
        at=now,
    )


def is_waiting(post: Post) -> bool:
    """Whether a post waits without reports: held, or its last decision was taken back.

    One that moderators hid once more since then is decided about.
    """
    if post.state == PostState.HELD:
        return True
    last = post.queue_decisions.order_by("-pk").first()
    if post.state != PostState.HIDDEN or last is None or last.undone_at is None:
        return False
    return post.removed_at is not None and last.undone_at >= post.removed_at


def _let_stand(post: Post, case: Case | None, actor: Member, now: datetime) -> str:
    if post.state == PostState.HELD:
        release_post(post_id=post.pk, actor=actor, now=now)
    elif post.state == PostState.HIDDEN:
        show_post(post_id=post.pk, actor=actor, now=now)
    if case is None:
        return ""
    return _close(case, _("Looked at: the post stands."), actor, now)


def _close(case: Case, reason: str, actor: Member, now: datetime) -> str:
    """Close a case without an act of the moderators, and return the decision's public id."""
    return str(dismiss_case(case=case, reason=reason, actor=actor, now=now).public_id)


@transaction.atomic
def undo_at_desk(*, public_id: str, actor: Member, now: datetime) -> QueueDecision:
    """Take a decision of the desk back: the post waits again, as it was or out of view.

    What was let into view goes out of it and waits; what was removed waits as held again; the
    moderators' decision is undone with it. Locks the decision, topic and post. Raises NotFound,
    NotForumStaff, NotToUndo.
    """
    rows = QueueDecision.objects.select_for_update(no_key=True, of=("self",))
    made = rows.filter(public_id=public_id).first()
    if made is None:
        raise NotFound
    refuse_others(actor)
    last = QueueDecision.objects.filter(post=made.post_id).order_by("-pk").first()
    until = made.at + timedelta(hours=rules().forum_desk_undo_hours)
    if made.undone_at is not None or last != made or now > until:
        raise NotToUndo

    words = _("Taken back at the desk.")
    if made.decision:
        _undo_case(get_decision(made.decision), words, actor, now)
    _topic, post = lock_post(made.post_id)
    if not made.is_of_flags or made.act in (QueueAct.REMOVE, QueueAct.WARN):
        _wait_again(post, made, words, actor, now)

    made.undone_at, made.undone_by = now, actor
    made.save(update_fields=["undone_at", "undone_by"])
    return made


def _undo_case(decision: Decision, words: str, actor: Member, now: datetime) -> None:
    if decision.state != "in_force":
        raise NotToUndo
    undo_decision(decision=decision, reason=words, actor=actor, now=now)


def _wait_again(post: Post, made: QueueDecision, words: str, actor: Member, now: datetime) -> None:
    if post.state == PostState.VISIBLE and made.act in (QueueAct.ACCEPT, QueueAct.EDIT):
        hide_post(post_id=post.pk, actor=actor, reason=words, now=now)
    elif post.state == PostState.REMOVED and not made.is_of_flags:
        hold_again(post_id=post.pk, actor=actor, now=now)
    elif post.state == PostState.HIDDEN and made.is_of_flags:
        show_post(post_id=post.pk, actor=actor, now=now)


@transaction.atomic
def hold_again(*, post_id: int, actor: Member, now: datetime) -> Post:
    """Let a post that was removed while it was out of view wait again; nothing counts for it.

    Locks topic and post. Raises NotFound, PostStateRefuses.
    """
    topic, post = lock_post(post_id)
    wait_again(topic, post, Hand.MODERATOR, now)
    note_act(actor=actor, act=Act.HOLD_POST, post=post, is_public=False, now=now)
    return post
