"""The guided editor: each step saved by itself, nothing typed lost, only by the seller."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from marketplace.accounts.models import Member
from marketplace.gigs import services
from marketplace.gigs.choices import GigState
from marketplace.gigs.models import Category, Gig
from marketplace.gigs.tests.factories import DESCRIPTION, make_draft, make_live, put
from marketplace.gigs.tests.hostile import HOSTILE, picture

SignIn = Callable[[Member | None], Client]
STEPS = ("", "packages/", "extras/", "pictures/", "publish/")


def _overview(**changes: object) -> dict[str, object]:
    category = Category.objects.get(slug="logo").pk
    given = {"title": "شعار لمخبز", "category": category, "language": "ar"}
    return {**given, "description": DESCRIPTION, "tags": "مخبز، شعار", **changes}


def _rows(prefix: str, *rows: dict[str, object]) -> dict[str, object]:
    posted: dict[str, object] = {
        f"{prefix}-TOTAL_FORMS": len(rows),
        f"{prefix}-INITIAL_FORMS": 0,
    }
    for number, row in enumerate(rows):
        posted |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return posted


def _packages(**changes: object) -> dict[str, object]:
    return {
        "basic-price_amount": "١٢٠٫٥٠",
        "basic-delivery_days": "۵",
        "basic-revisions": "1",
        "basic-title": "صغيرة",
        "premium-price_amount": "390",
        "premium-delivery_days": "14",
        "premium-revisions": "6",
        **_rows("features", {"label": "أكواب", "basic": "لا", "premium": "نعم"}, {"label": ""}),
        **changes,
    }


def _extras(**changes: object) -> dict[str, object]:
    return {
        **_rows("extras", {"title": "أسرع", "price_amount": "٤٠", "days_change": "−٣"}, {}),
        **_rows(
            "questions",
            {"text": "أين؟", "kind": "choice", "choices": "الرياض\nجدة", "is_required": "on"},
            {"text": "", "kind": "text"},
        ),
        **_rows("faqs", {"question": "لمن الملفات؟", "answer": "لك."}, {}),
        **changes,
    }


@pytest.fixture
def draft(seller: Member, now: datetime) -> Gig:
    return make_draft(seller, now)


def test_whole_way_from_an_empty_page_to_review(seller: Member, as_member: SignIn) -> None:
    browser = as_member(seller)
    assert browser.get("/gigs/new/").status_code == 200
    answer = browser.post("/gigs/new/", _overview())
    gig = Gig.objects.get()
    base = f"/gigs/{gig.public_id}"
    assert answer["Location"] == f"{base}/edit/packages/"
    assert gig.tags == ["مخبز", "شعار"]
    answer = browser.post(f"{base}/edit/packages/", _packages())
    assert answer["Location"] == f"{base}/edit/extras/"
    tiers = gig.packages.order_by("position").values_list("tier", "price_amount", "delivery_days")
    assert list(tiers) == [("basic", 12_050, 5), ("premium", 39_000, 14)]
    assert list(gig.features.values_list("label", "basic", "premium")) == [("أكواب", "", "+")]
    answer = browser.post(f"{base}/edit/extras/", _extras())
    assert answer["Location"] == f"{base}/edit/pictures/"
    assert gig.extras.values_list("price_amount", "days_change").get() == (4_000, -3)
    assert gig.questions.get().choices == ["الرياض", "جدة"]
    assert gig.faqs.get().answer == "لك."
    answer = browser.post(f"{base}/pictures/add/", {"image": picture(), "alt": "شعار"})
    assert answer["Location"] == f"{base}/edit/pictures/"
    assert "شعار" in browser.get(f"{base}/edit/pictures/").content.decode()
    assert f"{base}/submit/" in browser.get(f"{base}/edit/publish/").content.decode()
    browser.post(f"{base}/submit/")
    gig.refresh_from_db()
    assert gig.state == GigState.IN_REVIEW


def test_kept_drafts_of_the_overview_go_when_it_is_saved(seller: Member, as_member: SignIn) -> None:
    browser = as_member(seller)

    made = browser.post("/gigs/new/", _overview())
    gig = Gig.objects.get()
    assert 'data-drop-draft="gig-new"' in browser.get(made["Location"]).content.decode()

    saved = browser.post(f"/gigs/{gig.public_id}/edit/", _overview())
    mark = f'data-drop-draft="gig-{gig.public_id}"'
    assert mark in browser.get(saved["Location"]).content.decode()


def test_steps_show_what_is_saved(draft: Gig, seller: Member, as_member: SignIn) -> None:
    browser = as_member(seller)
    base = f"/gigs/{draft.public_id}/edit/"
    browser.post(f"{base}extras/", _extras())
    for step, text in (("", draft.title), ("packages/", "390.00"), ("extras/", "الرياض")):
        assert text in browser.get(base + step).content.decode()


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("actor", ["stranger", "editor", "anonymous"])
def test_steps_are_the_sellers_own(
    step: str, actor: str, draft: Gig, stranger: Member, editor: Member, as_member: SignIn
) -> None:
    who = {"stranger": stranger, "editor": editor, "anonymous": None}[actor]
    browser = as_member(who)
    expected = 302 if who is None else 404
    url = f"/gigs/{draft.public_id}/edit/{step}"
    assert browser.get(url).status_code == expected
    if step in {"", "packages/", "extras/"}:
        assert browser.post(url, _overview()).status_code == expected
    draft.refresh_from_db()
    assert draft.title == "هوية مقهى كاملة"


VERBS = ("submit", "withdraw", "pause", "resume", "reopen", "delete", "pictures/add")


@pytest.mark.parametrize(
    "verb", [*VERBS, "pictures/0123456789ab/remove", "pictures/0123456789ab/move"]
)
@pytest.mark.parametrize("actor", ["stranger", "editor", "anonymous"])
def test_verbs_are_the_sellers_own(
    verb: str, actor: str, draft: Gig, stranger: Member, editor: Member, as_member: SignIn
) -> None:
    who = {"stranger": stranger, "editor": editor, "anonymous": None}[actor]
    answer = as_member(who).post(f"/gigs/{draft.public_id}/{verb}/", {"image": picture()})
    assert answer.status_code == (302 if who is None else 404)
    assert Gig.objects.get().state == GigState.DRAFT


@pytest.mark.parametrize("verb", VERBS)
def test_verbs_are_posted(verb: str, draft: Gig, seller: Member, as_member: SignIn) -> None:
    assert as_member(seller).get(f"/gigs/{draft.public_id}/{verb}/").status_code == 405


@pytest.mark.parametrize(
    ("step", "posted", "kept"),
    [
        ("", {"title": "", "description": "كتبت كثيرا هنا"}, "كتبت كثيرا هنا"),
        ("", {"tags": ",".join(map(str, range(9)))}, "0,1,2,3,4,5,6,7,8"),
        ("packages/", {"basic-price_amount": "abc"}, "abc"),
        ("packages/", {"premium-price_amount": "10"}, "10"),
        ("packages/", {"basic-delivery_days": "0"}, "صغيرة"),
        ("packages/", {"standard-title": "نصف مكتوبة"}, "نصف مكتوبة"),
        ("packages/", {"features-0-label": "", "features-0-basic": "شيء"}, "شيء"),
        ("extras/", {"extras-0-price_amount": ""}, "أسرع"),
        ("extras/", {"extras-0-days_change": "99"}, "99"),
        ("extras/", {"questions-0-choices": "واحد فقط"}, "واحد فقط"),
        ("extras/", {"faqs-0-answer": ""}, "لمن الملفات؟"),
    ],
)
def test_what_was_typed_stays_when_a_step_is_refused(
    step: str,
    posted: dict[str, object],
    kept: str,
    draft: Gig,
    as_member: SignIn,
) -> None:
    forms = {"": _overview, "packages/": _packages, "extras/": _extras}
    answer = as_member(draft.seller).post(
        f"/gigs/{draft.public_id}/edit/{step}", forms[step](**posted)
    )
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert kept in page
    assert 'class="err"' in page or 'role="alert"' in page
    assert draft.packages.filter(is_offered=True).count() == 3
    assert draft.extras.count() == 0


def test_more_rows_than_a_set_holds_are_refused(draft: Gig, as_member: SignIn) -> None:
    rows: list[dict[str, object]] = [
        {"title": f"extra {n}", "price_amount": "5"} for n in range(40)
    ]
    posted = _extras(**_rows("extras", *rows))
    answer = as_member(draft.seller).post(f"/gigs/{draft.public_id}/edit/extras/", posted)
    assert answer.status_code == 422
    assert draft.extras.count() == 0


def test_rows_go_when_emptied_or_struck_out(draft: Gig, as_member: SignIn) -> None:
    browser = as_member(draft.seller)
    url = f"/gigs/{draft.public_id}/edit/extras/"
    browser.post(url, _extras())
    extra = draft.extras.get()
    struck = {"id": extra.pk, "title": "أسرع", "price_amount": "40", "DELETE": "on"}
    browser.post(
        url,
        _extras(
            **_rows("extras", struck),
            **{"questions-0-text": "", "questions-0-choices": ""},
            **{"faqs-0-question": "", "faqs-0-answer": ""},
        ),
    )
    assert draft.extras.filter(is_offered=True).count() == 0
    assert (draft.questions.count(), draft.faqs.count()) == (0, 0)


def test_stay_saves_and_offers_more_rows(draft: Gig, as_member: SignIn) -> None:
    browser = as_member(draft.seller)
    url = f"/gigs/{draft.public_id}/edit/extras/"
    answer = browser.post(url, _extras(then="stay"))
    assert answer["Location"] == url
    page = browser.get(url).content.decode()
    assert len(re.findall(r'name="extras-\d-title"', page)) == 3


@pytest.mark.parametrize("state", [GigState.IN_REVIEW, GigState.DECLINED])
def test_closed_gig_leads_to_its_state(
    state: GigState, seller: Member, now: datetime, as_member: SignIn
) -> None:
    gig = put(make_draft(seller, now), state, now)
    browser = as_member(seller)
    for step in STEPS[:-1]:
        answer = browser.get(f"/gigs/{gig.public_id}/edit/{step}")
        assert answer["Location"] == f"/gigs/{gig.public_id}/edit/publish/"
    answer = browser.post(f"/gigs/{gig.public_id}/edit/", _overview(title="شيء آخر"))
    assert answer.status_code == 422
    gig.refresh_from_db()
    assert gig.title == "هوية مقهى كاملة"


@pytest.mark.parametrize("state", list(GigState))
def test_publish_step_offers_what_can_be_done(
    state: GigState, seller: Member, now: datetime, as_member: SignIn
) -> None:
    gig = put(make_draft(seller, now), state, now)
    page = as_member(seller).get(f"/gigs/{gig.public_id}/edit/publish/").content.decode()
    verbs = {
        GigState.DRAFT: {"submit", "delete"},
        GigState.IN_REVIEW: {"withdraw"},
        GigState.CHANGES_REQUESTED: {"submit", "delete"},
        GigState.LIVE: {"pause"},
        GigState.PAUSED: {"resume"},
        GigState.DECLINED: {"reopen", "delete"},
        GigState.HIDDEN: set(),
    }
    found = re.findall(rf'action="/gigs/{gig.public_id}/(\w+)/"', page)
    assert set(found) == verbs[state]


def test_seller_reads_the_editors_comment(
    seller: Member, editor: Member, now: datetime, as_member: SignIn
) -> None:
    gig = put(make_draft(seller, now), GigState.IN_REVIEW, now)
    comment = "اكتب عدد الصفحات.\n\n<script>alert(1)</script>"
    services.request_gig_changes(gig=gig, comment=comment, actor=editor, now=now)
    browser = as_member(seller)
    for url in (f"/gigs/{gig.public_id}/edit/", f"/gigs/{gig.public_id}/edit/packages/"):
        page = browser.get(url).content.decode()
        assert "اكتب عدد الصفحات." in page
        assert "<script>alert" not in page
    assert "اكتب عدد الصفحات." in browser.get("/gigs/mine/").content.decode()


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_hostile_picture_is_refused_in_words(kind: str, draft: Gig, as_member: SignIn) -> None:
    upload = SimpleUploadedFile("work.png", HOSTILE[kind], content_type="image/png")
    answer = as_member(draft.seller).post(
        f"/gigs/{draft.public_id}/pictures/add/", {"image": upload, "alt": "كوب"}
    )
    assert answer.status_code == 422
    assert 'value="كوب"' in answer.content.decode()
    assert draft.images.count() == 0


def test_pictures_are_moved_described_and_removed(
    draft: Gig, now: datetime, as_member: SignIn
) -> None:
    first, second = (
        services.add_image(gig=draft, upload=picture(), alt=alt, actor=draft.seller, now=now)
        for alt in ("one", "two")
    )
    browser = as_member(draft.seller)
    base = f"/gigs/{draft.public_id}/pictures"
    browser.post(f"{base}/{second.public_id}/move/", {"to": "earlier"})
    browser.post(f"{base}/{first.public_id}/describe/", {"alt": "three"})
    alts = draft.images.order_by("position").values_list("alt", flat=True)
    assert list(alts) == ["two", "three"]
    browser.post(f"{base}/{second.public_id}/remove/")
    assert draft.images.get() == first


def test_mine_shows_own_gigs_by_state(
    seller: Member, stranger: Member, now: datetime, as_member: SignIn
) -> None:
    make_live(seller, now, title="Mine and live")
    make_draft(seller, now, title="Mine and draft")
    make_live(stranger, now, title="Theirs")
    browser = as_member(seller)
    page = browser.get("/gigs/mine/").content.decode()
    assert [text in page for text in ("Mine and live", "Mine and draft", "Theirs")] == [
        True,
        True,
        False,
    ]
    page = browser.get("/gigs/mine/?state=draft").content.decode()
    assert "Mine and live" not in page
    assert as_member(None).get("/gigs/mine/").status_code == 302


@pytest.mark.parametrize("public_id", ["%00", "x", "0123456789aB", "'; --", "0" * 13])
def test_address_that_cannot_be_right_is_not_found(
    public_id: str, seller: Member, as_member: SignIn
) -> None:
    browser = as_member(seller)
    assert browser.get(f"/gigs/{public_id}/edit/").status_code == 404
    assert browser.get(f"/api/v1/gigs/{public_id}/").status_code == 404


def test_description_of_a_picture_is_checked(draft: Gig, now: datetime, as_member: SignIn) -> None:
    image = services.add_image(gig=draft, upload=picture(), alt="", actor=draft.seller, now=now)
    url = f"/gigs/{draft.public_id}/pictures/{image.public_id}/describe/"
    for alt in ("x" * 161, "\x00"):
        assert as_member(draft.seller).post(url, {"alt": alt}).status_code == 422
    image.refresh_from_db()
    assert image.alt == ""
