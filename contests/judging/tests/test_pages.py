"""The pages and the API: the desk without JavaScript, fairness before and after, query counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contests.calls.models import Contest
from contests.judging import queries, services
from contests.judging.models import Duel, Judging, Sheet
from contests.judging.services import digest_of
from contests.judging.tests import world
from contests.judging.tests.world import open_sheets, seal, seal_all
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock

pytestmark = pytest.mark.django_db
SAID = "canary-5d21: a clear beginning."
ALL = {"score_1": "5", "score_2": "4", "score_3": "3", "score_4": "2"}
As = Callable[..., Client]


@pytest.fixture
def moment() -> datetime:
    return clock.now() - timedelta(hours=2)


@pytest.fixture
def admin() -> Member:
    return world.member("boss", "admin")


@pytest.fixture
def contest(admin: Member, moment: datetime, settings: Any) -> Contest:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    return world.in_judging(admin, now=moment, count=4)


def bearer(member: Member) -> dict[str, str]:
    scopes = frozenset({"judging:read", "judging:write"})
    key = create_token(member=member, name="x", scopes=scopes, now=clock.now()).key
    return {"Authorization": f"Bearer {key}"}


def test_a_judge_scores_without_javascript(contest: Contest, as_member: As) -> None:
    sheet = open_sheets(contest)[0]
    browser = as_member(sheet.judge.member)
    assert contest.texts.all()[0].title in browser.get("/en/judging/").content.decode()
    queue = browser.get(f"/en/judging/{sheet.judge.public_id}/").content.decode()
    assert sheet.get_absolute_url().removeprefix("/") in queue
    page = f"/en/judging/sheets/{sheet.public_id}/"
    shown = browser.get(page).content.decode()
    assert "My first client paid in rice." in shown
    assert "No criterion here measures praise" in shown
    assert sheet.entry.entrant.display_name not in shown
    assert sheet.entry.public_id not in shown
    assert browser.post(f"{page}save/", {"score_1": "4", "feedback": "So"}).status_code == 200
    assert browser.post(f"{page}save/", {"score_1": "9"}).status_code == 422
    assert "So</textarea>" in browser.get(page).content.decode()
    assert browser.post(f"{page}seal/", {**ALL, "feedback": " "}).status_code == 422
    gaps = {"score_1": "5", "feedback": SAID}
    refused = browser.post(f"{page}seal/", gaps)
    assert (refused.status_code, "incomplete" in refused.content.decode()) == (422, True)
    onward = browser.post(f"{page}seal/", {**gaps, "with_gaps": "on"})
    assert onward.status_code == 302
    assert "/judging/sheets/" in onward.headers["Location"]
    sealed = browser.get(page).content.decode()
    assert Sheet.objects.get(pk=sheet.pk).digest in sealed


def test_blind_both_ways_and_closed_to_others(contest: Contest, as_member: As) -> None:
    first, *_rest, last = open_sheets(contest)
    page = f"/en/judging/sheets/{first.public_id}/"
    assert as_member(last.judge.member).get(page).status_code == 404
    assert as_member(first.entry.entrant).get(page).status_code == 404
    text = as_member(first.entry.entrant).get(f"/en/contests/{contest.slug}/fairness/")
    assert text.status_code == 200
    for judge in contest.judges.select_related("member"):
        assert judge.member.display_name not in text.content.decode()


def test_stepping_back_at_the_desk(contest: Contest, as_member: As) -> None:
    sheet = open_sheets(contest)[0]
    browser = as_member(sheet.judge.member)
    page = f"/en/judging/sheets/{sheet.public_id}/recuse/"
    assert browser.post(page, {"reason": ""}).status_code == 422
    assert browser.post(page, {"reason": "My cousin."}).status_code == 302
    assert Sheet.objects.get(pk=sheet.pk).state == "recused"


def test_fairness_shows_hashes_first_and_scores_after_the_results(
    contest: Contest, client: Client, as_member: As, moment: datetime, admin: Member
) -> None:
    page = f"/en/contests/{contest.slug}/fairness/"
    one = seal(open_sheets(contest)[0], 5, 4, 3, 2, now=moment, said=SAID)
    early = client.get(page).content.decode()
    assert one.digest in early
    assert SAID not in early
    assert client.get(f"{page}sheets.json").status_code == 404
    assert client.get(f"{page}scores.csv").status_code == 404
    seal_all(contest, now=moment)
    services.carry_out_due_counts(now=moment, limit=5)
    assert "Raw and corrected" not in client.get(page).content.decode()
    desk = as_member(admin).get(f"/en/desk/contests/{contest.public_id}/judging/progress/")
    assert "Raw and corrected" in desk.content.decode()
    Contest.objects.filter(pk=contest.pk).update(state="results", results_at=moment)
    late = client.get(page).content.decode()
    assert "Raw and corrected" in late
    assert SAID in late
    rows = json.loads(client.get(f"{page}sheets.json").content)
    assert len(rows) == 12
    assert all(digest_of(row["paper"]) == row["digest"] for row in rows)
    assert client.get(f"{page}scores.csv").content.decode().startswith("entry,judge,criterion")
    writer = one.entry.entrant
    own = as_member(writer).get(f"/en/contests/{contest.slug}/feedback/").content.decode()
    assert SAID in own


def test_a_judge_is_named_by_leave_only(contest: Contest, client: Client, moment: datetime) -> None:
    named, other, *_rest = contest.judges.select_related("member").order_by("number")
    type(named).objects.filter(pk=named.pk).update(is_named=True)
    seal_all(contest, now=moment)
    services.carry_out_due_counts(now=moment, limit=5)
    Contest.objects.filter(pk=contest.pk).update(state="results", results_at=moment)
    shown = client.get(f"/en/contests/{contest.slug}/fairness/").content.decode()
    assert named.member.display_name in shown
    assert other.member.display_name not in shown


def test_the_queue_asks_as_often_for_one_as_for_three(
    admin: Member, moment: datetime, as_member: As, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    counts = []
    for number, size in enumerate((1, 3)):
        people = [world.member(f"j{number}", "judge")]
        made = world.contest(admin, now=moment, slug=f"contest-{number}")
        Judging.objects.create(contest=made, judges_per_entry=1)
        world.judges(made, people, now=moment)
        world.entries(made, size, now=moment)
        services.give_waiting_sheets(now=moment, limit=10)
        browser = as_member(people[0])
        judge = made.judges.get()
        sheet = judge.sheets.order_by("position")[0]
        for page in (
            "/en/judging/",
            f"/en/judging/{judge.public_id}/",
            f"/en/judging/sheets/{sheet.public_id}/",
        ):
            browser.get(page)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert browser.get(page).status_code == 200
            counts.append(len(asked))
        token = bearer(people[0])
        with CaptureQueriesContext(connection) as asked:
            client = Client(headers=token)
            rows = client.get(f"/api/v1/judging/{judge.public_id}/sheets/").json()
        assert len(rows) == size
        counts.append(len(asked))
    assert counts[:4] == counts[4:]


def test_administrators_set_judging_up(
    admin: Member, moment: datetime, as_member: As, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    made = world.contest(admin, now=moment, state="draft")
    made.criteria.all().delete()
    world.member("yusuf", "judge")
    browser = as_member(admin)
    desk = f"/en/desk/contests/{made.public_id}/judging/"
    assert browser.get(desk).status_code == 200
    assert browser.post(f"{desk}template/").status_code == 302
    rules = {"judges_per_entry": "٢", "final_size": "1", "silent_rule": "share"}
    assert browser.post(f"{desk}rules/", rules).status_code == 422
    assert browser.post(f"{desk}rules/", {**rules, "final_size": "2"}).status_code == 302
    assert queries.judging_of(made).judges_per_entry == 2
    new = {"weight": "10", "name_en": "Nerve", "name_ar": "الجرأة", "guides_en": "one\ntwo"}
    assert browser.post(f"{desk}criteria/", new).status_code == 422
    assert browser.post(f"{desk}criteria/", {**new, "guides_en": ""}).status_code == 302
    changed = {**new, "guides_en": "a\nb\nc\nd\ne", "weight": "11"}
    assert browser.post(f"{desk}criteria/5/", changed).status_code == 302
    assert "a\r\nb" in browser.get(f"{desk}criteria/5/").content.decode().replace("\n", "\r\n")
    assert browser.post(f"{desk}criteria/5/remove/").status_code == 302
    for name, status in (("nobody", 422), ("boss", 422), ("Yusuf", 302), ("yusuf", 422)):
        assert browser.post(f"{desk}invite/", {"username": name}).status_code == status, name
    judge = made.judges.get()
    mine = as_member(judge.member)
    assert "Accept" in mine.get("/en/judging/").content.decode()
    assert (
        mine.post(f"/en/judging/{judge.public_id}/accept/", {"is_named": "on"}).status_code == 302
    )
    judge.refresh_from_db()
    assert (judge.state, judge.is_named) == ("accepted", True)
    assert browser.get(f"{desk}judges/{judge.public_id}/replace/").status_code == 200
    assert browser.post(f"{desk}judges/{judge.public_id}/replace/").status_code == 302


def test_the_final_at_the_desk(
    admin: Member, moment: datetime, as_member: As, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    made = world.in_judging(admin, now=moment, count=3, final_size=2)
    seal_all(made, now=moment)
    services.carry_out_due_counts(now=moment, limit=5)
    duel = Duel.objects.select_related("judge__member").order_by("pk")[0]
    browser = as_member(duel.judge.member)
    page = f"/en/judging/pairs/{duel.public_id}/"
    assert "Which one is better?" in browser.get(page).content.decode()
    assert browser.post(f"{page}second/").status_code == 302
    duel.refresh_from_db()
    assert duel.winner_id == duel.second_id
    assert browser.post(f"{page}first/").status_code == 409


def test_the_api_scores_seals_and_tells(contest: Contest, moment: datetime) -> None:
    sheet = open_sheets(contest)[0]
    client = Client(headers=bearer(sheet.judge.member))
    listed = client.get("/api/v1/judging/").json()
    assert (listed[0]["contest"], listed[0]["waiting"]) == (contest.slug, 3)
    at = f"/api/v1/judging/sheets/{sheet.public_id}/"
    page = client.get(at).json()
    assert page["text"].startswith("My first client")
    assert [row["weight"] for row in page["rubric"]] == [40, 30, 20, 10]
    kind = "application/json"
    saved = client.post(f"{at}save/", {"scores": {"1": 5, "2": None}}, content_type=kind)
    assert saved.json()["scores"] == {"1": 5}
    assert client.post(f"{at}save/", {"scores": {"9": 5}}, content_type=kind).status_code == 404
    assert client.post(f"{at}save/", {"scores": {"x": 5}}, content_type=kind).status_code == 422
    refused = client.post(f"{at}seal/", {"scores": {"1": 5}, "feedback": "Go"}, content_type=kind)
    assert (refused.status_code, refused.json()["code"]) == (422, "gaps_left")
    given = {"scores": {"1": 5, "2": 4, "3": 3, "4": 2}, "feedback": "Good."}
    sealed = client.post(f"{at}seal/", given, content_type=kind).json()
    assert (sealed["state"], len(sealed["digest"])) == ("sealed", 64)
    seal_all(contest, now=moment)
    services.carry_out_due_counts(now=moment, limit=5)
    assert len(client.get(at).json()["others"]) == 2
    Contest.objects.filter(pk=contest.pk).update(state="results", results_at=moment)
    mine = Client(headers=bearer(sheet.entry.entrant)).get("/api/v1/judging/results/").json()
    assert [row["entry"] for row in mine] == [sheet.entry.public_id]
    fair = client.get(f"/api/v1/judging/fairness/{contest.slug}/").json()
    assert (fair["is_published"], len(fair["results"]), len(fair["papers"])) == (True, 4, 12)


def test_a_position_of_thousands_of_digits_is_refused(contest: Contest) -> None:
    sheet = open_sheets(contest)[0]
    for verb in ("save", "seal"):
        body = json.dumps({"scores": {"1" * 5_000: 3}, "feedback": SAID})
        answer = Client(headers=bearer(sheet.judge.member)).post(
            f"/api/v1/judging/sheets/{sheet.public_id}/{verb}/", body, "application/json"
        )
        assert answer.status_code in (400, 422)


def test_what_cannot_be_kept_says_so_and_stays(contest: Contest, as_member: As) -> None:
    sheet = open_sheets(contest)[0]
    path = f"/en/judging/sheets/{sheet.public_id}/save/"
    long = as_member(sheet.judge.member).post(path, {"score_1": "4", "feedback": "x" * 1_001})
    assert (long.status_code, "1000" in long.json()["message"]) == (422, True)
    asked = world.member("late", "judge")
    judge = services.invite_judge(
        contest=contest, actor=contest.created_by, member=asked, now=clock.now()
    )
    reason = "I know the writer. " * 30
    page = as_member(asked).post(f"/en/judging/{judge.public_id}/decline/", {"reason": reason})
    shown = page.content.decode()
    assert (page.status_code, reason.strip() in shown, "500" in shown) == (422, True, True)
    judge.refresh_from_db()
    assert judge.state == "invited"


def test_the_desk_counts_only_what_can_still_be_done(
    contest: Contest, as_member: As, moment: datetime
) -> None:
    sheet = open_sheets(contest)[0]
    browser = as_member(sheet.judge.member)
    assert "Go on judging" in browser.get("/en/judging/").content.decode()
    for _step in ("reminder", "close"):
        services.move_due_judgings(now=moment + timedelta(days=10), limit=5)
    assert Judging.objects.get().stage == "closed"
    shown = browser.get("/en/judging/").content.decode()
    assert ("Go on judging" in shown, "To score: 0" in shown) == (False, True)


def test_a_pair_goes_with_an_entry_that_left(
    admin: Member, as_member: As, moment: datetime, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    contest = world.in_judging(admin, now=moment, count=5, final_size=3)
    seal_all(contest, now=moment)
    services.carry_out_due_counts(now=moment, limit=5)
    duel = Duel.objects.select_related("judge__member", "first").order_by("pk")[0]
    judge, browser = duel.judge, as_member(duel.judge.member)
    assert queries.judgings_of(judge.member)[0].pairs == 3  # type: ignore[attr-defined]
    type(duel.first).objects.filter(pk=duel.first_id).update(state="withdrawn")
    assert browser.get(f"/en/judging/pairs/{duel.public_id}/").status_code == 404
    assert duel.pk not in {one.pk for one in queries.duels_of(judge)}
    assert len(queries.duels_of(judge)) == 1
    assert queries.judgings_of(judge.member)[0].pairs == 1  # type: ignore[attr-defined]
