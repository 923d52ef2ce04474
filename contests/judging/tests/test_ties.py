"""What judges declare beforehand: the plan never gives them that writer's entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from contests.calls.models import Contest
from contests.judging import errors, queries, services
from contests.judging.models import DeclaredTie, Judge, Judging, Sheet, Tie
from contests.judging.tests import world
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core.errors import NotFound
from marketplace.core.models import AuditRecord

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
NOTE = "canary-77af: my cousin"


@pytest.fixture
def contest(now: datetime, settings: Any) -> Contest:
    """Return a closed contest with four entries and four judges, nothing given out."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    made = world.contest(world.member("boss", "admin"), now=now)
    Judging.objects.create(contest=made, seed="00" * 16)
    world.judges(made, world.four_judges(), now=now)
    world.entries(made, 4, now=now)
    return made


def judge_of(contest: Contest, number: int = 1) -> Judge:
    return contest.judges.select_related("member", "contest").get(number=number)


def writers(contest: Contest) -> list[Member]:
    return [row.entrant for row in contest.entries.select_related("entrant").order_by("pk")]


def declare(judge: Judge, member: Member, now: datetime, note: str = NOTE) -> DeclaredTie:
    return services.declare_tie(judge=judge, actor=judge.member, member=member, note=note, now=now)


def test_nobody_gets_an_entry_of_whom_they_declared(contest: Contest, now: datetime) -> None:
    first, second, *_others = writers(contest)
    declare(judge_of(contest), first, now)
    declare(judge_of(contest), second, now)
    declare(judge_of(contest, 2), first, now)
    assert services.give_waiting_sheets(now=now, limit=5) == 11
    readers = {
        (sheet.judge.number, sheet.entry.entrant_id)
        for sheet in Sheet.objects.select_related("judge", "entry")
    }
    assert not readers & {(1, first.pk), (1, second.pk), (2, first.pk)}
    assert {number for number, writer in readers if writer == first.pk} == {3, 4}
    ties = queries.ties_at_desk(contest)
    assert [(tie.judge.number, tie.kind, tie.note) for tie in ties] == [
        (1, "declared", NOTE),
        (1, "declared", NOTE),
        (2, "declared", NOTE),
    ]


def test_a_late_judge_declares_before_accepting(contest: Contest, now: datetime) -> None:
    services.give_waiting_sheets(now=now, limit=5)
    admin, fifth = contest.created_by, world.member("fifth", "judge")
    late = services.invite_judge(contest=contest, actor=admin, member=fifth, now=now)
    declare(late, writers(contest)[0], now)
    services.replace_judge(judge=judge_of(contest), actor=admin, now=now)
    services.replace_judge(judge=judge_of(contest, 2), actor=admin, now=now)
    services.answer_invitation(judge=late, actor=fifth, accepts=True, now=now)
    given = Sheet.objects.filter(judge=late).values_list("entry__entrant", flat=True)
    assert sorted(given) == sorted(one.pk for one in writers(contest)[1:])


def test_a_judge_without_anything_to_read_is_kept_out_of_the_final_too(
    contest: Contest, now: datetime
) -> None:
    services.give_waiting_sheets(now=now, limit=5)
    fifth = world.member("fifth", "judge")
    late = services.invite_judge(contest=contest, actor=contest.created_by, member=fifth, now=now)
    declare(late, writers(contest)[0], now)
    services.answer_invitation(judge=late, actor=fifth, accepts=True, now=now)
    assert not late.sheets.exists()
    assert Tie.objects.get(judge=late).entry.entrant == writers(contest)[0]


def test_what_is_declared_can_change_until_entries_are_given(
    contest: Contest, now: datetime
) -> None:
    judge, writer = judge_of(contest), writers(contest)[0]
    declare(judge, writer, now)
    declare(judge, writer, now, note="A colleague.")
    assert [one.note for one in queries.declared_by(judge)] == ["A colleague."]
    stranger = world.member("stranger")
    declare(judge, stranger, now)
    services.withdraw_tie(judge=judge, actor=judge.member, member=stranger, now=now)
    with pytest.raises(NotFound):
        services.withdraw_tie(judge=judge, actor=judge.member, member=stranger, now=now)
    with pytest.raises(errors.TieToOneself):
        declare(judge, judge.member, now)
    services.give_waiting_sheets(now=now, limit=5)
    with pytest.raises(errors.EntriesGiven):
        declare(judge, stranger, now)
    with pytest.raises(errors.EntriesGiven):
        services.withdraw_tie(judge=judge, actor=judge.member, member=writer, now=now)
    written = AuditRecord.objects.filter(action__startswith="judge_").order_by("id")
    assert [row.action for row in written if "tie" in row.action] == [
        *["judge_declared_tie"] * 3,
        "judge_withdrew_tie",
    ]


def test_only_the_judge_declares(contest: Contest, now: datetime) -> None:
    judge, other = judge_of(contest), judge_of(contest, 2)
    writer = writers(contest)[0]
    for actor in (other.member, writer, contest.created_by):
        with pytest.raises(NotFound):
            services.declare_tie(judge=judge, actor=actor, member=writer, now=now)
    Judge.objects.filter(pk=other.pk).update(state="declined")
    with pytest.raises(errors.EntriesGiven):
        declare(judge_of(contest, 2), writer, now)
    Contest.objects.filter(pk=contest.pk).update(state="results", results_at=now)
    with pytest.raises(errors.EntriesGiven):
        declare(judge_of(contest), writer, now)
    assert not DeclaredTie.objects.exists()


def test_the_page_tells_nobody_who_has_entered(contest: Contest, as_member: As) -> None:
    judge, writer = judge_of(contest), writers(contest)[0]
    browser = as_member(judge.member)
    page = f"/en/judging/{judge.public_id}/ties/"
    assert page.removeprefix("/en") in browser.get("/en/judging/").content.decode()
    said = []
    for member in (writer, world.member("zuhair")):
        browser.post(f"{page}declare/", {"username": f"@{member.username}", "note": NOTE})
        text = browser.get(page).content.decode()
        browser.post(f"{page}withdraw/", {"username": member.username})
        browser.get(page)
        said.append(text.replace(member.username, "").replace(member.display_name, ""))
    assert NOTE in said[0]
    assert len(said[0]) == len(said[1])
    assert not DeclaredTie.objects.exists()
    unknown = browser.post(f"{page}declare/", {"username": "who-is-that", "note": NOTE})
    assert (unknown.status_code, NOTE in unknown.content.decode()) == (422, True)
    itself = browser.post(f"{page}declare/", {"username": judge.member.username})
    assert itself.status_code == 422
    assert as_member(judge_of(contest, 2).member).get(page).status_code == 404


def test_administrators_read_what_was_declared(
    contest: Contest, now: datetime, as_member: As
) -> None:
    declare(judge_of(contest), writers(contest)[0], now)
    desk = f"/en/desk/contests/{contest.public_id}/judging/progress/"
    assert NOTE in as_member(contest.created_by).get(desk).content.decode()
    services.give_waiting_sheets(now=now, limit=5)
    browser = as_member(judge_of(contest).member)
    page = browser.get(f"/en/judging/{judge_of(contest).public_id}/ties/").content.decode()
    assert ("declare/" in page, "step back on its page" in page) == (False, True)


def test_the_same_over_the_api(contest: Contest, now: datetime, client: Client) -> None:
    judge, writer = judge_of(contest), writers(contest)[0]
    scopes = frozenset({"judging:read", "judging:write"})
    key = create_token(member=judge.member, name="x", scopes=scopes, now=now).key
    sent: dict[str, Any] = {
        "headers": {"Authorization": f"Bearer {key}"},
        "content_type": "application/json",
    }
    one = f"/api/v1/judging/{judge.public_id}/"
    given = {"username": writer.username, "note": NOTE}
    assert client.post(f"{one}declare_tie/", given, **sent).status_code == 200
    listed = client.get(f"{one}ties/", headers=sent["headers"]).json()
    assert [(row["username"], row["note"]) for row in listed] == [(writer.username, NOTE)]
    assert client.post(f"{one}withdraw_tie/", given, **sent).status_code == 204
    refused = client.post(f"{one}declare_tie/", {"username": judge.member.username}, **sent)
    assert refused.json()["code"] == "tie_to_oneself"
    assert client.get(f"{one}ties/", headers=sent["headers"]).json() == []
