"""Real Chromium: the pages of accounts hold in every language, width and light."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from config.browser import DESKTOP, LOOKED_AT, PHONE, BrowserPeople, axe_violations, overflow
from config.testing import PASSWORD
from marketplace.accounts.models import Member
from marketplace.accounts.services import ProfileText, create_token, update_profile
from marketplace.notifications.models import OutgoingMail

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VISITOR_PAGES = [
    "accounts/login/",
    "accounts/signup/",
    "accounts/password/reset/",
    "accounts/inactive/",
    "u/salma/",
]
MEMBER_PAGES = [
    "accounts/settings/",
    "accounts/settings/language/",
    "accounts/settings/tokens/",
    "accounts/settings/webhooks/",
    "accounts/email/",
    "accounts/password/change/",
    "accounts/2fa/",
    "accounts/2fa/webauthn/",
    "accounts/sessions/",
    "accounts/reauthenticate/",
]
PREFIXES = {"ar": "", "en": "en/", "he": "he/", "ur": "ur/"}


@pytest.fixture
def salma(seller: Member, now: datetime) -> Member:
    """Return a member with a full profile and a token."""
    text = ProfileText(
        display_name="سلمى الحربي",
        headline="أكتب نصوص متاجر تبيع",
        bio="أعمل منذ **عشر سنوات** مع متاجر صغيرة.",
        skills=["كتابة", "copywriting"],
        country="SA",
        timezone="Asia/Riyadh",
    )
    update_profile(member=seller, text=text, now=now)
    create_token(member=seller, name="دفتر المتجر", scopes=["orders:read"], now=now)
    return seller


@pytest.mark.parametrize("language", LOOKED_AT)
def test_pages_hold_for_everyone(language: str, people: BrowserPeople, salma: Member) -> None:
    found: list[str] = []
    size = PHONE if language in ("ar", "ur") else DESKTOP
    for member, paths in ((None, VISITOR_PAGES), (salma, MEMBER_PAGES)):
        page = people.window(member, size=size, theme="light")
        page.emulate_media(reduced_motion="reduce")  # colours that fade are no colours yet
        for path in paths:
            page.goto(f"/{PREFIXES[language]}{path}")
            found += [f"{path}: wider than the window"] * (overflow(page) > 0)
            found += [f"{path}, light: {fault}" for fault in axe_violations(page)]
            page.evaluate("document.documentElement.dataset.theme = 'dark'")
            found += [f"{path}, dark: {fault}" for fault in axe_violations(page)]
    assert found == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_newcomer_signs_up_with_a_code(scripts: bool, people: BrowserPeople) -> None:  # noqa: FBT001
    page = people.window(size=PHONE, scripts=scripts)
    page.goto("/accounts/signup/?next=/accounts/settings/language/")
    page.fill("#id_display_name", "ليان")
    page.fill("#id_email", "layan@example.com")
    page.fill("#id_username", "layan")
    page.fill("#id_password1", "a meadow in the rain")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/accounts/confirm-email/")
    letter = OutgoingMail.objects.get(to="layan@example.com")
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", letter.text)
    assert code is not None
    page.fill("#id_code", code[0])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/accounts/settings/language/")
    assert Member.objects.get(username="layan").language == "ar"


def test_a_passkey_is_added_and_opens_the_door(people: BrowserPeople, salma: Member) -> None:
    page = people.window(salma)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    base = people.base.replace("127.0.0.1", "localhost")
    page.context.add_cookies(
        [{**cookie, "domain": "localhost"} for cookie in page.context.cookies()]  # type: ignore[typeddict-item]
    )
    page.goto(f"{base}/en/accounts/2fa/webauthn/add/")
    page.fill("#id_password", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.fill("#id_name", "my phone")
    page.check("#id_passwordless")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/**")
    page.goto(f"{base}/en/accounts/2fa/webauthn/")
    assert page.get_by_text("my phone").is_visible()

    page.context.clear_cookies()
    page.goto(f"{base}/en/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_url(re.compile(r"/en/$"))
    page.goto(f"{base}/en/accounts/settings/")
    assert page.get_by_label("Your name, as others will see it").input_value() == "سلمى الحربي"
