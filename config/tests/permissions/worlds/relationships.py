"""What two members are to each other: salma's book, retainers, introductions, pulses."""

from __future__ import annotations

from datetime import timedelta

from config.tests.permissions.rules import OMAR, SALMA
from config.tests.permissions.world import OMARS_SECRET, SALMAS_SECRET, SHARED_SECRET, World
from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.tests.world import fund, order_in
from marketplace.relationships import services
from marketplace.relationships.choices import Source
from marketplace.relationships.models import Introduction, Pulse, Retainer
from marketplace.relationships.queries.months import local_day
from marketplace.relationships.queries.pulses import pulse_path
from marketplace.relationships.services import ContactDraft, RetainerTerms, Story

DAY = timedelta(days=1)


def add_book(world: World) -> None:
    """A client of salma's with everything that is written about one; omar's own book too."""
    salma, omar, now = world.who(SALMA), world.who(OMAR), world.now
    services.record_meeting(seller=salma, client=omar, source=Source.SEARCH, now=now)
    draft = ContactDraft(name=f"Mona {SALMAS_SECRET}", email="mona@example.org")
    contact = services.add_contact(owner=salma, draft=draft, now=now)
    note = services.add_note(contact=contact, text=f"Likes {SALMAS_SECRET}", now=now)
    reminder = services.add_reminder(
        contact=contact, text=f"Ask {SALMAS_SECRET}", due_at=now + DAY, now=now
    )
    deal = services.record_deal(
        contact=contact,
        amount=Money(30_000, "USD"),
        made_on=now.date(),
        source=Source.EVENT,
        note=SALMAS_SECRET,
        now=now,
    )
    services.add_contact(owner=omar, draft=ContactDraft(name=f"His {OMARS_SECRET}"), now=now)
    world.ids |= {
        "client": contact.public_id,
        "note_of_client": note.public_id,
        "reminder": reminder.public_id,
        "deal": deal.public_id,
        "card": services.calling_card_of(salma, now=now).code,
        "omar": OMAR,
        "today": local_day(now, timezone=salma.timezone).isoformat(),
        "later": local_day(now + 9 * DAY, timezone=salma.timezone).isoformat(),
    }


def _terms(world: World, **given: object) -> RetainerTerms:
    day = local_day(world.now + DAY, timezone=world.who(SALMA).timezone)
    return RetainerTerms(
        title=f"Care {SHARED_SECRET}",
        scope=f"Scope {SHARED_SECRET}",
        unit="pieces",
        quantity=4,
        price=Money(5_000, "USD"),
        start_on=given.get("start_on", day),  # type: ignore[arg-type]
        carry_over="none",
    )


def _retainer(world: World, name: str, **given: object) -> Retainer:
    made = services.offer_retainer(
        seller=world.who(SALMA), client=world.who(OMAR), terms=_terms(world, **given), now=world.now
    )
    world.ids[f"retainer_{name}"] = made.public_id
    return made


def add_retainers(world: World) -> None:
    """A retainer in each state that something begins from."""
    salma, omar, now = world.who(SALMA), world.who(OMAR), world.now
    today = local_day(now, timezone=salma.timezone)
    _retainer(world, "offered")
    fund(omar, 40_000, now=now)
    running = _retainer(world, "running", start_on=today)
    services.accept_retainer(retainer=running, actor=omar, now=now)
    line = services.log_usage(
        retainer=running, actor=salma, amount=1, note=SHARED_SECRET, used_on=today, now=now
    )
    world.ids["usage"] = line.public_id
    paused = _retainer(world, "paused")
    services.accept_retainer(retainer=paused, actor=omar, now=now)
    services.pause_retainer(retainer=paused, actor=omar, now=now)
    stopping = _retainer(world, "stopping")
    services.accept_retainer(retainer=stopping, actor=omar, now=now)
    services.stop_retainer(retainer=stopping, actor=omar, now=now)
    changing = _retainer(world, "changing")
    services.accept_retainer(retainer=changing, actor=omar, now=now)
    change = services.propose_change(
        retainer=changing,
        actor=salma,
        quantity=6,
        price=Money(7_000, "USD"),
        reason=SHARED_SECRET,
        now=now,
    )
    world.ids["change"] = change.public_id
    _short(world)


def _short(world: World) -> None:
    """Let one fall short of its first payment, then put the money back."""
    omar, now = world.who(OMAR), world.now
    today = local_day(now, timezone=world.who(SALMA).timezone)
    short = _retainer(world, "short", start_on=today)
    Retainer.objects.filter(pk=short.pk).update(price_amount=900_000)
    short.refresh_from_db()
    services.accept_retainer(retainer=short, actor=omar, now=now)
    Retainer.objects.filter(pk=short.pk).update(price_amount=5_000)


def add_people(world: World) -> None:
    """An introduction that salma makes, pulses that omar is asked, a story on the wall."""
    salma, omar, now = world.who(SALMA), world.who(OMAR), world.now
    friend = Member.objects.create_user("friend", "friend@example.org", display_name="Friend")
    made = Introduction.objects.create(
        introducer=friend,
        client=omar,
        seller=salma,
        message=f"You two {SHARED_SECRET}",
        commission_bp=500,
        proposed_at=now,
        due_at=now + 14 * DAY,
    )
    world.ids["introduction"] = made.public_id
    done = order_in(
        OrderState.COMPLETED, omar, salma, now=now, title=SHARED_SECRET, scope=SHARED_SECRET
    )
    _ask(world, done)
    story = Story(source="event", text="A story", language="en", is_named=False)
    story = Story(**{**vars(story), "amount": Money(50_000, "USD")})
    world.ids["story"] = services.share_deal(member=salma, story=story, now=now).public_id
    services.share_deal(member=world.who("stranger"), story=story, now=now)


def _ask(world: World, order: Order) -> None:
    services.plan_pulses(order=order, now=world.now)
    services.ask_due_pulses(now=world.now, limit=50)
    pulse = Pulse.objects.get(order=order, stage="completion")
    world.ids |= {
        "done_order": order.public_id,
        "pulse": pulse.public_id,
        "pulse_link": pulse_path(pulse).rstrip("/").rpartition("/")[2],
    }


PARTS = (add_book, add_retainers, add_people)
