"""What a month comes to: the double count, shares, weights, paid time, cases, readers."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.management import call_command

from community.forum.models import Category, Topic
from community.forum.services.counting import count_view
from community.forum.services.solving import take_solution_back
from community.forum.tests import world as forum
from community.reputation.models import Contribution
from community.rings.models import Favour
from community.rings.tests.world import made as ring_case
from community.worth.choices import Lens
from community.worth.models import MemberMonth, Recount, TopicDay, TopicSeen
from community.worth.queries import PaidTime, register_paid_time
from community.worth.queries.lenses import FIELDS, Counts, tickets_of
from community.worth.queries.own import posts_behind
from community.worth.services.counting import check_worth, count_readers
from community.worth.tests import world
from marketplace.accounts.models import Member

pytestmark = pytest.mark.django_db


def counts(member: Member, month: date) -> Counts:
    """Return what a month of a member holds."""
    row = MemberMonth.objects.get(member=member, month=month)
    return Counts(**{name: getattr(row, name) for name in FIELDS})


MONTH = date(2026, 11, 1)


def test_a_best_answer_with_nine_likes_is_four_tickets_or_one(
    where: Category, now: datetime
) -> None:
    asker, helper, *fans = world.people(11, now=now)
    (post,) = world.answered(asker, where, helper, now=now)
    world.solved(post, now=now)
    world.liked(post, *fans, now=now)
    assert world.counted(now) == 1
    found = counts(helper, MONTH)
    assert (found.solutions, found.likes, found.share_milli, found.weight_milli) == (1, 9, 1000, 0)
    assert tickets_of(found) == {Lens.CLASSIC: 4.0, Lens.CONSERVATIVE: 1.0, Lens.REACH: 0.0}


def test_solutions_share_their_topic_and_other_likes_weigh(where: Category, now: datetime) -> None:
    asker, one, two, three, fan = world.people(5, now=now)
    posts = world.answered(asker, where, one, two, three, now=now)
    world.solved(*posts, now=now)
    (other,) = world.answered(asker, where, one, now=now)
    world.liked(other, fan, asker, now=now)
    world.counted(now)
    shares = [counts(who, MONTH).share_milli for who in (one, two, three)]
    assert shares == [334, 333, 333]
    assert counts(one, MONTH).weight_milli == 2000


def test_a_question_answers_nobody(where: Category, now: datetime) -> None:
    asker, helper, fan = world.people(3, now=now)
    (post,) = world.answered(asker, where, helper, now=now)
    first = Topic.objects.get(pk=post.topic_id).first_post
    assert first is not None
    world.liked(first, fan, now=now)
    world.counted(now)
    found = counts(asker, MONTH)
    assert (found.likes, found.weight_milli) == (1, 0)


def test_what_is_taken_back_is_gone_from_its_month(where: Category, now: datetime) -> None:
    asker, helper = world.people(2, now=now)
    (post,) = world.answered(asker, where, helper, now=now - 40 * world.DAY)
    world.solved(post, now=now - 40 * world.DAY)
    world.counted(now)
    assert counts(helper, date(2026, 10, 1)).solutions == 1
    take_solution_back(post_id=post.pk, member=asker, now=now)
    assert check_worth(now=now).rows == 1
    world.counted(now)
    assert not MemberMonth.objects.exists()


def test_paid_answers_are_in_no_lens(where: Category, now: datetime) -> None:
    asker, helper, fan = world.people(3, now=now)
    (paid,) = world.answered(asker, where, helper, now=now)
    (free,) = world.answered(asker, where, helper, now=now + 2 * forum.HOUR)
    world.solved(paid, now=now + 3 * forum.HOUR)
    world.liked(paid, fan, now=now + 3 * forum.HOUR)
    world.liked(free, fan, now=now + 4 * forum.HOUR)
    windows = [PaidTime(helper.pk, now, now + forum.HOUR)]
    register_paid_time("shifts", lambda _members, _since, _until: windows)
    world.counted(now + world.DAY)
    found = counts(helper, MONTH)
    assert found == Counts(likes=1, weight_milli=500, paid_solutions=1, paid_likes=1)
    rows = posts_behind(helper, MONTH, now=now + world.DAY)
    assert [(one.subject_id, one.is_paid) for one in rows] == [(paid.pk, True), (free.pk, False)]


def test_paid_time_of_some_areas_leaves_the_others_alone(where: Category, now: datetime) -> None:
    asker, helper = world.people(2, now=now)
    (paid,) = world.answered(asker, where, helper, now=now)
    (free,) = world.answered(asker, world.place(now), helper, now=now)
    world.solved(paid, now=now)
    world.solved(free, now=now)
    windows = [
        PaidTime(helper.pk, now, now + forum.HOUR, (where.pk, where.pk + 1_000)),
        PaidTime(asker.pk, now, now + forum.HOUR),
    ]
    register_paid_time("shifts", lambda _members, _since, _until: windows)
    world.counted(now + world.DAY)
    found = counts(helper, MONTH)
    assert found == Counts(solutions=1, share_milli=1000, paid_solutions=1)
    rows = posts_behind(helper, MONTH, now=now + world.DAY)
    assert {one.subject_id: one.is_paid for one in rows} == {paid.pk: True, free.pk: False}


def test_what_a_case_names_waits(where: Category, now: datetime) -> None:
    asker, helper, fan = world.people(3, now=now)
    (post,) = world.answered(asker, where, helper, now=now)
    world.liked(post, fan, now=now)
    row = Contribution.objects.get(kind="like")
    case = ring_case([fan, helper], now=now)
    cases = type(case).objects.filter(pk=case.pk)
    Favour.objects.create(
        case=case,
        contribution=row.pk,
        giver=fan,
        receiver=helper,
        kind="like",
        occurred_at=now,
        points_milli=row.points_milli,
    )
    world.counted(now)
    # Nobody is told of what the search only suspects, so nothing shows it either.
    assert counts(helper, MONTH) == Counts(likes=1, weight_milli=1000)
    cases.update(state="proposed")
    world.counted(now)
    assert counts(helper, MONTH) == Counts(likes=1, waiting=1)
    cases.update(state="dismissed", decided_at=now, decided_by=asker)
    world.counted(now)
    assert counts(helper, MONTH) == Counts(likes=1, weight_milli=1000)


def test_readers_count_from_the_day_of_the_solution(where: Category, now: datetime) -> None:
    asker, one, two = world.people(3, now=now)
    posts = world.answered(asker, where, one, two, now=now)
    topic = posts[0].topic
    count_view(topic_id=topic.pk)
    # The first look only begins: who read before then has no day.
    assert count_readers(now=now) == 0
    for _reader in range(4):
        count_view(topic_id=topic.pk)
    assert count_readers(now=now) == 1
    assert count_readers(now=now) == 0
    later = now + 10 * world.DAY
    world.solved(*posts, now=later)
    for _reader in range(6):
        count_view(topic_id=topic.pk)
    count_readers(now=later)
    rows = TopicDay.objects.order_by("day").values_list("day", "views")
    assert list(rows) == [(now.date(), 4), (later.date(), 6)]
    world.counted(later)
    december = date(2026, 12, 1)
    assert [counts(who, december).reach_milli for who in (one, two)] == [3000, 3000]


def test_readers_of_before_have_no_day_also_where_months_are_counted_first(
    where: Category, now: datetime
) -> None:
    asker, helper = world.people(2, now=now)
    (post,) = world.answered(asker, where, helper, now=now)
    count_view(topic_id=post.topic_id)
    world.counted(now)
    assert count_readers(now=now) == 0
    count_view(topic_id=post.topic_id)
    assert count_readers(now=now) == 1
    assert TopicDay.objects.get().views == 1


def test_a_topic_that_is_new_is_read_from_its_first_reader(where: Category, now: datetime) -> None:
    asker, helper = world.people(2, now=now)
    count_readers(now=now)
    (post,) = world.answered(asker, where, helper, now=now)
    count_view(topic_id=post.topic_id)
    assert count_readers(now=now) == 1
    assert TopicDay.objects.get().views == 1


def test_a_check_writes_nothing(where: Category, now: datetime) -> None:
    """Also where nobody counted yet: when readers were looked at first is the clock's to say."""
    asker, helper = world.people(2, now=now)
    (post,) = world.answered(asker, where, helper, now=now)
    world.solved(post, now=now)
    assert check_worth(now=now).rows == 1
    assert (Recount.objects.exists(), TopicSeen.objects.exists()) == (False, False)


def test_the_command_finds_and_mends_drift(
    where: Category, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    asker, helper = world.people(2, now=now)
    (post,) = world.answered(asker, where, helper, now=now)
    world.solved(post, now=now)
    with pytest.raises(SystemExit) as left:
        call_command("recount_worth", "--check")
    assert left.value.code == 1
    call_command("recount_worth")
    call_command("recount_worth", "--check")
    said = capsys.readouterr().out.splitlines()
    assert [said[1], said[3], said[4]] == ["1 months differ", "1 months mended", "no drift"]
