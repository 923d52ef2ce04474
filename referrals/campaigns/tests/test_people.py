"""Who is called, who is brought together, who is answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from marketplace.accounts.models import Member, Profile
from marketplace.core.errors import NotFound
from marketplace.messaging.models import Conversation
from marketplace.messaging.services import block_member
from marketplace.notifications.models import Notification
from referrals.campaigns import errors, queries, services
from referrals.campaigns.models import Invitation, Match, Ticket
from referrals.campaigns.services import CardDraft
from referrals.campaigns.tests import world
from referrals.campaigns.tests.world import DAY, HOUR

pytestmark = pytest.mark.django_db
Run = Callable[..., int]


def with_skills(name: str, *skills: str, **fields: Any) -> Member:
    made = world.member(name, **fields)
    Profile.objects.update_or_create(member=made, defaults={"skills": list(skills)})
    return made


def count(now: datetime, **wanted: Any) -> int:
    return queries.count_matching(services.clean_rules(wanted), now=now)


def test_a_segment_counts_whom_all_of_its_rules_fit(now: datetime) -> None:
    with_skills("a", "logos", "calligraphy", country="SA", last_login=now - DAY)
    with_skills("b", "logos", country="EG", last_login=now - 20 * DAY)
    with_skills("c", "books", country="SA")
    gone = with_skills("d", "logos", country="SA")
    Member.objects.filter(pk=gone.pk).update(is_active=False)
    top = with_skills("e", "books", country="AE")
    Member.objects.filter(pk=top.pk).update(seller_level=3)
    assert count(now, skills=["logos"]) == 2
    assert count(now, skills=["logos", "books"]) == 4
    assert count(now, countries=["SA"]) == 2
    assert count(now, skills=["logos"], countries=["SA"]) == 1
    assert count(now, least_level=2) == 1
    assert count(now, languages=["en"], active_days=7) == 1


@pytest.mark.parametrize(
    "wanted",
    [
        {"sql": "1=1"},
        {"countries": ["XX"]},
        {"languages": ["fr"]},
        {"least_level": 9},
        {"active_days": -1},
        {"skills": "logos"},
    ],
)
def test_a_rule_that_is_unknown_is_refused(wanted: dict[str, Any]) -> None:
    with pytest.raises(errors.SegmentInvalid):
        services.clean_rules(wanted)


def test_a_call_reaches_who_fits_and_wants_it(
    admin: Member, now: datetime, run_outbox: Run
) -> None:
    campaign = world.opened(admin, now=now)
    fits, quiet, joined = (world.member(name, country="QA") for name in ("fits", "quiet", "in"))
    world.member("elsewhere", country="EG")
    services.set_calls(member=quiet, wanted=False, now=now)
    services.join_mission(mission=world.mission_in(campaign), member=joined, now=now)
    segment = services.save_segment(
        actor=admin, name="Qatar", wanted={"countries": ["QA"]}, now=now
    )
    called = services.call_segment(campaign=campaign, segment=segment, actor=admin, now=now)
    assert called == 1
    run_outbox(now)
    run_outbox(now)
    assert [one.member for one in Invitation.objects.all()] == [fits]
    notice = Notification.objects.get(member=fits, kind="campaigns.call")
    assert notice.url == campaign.get_absolute_url()
    again = services.call_segment(campaign=campaign, segment=segment, actor=admin, now=now)
    assert again == 0


def test_calls_leave_a_week_between_and_stop_at_the_days_limit(
    admin: Member, now: datetime, run_outbox: Run, settings: Any
) -> None:
    settings.WAZZIFNI = {**settings.WAZZIFNI, "campaign_calls_per_day": 2}
    first = world.opened(admin, now=now, slug="first")
    second = world.opened(admin, now=now, slug="second")
    for number in range(4):
        world.member(f"m{number}", country="QA")
    segment = services.save_segment(
        actor=admin, name="Qatar", wanted={"countries": ["QA"]}, now=now
    )
    called = services.call_segment(campaign=first, segment=segment, actor=admin, now=now)
    run_outbox(now)
    assert called == Invitation.objects.filter(campaign=first).count() == 2
    reachable = queries.callable_members(second, segment, now=now + DAY)
    assert reachable.count() == 2
    assert queries.callable_members(second, segment, now=now + 8 * DAY).count() == 4


def card(side: str, **changed: Any) -> CardDraft:
    given: dict[str, Any] = {"side": side, "languages": ["ar", "en"], "country": "SA"}
    return CardDraft(**{**given, **changed})


def test_the_closest_are_proposed_and_meet_when_both_agree(
    admin: Member, seller: Member, stranger: Member, client_member: Member, now: datetime
) -> None:
    campaign = world.opened(admin, now=now, has_matching=True)
    near = card("host", city="أبها", interests=["Coffee", "running"])
    services.write_card(campaign=campaign, member=seller, draft=near, now=now)
    services.write_card(campaign=campaign, member=stranger, draft=card("host"), now=now)
    new = card("newcomer", languages=["ar"], city="ابها", interests=["coffee"])
    services.write_card(campaign=campaign, member=client_member, draft=new, now=now)
    assert services.propose_matches(now=now, limit=9) == 1
    match = Match.objects.get()
    assert match.host.member == seller
    assert match.shared == {"languages": ["ar"], "city": ["ابها"], "interests": ["coffee"]}
    services.agree_to_match(match=match, member=seller, now=now)
    assert Conversation.objects.count() == 0
    with pytest.raises(NotFound):
        services.agree_to_match(match=match, member=stranger, now=now)
    done = services.agree_to_match(match=match, member=client_member, now=now)
    assert (done.state, Conversation.objects.get().public_id) == ("agreed", done.conversation)


def test_who_declined_is_not_asked_about_the_same_one_again(
    admin: Member, seller: Member, stranger: Member, client_member: Member, now: datetime
) -> None:
    campaign = world.opened(admin, now=now, has_matching=True)
    near = card("host", city="Abha")
    services.write_card(campaign=campaign, member=seller, draft=near, now=now)
    services.write_card(campaign=campaign, member=stranger, draft=card("host"), now=now)
    new = card("newcomer", city="Abha")
    services.write_card(campaign=campaign, member=client_member, draft=new, now=now)
    services.propose_matches(now=now, limit=9)
    services.decline_match(match=Match.objects.get(), member=client_member, now=now)
    assert services.propose_matches(now=now, limit=9) == 1
    assert Match.objects.get(state="proposed").host.member == stranger
    assert services.lapse_matches(now=now + 7 * DAY, limit=9) == 1
    assert services.propose_matches(now=now + 7 * DAY, limit=9) == 0


def test_strangers_in_language_or_country_and_the_blocked_are_not_proposed(
    admin: Member, seller: Member, client_member: Member, now: datetime
) -> None:
    campaign = world.opened(admin, now=now, has_matching=True)
    for other in (card("host", languages=["he"]), card("host", country="EG")):
        services.write_card(campaign=campaign, member=seller, draft=other, now=now)
        new = card("newcomer", languages=["ar"])
        services.write_card(campaign=campaign, member=client_member, draft=new, now=now)
        assert services.propose_matches(now=now, limit=9) == 0
    services.write_card(campaign=campaign, member=seller, draft=card("host"), now=now)
    block_member(member=client_member, other=seller, now=now)
    assert services.propose_matches(now=now, limit=9) == 0


def test_a_question_is_answered_by_the_person_named_and_by_support(
    admin: Member, seller: Member, stranger: Member, support: Member, now: datetime
) -> None:
    helper = world.member("helper")
    campaign = world.opened(admin, now=now, contact="helper")
    ticket = services.open_ticket(
        campaign=campaign,
        mission=world.mission_in(campaign),
        member=seller,
        subject="How long?",
        text="How long should it be?",
        now=now,
    )
    assert ticket.answer_by == now + 24 * HOUR
    with pytest.raises(NotFound):
        services.answer_ticket(ticket=ticket, actor=stranger, text="Long.", now=now)
    services.answer_ticket(ticket=ticket, actor=helper, text="A page.", now=now)
    services.answer_ticket(ticket=ticket, actor=support, text="Or two.", now=now)
    row = queries.get_ticket(ticket.public_id)
    assert (row.state, row.answer_by) == ("answered", None)
    assert [note.is_answer for note in row.notes.all()] == [False, True, True]
    services.write_to_ticket(ticket=row, member=seller, text="In Arabic?", now=now + HOUR)
    again = queries.get_ticket(ticket.public_id)
    assert (again.state, again.answer_by) == ("open", now + 25 * HOUR)
    services.close_ticket(ticket=again, actor=seller, now=now + HOUR)
    services.write_to_ticket(ticket=again, member=seller, text="One more.", now=now + 2 * HOUR)
    assert Ticket.objects.get().state == "open"


def test_the_desk_of_questions_is_for_who_answers(
    admin: Member, seller: Member, support: Member, now: datetime
) -> None:
    helper = world.member("helper")
    campaign = world.opened(admin, now=now, contact="helper")
    other = world.opened(admin, now=now, slug="other")
    for one in (campaign, other):
        services.open_ticket(campaign=one, member=seller, subject="Q", text="Q?", now=now)
    assert (queries.answers_any(helper), queries.answers_any(seller)) == (True, False)
    assert [one.campaign for one in queries.tickets_at_desk(helper)] == [campaign]
    assert queries.tickets_at_desk(support).count() == 2


def test_a_late_answer_is_told_once_and_silence_closes(
    admin: Member, seller: Member, now: datetime, run_outbox: Run
) -> None:
    helper = world.member("helper")
    campaign = world.opened(admin, now=now, contact="helper")
    ticket = services.open_ticket(campaign=campaign, member=seller, subject="Q", text="?", now=now)
    assert services.watch_tickets(now=now + 23 * HOUR, limit=9) == 0
    assert services.watch_tickets(now=now + 24 * HOUR, limit=9) == 1
    assert services.watch_tickets(now=now + 25 * HOUR, limit=9) == 0
    run_outbox(now + 25 * HOUR)
    late = Notification.objects.filter(kind="campaigns.ticket_late")
    assert {row.member for row in late} == {helper, admin}
    services.answer_ticket(ticket=ticket, actor=helper, text="Here.", now=now + 2 * DAY)
    assert services.watch_tickets(now=now + 9 * DAY, limit=9) == 1
    assert Ticket.objects.get().state == "closed"


def test_the_doers_hear_of_each_step_in_their_own_language(
    admin: Member, seller: Member, now: datetime, run_outbox: Run
) -> None:
    campaign = world.opened(admin, now=now)
    task = world.accepted(campaign, seller, admin, now=now)
    services.pay_due_tasks(now=now + 3 * DAY, limit=9)
    run_outbox(now + 3 * DAY)
    told = Notification.objects.filter(member=seller).order_by("id")
    kinds = [row.kind for row in told if row.kind.startswith("campaigns.")]
    assert set(kinds) == {"campaigns.began", "campaigns.accepted", "campaigns.paid_money"}
    assert told.get(kind="campaigns.paid_money").url == task.get_absolute_url()
    assert Notification.objects.filter(member=admin, kind="campaigns.proof_waits").count() == 1
