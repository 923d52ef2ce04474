"""Reports become cases, decisions hold for everybody, money has its dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings

from config.testing import MakeMember
from marketplace.accounts.choices import Standing
from marketplace.accounts.errors import MayNotSuspend
from marketplace.accounts.services import reinstate_member, suspend_member
from marketplace.articles.queries import article_cards
from marketplace.articles.services import remove_comment, restore_comment, write_comment
from marketplace.articles.tests.world import published_article
from marketplace.core.models import AuditRecord
from marketplace.core.money import Money
from marketplace.gigs.models import Gig
from marketplace.gigs.queries import gig_cards
from marketplace.ledger.choices import PayoutMethod
from marketplace.ledger.errors import PayoutsHeld
from marketplace.ledger.services import add_destination, request_payout
from marketplace.moderation import errors, services
from marketplace.moderation.choices import Act, FlagReason
from marketplace.moderation.models import Case, Decision, Flag, Suspension
from marketplace.moderation.queries import records_of
from marketplace.moderation.tests.world import REASON, RULE, Court
from marketplace.notifications.models import Notification, OutgoingMail

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_reports_of_one_thing_are_one_case(court: Court, member_factory: MakeMember) -> None:
    gig = court.gig()
    first = court.flag(gig)
    court.flag(gig, by=member_factory())
    case = Case.objects.get()
    assert (case.flags_count, case.weight, case.member) == (2, 6, court.author)
    assert (case.title, case.due_at) == (gig.title, court.now + timedelta(hours=48))
    with pytest.raises(errors.AlreadyFlagged):
        court.flag(gig)
    court.decide(first.case, Act.NO_ACTION)
    court.flag(gig)
    assert Case.objects.filter(state="open").count() == 1


def test_a_day_has_a_limit(court: Court) -> None:
    with override_settings(WAZZIFNI={"flags_per_day": 2}):
        court.flag(court.gig())
        court.flag(court.gig())
        with pytest.raises(errors.TooManyFlags):
            court.flag(court.gig())
        court.flag(court.gig(), now=court.now + 2 * DAY)
    assert Flag.objects.count() == 3


def test_reports_in_bad_faith_are_seen_and_weigh_nothing(court: Court) -> None:
    services.dismiss_case(
        case=court.case(), reason="Spite", in_bad_faith=True, actor=court.moderator, now=court.now
    )
    record = records_of([court.flagger.pk])[court.flagger.pk]
    assert (record.total, record.abusive, record.is_suspect) == (1, 1, True)
    case = court.case()
    case.refresh_from_db()
    assert (case.flags_count, case.weight) == (1, 0)


def test_a_decision_names_a_rule_a_reason_and_a_moderator(court: Court) -> None:
    given: dict[str, Any] = {"case": court.case(), "now": court.now}
    moderator, stranger = court.moderator, court.flagger
    refusals: list[tuple[type[Exception], dict[str, Any]]] = [
        (errors.NotAModerator, {"rule": RULE, "reason": REASON, "actor": stranger}),
        (errors.ReasonMissing, {"rule": RULE, "reason": " ", "actor": moderator}),
        (errors.UnknownRule, {"rule": "9.9", "reason": REASON, "actor": moderator}),
    ]
    for refusal, wrong in refusals:
        with pytest.raises(refusal):
            services.warn_member(**wrong, **given)
    assert not Decision.objects.exists()
    services.warn_member(rule=RULE, reason=REASON, actor=moderator, **given)
    with pytest.raises(errors.CaseAlreadyDecided):
        services.warn_member(rule=RULE, reason=REASON, actor=moderator, **given)


def test_nobody_decides_about_themselves(court: Court) -> None:
    court.author, court.moderator = court.moderator, court.author
    case = court.case()
    with pytest.raises(errors.OwnCase):
        services.warn_member(case=case, rule=RULE, reason=REASON, actor=court.author, now=court.now)


def test_staff_are_suspended_by_administrators_only(
    court: Court, member_factory: MakeMember
) -> None:
    court.author = court.reviewer
    case = court.case()
    with pytest.raises(MayNotSuspend):
        court.decide(case, Act.SUSPEND)
    case.refresh_from_db()
    assert (case.state, Suspension.objects.count()) == ("open", 0)
    court.moderator = member_factory("boss", roles=("moderator", "admin"))
    court.decide(case, Act.SUSPEND)
    assert Suspension.objects.count() == 1


@pytest.mark.parametrize("state", ["live", "paused"])
def test_a_gig_is_hidden_and_comes_back_as_it_was(state: str, court: Court) -> None:
    case = court.case()
    Gig.objects.filter(public_id=case.ref).update(state=state)
    decision = court.decide(case, Act.HIDE)
    assert Gig.objects.get(public_id=case.ref).state == "hidden"
    assert gig_cards(now=court.now, seller=court.author, limit=9) == []
    services.undo_decision(decision=decision, reason="Slip", actor=court.moderator, now=court.now)
    assert Gig.objects.get(public_id=case.ref).state == state
    assert court.now == case.opened_at


def test_what_is_out_of_view_cant_be_hidden_again(court: Court) -> None:
    case = court.case()
    Gig.objects.filter(public_id=case.ref).update(state="draft")
    with pytest.raises(errors.CantHide):
        court.decide(case, Act.HIDE)
    case.refresh_from_db()
    assert case.state == "open"


def test_a_profile_is_hidden_and_shown(court: Court) -> None:
    decision = court.decide(court.profile_case(), Act.HIDE)
    court.author.profile.refresh_from_db()
    assert court.author.profile.is_hidden
    appeal = services.file_appeal(decision=decision, text="No.", actor=court.author, now=court.now)
    services.grant_appeal(appeal=appeal, answer="Yes.", actor=court.reviewer, now=court.now)
    court.author.profile.refresh_from_db()
    assert not court.author.profile.is_hidden


def test_the_statement_of_reasons_goes_out_in_page_and_by_mail(
    court: Court, run_outbox: Callable[..., int]
) -> None:
    court.decide(court.case(), Act.WARN)
    run_outbox(court.now)
    assert Notification.objects.filter(member=court.author, kind="moderation.warned").count() == 1
    assert Notification.objects.filter(member=court.flagger).count() == 1
    mail = OutgoingMail.objects.get(to=court.author.email)
    assert mail.message == "moderation_decision"
    for words in (REASON, RULE, "Offer your own work", "/standing/"):
        assert words in mail.text
    assert court.flagger.display_name not in mail.text


def test_a_suspension_keeps_the_money_with_its_dates(
    court: Court, fund: Callable[..., object], run_outbox: Callable[..., int]
) -> None:
    fund(court.author, 20_000)
    decision = court.suspend(days=0)
    plan = decision.suspension
    assert plan.payouts_from == court.now + 14 * DAY
    assert [(one.available_at, one.amount, one.currency) for one in plan.payouts.all()] == [
        (plan.payouts_from, 20_000, "USD")
    ]
    place = add_destination(
        member=court.author,
        method=PayoutMethod.SANDBOX,
        holder="Salma",
        account="",
        bank_name="",
        confirmed_at=court.now,
        now=court.now,
    )
    court.author.refresh_from_db()

    def withdraw(moment: Any) -> Any:
        return request_payout(
            member=court.author,
            destination_id=place.public_id,
            amount=Money(20_000, "USD"),
            key="all",
            confirmed_at=moment,
            now=moment,
        )

    with pytest.raises(PayoutsHeld):
        withdraw(plan.payouts_from - timedelta(seconds=1))
    assert withdraw(plan.payouts_from).amount == 20_000
    run_outbox(court.now)
    mail = OutgoingMail.objects.get(message="moderation_decision")
    assert "Your money stays yours" in mail.text


def test_a_suspended_members_articles_and_gigs_leave_the_public(court: Court) -> None:
    from marketplace.articles.models import Article  # noqa: PLC0415

    court.gig()
    Article.objects.create(
        author=court.author,
        title="A",
        state="published",
        published_at=court.now,
        created_at=court.now,
        updated_at=court.now,
    )
    assert (len(article_cards(limit=9)), len(gig_cards(now=court.now, limit=9))) == (1, 1)
    decision = court.suspend()
    assert (article_cards(limit=9), gig_cards(now=court.now, limit=9)) == ([], [])
    services.undo_decision(decision=decision, reason="Slip", actor=court.reviewer, now=court.now)
    assert (len(article_cards(limit=9)), len(gig_cards(now=court.now, limit=9))) == (1, 1)


def test_an_appeal_is_answered_by_another_and_in_time(court: Court) -> None:
    decision = court.suspend(days=0)
    appeal = services.file_appeal(decision=decision, text="No.", actor=court.author, now=court.now)
    assert appeal.due_at == court.now + 7 * DAY
    with pytest.raises(errors.SecondPersonNeeded):
        services.grant_appeal(appeal=appeal, answer="So", actor=court.moderator, now=court.now)
    with pytest.raises(errors.NotAModerator):
        services.grant_appeal(appeal=appeal, answer="So", actor=court.flagger, now=court.now)
    with pytest.raises(errors.NotPossibleNow):
        services.uphold_decision(
            appeal=appeal, answer="So", actor=court.reviewer, now=appeal.due_at
        )
    with pytest.raises(errors.AlreadyAppealed):
        services.file_appeal(decision=decision, text="Again", actor=court.author, now=court.now)
    assert services.grant_late_appeals(now=appeal.due_at, limit=9) == 1
    court.author.refresh_from_db()
    assert court.author.standing == Standing.OPEN
    done = AuditRecord.objects.get(action="appeal_granted_late")
    assert (done.actor, done.at) == ("", appeal.due_at)


def test_the_days_to_appeal_end_but_not_while_suspended(court: Court) -> None:
    warned, later = court.decide(court.case(), Act.WARN), court.now + 30 * DAY
    with pytest.raises(errors.AppealTooLate):
        services.file_appeal(decision=warned, text="No.", actor=court.author, now=later)
    suspended = court.suspend(days=0)
    assert (
        services.file_appeal(decision=suspended, text="No.", actor=court.author, now=later).due_at
        == later + 7 * DAY
    )


def test_a_closing_made_elsewhere_gets_its_statement_and_appeal(
    court: Court, run_outbox: Callable[..., int], member_factory: MakeMember
) -> None:
    boss = member_factory("boss", roles=("admin",))
    suspend_member(member=court.author, reason="Police", actor=boss, now=court.now)
    run_outbox(court.now)
    run_outbox(court.now)
    decision = Decision.objects.get()
    assert (decision.rule, decision.reason, decision.decided_by) == ("5.1", "Police", boss)
    assert decision.suspension.ends_at is None
    assert OutgoingMail.objects.filter(message="moderation_decision").count() == 1
    reinstate_member(member=court.author, reason="Cleared", actor=boss, now=court.now)
    run_outbox(court.now)
    decision.refresh_from_db()
    assert (decision.state, Suspension.objects.get().state) == ("undone", "lifted")


def test_a_newer_case_stands_in_the_way_of_taking_back(court: Court) -> None:
    gig = court.gig()
    decision = court.decide(court.flag(gig).case, Act.WARN)
    court.flag(gig)
    with pytest.raises(errors.NewerCaseOpen):
        services.undo_decision(
            decision=decision, reason="Slip", actor=court.moderator, now=court.now
        )
    assert FlagReason.STOLEN in FlagReason


def test_a_comment_comes_back_as_it_was(court: Court, member_factory: MakeMember) -> None:
    editor = member_factory("editor", roles=("editor",))
    article = published_article(editor, member_factory("other", roles=("editor",)), now=court.now)
    comment = write_comment(article=article, writer=court.author, text="**Weak**", now=court.now)
    flagged = services.flag(
        kind="article_comment",
        ref=comment.public_id,
        reason=FlagReason.ABUSE,
        text="",
        actor=court.flagger,
        now=court.now,
    )
    decision = court.decide(flagged.case, Act.HIDE)
    comment.refresh_from_db()
    assert (comment.html, comment.removed_at) == ("", court.now)
    services.undo_decision(decision=decision, reason="Slip", actor=court.moderator, now=court.now)
    comment.refresh_from_db()
    article.refresh_from_db()
    assert ("<strong>Weak" in comment.html, comment.removed_at) == (True, None)
    assert article.comments_count == 1
    remove_comment(comment=comment, actor=court.author, now=court.now)
    assert restore_comment(comment=comment, reason="Slip", now=court.now) is False
