"""Referral programmes in three states, a reward of salma's, and cases in three states."""

from __future__ import annotations

from config.tests.permissions.rules import ADMIN, OMAR, SALMA
from config.tests.permissions.world import SHARED_SECRET, World
from marketplace.accounts.models import Member
from referrals.guard.models import Case, Signal, Word
from referrals.links.models import Attribution
from referrals.links.services import own_link
from referrals.programs.models import Reward
from referrals.programs.services import (
    ProgramDraft,
    RuleDraft,
    add_rule,
    create_program,
    pause_program,
    pay_in_fund,
    reward_signup,
    start_program,
)

RULE = RuleDraft(event="signup", side="referrer", amount=500)


def _program(world: World, name: str) -> None:
    admin, now = world.who(ADMIN), world.now
    draft = ProgramDraft(names={"en": name}, begins_at=now)
    program = create_program(actor=admin, draft=draft, now=now)
    rule = add_rule(program=program, actor=admin, draft=RULE, now=now)
    pay_in_fund(program=program, actor=admin, amount=10_000, now=now)
    if name != "program_draft":
        start_program(program=program, actor=admin, now=now)
    if name == "program_paused":
        pause_program(program=program, actor=admin, now=now)
    world.ids |= {name: program.public_id, "program_rule": rule.public_id}


def _came(world: World, friend: Member) -> Attribution:
    link = own_link(member=world.who(SALMA), now=world.now)
    return Attribution.objects.create(
        member=friend, link=link, rule="typed_code", last_link=link, at=world.now
    )


def _case(world: World, name: str, friend: Member, **more: object) -> None:
    attribution = _came(world, friend)
    Signal.objects.create(attribution=attribution, kind="mail_alias", weight=70, found_at=world.now)
    case = Case.objects.create(
        attribution=attribution,
        owner=world.who(SALMA),
        friend=friend,
        score=70,
        opened_at=world.now,
        **more,
    )
    world.ids[name] = case.public_id


def add_rewards(world: World) -> None:
    """Make everything that the table of rewards names."""
    for name in ("program_paused", "program_draft", "program_running"):
        _program(world, name)
    now, salma = world.now, world.who(SALMA)
    brought = Member.objects.create_user("brought", display_name="Brought")
    _came(world, brought)
    reward_signup(member=brought, now=now)
    world.ids["referral_reward"] = Reward.objects.get(member=salma).public_id
    _case(world, "case_open", world.who(OMAR))
    judge = Member.objects.create_user("somebody_else")
    decided = {"decided_at": now, "decided_by": judge, "reason": f"One hand {SHARED_SECRET}"}
    for name, state in (("case_confirmed", "confirmed"), ("case_appealed", "appealed")):
        friend = Member.objects.create_user(f"friend_{state}", display_name="Friend")
        _case(world, name, friend, state=state, **decided)
    open_case = Case.objects.get(public_id=world.ids["case_appealed"])
    Word.objects.create(case=open_case, member=salma, is_appeal=True, text="Look again.", at=now)


PARTS = (add_rewards,)
