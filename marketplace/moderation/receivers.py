"""Everybody whom a decision touches is told, with its reasons."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.choices import Role
from marketplace.accounts.events import MemberReinstated, MemberSuspended
from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_public_id, members_with_role
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import subscribe
from marketplace.moderation import events, queries, services
from marketplace.moderation.choices import (
    RULES_BY_NUMBER,
    Act,
    AppealState,
    FlagOutcome,
)
from marketplace.moderation.models import Decision
from marketplace.moderation.policies import appeal_ends_at
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, queue_mail, register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Words = StrPromise | str

EXCERPT: Final = 300
_KINDS: Final[dict[str, tuple[Words, Words]]] = {
    "moderation.case": (
        _("Something new waits at the moderators’ desk"),
        _("Look at what was reported and decide."),
    ),
    "moderation.appeal_waits": (
        _("%(member)s appeals a decision"),
        _("Somebody other than who decided answers by %(due_at)s. Otherwise it is granted."),
    ),
    "moderation.flag_upheld": (
        _("Your report was right: %(title)s"),
        _("A moderator looked at it and did something about it. Thank you."),
    ),
    "moderation.flag_not_upheld": (
        _("Your report was looked at: %(title)s"),
        _("A moderator found that no rule was broken."),
    ),
    "moderation.flag_abusive": (
        _("Your report was turned down: %(title)s"),
        _("A moderator found that it wasn't made in good faith. Such reports weigh less."),
    ),
    "moderation.hidden": (
        _("Taken out of view: %(title)s"),
        _("Rule %(rule)s. Read the reasons and how to appeal."),
    ),
    "moderation.warned": (
        _("You have a warning about: %(title)s"),
        _("Rule %(rule)s. Read the reasons and how to appeal."),
    ),
    "moderation.suspended": (
        _("Your account is suspended"),
        _("Rule %(rule)s. Read the reasons, when your money can be withdrawn, and how to appeal."),
    ),
    "moderation.undone": (
        _("A decision about you was taken back: %(title)s"),
        _("It counts no more. We are sorry for the trouble."),
    ),
    "moderation.appeal_granted": (
        _("Your appeal was granted: %(title)s"),
        _("The decision is overturned and what it did is taken back."),
    ),
    "moderation.appeal_late": (
        _("Your appeal was granted: %(title)s"),
        _("We didn't answer in time, and that counts for you. The decision is overturned."),
    ),
    "moderation.appeal_upheld": (
        _("The decision stands: %(title)s"),
        _("Somebody else looked at it again. Read their answer."),
    ),
    "moderation.suspension_over": (
        _("Your suspension is over"),
        _("Your account is open again, with everything in it."),
    ),
    "moderation.export_ready": (
        _("Your data is packed"),
        _("You can download it until %(expires_at)s."),
    ),
    "moderation.export_failed": (
        _("Your data couldn't be packed"),
        _("We have been told and look into it. You can ask again."),
    ),
    "moderation.visited": (
        _("Support looked at the site as you"),
        _("The reason: %(reason)s It began on %(started_at)s, %(pages)s pages, nothing changed."),
    ),
}
for _name, (_title, _body) in _KINDS.items():
    register_kind(_name, group=NotificationGroup.ACCOUNT, title=_title, body=_body)

_TOLD_BY_OUTCOME: Final = {
    FlagOutcome.UPHELD: "moderation.flag_upheld",
    FlagOutcome.NOT_UPHELD: "moderation.flag_not_upheld",
    FlagOutcome.ABUSIVE: "moderation.flag_abusive",
}
_TOLD_BY_ACT: Final = {
    Act.HIDE: "moderation.hidden",
    Act.WARN: "moderation.warned",
    Act.SUSPEND: "moderation.suspended",
}
_TOLD_BY_ANSWER: Final = {
    AppealState.GRANTED: "moderation.appeal_granted",
    AppealState.GRANTED_LATE: "moderation.appeal_late",
    AppealState.UPHELD: "moderation.appeal_upheld",
}


@subscribe(events.CaseOpened, consumer="moderation.tell_desk")
def tell_desk(event: events.CaseOpened, *, now: datetime) -> None:  # noqa: ARG001
    """Tell the moderators that something waits; once, until they have looked."""
    for member in members_with_role(Role.MODERATOR):
        notify(
            member=member,
            kind="moderation.case",
            params={},
            url=reverse("moderation:desk"),
            coalesce_on="desk",
            now=now,
        )


@subscribe(events.AppealFiled, consumer="moderation.tell_reviewers")
def tell_reviewers(event: events.AppealFiled, *, now: datetime) -> None:
    """Tell those who may answer the appeal: everybody but who decided."""
    appeal = queries.get_appeal(event.appeal_id)
    for member in members_with_role(Role.MODERATOR):
        if member.pk not in (appeal.decision.decided_by_id, appeal.member_id):
            notify(
                member=member,
                kind="moderation.appeal_waits",
                params={"member": appeal.member.display_name, "due_at": event.due_at},
                url=appeal.get_absolute_url(),
                now=now,
            )


@subscribe(events.FlagDecided, consumer="moderation.tell_flagger")
def tell_flagger(event: events.FlagDecided, *, now: datetime) -> None:
    """Tell who reported something what became of it."""
    member = get_member_by_public_id(event.member_id)
    found = queries.get_flag_for(member, event.flag_id)
    notify(
        member=member,
        kind=_TOLD_BY_OUTCOME[FlagOutcome(event.outcome)],
        params={"title": found.case.title},
        url=reverse("moderation:reports"),
        now=now,
    )


@subscribe(events.DecisionMade, consumer="moderation.state_reasons")
def state_reasons(event: events.DecisionMade, *, now: datetime) -> None:
    """Give the member the statement of reasons, in page and always by mail."""
    if event.act == Act.NO_ACTION:
        return
    member = get_member_by_public_id(event.member_id)
    decision = queries.get_decision_for(member, event.decision_id)
    notify(
        member=member,
        kind=_TOLD_BY_ACT[Act(event.act)],
        params={"title": decision.case.title, "rule": decision.rule},
        url=decision.get_absolute_url(),
        now=now,
        by_mail=False,
    )
    _mail(member, "moderation_decision", _statement(decision), now=now)


def _statement(decision: Decision) -> dict[str, Any]:
    suspension = getattr(decision, "suspension", None)
    return {
        "act": decision.act,
        "rule": RULES_BY_NUMBER.get(decision.rule),
        "reason": decision.reason,
        "thing": decision.case.title,
        "evidence": decision.case.text[:EXCERPT],
        "path": decision.get_absolute_url(),
        "appeal_until": appeal_ends_at(decision),
        "answer_days": rules().appeal_answer_days,
        "ends_at": suspension.ends_at if suspension else None,
        "payouts_from": suspension.payouts_from if suspension else None,
    }


@subscribe(events.DecisionUndone, consumer="moderation.tell_undone")
def tell_undone(event: events.DecisionUndone, *, now: datetime) -> None:
    """Tell the member that a decision no longer counts."""
    if event.act != Act.NO_ACTION:
        _about_decision("moderation.undone", event.decision_id, now=now)


@subscribe(events.AppealDecided, consumer="moderation.tell_appellant")
def tell_appellant(event: events.AppealDecided, *, now: datetime) -> None:
    """Tell the member how the appeal ended."""
    _about_decision(_TOLD_BY_ANSWER[AppealState(event.outcome)], event.decision_id, now=now)


@subscribe(events.SuspensionEnded, consumer="moderation.tell_suspension_over")
def tell_suspension_over(event: events.SuspensionEnded, *, now: datetime) -> None:
    """Tell the member that the account is open again."""
    _about_decision("moderation.suspension_over", event.decision_id, now=now)


def _about_decision(kind: str, decision_id: str, *, now: datetime) -> None:
    decision = queries.get_decision(decision_id)
    notify(
        member=decision.member,
        kind=kind,
        params={"title": decision.case.title},
        url=decision.get_absolute_url(),
        now=now,
    )


@subscribe(events.ExportReady, consumer="moderation.tell_export_ready")
def tell_export_ready(event: events.ExportReady, *, now: datetime) -> None:
    """Tell the member that the package can be downloaded."""
    notify(
        member=get_member_by_public_id(event.member_id),
        kind="moderation.export_ready",
        params={"expires_at": event.expires_at},
        url=reverse("moderation:data"),
        now=now,
    )


@subscribe(events.ExportFailed, consumer="moderation.tell_export_failed")
def tell_export_failed(event: events.ExportFailed, *, now: datetime) -> None:
    """Tell the member that packing failed."""
    notify(
        member=get_member_by_public_id(event.member_id),
        kind="moderation.export_failed",
        params={},
        url=reverse("moderation:data"),
        now=now,
    )


@subscribe(events.DepartureAsked, consumer="moderation.mail_departure", queue="mail")
def mail_departure(event: events.DepartureAsked, *, now: datetime) -> None:
    """Say by mail until when the closing can be taken back: the pages are shut by now."""
    due_at = datetime.fromisoformat(event.due_at)
    _mail_by_id(event.member_id, "account_leaving", {"due_at": due_at}, now=now)


@subscribe(events.DeparturePutOff, consumer="moderation.mail_put_off", queue="mail")
def mail_put_off(event: events.DeparturePutOff, *, now: datetime) -> None:
    """Say by mail that something stands against the erasing, and when it is tried again."""
    due_at = datetime.fromisoformat(event.due_at)
    _mail_by_id(event.member_id, "account_put_off", {"due_at": due_at}, now=now)


def _mail_by_id(member_id: str, message: str, context: dict[str, Any], *, now: datetime) -> None:
    _mail(get_member_by_public_id(member_id), message, context, now=now)


def _mail(member: Member, message: str, context: dict[str, Any], *, now: datetime) -> None:
    if member.email:
        queue_mail(
            to=member.email,
            language=member.language,
            message=message,
            context=context,
            member=member,
            now=now,
        )


@subscribe(events.VisitEnded, consumer="moderation.tell_visited")
def tell_visited(event: events.VisitEnded, *, now: datetime) -> None:
    """Tell the member that support looked at the site as them, where the setting says so."""
    if not rules().support_visit_told:
        return
    notify(
        member=get_member_by_public_id(event.member_id),
        kind="moderation.visited",
        params={"reason": event.reason, "started_at": event.started_at, "pages": event.pages},
        url=reverse("moderation:standing"),
        now=now,
    )


@subscribe(MemberSuspended, consumer="moderation.adopt_closing")
def adopt_closing(event: MemberSuspended, *, now: datetime) -> None:
    """Give an account that was closed in Django's admin its statement, its dates and its appeal."""
    try:
        actor: Member | None = get_member_by_public_id(event.by)
    except NotFound:
        actor = None
    services.adopt_closing(
        member=get_member_by_public_id(event.member_id), reason=event.reason, actor=actor, now=now
    )


@subscribe(MemberReinstated, consumer="moderation.adopt_opening")
def adopt_opening(event: MemberReinstated, *, now: datetime) -> None:
    """Close the suspension of an account that was opened in Django's admin."""
    services.adopt_opening(member=get_member_by_public_id(event.member_id), now=now)
