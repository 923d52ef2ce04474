"""Posted briefs: posting, ending in time and by hand, opening again, inviting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.accounts.queries import profile_of
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.private_files import FileEmpty
from marketplace.hiring import errors, queries, services
from marketplace.hiring.choices import POSTED_TRANSITIONS, BudgetKind, Hand, PostedState
from marketplace.hiring.models import PostedBrief, Proposal
from marketplace.hiring.services.states import posted_transition
from marketplace.hiring.tests.posted_world import again, brief_text, post, propose
from marketplace.messaging.errors import MemberBlocked
from marketplace.messaging.services import block_member
from marketplace.notifications.models import Notification

DAY = timedelta(days=1)


def test_a_brief_is_rendered_once_and_ends_by_itself(client_member: Member, now: datetime) -> None:
    brief = post(client_member, now=now)
    assert "<strong>شعارًا</strong>" in brief.text_html
    assert (brief.state, brief.due_at, brief.reminder_at) == (
        "open",
        now + 14 * DAY,
        now + 12 * DAY,
    )


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"text": "short"}, errors.BriefTooShort),
        ({"budget_kind": BudgetKind.RANGE}, errors.BudgetMissing),
        ({"budget_kind": BudgetKind.FIXED, "budget_max": None}, errors.BudgetMissing),
        ({"budget_kind": BudgetKind.OPEN}, errors.BudgetMissing),
        ({"budget_min": 1, "budget_max": 1}, errors.BudgetOutOfRange),
        ({"text": "اتصلوا بي على 0551234567 من فضلكم"}, errors.TextNeedsALook),
    ],
)
def test_post_brief_refuses(
    client_member: Member, now: datetime, given: dict[str, Any], error: type[DomainError]
) -> None:
    with pytest.raises(error):
        post(client_member, now=now, **given)
    assert PostedBrief.objects.count() == 0


def test_a_brief_with_a_number_goes_out_as_it_is(client_member: Member, now: datetime) -> None:
    text = brief_text(text="اتصلوا بي على 0551234567 من فضلكم")
    with pytest.raises(errors.TextNeedsALook) as found:
        services.post_brief(client=client_member, text=text, days=3, now=now)
    as_is = found.value.as_is
    other = brief_text(text="اتصلوا بي على 0561234567 من فضلكم")
    with pytest.raises(errors.TextNeedsALook):
        services.post_brief(client=client_member, text=other, days=3, as_is=as_is, now=now)
    brief = services.post_brief(client=client_member, text=text, days=3, as_is=as_is, now=now)
    assert brief.state == "open"


@override_settings(WAZZIFNI={"posted_briefs_open_max": "1", "posted_brief_days_max": "20"})
def test_only_so_many_are_open_and_for_so_long(client_member: Member, now: datetime) -> None:
    for days in (0, 21):
        with pytest.raises(errors.EndOutOfRange):
            post(client_member, now=now, days=days)
    first = post(client_member, now=now)
    with pytest.raises(errors.TooManyOpenBriefs):
        post(client_member, now=now)
    services.close_brief(brief=first, actor=client_member, now=now)
    post(client_member, now=now)
    with pytest.raises(errors.TooManyOpenBriefs):
        services.reopen_brief(brief=first, actor=client_member, days=3, now=now)


def test_every_transition_of_a_posted_brief_is_in_the_table(now: datetime) -> None:
    for before in PostedState:
        for to in PostedState:
            for hand in Hand:
                brief = PostedBrief(state=before)
                if hand in POSTED_TRANSITIONS[before].get(to, frozenset()):
                    posted_transition(brief, to=to, hand=hand, now=now)
                    assert brief.state == to
                    assert (brief.closed_at is None) == (to in ("open", "awarded"))
                else:
                    with pytest.raises(errors.PostedStateRefuses):
                        posted_transition(brief, to=to, hand=hand, now=now)
                    assert brief.state == before


@pytest.mark.parametrize("moment", ["2026-11-23T09:00", "2028-02-28T23:30", "2026-10-24T22:30"])
def test_a_brief_ends_at_its_very_moment(
    client_member: Member, seller: Member, stranger: Member, moment: str
) -> None:
    start = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    brief = post(client_member, now=start, days=1)
    proposal = propose(brief, seller, now=start)
    due = brief.due_at
    assert due - start == DAY
    just_before = due - timedelta(microseconds=1)
    assert queries.get_posted(brief.pk, None, now=just_before) == brief
    assert services.settle_brief(brief=brief, now=just_before).state == "open"
    with pytest.raises(NotFound):
        queries.get_posted(brief.pk, stranger, now=due)
    with pytest.raises(errors.PostedStateRefuses):
        propose(brief, stranger, now=due)
    with pytest.raises(errors.PostedStateRefuses):
        services.extend_brief(brief=brief, actor=client_member, days=5, now=due)
    later = due + DAY
    settled = services.settle_brief(brief=again(brief), now=later)
    assert (settled.state, settled.closed_at) == ("expired", due)
    assert Proposal.objects.get(pk=proposal.pk).state == "closed"
    assert services.expire_posted_briefs(now=later, limit=10) == 0


def test_the_sweep_ends_what_is_due_once_and_tells(
    client_member: Member, seller: Member, now: datetime, run_outbox: Callable[..., int]
) -> None:
    brief = post(client_member, now=now, days=5)
    propose(brief, seller, now=now)
    assert services.remind_of_endings(now=now + 3 * DAY, limit=10) == 1
    assert services.remind_of_endings(now=now + 3 * DAY, limit=10) == 0
    assert services.expire_posted_briefs(now=now + 5 * DAY, limit=10) == 1
    run_outbox(now + 5 * DAY)
    told = set(Notification.objects.values_list("member__username", "kind"))
    assert told == {
        ("omar", "hiring.proposal"),
        ("omar", "hiring.brief_expiring"),
        ("omar", "hiring.brief_expired"),
        ("salma", "hiring.brief_ended"),
    }


def test_extend_never_shortens_and_reopen_begins_anew(client_member: Member, now: datetime) -> None:
    brief = post(client_member, now=now, days=10)
    same = services.extend_brief(brief=brief, actor=client_member, days=3, now=now)
    assert same.due_at == now + 10 * DAY
    longer = services.extend_brief(brief=brief, actor=client_member, days=30, now=now)
    assert longer.due_at == now + 30 * DAY
    services.close_brief(brief=brief, actor=client_member, now=now)
    with pytest.raises(errors.PostedStateRefuses):
        services.close_brief(brief=brief, actor=client_member, now=now)
    opened = services.reopen_brief(brief=brief, actor=client_member, days=2, now=now)
    assert (opened.state, opened.due_at, opened.reminder_at) == ("open", now + 2 * DAY, None)


def test_a_reopened_brief_takes_renewed_proposals_that_cost_nothing(
    client_member: Member, seller: Member, now: datetime
) -> None:
    brief = post(client_member, now=now)
    proposal = propose(brief, seller, now=now)
    services.close_brief(brief=brief, actor=client_member, now=now)
    services.reopen_brief(brief=brief, actor=client_member, days=3, now=now)
    used = queries.allowance_of(seller, now=now).used
    again_sent = services.edit_proposal(
        proposal=proposal,
        actor=seller,
        terms=propose_terms(proposal),
        now=now,
    )
    assert (again_sent.state, again_sent.version) == ("submitted", 2)
    assert queries.allowance_of(seller, now=now).used == used == 1


def propose_terms(proposal: Proposal) -> services.Terms:
    return services.Terms(
        title=proposal.title,
        scope=proposal.scope,
        price=proposal.price,
        delivery_days=3,
        revisions=1,
        valid_days=7,
    )


def test_a_closed_brief_is_for_those_who_have_part_in_it(
    client_member: Member,
    seller: Member,
    stranger: Member,
    member_factory: MakeMember,
    now: datetime,
) -> None:
    guest = member_factory("guest")
    brief = post(client_member, now=now)
    propose(brief, seller, now=now)
    services.invite_freelancer(brief=brief, actor=client_member, freelancer=guest, note="", now=now)
    services.close_brief(brief=brief, actor=client_member, now=now)
    for member in (client_member, seller, guest):
        assert queries.get_posted(brief.pk, member, now=now) == brief
    for viewer in (stranger, None):
        with pytest.raises(NotFound):
            queries.get_posted(brief.pk, viewer, now=now)


def test_invitations_are_refused_by_name(
    client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    brief = post(client_member, now=now)

    def invite(whom: Member, by: Member = client_member, note: str = "") -> object:
        return services.invite_freelancer(
            brief=brief, actor=by, freelancer=whom, note=note, now=now
        )

    with pytest.raises(NotFound):
        invite(seller, by=stranger)
    with pytest.raises(errors.OwnWork):
        invite(client_member)
    with pytest.raises(errors.TextNeedsALook):
        invite(seller, note="t.me/omar_ali")
    invite(seller)
    with pytest.raises(errors.AlreadyInvited):
        invite(seller)
    profile = profile_of(stranger)
    profile.is_taking_work = False
    profile.save()
    with pytest.raises(errors.NotTakingWork):
        invite(stranger)
    profile.is_taking_work = True
    profile.save()
    block_member(member=stranger, other=client_member, now=now)
    with pytest.raises(MemberBlocked):
        invite(stranger)


def test_the_list_is_narrowed_and_leaves_out_who_is_blocked(
    client_member: Member, seller: Member, member_factory: MakeMember, now: datetime
) -> None:
    other = member_factory("dana")
    mine = post(client_member, now=now)
    theirs = post(
        other,
        now=now,
        category="code",
        language="en",
        skills=["python"],
        budget_kind=BudgetKind.OPEN,
        budget_min=None,
        budget_max=None,
    )

    def found(**filters: object) -> list[PostedBrief]:
        given = queries.BriefFilters(**filters)  # type: ignore[arg-type]
        return list(queries.browse_briefs(given, seller, now=now))

    assert found() == [theirs, mine]
    assert found(category="code") == found(language="en") == found(skill="Python") == [theirs]
    assert found(least=40_000) == [theirs]
    assert found(is_held=True) == []
    assert found(sort="ending") == [mine, theirs]
    block_member(member=other, other=seller, now=now)
    assert found() == [mine]


def test_files_are_kept_and_counted(client_member: Member, now: datetime) -> None:
    with pytest.raises(FileEmpty):
        services.post_brief(
            client=client_member,
            text=brief_text(),
            days=3,
            files=[SimpleUploadedFile("a.txt", b"")],
            now=now,
        )
    six = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(6)]
    with pytest.raises(errors.TooManyBriefFiles):
        services.post_brief(client=client_member, text=brief_text(), days=3, files=six, now=now)
    brief = services.post_brief(
        client=client_member, text=brief_text(), days=3, files=six[:2], now=now
    )
    first, second = queries.files_of(brief)
    services.edit_posted_brief(
        brief=brief,
        actor=client_member,
        text=brief_text(title="Another"),
        removed=[first.public_id],
        now=now,
    )
    assert queries.files_of(brief) == [second]
    assert again(brief).title == "Another"
