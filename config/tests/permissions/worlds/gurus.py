"""A small club: salma is in it, omar is asked, and each step has something that it begins from."""

from __future__ import annotations

from datetime import timedelta

from community.gurus.choices import CaseKind
from community.gurus.models import Membership
from community.gurus.services import duties, giving, memberships
from community.gurus.tests import world as making
from config.tests.permissions.rules import (
    COMMUNITY_MANAGER,
    EDITOR,
    FINANCE,
    OMAR,
    SALMA,
    STRANGER,
    SUPPORT,
)
from config.tests.permissions.world import World


def add_club(world: World) -> None:
    """The club, nominations at each step, memberships of each kind, something given."""
    manager, now = world.who(COMMUNITY_MANAGER), world.now
    making.put_charter(manager, now=now)
    first = making.guru(manager, making.member("guru1"), now=now)
    salma = making.guru(manager, world.who(SALMA), now=now)
    _others(world)
    _nominations(world, [first, salma])
    _given(world, first, salma)
    case = duties.open_case(first, CaseKind.DUTIES, now.date(), now=now)
    memberships.name_evangelist(membership=salma, actor=manager, reason="Talks.", now=now)
    waiting = making.founder(manager, world.who(STRANGER), now=now)
    making.put_charter(manager, now=now)
    making.member("wanted9")
    world.ids |= {
        "club_soon": (now + timedelta(days=20)).date().isoformat(),
        "club_first": first.public_id,
        "club_salma": salma.public_id,
        "club_signing": waiting.public_id,
        "club_case": case.public_id if case else "",
    }


def _others(world: World) -> None:
    """The editor is on leave, finance was removed, support appeals."""
    manager, now = world.who(COMMUNITY_MANAGER), world.now
    away = making.guru(manager, world.who(EDITOR), now=now)
    draft = memberships.BreakDraft(starts_on=now.date(), ends_on=(now + timedelta(days=30)).date())
    memberships.take_break(membership=away, actor=away.member, draft=draft, now=now)
    for name in (FINANCE, SUPPORT):
        gone = making.guru(manager, world.who(name), now=now)
        memberships.remove_guru(membership=gone, actor=manager, reason="Rude.", now=now)
    memberships.appeal_removal(membership=gone, actor=gone.member, text="I wasn’t.", now=now)
    world.ids["club_appealed"] = gone.public_id


def _nominations(world: World, gurus: list[Membership]) -> None:
    manager, now = world.who(COMMUNITY_MANAGER), world.now
    first, salma = (one.member for one in gurus)
    wanted = (
        ("proposed", "proposed", first, making.member("wanted1")),
        # Whoever stands in a case with omar can't support him, as salma does.
        ("asked", "asked", world.who(EDITOR), world.who(OMAR)),
        ("own", "proposed", salma, making.member("wanted2")),
        ("discussed", "discussion", world.who(EDITOR), making.member("wanted3")),
        ("voted", "voting", manager, making.member("wanted4")),
        ("passed", "confirming", manager, making.member("wanted5")),
    )
    for name, state, by, candidate in wanted:
        one = making.brought_to(state, gurus, candidate, manager, now=now, by=by)
        world.ids[f"club_{name}"] = one.public_id


def _given(world: World, first: Membership, salma: Membership) -> None:
    manager, now = world.who(COMMUNITY_MANAGER), world.now
    licence = giving.make_privilege(
        actor=manager, draft=giving.PrivilegeDraft(kind="licence", title="Editor"), now=now
    )
    giving.add_codes(privilege=licence, actor=manager, text="A-1\nA-2\nA-3", now=now)
    shown = giving.grant_privilege(privilege=licence, membership=first, actor=manager, now=now)
    giving.show_code(grant=shown, actor=first.member, now=now)
    held = giving.grant_privilege(privilege=licence, membership=salma, actor=manager, now=now)
    invite = giving.make_privilege(
        actor=manager,
        draft=giving.PrivilegeDraft(
            kind="invitation", title="Meeting", answer_by=now + timedelta(days=3_650)
        ),
        now=now,
    )
    offer = giving.grant_privilege(privilege=invite, membership=salma, actor=manager, now=now)
    world.ids |= {
        "club_licence": licence.public_id,
        "club_invite": invite.public_id,
        "club_shown": shown.public_id,
        "club_held": held.public_id,
        "club_offer": offer.public_id,
    }


PARTS = (add_club,)
