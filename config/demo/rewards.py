"""Word of mouth in the demo world: links, a programme that pays, one in preparation, two cases."""

from __future__ import annotations

from datetime import datetime, timedelta

from config.demo.world import World
from marketplace.orders.models import Order
from referrals.guard.models import Case
from referrals.guard.services import answer_case, clear_case
from referrals.links.services import own_link, record_signup
from referrals.programs import services
from referrals.programs.choices import RewardKind, Tier
from referrals.programs.models import Program, Rule
from referrals.programs.services import ProgramDraft, RuleDraft

BEGUN = 60
# Who brought whom, how many days ago, on which device.
CAME = (
    ("salma", "omar", 55, "0"),
    ("salma", "dana", 48, "1"),
    ("salma", "grace", 30, "2"),
    ("omar", "layla", 26, "3"),
    ("layla", "noam", 21, "4"),
    ("reem", "hassan", 12, "5"),
    ("reem", "ayesha", 9, "5"),
    ("reem", "tariq", 6, "5"),
    ("reem", "yusuf", 4, "5"),
)
RULES = (
    RuleDraft(
        event="first_order",
        side="referrer",
        amount=1_000,
        cap_month=10_000,
        minimum_order=2_000,
        tiers=[Tier(5, 1_500)],
    ),
    RuleDraft(event="first_order", side="friend", kind=RewardKind.CREDIT, amount=500),
    RuleDraft(event="fee_share", side="referrer", share_bp=1_000, cap_total=50_000),
    RuleDraft(event="signup", side="referrer", amount=100, hold_days=7, cap_month=2_000),
)


def seed_rewards(world: World) -> None:
    """Let members bring members, be thanked, and be looked at."""
    program = _running(world)
    _draft(world)
    for owner, friend, days, device in CAME:
        _bring(world, owner, friend, world.ago(days=days), device)
    world.settle(world.now)
    _reward_orders(program, world.now)
    services.fall_due(now=world.now, limit=1_000)
    services.pay_due_rewards(now=world.now, limit=1_000)
    services.set_board_name(member=world.who("salma"), is_named=True, now=world.now)
    _cases(world)
    world.settle(world.now)


def _running(world: World) -> Program:
    admin, begun = world.who("admin"), world.ago(days=BEGUN)
    draft = ProgramDraft(
        names={
            "ar": "صديقك عندنا، وهديتكما علينا",
            "en": "Bring a friend, both are thanked",
            "he": "חבר מביא חבר, ושניכם מרוויחים",
            "ur": "دوست لائیے، دونوں انعام پائیے",
        },
        begins_at=begun,
        ends_at=world.now + timedelta(days=120),
    )
    program = services.create_program(actor=admin, draft=draft, now=begun)
    for rule in RULES:
        services.add_rule(program=program, actor=admin, draft=rule, now=begun)
    services.pay_in_fund(program=program, actor=admin, amount=50_000, now=begun)
    services.start_program(program=program, actor=admin, now=begun)
    return Program.objects.get(pk=program.pk)


def _draft(world: World) -> None:
    admin = world.who("admin")
    draft = ProgramDraft(
        names={"ar": "شهر الكتّاب", "en": "Writers’ month"},
        begins_at=world.now + timedelta(days=10),
        ends_at=world.now + timedelta(days=40),
    )
    program = services.create_program(actor=admin, draft=draft, now=world.ago(days=2))
    rule = RuleDraft(event="first_order", side="referrer", share_bp=5_000, minimum_order=5_000)
    services.add_rule(program=program, actor=admin, draft=rule, now=world.ago(days=2))


def _bring(world: World, owner: str, friend: str, moment: datetime, device: str) -> None:
    link = own_link(member=world.who(owner), now=moment)
    record_signup(
        member=world.who(friend),
        code=link.code,
        visitor=f"demo{device}".ljust(26, "0"),
        day_print="",
        now=moment,
    )
    world.settle(moment)


def _reward_orders(program: Program, now: datetime) -> None:
    """Grant what orders earned that were completed since the friends came."""
    since = Rule.objects.filter(program=program).order_by("id")[0].since or program.begins_at
    rows = Order.objects.filter(completed_at__gte=since, completed_at__lte=now)
    for order in rows.select_related("client").order_by("completed_at", "id"):
        services.reward_order(order=order, now=order.completed_at or now)
    for order in rows.filter(refunded_amount__gt=0):
        services.take_back_of_order(order=order, now=now)


def _cases(world: World) -> None:
    """Let one of the two say something, and one case be cleared."""
    cases = list(Case.objects.filter(state="open").order_by("id"))
    for case in cases[:1]:
        answer_case(
            case=case,
            member=case.owner,
            text="نعمل من حاسوب واحد في ورشة واحدة، ولكلّ منا حسابه وعملاؤه.",
            now=world.now,
        )
    for case in cases[1:2]:
        clear_case(case=case, actor=world.who("noor"), reason="ورشة معروفة.", now=world.now)
