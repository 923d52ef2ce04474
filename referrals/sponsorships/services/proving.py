"""Starting, the proof, what a look at it found, and who decides where a program can't."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.fetch import FetchError, parse_target
from referrals.links.choices import LinkKind
from referrals.links.models import Link
from referrals.links.services import clean_word, link_for, name_link
from referrals.sponsorships.choices import MENDABLE, Problem, SponsorshipMove, SponsorshipState
from referrals.sponsorships.errors import (
    AddressUnreadable,
    AppealedAlready,
    AppealTooLate,
    DecidedByYou,
    ReasonMissing,
)
from referrals.sponsorships.events import (
    MentionShown,
    ProofChecked,
    ProofNeedsPerson,
    ProofReturned,
    RefusalAppealed,
    SponsorshipRefused,
    SponsorshipStarted,
)
from referrals.sponsorships.gateways.pages import Seen, look
from referrals.sponsorships.models import Proof, Sponsorship
from referrals.sponsorships.services.acting import (
    TIMER,
    Actor,
    as_creator,
    as_manager,
    facts,
    lock_sponsorship,
    transition,
)


@transaction.atomic
def start_sponsorship(
    *, sponsorship: Sponsorship, actor: Member, word: str = "", now: datetime
) -> Sponsorship:
    """Begin: the creator gets the link and the code, with a word of their own if they name one.

    Announces SponsorshipStarted. Raises NotFound for others, SponsorshipStateRefuses, WordInvalid,
    WordTaken.
    """
    row = lock_sponsorship(sponsorship.pk)
    return begin(row, by=as_creator(actor, row), word=word, now=now)


def begin(row: Sponsorship, *, by: Actor, word: str = "", now: datetime) -> Sponsorship:
    """Begin a locked sponsorship, by the creator's hand or by its day."""
    if word:
        clean_word(word)
    link = link_for(
        kind=LinkKind.SPONSORSHIP,
        ref=row.public_id,
        owner=row.creator,
        path=row.path,
        now=now,
    )
    changes = {"started_at": now, "link": link, "timer_at": row.publish_by}
    transition(row, SponsorshipMove.START, by=by, now=now, changes=changes)
    if word:
        link = name_link(link=link, word=word)
    said = facts(row, by) | {"code": link.key, "publish_by": row.publish_by.isoformat()}
    publish(SponsorshipStarted(**said), now=now)
    return row


@transaction.atomic
def choose_word(*, sponsorship: Sponsorship, actor: Member, word: str, now: datetime) -> Link:
    """Give the link a word of the creator's own, once; what hasn't begun begins with it.

    Raises NotFound for others, SponsorshipStateRefuses, WordInvalid, WordTaken, WordChosen.
    """
    clean_word(word)
    row = lock_sponsorship(sponsorship.pk)
    by = as_creator(actor, row)
    link = row.link or begin(row, by=by, now=now).link
    if link is None:
        raise NotFound
    return name_link(link=link, word=word)


@transaction.atomic
def submit_proof(
    *, sponsorship: Sponsorship, actor: Member, address: str, now: datetime
) -> Sponsorship:
    """Hand in the address of what was published; it is looked at within a minute.

    Announces MentionShown. Raises NotFound for others, SponsorshipStateRefuses,
    AddressUnreadable.
    """
    row = lock_sponsorship(sponsorship.pk)
    by = as_creator(actor, row)
    given = address.strip()
    try:
        parse_target(given)
    except FetchError:
        raise AddressUnreadable(field="address") from None
    transition(row, SponsorshipMove.SUBMIT, by=by, now=now, changes={"timer_at": now})
    Proof.objects.create(sponsorship=row, address=given, at=now)
    publish(MentionShown(**facts(row, by), address=given), now=now)
    return row


@dataclass(frozen=True)
class Look:
    """What is to be looked at, read before the network is asked."""

    proof_id: int
    address: str
    codes: tuple[str, ...]
    words: tuple[str, ...]


def check_proof(*, sponsorship_id: int, now: datetime) -> bool:
    """Look at the page of a sponsorship whose proof is due; returns whether it was decided.

    Two transactions with the network between them: nothing is locked while a page is fetched, and
    a second worker finds the try counted and the timer moved on.
    """
    todo = _take(sponsorship_id, now)
    if todo is None:
        return False
    return _settle(
        sponsorship_id, todo, look(todo.address, codes=todo.codes, words=todo.words), now
    )


@transaction.atomic
def _take(pk: int, now: datetime) -> Look | None:
    rows = Sponsorship.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    row = (
        rows.select_related("link")
        .filter(pk=pk, state=SponsorshipState.SUBMITTED, timer_at__lte=now)
        .first()
    )
    proof = row.proofs.order_by("-id").first() if row is not None else None
    if row is None or proof is None or row.link is None:
        return None
    proof.tries += 1
    proof.save(update_fields=["tries"])
    row.timer_at = now + timedelta(minutes=rules().sponsorship_check_pause_minutes)
    row.save(update_fields=["timer_at"])
    codes = tuple(code for code in (row.link.code, row.link.word) if code)
    return Look(proof.pk, proof.address, codes, tuple(row.disclosure))


@transaction.atomic
def _settle(pk: int, todo: Look, seen: Seen, now: datetime) -> bool:
    row = lock_sponsorship(pk)
    proof = Proof.objects.get(pk=todo.proof_id)
    newest = row.proofs.order_by("-id").first()
    if row.state != SponsorshipState.SUBMITTED or newest is None or newest.pk != proof.pk:
        return False
    if seen.problem == Problem.UNREACHABLE and proof.tries < rules().sponsorship_check_tries:
        return False
    proof.has_link, proof.has_code = seen.has_link, seen.has_code
    proof.disclosure, proof.problem = seen.disclosure[:80], seen.problem
    proof.checked_at = now
    proof.save()
    if not seen.problem:
        _confirm(row, by=TIMER, now=now)
    elif seen.problem in MENDABLE:
        _give_back(row, by=TIMER, problem=seen.problem, note="", now=now)
    else:
        row.timer_at = None
        row.save(update_fields=["timer_at"])
        publish(ProofNeedsPerson(**facts(row, TIMER), problem=seen.problem), now=now)
    return True


def _confirm(row: Sponsorship, *, by: Actor, now: datetime) -> None:
    pays_at = now + timedelta(days=rules().sponsorship_hold_days)
    changes: dict[str, Any] = {"checked_at": now, "timer_at": pays_at, "reason": ""}
    transition(row, SponsorshipMove.CHECK, by=by, now=now, changes=changes)
    publish(ProofChecked(**facts(row, by), pays_at=pays_at.isoformat()), now=now)


def _give_back(row: Sponsorship, *, by: Actor, problem: str, note: str, now: datetime) -> None:
    """Let the creator mend the page; there are at least a few days for it."""
    least = now + timedelta(days=rules().sponsorship_mend_days)
    changes = {"publish_by": max(row.publish_by, least), "timer_at": max(row.publish_by, least)}
    transition(row, SponsorshipMove.RETURN, by=by, now=now, changes=changes, reason=note)
    publish(ProofReturned(**facts(row, by), problem=problem, note=note), now=now)


@transaction.atomic
def confirm_proof(
    *, sponsorship: Sponsorship, actor: Member, note: str, now: datetime
) -> Sponsorship:
    """Confirm a proof by hand, with what was seen; also what an appeal asks for.

    Raises NotFound for others, OwnSponsorship, SponsorshipStateRefuses, ReasonMissing,
    DecidedByYou.
    """
    row = lock_sponsorship(sponsorship.pk)
    by = as_manager(actor, row)
    said = _reason(note, "note")
    _not_the_same(row, actor)
    proof = row.proofs.order_by("-id").first()
    _confirm(row, by=by, now=now)
    if proof is not None:
        proof.checked_by, proof.checked_at, proof.note = actor, now, said
        proof.save(update_fields=["checked_by", "checked_at", "note"])
    return row


@transaction.atomic
def return_proof(
    *, sponsorship: Sponsorship, actor: Member, note: str, now: datetime
) -> Sponsorship:
    """Give a proof back to be mended, with what is missing.

    Raises NotFound for others, OwnSponsorship, SponsorshipStateRefuses, ReasonMissing.
    """
    row = lock_sponsorship(sponsorship.pk)
    by = as_manager(actor, row)
    said = _reason(note, "note")
    proof = row.proofs.order_by("-id").first()
    if proof is not None:
        proof.checked_by, proof.checked_at, proof.note = actor, now, said
        proof.save(update_fields=["checked_by", "checked_at", "note"])
    _give_back(row, by=by, problem=proof.problem if proof else "", note=said, now=now)
    return row


@transaction.atomic
def refuse_sponsorship(
    *, sponsorship: Sponsorship, actor: Member, reason: str, now: datetime
) -> Sponsorship:
    """Refuse to pay, with a reason; the first time an appeal is open for some days.

    The sum stays in the fund until the appeal is over. Announces SponsorshipRefused. Raises
    NotFound for others, OwnSponsorship, SponsorshipStateRefuses, ReasonMissing, DecidedByYou.
    """
    row = lock_sponsorship(sponsorship.pk)
    by = as_manager(actor, row)
    said = _reason(reason, "reason")
    _not_the_same(row, actor)
    is_last = row.appealed_at is not None
    appeal_by = None if is_last else now + timedelta(days=rules().sponsorship_appeal_days)
    changes = {
        "reason": said,
        "refused_by": actor,
        "appeal_by": appeal_by or row.appeal_by,
        "timer_at": appeal_by or now,
    }
    transition(row, SponsorshipMove.REFUSE, by=by, now=now, changes=changes, reason=said)
    until = appeal_by.isoformat() if appeal_by else ""
    publish(SponsorshipRefused(**facts(row, by), reason=said, appeal_by=until), now=now)
    return row


@transaction.atomic
def appeal_refusal(
    *, sponsorship: Sponsorship, actor: Member, text: str, now: datetime
) -> Sponsorship:
    """Appeal against a refusal, once and in time; somebody else decides.

    Announces RefusalAppealed. Raises NotFound for others, SponsorshipStateRefuses,
    AppealedAlready, AppealTooLate, ReasonMissing.
    """
    row = lock_sponsorship(sponsorship.pk)
    by = as_creator(actor, row)
    if row.appealed_at is not None:
        raise AppealedAlready
    if row.appeal_by is not None and now >= row.appeal_by:
        raise AppealTooLate(day=row.appeal_by.date().isoformat())
    said = _reason(text, "text")
    changes = {"appeal": said, "appealed_at": now}
    transition(row, SponsorshipMove.APPEAL, by=by, now=now, changes=changes)
    publish(RefusalAppealed(**facts(row, by)), now=now)
    return row


def _not_the_same(row: Sponsorship, actor: Member) -> None:
    """Whoever refused it doesn't decide about the appeal. Raises DecidedByYou."""
    if row.state == SponsorshipState.APPEALED and row.refused_by_id == actor.pk:
        raise DecidedByYou


def _reason(text: str, field: str) -> str:
    said = text.strip()
    if not said:
        raise ReasonMissing(field=field)
    return said
