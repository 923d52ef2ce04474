"""Taking part: the terms are accepted, and who may not is told why."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from contests.actions.errors import FollowOnly, TermsNotAccepted
from contests.actions.events import EntrantJoined
from contests.actions.models import Entrant
from contests.actions.queries import contest_day, entrant_of
from contests.actions.services.acting import entrant_facts, hold_open
from contests.calls.choices import ContestKind
from contests.calls.errors import NotEligible
from contests.calls.models import Contest
from contests.calls.queries import contest_text, reasons_against
from contests.calls.services import make_link
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.events import publish

_SALT: Final = "contests.actions.day_print"


def day_print_of(contest: Contest, *, address: str, user_agent: str, now: datetime) -> str:
    """Return what stands for a device and network on this day alone; "" where nothing is known.

    Neither can be read back from it, and on another day the same visitor is another one.
    """
    if not address:
        return ""
    said = f"{contest_day(contest, now)}|{address}|{user_agent}"
    return salted_hmac(_SALT, said, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


@transaction.atomic
def join_contest(
    *,
    contest: Contest,
    member: Member,
    accepts_terms: bool,
    shows_name: bool = False,
    day_print: str = "",
    now: datetime,
) -> Entrant:
    """Take part in an open follow contest; who takes part already is returned as they are.

    Raises FollowOnly, ContestNotOpen, TermsNotAccepted, NotEligible.
    """
    if contest.kind != ContestKind.FOLLOW:
        raise FollowOnly
    hold_open(contest, now=now)
    if (known := entrant_of(contest, member)) is not None:
        return known
    if not accepts_terms:
        raise TermsNotAccepted(field="accepts_terms")
    if against := reasons_against(contest, member, now=now):
        raise NotEligible(reasons=" ".join(one.text for one in against))
    text = contest_text(contest, get_language())
    try:
        with transaction.atomic():
            entrant = Entrant.objects.create(
                contest=contest,
                member=member,
                link=make_link(contest=contest, member=member, now=now),
                joined_at=now,
                terms_digest=hashlib.sha256(text.terms.encode()).hexdigest(),
                terms_language=text.language,
                shows_name=shows_name,
                day_print=day_print,
            )
    except IntegrityError:
        return Entrant.objects.get(contest=contest, member=member)
    record_audit(
        actor=member.public_id,
        action="contest_joined",
        subject=contest.reference,
        after={"participant": entrant.public_id, "terms": entrant.terms_digest},
        now=now,
    )
    publish(EntrantJoined(**entrant_facts(entrant)), now=now)
    return entrant
