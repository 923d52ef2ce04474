"""What becomes of a member's part in the club when they close their account."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.gurus import events
from community.gurus.choices import (
    LIVE,
    NOMINATION_STEPS,
    OPEN_NOMINATIONS,
    MembershipMove,
    MembershipState,
    NominationMove,
    NominationState,
)
from community.gurus.errors import MemberGone
from community.gurus.models import Ballot, Membership, Nomination, Remark
from community.gurus.services.memberships import leave_club
from community.gurus.services.states import (
    about,
    lock_membership,
    lock_nomination,
    membership_transition,
    nomination_transition,
    worded,
)
from marketplace.accounts.models import Member
from marketplace.core.events import publish

# Read by the candidate too, who isn't told who nominated them.
_BEHIND: Final = _("An account behind this nomination is closed.")
_CLOSED: Final = _("The account of the candidate is closed.")
_NOMINATOR_GONE: Final = (NominationState.PROPOSED, NominationState.ASKED)


@transaction.atomic
def leave_for_good(*, member: Member, keeps_texts: bool, now: datetime) -> None:
    """End membership, appeal and candidacies; forget the words, keep the rows under the opaque id.

    Signatures, ballots' choices and the codes that were given stay: they are the club's books.
    """
    live = Membership.objects.filter(member=member, state__in=LIVE).order_by("id")
    for membership in live:
        leave_club(membership=membership, actor=member, now=now)
    _settle_appeals(member, now)
    _end_candidacies(member, now)
    Nomination.objects.filter(candidate=member).update(application="", known_for="", metrics={})
    Membership.objects.filter(member=member).update(known_for="", appeal="")
    if not keeps_texts:
        Remark.objects.filter(author=member).update(text="")
        Ballot.objects.filter(member=member).exclude(choice="against").update(reason="")


def _settle_appeals(member: Member, now: datetime) -> None:
    """Let a removal stand whose appeal nobody has answered: nobody is there to come back."""
    waiting = Membership.objects.filter(member=member, state=MembershipState.APPEALED)
    for one in waiting.order_by("id"):
        row = lock_membership(one.pk)
        if row.state == MembershipState.APPEALED:
            changes = {"answer": worded(MemberGone.message, member)}
            membership_transition(row, MembershipMove.UPHOLD, actor=None, now=now, changes=changes)


def _end_candidacies(member: Member, now: datetime) -> None:
    """Stop what they are a candidate in, and what they nominated and nobody has applied for."""
    mine = Nomination.objects.filter(candidate=member, state__in=OPEN_NOMINATIONS)
    made = Nomination.objects.filter(nominator=member, state__in=_NOMINATOR_GONE)
    for one in (*mine.order_by("id"), *made.order_by("id")):
        row = lock_nomination(one.pk)
        if NominationMove.STOP not in NOMINATION_STEPS[NominationState(row.state)]:
            continue
        is_theirs = row.candidate_id == member.pk
        said = worded(_CLOSED, row.nominator) if is_theirs else worded(_BEHIND, row.candidate)
        changes = {"decision": said}
        nomination_transition(row, NominationMove.STOP, actor=None, now=now, changes=changes)
        publish(about(events.NominationStopped, row), now=now)
