"""Showing that a mission is done, and what becomes of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import URLValidator
from django.db import transaction
from django.http import FileResponse

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.images import Readable, ReencodedImage, reencode
from marketplace.core.private_files import (
    delete_private,
    open_private,
    private_response,
    store_private,
)
from marketplace.core.ratelimit import spend
from marketplace.core.scanning import FileNotServed, begin_scan, scan_waiting
from referrals.campaigns.choices import Part, ProofKind, TaskMove, TaskState
from referrals.campaigns.errors import (
    AppealLate,
    DisclosureMissing,
    OwnWork,
    ProofLate,
    ProofMissing,
    ReasonMissing,
    SameDecider,
    StateRefuses,
    TooEarly,
)
from referrals.campaigns.events import (
    AppealUpheld,
    ProofSubmitted,
    TaskAccepted,
    TaskAppealed,
    TaskRefused,
    TaskSentBack,
)
from referrals.campaigns.models import Task
from referrals.campaigns.services.acting import (
    TIMER,
    Actor,
    as_manager,
    iso,
    lock_campaign,
    lock_task,
    task_facts,
    transition,
)
from referrals.campaigns.services.funding import release_task
from referrals.campaigns.services.joining import end_task

WIDEST = 1_600
_is_address = URLValidator(schemes=["http", "https"])


def submit_proof(
    *,
    task: Task,
    member: Member,
    text: str = "",
    url: str = "",
    picture: Readable | None = None,
    shows_work: bool = False,
    discloses: bool = False,
    now: datetime,
) -> Task:
    """Show that a mission is done, with what its mission asks for; again after it was sent back.

    `shows_work`: everybody may see it once it is accepted. `discloses`: readers are told of the
    reward. Locks the task. Raises NotFound for others, TooEarly, ProofLate, ProofMissing,
    DisclosureMissing, StateRefuses, TooManyRequests, the refusals of `core.images`.
    """
    if task.member_id != member.pk:
        raise NotFound
    rate = f"{rules().campaign_proofs_per_hour} per hour"
    spend(rate=rate, name="campaign_proof", who=str(member.pk))
    _refuse_proof(task, text, url, has_picture=bool(picture or task.stored_as))
    if task.mission.needs_disclosure and not discloses:
        raise DisclosureMissing(field="discloses")
    drawn = reencode(picture, max_side=WIDEST) if picture else None
    with transaction.atomic():
        row = lock_task(task.pk)
        _refuse_moment(row, now)
        changes = {
            "text": text.strip(),
            "url": url.strip(),
            "submitted_at": now,
            "shows_work": shows_work,
        }
        if drawn is not None:
            _keep_picture(row, drawn, now)
        by = Actor(Part.MEMBER, member)
        transition(row, TaskMove.SUBMIT, by=by, now=now, changes=changes)
        publish(ProofSubmitted(**task_facts(row)), now=now)
    return row


def _refuse_proof(task: Task, text: str, url: str, *, has_picture: bool) -> None:
    asked = ProofKind(task.mission.proof)
    given = {
        ProofKind.TEXT: bool(text.strip()),
        ProofKind.LINK: bool(url.strip()),
        ProofKind.PICTURE: has_picture,
    }
    if not given[asked]:
        field = {ProofKind.TEXT: "text", ProofKind.LINK: "url"}.get(asked, "picture")
        raise ProofMissing(field=field, what=asked.label)
    if url.strip():
        try:
            _is_address(url.strip())
        except ValidationError as error:
            raise ProofMissing(field="url", what=ProofKind.LINK.label) from error


def _refuse_moment(task: Task, now: datetime) -> None:
    campaign = task.mission.campaign
    begins = task.booking.slot.begins_at if task.booking is not None else campaign.begins_at
    if begins is not None and now < begins:
        raise TooEarly(moment=f"{begins:%Y-%m-%d %H:%M} UTC")
    if now >= task.due_at:
        raise ProofLate


def _keep_picture(task: Task, drawn: ReencodedImage, now: datetime) -> None:
    if task.stored_as:
        transaction.on_commit(partial(delete_private, task.stored_as))
    file = ContentFile(drawn.content, name="proof.webp")
    begin_scan(task, file, now=now)
    folder = f"campaigns/{task.mission.campaign.public_id}"
    task.stored_as = store_private(file, folder=folder).key


def picture_response(task: Task) -> FileResponse:
    """Hand out a proof's picture; who may see it was asked. Raises FileNotServed, FileMissing."""
    if not task.stored_as or not task.is_served:
        raise FileNotServed
    name = f"proof-{task.public_id}.webp"
    return private_response(task.stored_as, name=name, content_type="image/webp")


def scan_proofs(*, now: datetime, limit: int) -> int:
    """Ask the scanner about pictures that wait for it; what holds malware is deleted."""

    def refuse(row: Task, _malware: str) -> None:
        transaction.on_commit(partial(delete_private, row.stored_as))

    return scan_waiting(
        Task.objects.exclude(stored_as=""),
        open_file=lambda row: open_private(row.stored_as),
        on_malware=refuse,
        now=now,
        limit=limit,
    )


def _enter(task: Task, actor: Member) -> tuple[Actor, Task]:
    by = as_manager(actor)
    row = lock_task(task.pk)
    if row.member_id == actor.pk:
        raise OwnWork
    return by, row


def _refuse_silenced(task: Task, now: datetime) -> None:
    """Refuse what comes after the days in which it could be decided: silence has accepted it."""
    waits = task.state in (TaskState.SUBMITTED, TaskState.APPEALED)
    if waits and task.timer_at is not None and task.timer_at <= now:
        raise StateRefuses(state=TaskState.ACCEPTED.label)


@transaction.atomic
def accept_task(*, task: Task, actor: Member, note: str = "", now: datetime) -> Task:
    """Accept shown work; its reward follows. Locks the task.

    Raises NotFound for others, OwnWork, StateRefuses.
    """
    by, row = _enter(task, actor)
    changes = {"decided_at": now, "decided_by": actor, "note": note.strip()}
    transition(row, TaskMove.ACCEPT, by=by, now=now, changes=changes)
    publish(TaskAccepted(**task_facts(row), after_appeal=False), now=now)
    return row


@transaction.atomic
def send_back_task(*, task: Task, actor: Member, note: str, now: datetime) -> Task:
    """Send shown work back with what is missing; there are again days for the proof.

    Locks the task. Raises NotFound for others, OwnWork, ReasonMissing, StateRefuses.
    """
    by, row = _enter(task, actor)
    _refuse_silenced(row, now)
    if not note.strip():
        raise ReasonMissing(field="note")
    again = now + timedelta(days=rules().campaign_proof_days)
    changes = {"note": note.strip(), "due_at": max(row.due_at, again)}
    transition(row, TaskMove.SEND_BACK, by=by, now=now, changes=changes)
    publish(TaskSentBack(**task_facts(row), note=row.note), now=now)
    return row


@transaction.atomic
def refuse_task(*, task: Task, actor: Member, reason: str, now: datetime) -> Task:
    """Refuse shown work, with a reason its doer reads and may appeal against once.

    Locks the task. Raises NotFound for others, OwnWork, ReasonMissing, StateRefuses.
    """
    by, row = _enter(task, actor)
    _refuse_silenced(row, now)
    if not reason.strip():
        raise ReasonMissing(field="note")
    changes = {"decided_at": now, "decided_by": actor, "note": reason.strip()}
    transition(row, TaskMove.REFUSE, by=by, now=now, changes=changes)
    publish(
        TaskRefused(**task_facts(row), reason=row.note, appeal_until=iso(row.timer_at)), now=now
    )
    return row


@transaction.atomic
def appeal_task(*, task: Task, member: Member, text: str, now: datetime) -> Task:
    """Ask for a second look by somebody else, once. Locks the task.

    Raises NotFound for others, ReasonMissing, AppealLate, StateRefuses.
    """
    if task.member_id != member.pk:
        raise NotFound
    if not text.strip():
        raise ReasonMissing(field="text")
    row = lock_task(task.pk)
    if row.state == TaskState.REFUSED and (row.timer_at is None or now >= row.timer_at):
        raise AppealLate
    changes = {"appeal_text": text.strip(), "appealed_at": now}
    by = Actor(Part.MEMBER, member)
    transition(row, TaskMove.APPEAL, by=by, now=now, changes=changes)
    publish(TaskAppealed(**task_facts(row)), now=now)
    return row


def _as_second(task: Task, actor: Member) -> Actor:
    as_manager(actor)
    if task.member_id == actor.pk:
        raise OwnWork
    if task.decided_by_id == actor.pk:
        raise SameDecider
    return Actor(Part.SECOND, actor)


@transaction.atomic
def grant_appeal(*, task: Task, actor: Member, note: str = "", now: datetime) -> Task:
    """Accept work after an appeal. Locks the task.

    Raises NotFound for others, OwnWork, SameDecider for who refused it, StateRefuses.
    """
    row = lock_task(task.pk)
    by = _as_second(row, actor)
    changes = {"decided_at": now, "decided_by": actor, "note": note.strip()}
    transition(row, TaskMove.GRANT, by=by, now=now, changes=changes)
    publish(TaskAccepted(**task_facts(row), after_appeal=True), now=now)
    return row


@transaction.atomic
def uphold_refusal(*, task: Task, actor: Member, reason: str, now: datetime) -> Task:
    """Let a refusal stand after an appeal, with a reason; what was set aside is free again.

    Locks the campaign, then the task. Raises NotFound for others, OwnWork, SameDecider for who
    refused it, ReasonMissing, StateRefuses.
    """
    campaign = lock_campaign(task.mission.campaign_id)
    row = lock_task(task.pk)
    by = _as_second(row, actor)
    _refuse_silenced(row, now)
    if not reason.strip():
        raise ReasonMissing(field="note")
    changes = {"decided_at": now, "decided_by": actor, "note": reason.strip()}
    transition(row, TaskMove.UPHOLD, by=by, now=now, changes=changes)
    release_task(campaign, row.amount, now=now)
    publish(AppealUpheld(**task_facts(row), reason=row.note), now=now)
    return row


def lapse_due_tasks(*, now: datetime, limit: int) -> int:
    """Carry out the timers of work that have run out; returns how many.

    What wasn't proven in time ends, and so does a refusal nobody appealed; what nobody decided in
    time is accepted: silence counts for who did the work.
    """
    due = list(Task.objects.due(now).values_list("pk", "mission__campaign_id")[:limit])
    return sum(_lapse(pk, campaign_id, now) for pk, campaign_id in due)


def _lapse(pk: int, campaign_id: int, now: datetime) -> bool:
    with transaction.atomic():
        campaign = lock_campaign(campaign_id)
        row = lock_task(pk)
        if row.timer_at is None or row.timer_at > now:
            return False
        if row.state in (TaskState.SUBMITTED, TaskState.APPEALED):
            was_appealed = row.state == TaskState.APPEALED
            changes = {"decided_at": now, "decided_by": None, "note": ""}
            transition(row, TaskMove.SILENCE, by=TIMER, now=now, changes=changes)
            publish(TaskAccepted(**task_facts(row), after_appeal=was_appealed), now=now)
        else:
            end_task(campaign, row, TaskMove.LAPSE, by=TIMER, now=now)
    return True


@transaction.atomic
def show_work(*, task: Task, member: Member, shows: bool) -> Task:
    """Let everybody see one's finished work, or no longer. Locks the task. Raises NotFound."""
    if task.member_id != member.pk:
        raise NotFound
    row = lock_task(task.pk)
    row.shows_work = shows
    row.save(update_fields=["shows_work"])
    return row
