"""Brute force stops, sessions end, desks and the back room ask for a second factor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from config.testing import PASSWORD, MakeMember
from marketplace.accounts.choices import DEMO_PASSWORD, Role
from marketplace.accounts.errors import (
    MayNotSuspend,
    MemberAlreadySuspended,
    MemberNotSuspended,
    NotAnAdministrator,
    ReasonMissing,
    RoleAlreadyGranted,
    RoleNotGranted,
)
from marketplace.accounts.models import Member
from marketplace.accounts.policies import desk, has_role
from marketplace.accounts.services import (
    grant_role,
    reinstate_member,
    revoke_role,
    suspend_member,
)
from marketplace.core.errors import NotFound
from marketplace.core.models import AuditRecord, OutboxEvent

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
NEW = "a hill above the sea"


def sign_in(member: Member) -> Client:
    """Sign in as a person does, so that the device is known."""
    browser = Client()
    answer = browser.post("/en/accounts/login/", {"login": member.username, "password": PASSWORD})
    assert answer.status_code == 302
    return browser


def is_in(browser: Client) -> bool:
    return bool(browser.get("/en/accounts/settings/").status_code == 200)


def set_up_app(browser: Client) -> None:
    """Switch on the authenticator app, as a member does."""
    browser.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    browser.get("/en/accounts/2fa/totp/activate/")
    secret = browser.session[totp.SECRET_SESSION_KEY]
    code = totp.format_hotp_value(
        totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()))
    )
    assert browser.post("/en/accounts/2fa/totp/activate/", {"code": code}).status_code == 302


@pytest.fixture
def limits(settings: Any) -> None:
    """Switch allauth's limits on, as they are outside tests."""
    settings.ACCOUNT_RATE_LIMITS = {}


@pytest.mark.usefixtures("limits")
def test_the_sixth_wrong_password_is_refused_whatever_the_address(seller: Member) -> None:
    def attempt(number: int, password: str) -> str:
        forged = {"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}"}
        sent = {"login": seller.username, "password": password}
        return Client(headers=forged).post("/en/accounts/login/", sent).content.decode()

    pages = [attempt(number, "wrong") for number in range(6)]
    assert ["Name or password is wrong" in page for page in pages] == [True] * 5 + [False]
    assert "Too many attempts" in pages[5]
    assert "Too many attempts" in attempt(7, PASSWORD)


@pytest.mark.usefixtures("limits")
def test_one_address_can_not_try_many_names(member_factory: MakeMember) -> None:
    browser = Client()
    pages = [
        browser.post("/en/accounts/login/", {"login": f"member{n}", "password": "x"})
        for n in range(11)
    ]
    assert "Too many attempts" in pages[10].content.decode()
    other = Client(REMOTE_ADDR="198.51.100.9")
    member_factory("salma")
    answer = other.post("/en/accounts/login/", {"login": "salma", "password": PASSWORD})
    assert answer.status_code == 302


@pytest.mark.usefixtures("limits")
def test_the_back_room_has_the_same_door(member_factory: MakeMember) -> None:
    member_factory("boss", is_staff=True, is_superuser=True)
    browser = Client()
    answer = browser.get("/en/admin/login/")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/en/accounts/login/")
    tried = browser.post("/en/admin/login/", {"username": "boss", "password": PASSWORD})
    assert tried["Location"].split("?")[0] == "/en/accounts/login/"
    assert browser.get("/en/admin/").status_code == 302


def test_a_new_password_ends_every_other_session(seller: Member) -> None:
    here, there = sign_in(seller), sign_in(seller)
    here.post(
        "/en/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )
    assert (is_in(here), is_in(there)) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_a_second_factor_that_comes_or_goes_ends_every_other_session(seller: Member) -> None:
    here, there = sign_in(seller), sign_in(seller)
    set_up_app(here)
    assert (is_in(here), is_in(there)) == (True, False)
    again = Client()
    asked = again.post("/en/accounts/login/", {"login": "salma", "password": PASSWORD})
    assert asked["Location"].startswith("/en/accounts/2fa/authenticate/")
    assert not is_in(again)
    epoch = Member.objects.get(pk=seller.pk).session_epoch
    here.post("/en/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=seller, type="totp").exists()
    assert is_in(here)
    assert Member.objects.get(pk=seller.pk).session_epoch > epoch


def test_other_devices_are_signed_out_from_the_list(seller: Member) -> None:
    here, there = sign_in(seller), sign_in(seller)
    page = here.get("/en/accounts/sessions/").content.decode()
    assert page.count("This device") == 1
    here.post("/en/accounts/sessions/")
    assert (is_in(here), is_in(there)) == (True, False)


def test_secrets_of_second_factors_lie_encrypted(seller: Member) -> None:
    browser = sign_in(seller)
    browser.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    browser.get("/en/accounts/2fa/totp/activate/")
    secret = browser.session[totp.SECRET_SESSION_KEY]
    set_up_app(browser)
    kept = Authenticator.objects.get(user=seller, type="totp").data
    assert secret not in str(kept)


def test_a_closed_account_is_out_at_once(
    seller: Member, member_factory: MakeMember, now: datetime
) -> None:
    browser = sign_in(seller)
    moderator = member_factory("mod", roles=("moderator",))
    suspend_member(member=seller, reason=" spam ", actor=moderator, now=now)
    assert not is_in(browser)
    assert not has_role(seller, Role.EDITOR)
    assert OutboxEvent.objects.get(name="MemberSuspended").payload == {
        "member_id": seller.public_id,
        "reason": "spam",
        "by": moderator.public_id,
    }
    reinstate_member(member=seller, reason="mistake", actor=moderator, now=now)
    assert is_in(sign_in(seller))
    acts = AuditRecord.objects.filter(subject=f"member:{seller.public_id}").order_by("id")
    assert [(one.action, one.reason) for one in acts] == [
        ("member_suspended", "spam"),
        ("member_reinstated", "mistake"),
    ]


def test_who_may_close_an_account(member_factory: MakeMember, now: datetime) -> None:
    boss = member_factory("boss", roles=("admin",))
    moderator = member_factory("mod", roles=("moderator",))
    plain, other = member_factory("plain"), member_factory("other")
    refused = [(plain, other), (moderator, moderator), (moderator, boss), (boss, boss)]
    for actor, member in refused:
        with pytest.raises(MayNotSuspend):
            suspend_member(member=member, reason="x", actor=actor, now=now)
    with pytest.raises(ReasonMissing):
        suspend_member(member=plain, reason="  ", actor=moderator, now=now)
    with pytest.raises(MemberNotSuspended):
        reinstate_member(member=plain, reason="x", actor=moderator, now=now)
    suspend_member(member=moderator, reason="x", actor=boss, now=now)
    with pytest.raises(MemberAlreadySuspended):
        suspend_member(member=moderator, reason="x", actor=boss, now=now)


def test_roles_are_given_and_taken_with_a_record(member_factory: MakeMember, now: datetime) -> None:
    boss, plain = member_factory("boss", roles=("admin",)), member_factory("plain")
    assert not has_role(plain, Role.EDITOR)
    with pytest.raises(NotAnAdministrator):
        grant_role(member=plain, role=Role.EDITOR, actor=plain, now=now)
    grant_role(member=plain, role=Role.EDITOR, actor=boss, now=now)
    assert has_role(plain, Role.EDITOR)
    with pytest.raises(RoleAlreadyGranted):
        grant_role(member=plain, role=Role.EDITOR, actor=boss, now=now)
    with pytest.raises(NotAnAdministrator):
        revoke_role(member=plain, role=Role.EDITOR, actor=plain, now=now)
    revoke_role(member=plain, role=Role.EDITOR, actor=boss, now=now)
    assert not has_role(plain, Role.EDITOR)
    with pytest.raises(RoleNotGranted):
        revoke_role(member=plain, role=Role.EDITOR, actor=boss, now=now)
    acts = AuditRecord.objects.filter(subject=f"member:{plain.public_id}").order_by("id")
    assert [record.action for record in acts] == ["role_granted", "role_revoked"]


def test_the_console_gives_the_first_role(member_factory: MakeMember) -> None:
    boss = member_factory("boss")
    call_command("grant_role", "boss", "admin")
    assert has_role(Member.objects.get(pk=boss.pk), Role.ADMIN)
    call_command("grant_role", "boss", "admin", revoke=True)
    assert not has_role(Member.objects.get(pk=boss.pk), Role.ADMIN)


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_demo_password_opens_the_demo_only(
    is_demo: bool,  # noqa: FBT001
    settings: Any,
    seller: Member,
) -> None:
    settings.DEMO = is_demo
    seller.set_password(DEMO_PASSWORD)
    seller.save()
    browser = Client()
    browser.post("/en/accounts/login/", {"login": "salma", "password": DEMO_PASSWORD})
    assert is_in(browser) is is_demo
    newcomer = {
        "display_name": "Layan",
        "email": "layan@example.com",
        "username": "layan",
        "password1": DEMO_PASSWORD,
    }
    Client().post("/en/accounts/signup/", newcomer)
    assert Member.objects.filter(username="layan").exists() is is_demo


@desk(Role.FINANCE, Role.ADMIN)
def sample_desk(_request: HttpRequest) -> HttpResponse:
    """Stand for any desk."""
    return HttpResponse("open")


def visit(member: Member | None) -> HttpResponse:
    from django.contrib.messages.storage.fallback import FallbackStorage  # noqa: PLC0415

    request: Any = RequestFactory().get("/desk/sample/")
    request.user = member or AnonymousUser()
    request.session = {}
    request._messages = FallbackStorage(request)
    return sample_desk(request)  # type: ignore[return-value]


def test_a_desk_opens_for_its_role_only(
    settings: Any, finance: Member, editor: Member, seller: Member
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    assert visit(finance).content == b"open"
    assert visit(None).status_code == 302
    for member in (editor, seller):
        with pytest.raises(NotFound):
            visit(member)
    finance.is_active = False
    with pytest.raises(NotFound):
        visit(finance)


def test_a_desk_asks_staff_for_a_second_factor(finance: Member, seller: Member) -> None:
    sent = visit(finance)
    assert (sent.status_code, sent["Location"].endswith("/accounts/2fa/")) == (302, True)
    with pytest.raises(NotFound):
        visit(seller)
    Authenticator.objects.create(user=finance, type="recovery_codes", data={})
    assert visit(finance).status_code == 302
    Authenticator.objects.create(user=finance, type="totp", data={})
    assert visit(finance).content == b"open"


def test_staff_keep_their_last_second_factor(finance: Member, seller: Member) -> None:
    for member, is_kept in ((finance, True), (seller, False)):
        browser = sign_in(member)
        set_up_app(browser)
        page = browser.post("/en/accounts/2fa/totp/deactivate/")
        assert ("can&#39;t be removed" in page.content.decode()) is is_kept
        assert Authenticator.objects.filter(user=member, type="totp").exists() is is_kept


def test_the_back_room_asks_for_a_second_factor(member_factory: MakeMember) -> None:
    boss = member_factory("boss", is_staff=True, is_superuser=True)
    browser = sign_in(boss)
    sent = browser.get("/en/admin/", follow=True)
    assert sent.redirect_chain[-1][0] == "/en/accounts/2fa/"
    set_up_app(browser)
    assert browser.get("/en/admin/").status_code == 200


@pytest.mark.parametrize("who", ["stranger", "editor"])
def test_the_back_room_is_closed_to_others(
    who: str, request: pytest.FixtureRequest, as_member: SignIn
) -> None:
    answer = as_member(request.getfixturevalue(who)).get("/en/admin/accounts/member/")
    assert answer.status_code in (302, 403)


def test_the_back_room_lists_closes_and_gives_roles(
    member_factory: MakeMember, as_member: SignIn, seller: Member
) -> None:
    boss = member_factory("boss", is_staff=True, is_superuser=True, language="en")
    browser = as_member(boss)
    for page in (
        "",
        "accounts/member/",
        f"accounts/member/{seller.pk}/change/",
        "core/auditrecord/",
    ):
        assert browser.get(f"/en/admin/{page}").status_code == 200
    index = browser.get("/en/admin/").content.decode()
    assert "/admin/mfa/" not in index
    assert "/admin/account/" not in index
    chosen = {"action": "close_accounts", "_selected_action": [str(seller.pk)]}
    assert "Write the reason" in browser.post("/en/admin/accounts/member/", chosen).content.decode()
    browser.post("/en/admin/accounts/member/", {**chosen, "reason": "spam"})
    seller.refresh_from_db()
    assert seller.is_active is False
    browser.post("/en/admin/accounts/rolegrant/add/", {"member": seller.pk, "role": "editor"})
    assert list(seller.role_grants.values_list("role", "granted_by")) == [
        ("editor", boss.public_id)
    ]
