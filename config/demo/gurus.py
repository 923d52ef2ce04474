"""The guru club after half a year: members, an alumnus, candidates at each step, what it gives."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from community.forum.services.categories import CategoryDraft, make_category
from community.forum.services.writing import start_topic
from community.gurus.choices import Choice, PrivilegeKind
from community.gurus.models import Membership, Nomination, Privilege
from community.gurus.queries.members import get_own_membership
from community.gurus.services import (
    charter,
    deciding,
    duties,
    giving,
    memberships,
    nominating,
    voting,
)
from community.gurus.services.charter import CharterDraft
from config.demo.world import World, content

KEEPER = "noor"
SEEN_FROM = "https://talks.example.org/2026/answers-that-last"


def seed_club(world: World) -> None:
    """Let the club come into being, then live through two quarters."""
    (found,) = content("gurus")
    _found_club(world, found)
    _section(world, found)
    _old_vote(world, found["refused"])
    _second_charter(world, found)
    _given(world, found)
    _leave(world)
    _under_way(world, found)
    world.settle(world.now)
    duties.close_quarters(now=world.now, limit=100)
    duties.warn_of_duties(now=world.now, limit=100)
    world.settle(world.now)


def _member(world: World, name: str) -> Membership:
    return get_own_membership(world.who(name))


def _publish(world: World, found: dict[str, Any], number: int, ago: int, days: int) -> None:
    moment = world.ago(days=ago)
    draft = CharterDraft(
        texts=found["charters"][number],
        note=found["note"] if number else "",
        sign_by=moment + timedelta(days=days),
        seen_number=number,
    )
    charter.publish_charter(actor=world.who(KEEPER), draft=draft, now=moment)


def _found_club(world: World, found: dict[str, Any]) -> None:
    _publish(world, found, 0, 210, 30)
    keeper = world.who(KEEPER)
    for number, row in enumerate(found["founders"]):
        moment, who = world.ago(days=205 - number), world.who(row["who"])
        asked = deciding.name_founder(candidate=who, actor=keeper, reason=row["why"], now=moment)
        joined = moment + timedelta(hours=30)
        made = charter.join_club(nomination=asked, actor=who, number=1, now=joined)
        memberships.describe_member(
            membership=made, actor=who, known_for=row["known_for"], now=joined
        )
        world.settle(joined)
    for measure, required in found["duties"].items():
        duties.set_duty(actor=keeper, measure=measure, required=required, now=world.ago(days=200))
    memberships.name_evangelist(
        membership=_member(world, "tariq"),
        actor=keeper,
        reason=found["evangelist"],
        now=world.ago(days=100),
    )


def _section(world: World, found: dict[str, Any]) -> None:
    """Open the club's own section of the forum."""
    texts = {f"name_{code}": text for code, text in found["section"]["names"].items()}
    texts |= {f"about_{code}": text for code, text in found["section"]["abouts"].items()}
    groups = ("gurus", "managers")
    section = make_category(
        actor=world.who(KEEPER),
        draft=CategoryDraft(
            slug="gurus",
            kind="discussion",
            position=90,
            texts=texts,
            permissions=frozenset(
                (group, right) for group in groups for right in ("see", "start", "reply")
            ),
        ),
        now=world.ago(days=89),
    )
    start_topic(
        author=world.who("tariq"),
        category_id=section.pk,
        title=found["topic"]["title"],
        body=found["topic"]["body"],
        tags="",
        now=world.ago(days=12),
    )


def _applied(world: World, row: dict[str, Any], days: float) -> Nomination:
    """Nominate, support and apply, within four days."""
    draft = nominating.NominationDraft(
        candidate=world.who(row["candidate"]), reason=row["why"], evidence=SEEN_FROM
    )
    moment = world.ago(days=days)
    one = nominating.nominate(nominator=world.who(row["by"]), draft=draft, now=moment)
    second = world.who(row["second"])
    supported = moment + timedelta(days=1)
    one = nominating.support_nomination(nomination=one, actor=second, now=supported)
    world.settle(supported)
    return nominating.apply_to_club(
        nomination=one,
        actor=one.candidate,
        text=row["application"],
        known_for=row["known_for"],
        now=moment + timedelta(days=3),
    )


def _old_vote(world: World, row: dict[str, Any]) -> None:
    """One whom the club voted for and the manager didn't confirm."""
    one = _applied(world, row, 60)
    deciding.move_due_nominations(now=world.ago(days=50), limit=10)
    for name, choice, reason in (
        ("tariq", Choice.FOR, ""),
        ("noam", Choice.FOR, ""),
        ("grace", Choice.AGAINST, row["against"]),
    ):
        voting.cast_vote(
            nomination=one,
            member=world.who(name),
            choice=choice,
            reason=reason,
            now=world.ago(days=48),
        )
    deciding.move_due_nominations(now=world.ago(days=43), limit=10)
    deciding.refuse_nomination(
        nomination=one,
        actor=world.who(KEEPER),
        reason=row["decision"],
        now=world.ago(days=42),
    )
    world.settle(world.ago(days=42))


def _second_charter(world: World, found: dict[str, Any]) -> None:
    """Publish another version, which one member didn't sign in time."""
    _publish(world, found, 1, 40, 25)
    world.settle(world.ago(days=40))
    for name in ("tariq", "grace", "noam", "yusuf"):
        membership = _member(world, name)
        charter.sign_charter(
            membership=membership, actor=membership.member, number=2, now=world.ago(days=36)
        )
    charter.remind_of_charter(now=world.ago(days=20), limit=10)
    charter.set_aside_unsigned(now=world.ago(days=14), limit=10)
    world.settle(world.ago(days=14))


def _make(world: World, kind: PrivilegeKind, row: dict[str, Any], **more: Any) -> Privilege:
    keeper, moment = world.who(KEEPER), world.ago(days=32)
    draft = giving.PrivilegeDraft(kind=kind, title=row["title"], about=row["about"], **more)
    made = giving.make_privilege(actor=keeper, draft=draft, now=moment)
    if "codes" in row:
        text = "\n".join(row["codes"])
        giving.add_codes(privilege=made, actor=keeper, text=text, now=moment)
    return made


def _given(world: World, found: dict[str, Any]) -> None:
    """Something in each state: held, shown, answered, declined, over, taken back."""
    keeper = world.who(KEEPER)
    licence = _make(world, PrivilegeKind.LICENCE, found["licence"], days=365)
    code = _make(world, PrivilegeKind.CODE, found["code"])
    early = _make(world, PrivilegeKind.EARLY_ACCESS, found["early"], days=20)
    meeting = _make(
        world,
        PrivilegeKind.INVITATION,
        found["invitation"],
        capacity=3,
        answer_by=world.now + timedelta(days=9),
    )

    def give(what: Privilege, name: str) -> Any:
        member = _member(world, name)
        return giving.grant_privilege(
            privilege=what, membership=member, actor=keeper, now=world.ago(days=30)
        )

    shown = give(licence, "tariq")
    giving.show_code(grant=shown, actor=world.who("tariq"), now=world.ago(days=29))
    for name in ("grace", "yusuf"):
        give(licence, name)
    taken = give(code, "noam")
    giving.revoke_privilege(
        grant=taken, actor=keeper, reason="The conference was cancelled.", now=world.ago(days=9)
    )
    give(early, "grace")
    accepted, declined = give(meeting, "tariq"), give(meeting, "noam")
    give(meeting, "grace")
    giving.accept_privilege(grant=accepted, actor=world.who("tariq"), now=world.ago(days=28))
    giving.decline_privilege(grant=declined, actor=world.who("noam"), now=world.ago(days=27))
    giving.expire_due_grants(now=world.ago(days=5), limit=10)


def _leave(world: World) -> None:
    """One member goes, with thanks."""
    member = _member(world, "yusuf")
    memberships.leave_club(
        membership=member, actor=member.member, reason="", now=world.ago(days=13)
    )
    world.settle(world.ago(days=13))


def _under_way(world: World, found: dict[str, Any]) -> None:
    """One being voted on, one being discussed, one that waits for a supporter."""
    one = _applied(world, found["voted"], 15)
    deciding.move_due_nominations(now=world.ago(days=4), limit=10)
    voting.cast_vote(
        nomination=one, member=world.who("tariq"), choice=Choice.FOR, now=world.ago(days=2)
    )
    talked = _applied(world, found["discussed"], 6)
    for number, (name, text) in enumerate(found["discussed"]["remarks"]):
        nominating.write_remark(
            nomination=talked,
            author=world.who(name),
            text=text,
            token=f"demo{number}",
            now=world.ago(days=2 - number),
        )
    row = found["proposed"]
    draft = nominating.NominationDraft(
        candidate=world.who(row["candidate"]), reason=row["why"], evidence=SEEN_FROM
    )
    nominating.nominate(nominator=world.who(row["by"]), draft=draft, now=world.ago(days=1))
