"""Portfolios, consents, CVs."""

from config.tests.permissions.rules import (
    MEMBER,
    OMARS,
    PARTY,
    PUBLIC,
    SALMAS,
    Lines,
    answers,
    hidden,
)
from config.tests.permissions.world import picture

WORK = {"title": "A work", "text": "", "language": "en", "category": "design", "skills": ""}
API_WORK = {"title": "A work", "language": "en", "category": "design"}
SHOWN, ASKED = "work_shown", "work_asked"
TABLE: dict[str, Lines] = {
    "portfolio:mine": MEMBER.page(),
    "portfolio:add": MEMBER.form(**WORK),
    "portfolio:consents": MEMBER.page(),
    "portfolio:consent": OMARS.form(ASKED, consent="anonymous"),
    "portfolio:image": (
        PUBLIC.page("work_picture"),
        hidden(PARTY.page("asked_picture")),
    ),
    "portfolio:edit": SALMAS.form(ASKED, **WORK),
    "portfolio:move": SALMAS.act(SHOWN),
    "portfolio:remove": SALMAS.act(ASKED),
    "portfolio:add_picture": SALMAS.act(ASKED, picture=picture, alt="A sign"),
    "portfolio:remove_picture": SALMAS.act(ASKED, "asked_picture"),
    "portfolio:work": PUBLIC.page("salma", "work_pk", "work_slug"),
    "portfolio:cv": PUBLIC.page("salma"),
    "portfolio:cv_pdf": answers(PUBLIC.page("salma"), 503),
    "api:portfolio": MEMBER.api("portfolio", get={}, post=API_WORK),
    "api:portfolio_asked": MEMBER.api("portfolio", get={}),
    "api:portfolio_work": SALMAS.api("portfolio", ASKED, get={}, put=API_WORK, delete={}),
    "api:portfolio_move": SALMAS.api("portfolio", SHOWN, post={"is_up": False}),
    "api:portfolio_pictures": SALMAS.api(
        "portfolio", ASKED, post={"picture": picture, "alt": "A sign"}
    ),
    "api:portfolio_picture": SALMAS.api("portfolio", ASKED, "asked_picture", delete={}),
    "api:portfolio_answer_consent": OMARS.api("portfolio", ASKED, post={"consent": "named"}),
}
