"""One contract over all verifiers, and what each of them finds."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from contests.actions.choices import ActionKind, ClaimState
from contests.actions.errors import NotDoneYet, ProofFailed, ProofMissing, VerifierUnfit
from contests.actions.models import Action, Claim, Entrant
from contests.actions.queries import offered_kinds
from contests.actions.queries.facts import _FACTS, Fact, Seen, register_fact
from contests.actions.services import ActionDraft, add_action, claim_action, credit_friends
from contests.actions.tests.world import action_of, drafted, joined, opened, picture
from contests.actions.verifiers import VERIFIERS, Finding, Proof, Verifier, fitting, verifier_named
from contests.actions.verifiers.page import names_in
from contests.calls.choices import Label
from contests.calls.services import follow_contest, record_arrival
from marketplace.accounts.models import Member
from marketplace.core.fetch import FetchedPage, FetchTimedOut
from marketplace.core.images import reencode

pytestmark = pytest.mark.django_db
PAGE = "https://blog.example/post"


def page(text: str, status: int = 200) -> Any:
    """Return a fetcher that finds this page."""
    return lambda address: FetchedPage(address, status, "text/html", text.encode())


def no_page(_address: str) -> FetchedPage:
    raise FetchTimedOut


def enough(entrant: Entrant) -> tuple[Proof, Any]:
    """Return a proof and a web that satisfy every verifier."""
    code = entrant.link.code
    shot = reencode(picture())
    proof = Proof(url=PAGE, text="@lina_k @yazan", picture=shot)
    return proof, page(f'<a href="https://x/contests/y/via/{code}/">Lina_K and Yazan</a>')


@pytest.mark.parametrize("verifier", VERIFIERS.values(), ids=lambda one: one.name)
def test_every_verifier_keeps_the_contract(
    verifier: Verifier, admin: Member, entrants: list[Member], now: datetime
) -> None:
    assert verifier_named(verifier.name) is verifier
    assert str(verifier.label)
    assert str(verifier.explains)
    assert isinstance(verifier.gives, Label)
    assert verifier.kinds <= set(ActionKind.values)
    assert verifier.needs <= verifier.asks <= {"url", "text", "picture"}
    assert all(verifier in fitting(kind) for kind in verifier.kinds)

    contest = opened(admin, now=now)
    entrant = joined(contest, entrants[0], now=now)
    follow_contest(contest=contest, member=entrants[0], now=now)
    kinds = {"platform": "subscribe", "page": "post", "desk": "other"}
    action = action_of(contest, kinds.get(verifier.name, "follow"), verifier.name)
    proof, web = enough(entrant)
    before = Claim.objects.count()
    found = verifier.check(action=action, entrant=entrant, proof=proof, fetcher=web, now=now)
    assert Claim.objects.count() == before
    assert [type(one) for one in found] == [Finding]
    assert found[0].label == verifier.gives
    assert found[0].state in (ClaimState.GRANTED, ClaimState.WAITING)
    waits = verifier.gives == Label.REVIEWED
    assert (found[0].state == ClaimState.WAITING) == waits

    if verifier.asks:
        with pytest.raises(ProofMissing):
            verifier.check(action=action, entrant=entrant, proof=Proof(), fetcher=no_page, now=now)


def test_an_unknown_verifier_and_an_unfit_one_are_refused(admin: Member, now: datetime) -> None:
    with pytest.raises(VerifierUnfit):
        verifier_named("dice")
    contest = drafted(admin, now=now)
    wrong = ActionDraft(kind="visit", verifier="declared")
    with pytest.raises(VerifierUnfit):
        add_action(contest=contest, actor=admin, draft=wrong, now=now)


def test_the_page_must_be_there_with_the_own_link_and_the_names(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    entrant = joined(contest, entrants[0], now=now)
    other = joined(contest, entrants[1], now=now)
    action = action_of(contest, "post", "page")
    mine = f"/via/{entrant.link.code}/"
    given: dict[str, Any] = {"action": action, "entrant": entrant, "now": now}
    check = VERIFIERS["page"].check
    for text, web in (
        ("@lina @yazan", no_page),
        ("@lina @yazan", page(f"{mine} lina yazan", 404)),
        ("@lina @yazan", page(f"{mine} lina yazan", 302)),
        ("@lina @yazan", page("lina yazan")),
        ("@lina @yazan", page(f"/via/{other.link.code}/ lina yazan")),
        ("@lina @yazan", page(f"{mine} lina")),
        ("@lina", page(f"{mine} lina")),
        ("@lina lina LINA", page(f"{mine} lina")),
        ("", page(f"{mine} lina yazan")),
    ):
        with pytest.raises(ProofFailed):
            check(**given, proof=Proof(url=PAGE, text=text), fetcher=web)
    good = Proof(url=PAGE, text="@أحمد، yazan.k")
    found = check(**given, proof=good, fetcher=page(f"&#47;via/{entrant.link.code} احمد Yazan.K"))
    assert found[0].evidence["names"] == 2


def test_names_are_read_in_any_script() -> None:
    assert names_in("@Lina, @lina؛ أحمد، ab  yazan.") == ["lina", "احمد", "yazan"]


def test_a_picture_that_was_shown_before_is_noted(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    for member in entrants[:2]:
        joined(contest, member, now=now)
    action = action_of(contest, "follow", "screenshot")
    first = claim_action(action=action, member=entrants[0], picture=picture(), now=now)[0]
    second = claim_action(action=action, member=entrants[1], picture=picture(), now=now)[0]
    assert second.evidence == {"same_picture": [first.public_id]}
    assert first.stored_as.startswith(f"contests/{contest.public_id}/")


def arrived(contest: Any, host: Member, guest: Member, now: datetime) -> None:
    """Let a guest sign up by the host's link."""
    entrant = Entrant.objects.get(contest=contest, member=host)
    guest.date_joined = now
    guest.save(update_fields=["date_joined"])
    record_arrival(code=entrant.link.code, member=guest, came_at=now, now=now)


def test_a_friend_counts_once_when_confirmed_and_having_done_something(
    admin: Member, entrants: list[Member], member_factory: Any, now: datetime
) -> None:
    contest = opened(admin, now=now)
    host, guest = entrants[0], entrants[1]
    joined(contest, host, now=now)
    silent = member_factory("silent", verified=False)
    arrived(contest, host, guest, now)
    arrived(contest, host, silent, now)
    assert credit_friends(now=now, limit=10) == 0
    with pytest.raises(NotDoneYet):
        claim_action(action=action_of(contest, "friend"), member=host, now=now)

    joined(contest, guest, now=now)
    claim_action(action=action_of(contest, "visit"), member=guest, now=now)
    assert credit_friends(now=now, limit=10) == 0
    follow_contest(contest=contest, member=guest, now=now)
    claim_action(action=action_of(contest, "subscribe"), member=guest, now=now)
    assert credit_friends(now=now, limit=10) == 1
    assert credit_friends(now=now, limit=10) == 0
    claim = Claim.objects.get(action__kind="friend")
    assert (claim.tickets, claim.evidence["friend"]) == (5, guest.public_id)
    assert claim.evidence["did"] == "took_part"


def test_more_friends_than_count_bring_no_more(
    admin: Member, member_factory: Any, now: datetime
) -> None:
    contest = opened(admin, now=now)
    host = member_factory("host")
    joined(contest, host, now=now)
    for number in range(5):
        guest = member_factory(f"guest{number}")
        arrived(contest, host, guest, now + timedelta(hours=number))
        joined(contest, guest, now=now + timedelta(hours=number))
        follow_contest(contest=contest, member=guest, now=now)
        claim_action(action=action_of(contest, "subscribe"), member=guest, now=now)
    assert credit_friends(now=now + timedelta(hours=6), limit=10) == 3
    assert credit_friends(now=now + timedelta(hours=6), limit=10) == 0


def test_the_forum_is_offered_only_when_somebody_sees_who_joins_it(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    assert ActionKind.FORUM not in offered_kinds()

    def look(*, action: Action, entrant: Entrant, now: datetime) -> list[Seen]:  # noqa: ARG001
        return [Seen("", {"topic": "x"})]

    register_fact(ActionKind.FORUM, Fact(look, "Join the forum."))
    try:
        assert ActionKind.FORUM in offered_kinds()
        draft = ActionDraft(kind="forum", verifier="platform")
        contest = opened(admin, now=now, actions=(draft,))
        joined(contest, entrants[0], now=now)
        made = claim_action(action=action_of(contest, "forum"), member=entrants[0], now=now)
        assert made[0].label == "verified"
    finally:
        del _FACTS[ActionKind.FORUM]
