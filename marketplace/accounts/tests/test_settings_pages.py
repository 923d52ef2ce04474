"""The settings of the member who is signed in: nobody else's are in reach."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from config.testing import PASSWORD, MakeMember
from marketplace.accounts.models import ApiToken, Member, Profile
from marketplace.accounts.queries import profile_of

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

PAGES = [
    "/accounts/settings/",
    "/accounts/settings/language/",
    "/accounts/settings/tokens/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
    "/accounts/sessions/",
    "/accounts/logout/",
    "/accounts/3rdparty/",
]
POSTS = [
    "/accounts/settings/",
    "/accounts/settings/picture/",
    "/accounts/settings/picture/remove/",
    "/accounts/settings/taking-work/",
    "/accounts/settings/language/",
    "/accounts/settings/tokens/new/",
    "/accounts/settings/tokens/nothere00000/revoke/",
]
PROFILE = {
    "display_name": "سلمى الحربي",
    "headline": "كاتبة محتوى",
    "bio": "أكتب **متاجر** تبيع.",
    "skills": "كتابة، تدقيق, copywriting, كتابة",
    "country": "EG",
    "timezone": "Africa/Cairo",
}


def prove(browser: Client) -> None:
    """Give the password once more, as dangerous pages ask."""
    answer = browser.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    assert answer.status_code == 302


def picture(size: tuple[int, int] = (640, 480)) -> SimpleUploadedFile:
    """Return a PNG as a browser sends it."""
    stream = io.BytesIO()
    Image.new("RGB", size, "teal").save(stream, "PNG")
    return SimpleUploadedFile("me.png", stream.getvalue(), "image/png")


@pytest.mark.parametrize("language", ["", "/en", "/he", "/ur"])
@pytest.mark.parametrize("path", PAGES)
def test_settings_open_in_each_language(
    path: str, language: str, seller: Member, as_member: SignIn
) -> None:
    page = as_member(seller).get(f"{language}{path}")
    assert page.status_code == 200
    assert "<h1" in page.content.decode()


@pytest.mark.parametrize("path", [path for path in PAGES if "logout" not in path])
def test_a_visitor_is_asked_to_sign_in(path: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={path}")


@pytest.mark.parametrize("path", POSTS)
def test_a_visitor_changes_nothing(path: str, seller: Member) -> None:
    profile_of(seller)
    answer = Client().post(path, {**PROFILE, "language": "en", "digits": "arab"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")
    seller.refresh_from_db()
    assert (seller.display_name, seller.language, seller.digits) == ("Salma", "en", "latn")


def test_the_profile_is_kept_and_shown(seller: Member, as_member: SignIn) -> None:
    browser = as_member(seller)
    assert browser.post("/en/accounts/settings/", PROFILE).status_code == 302
    profile = Profile.objects.select_related("member").get(member=seller)
    assert (profile.member.display_name, profile.member.country) == ("سلمى الحربي", "EG")
    assert profile.skills == ["كتابة", "تدقيق", "copywriting"]
    assert "<strong>متاجر</strong>" in profile.bio_html
    assert "سلمى الحربي" in browser.get("/en/accounts/settings/").content.decode()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"display_name": ""}, "display_name"),
        ({"country": "XX"}, "country"),
        ({"timezone": "Mars/Base"}, "timezone"),
        ({"skills": ",".join(f"skill {n}" for n in range(16))}, "skills"),
        ({"skills": "x" * 41}, "skills"),
    ],
)
def test_a_wrong_profile_is_shown_again_with_the_reason(
    change: dict[str, str], field: str, seller: Member, as_member: SignIn
) -> None:
    page = as_member(seller).post("/en/accounts/settings/", {**PROFILE, **change})
    assert page.status_code == 422
    assert f'id="id_{field}_error"' in page.content.decode()
    seller.refresh_from_db()
    assert seller.display_name == "Salma"


def test_a_picture_is_drawn_anew_and_taken_away(seller: Member, as_member: SignIn) -> None:
    browser = as_member(seller)
    assert browser.post("/en/accounts/settings/picture/", {"picture": picture()}).status_code == 302
    profile = profile_of(seller)
    with Image.open(profile.avatar) as drawn:
        assert (drawn.format, drawn.size) == ("WEBP", (480, 480))
    name, storage = str(profile.avatar.name), profile.avatar.storage
    browser.post("/en/accounts/settings/picture/remove/")
    assert not profile_of(seller).avatar
    assert storage.exists(name) is True  # until the transaction of the test ends


def test_a_file_that_is_no_picture_is_refused(seller: Member, as_member: SignIn) -> None:
    fake = SimpleUploadedFile("me.png", b"<svg onload=alert(1)>", "image/png")
    page = as_member(seller).post("/en/accounts/settings/picture/", {"picture": fake})
    assert page.status_code == 422
    assert "not a picture" in page.content.decode()
    assert not profile_of(seller).avatar


def test_taking_work_is_switched_off_and_on(seller: Member, as_member: SignIn) -> None:
    browser = as_member(seller)
    browser.post("/en/accounts/settings/taking-work/", {"is_taking_work": ""})
    assert profile_of(seller).is_taking_work is False
    browser.post("/en/accounts/settings/taking-work/", {"is_taking_work": "on"})
    assert profile_of(seller).is_taking_work is True


def test_preferences_go_on_in_the_chosen_language(seller: Member, as_member: SignIn) -> None:
    answer = as_member(seller).post(
        "/en/accounts/settings/language/", {"language": "ur", "digits": "arab"}
    )
    assert answer["Location"] == "/ur/accounts/settings/language/"
    seller.refresh_from_db()
    assert (seller.language, seller.digits) == ("ur", "arab")


def test_the_switch_remembers_a_members_language(seller: Member, as_member: SignIn) -> None:
    answer = as_member(seller).post(
        "/preferences/language/", {"language": "he", "next": "/en/accounts/settings/?x=1"}
    )
    assert answer["Location"] == "/he/accounts/settings/?x=1"
    seller.refresh_from_db()
    assert seller.language == "he"


def test_members_switch_by_a_form_and_visitors_by_links(seller: Member, as_member: SignIn) -> None:
    form = 'action="/en/preferences/language/"'
    assert form in as_member(seller).get(f"/en/u/{seller.username}/").content.decode()
    assert form not in Client().get(f"/en/u/{seller.username}/").content.decode()


def test_the_switch_leads_a_visitor_on_and_never_away() -> None:
    sent = {"language": "en", "next": "https://elsewhere.example/"}
    assert Client().post("/preferences/language/", sent)["Location"] == "/en/"


def test_a_token_is_made_after_proof_and_shown_once(seller: Member, as_member: SignIn) -> None:
    browser = as_member(seller)
    asked = browser.get("/en/accounts/settings/tokens/new/")
    assert (asked.status_code, "reauthenticate" in asked["Location"]) == (302, True)
    prove(browser)
    assert browser.get("/en/accounts/settings/tokens/new/").status_code == 200

    made = browser.post(
        "/en/accounts/settings/tokens/new/",
        {"name": "my shop", "scopes": ["orders:read", "me:read"], "lasts": "30"},
    )
    token = ApiToken.objects.get(member=seller)
    text = made.content.decode()
    assert f'value="{token.prefix}' in text
    assert (token.scopes, token.expires_at is None) == (["me:read", "orders:read"], False)
    assert token.digest not in text
    listed = browser.get("/en/accounts/settings/tokens/").content.decode()
    assert f"{token.prefix}…" in listed
    assert "Authorization: Bearer" not in listed


def test_a_token_without_scopes_is_refused(seller: Member, as_member: SignIn) -> None:
    browser = as_member(seller)
    prove(browser)
    page = browser.post("/en/accounts/settings/tokens/new/", {"name": "x", "lasts": "0"})
    assert page.status_code == 422
    assert not ApiToken.objects.exists()


def test_only_the_owner_revokes_a_token(
    seller: Member, stranger: Member, as_member: SignIn, member_factory: MakeMember
) -> None:
    browser = as_member(seller)
    prove(browser)
    browser.post(
        "/en/accounts/settings/tokens/new/", {"name": "x", "scopes": ["me:read"], "lasts": "0"}
    )
    token = ApiToken.objects.get()
    path = f"/en/accounts/settings/tokens/{token.public_id}/revoke/"
    staff = member_factory("boss", roles=("admin",))
    for other in (stranger, staff):
        assert as_member(other).post(path).status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None
    assert browser.post(path).status_code == 302
    token.refresh_from_db()
    assert token.revoked_at is not None
