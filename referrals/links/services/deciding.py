"""To which link a sign-up, a brief, an order or an entry is owed: decided once, with its rule."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.events import publish
from referrals.links.choices import OutcomeKind, TouchRule
from referrals.links.errors import CodeUnknown
from referrals.links.events import OutcomeAttributed, SignupAttributed
from referrals.links.models import Attribution, KnownVisitor, Link, Outcome
from referrals.links.queries import Touch, find_link, last_touch_of, touches_of


def know_visitor(*, visitor: str, member: Member, now: datetime) -> None:
    """Remember that a visitor is this member: what they follow later is theirs."""
    if visitor:
        KnownVisitor.objects.get_or_create(
            visitor=visitor, member=member, defaults={"seen_at": now}
        )


def forget_visitors(*, member: Member) -> None:
    """Forget which visitors were this member, and on what they signed up; for who leaves."""
    KnownVisitor.objects.filter(member=member).delete()
    Attribution.objects.filter(member=member).update(visitor="", day_print="")


def check_code(code: str) -> Link | None:
    """Return the link whose code or word was typed; None for nothing typed. Raises CodeUnknown."""
    typed = code.strip().lower()
    if not typed:
        return None
    link = find_link(typed)
    if link is None or link.closed_at is not None:
        raise CodeUnknown(field="referral_code")
    return link


@transaction.atomic
def record_signup(
    *,
    member: Member,
    now: datetime,
    visitor: str = "",
    code: str = "",
    day_print: str = "",
) -> Attribution:
    """Decide by which link a new member came, once for ever; a second call changes nothing.

    A typed code is a touch at this moment, so it wins; else the last touch within
    `touch_days`. The member's own links count for nothing. Announces SignupAttributed.
    """
    touches = touches_of([visitor] if visitor else [], until=now, apart_from=member)
    typed = find_link(code.strip().lower()) if code.strip() else None
    if typed is not None and (typed.owner_id == member.pk or typed.closed_at is not None):
        typed = None
    first = touches[0] if touches else None
    last = touches[-1] if touches else None
    if typed is not None:
        last = Touch(typed, now)
        first = first or last
    rule = TouchRule.NOBODY
    if last is not None:
        rule = TouchRule.TYPED_CODE if typed is not None else TouchRule.LAST_TOUCH
    found, is_new = Attribution.objects.get_or_create(
        member=member,
        defaults={
            "link": last.link if last else None,
            "rule": rule,
            "first_link": first.link if first else None,
            "first_at": first.at if first else None,
            "last_link": last.link if last else None,
            "last_at": last.at if last else None,
            "visitor": visitor,
            "day_print": day_print,
            "at": now,
        },
    )
    know_visitor(visitor=visitor, member=member, now=now)
    if is_new:
        publish(SignupAttributed(**_said(member, found.link, TouchRule(found.rule))), now=now)
    return found


def _said(member: Member, link: Link | None, rule: TouchRule) -> dict[str, str]:
    return {
        "member_id": member.public_id,
        "code": link.code if link else "",
        "kind": link.kind if link else "",
        "ref": link.ref if link else "",
        "owner_id": link.owner.public_id if link and link.owner else "",
        "rule": rule.value,
    }


@transaction.atomic
def record_outcome(
    *,
    kind: OutcomeKind,
    ref: str,
    member: Member,
    at: datetime,
    now: datetime,
    subject: Link | None = None,
) -> Outcome:
    """Decide to which channel something counts, once for ever; a second call changes nothing.

    What began on a page that has a link of its own (`subject`: an article's, a mission's) counts to
    that. Else the last touch within `touch_days` before `at`, else the link that brought the
    member, else nobody. Rewards don't follow this; they follow the sign-up.
    Announces OutcomeAttributed.
    """
    found = Outcome.objects.select_related("link__owner").filter(kind=kind, ref=ref).first()
    if found is not None:
        return found
    link, rule = subject, TouchRule.SUBJECT
    if link is None:
        touch = last_touch_of(member, until=at)
        link, rule = (touch.link, TouchRule.LAST_TOUCH) if touch else (None, TouchRule.NOBODY)
    if link is None:
        came_by = Attribution.objects.select_related("link__owner").filter(member=member).first()
        if came_by is not None and came_by.link is not None:
            link, rule = came_by.link, TouchRule.SIGN_UP
    row, is_new = Outcome.objects.get_or_create(
        kind=kind, ref=ref, defaults={"member": member, "link": link, "rule": rule, "at": at}
    )
    if is_new:
        publish(
            OutcomeAttributed(outcome=kind, outcome_ref=ref, **_said(member, link, rule)), now=now
        )
    return row
