"""The book of clients, retainers, introductions, pulses, and the public wall."""

from config.tests.permissions.rules import (
    MEMBER,
    OMAR,
    OMARS,
    PARTY,
    PUBLIC,
    SALMA,
    SALMAS,
    Lines,
    answers,
    idle,
)

CLIENT = {"name": "Huda", "email": "huda@example.org", "source": "event"}
REMINDER = {"text": "Ask", "due_on": "@later"}
DEAL = {"amount": "300", "currency": "USD", "made_on": "@today", "source": "event"}
API_DEAL = DEAL | {"amount": 30_000}
TERMS = {
    "title": "Care",
    "scope": "Every month",
    "unit": "pieces",
    "quantity": "4",
    "price": "50",
    "start_on": "@later",
    "carry_over": "none",
}
API_TERMS = TERMS | {"client": "omar", "quantity": 4, "price_amount": 5_000}
USAGE = {"amount": "1", "note": "A post", "used_on": "@today"}
API_USAGE = USAGE | {"amount": 1}
CHANGE = {"quantity": "6", "price": "70", "reason": "More"}
API_CHANGE = {"quantity": 6, "price_amount": 7_000, "reason": "More"}
MEETING = {"client": "omar", "freelancer": "salma", "message": "You two!"}
STORY = {"order": "", "amount": "300", "source": "event", "story": "It came by itself."}
API_STORY = STORY | {"amount": 30_000}
R = "relationships:"
PAGES: dict[str, Lines] = {
    f"{R}book": MEMBER.page(),
    f"{R}book_file": MEMBER.page(),
    f"{R}add_contact": MEMBER.form(**CLIENT),
    f"{R}import": answers(idle(MEMBER.form()), 422),
    f"{R}sources": MEMBER.page(),
    f"{R}sources_file": MEMBER.page(),
    f"{R}link": MEMBER.page(),
    f"{R}join_resume": MEMBER.page(),
    f"{R}join": answers(idle(PUBLIC.form("card")), 422),
    f"{R}pulse": idle(PUBLIC.page("pulse_link")),
    f"{R}order_panel": PARTY.page("done_order"),
    f"{R}contact": SALMAS.page("client"),
    f"{R}edit_contact": SALMAS.form("client", **CLIENT),
    f"{R}remove_contact": SALMAS.act("client"),
    f"{R}add_note": SALMAS.act("client", text="A note"),
    f"{R}remove_note": SALMAS.act("note_of_client"),
    f"{R}add_reminder": SALMAS.act("client", **REMINDER),
    f"{R}finish_reminder": SALMAS.act("reminder"),
    f"{R}record_deal": SALMAS.act("client", **DEAL),
    f"{R}remove_deal": SALMAS.act("deal"),
    f"{R}invite_contact": SALMAS.act("client", message="Come!"),
    f"{R}retainers": MEMBER.page(),
    f"{R}offer_retainer": answers(idle(MEMBER.form("omar", **TERMS)), 422),
    f"{R}retainer": PARTY.page("retainer_running"),
    f"{R}log_usage": PARTY.by(SALMA).act("retainer_running", **USAGE),
    f"{R}void_usage": PARTY.by(SALMA).act("usage"),
    f"{R}change_retainer": PARTY.form("retainer_running", **CHANGE),
    f"{R}retainer_pay": PARTY.by(OMAR).form("retainer_short", method="wallet"),
    f"{R}retainer_paid": PARTY.page("retainer_running"),
    f"{R}accept_retainer": PARTY.by(OMAR).act("retainer_offered"),
    f"{R}decline_retainer": PARTY.by(OMAR).act("retainer_offered"),
    f"{R}withdraw_retainer": PARTY.by(SALMA).act("retainer_offered"),
    f"{R}pause_retainer": PARTY.act("retainer_running"),
    f"{R}resume_retainer": PARTY.by(OMAR).act("retainer_paused"),
    f"{R}stop_retainer": PARTY.act("retainer_running"),
    f"{R}keep_retainer": PARTY.by(OMAR).act("retainer_stopping"),
    f"{R}accept_change": PARTY.by(OMAR).act("change"),
    f"{R}decline_change": PARTY.by(OMAR).act("change"),
    f"{R}withdraw_change": PARTY.by(SALMA).act("change"),
    f"{R}introductions": MEMBER.page(),
    f"{R}introduce": answers(idle(MEMBER.form(**MEETING)), 422),
    f"{R}introduction": PARTY.page("introduction"),
    f"{R}accept_introduction": PARTY.act("introduction"),
    f"{R}decline_introduction": PARTY.act("introduction"),
    f"{R}withdraw_introduction": answers(idle(PARTY.act("introduction")), 403),
    f"{R}fees": PUBLIC.page(),
    f"{R}wall": PUBLIC.page(),
    f"{R}share_deal": MEMBER.form(**STORY),
    f"{R}withdraw_deal": MEMBER.act(),
    f"{R}hide_story": answers(idle(MEMBER.act("story", reason="Rude")), 404),
}
API: dict[str, Lines] = {
    "api:clients": MEMBER.api("clients", get={}, post=CLIENT),
    "api:client_sources": MEMBER.api("clients", get={}),
    "api:client_fee": MEMBER.api("clients", "salma", get={}),
    "api:client": SALMAS.api("clients", "client", get={}),
    "api:client_edit": SALMAS.api("clients", "client", post=CLIENT),
    "api:client_remove": SALMAS.api("clients", "client", post={}),
    "api:client_notes": SALMAS.api("clients", "client", get={}, post={"text": "A note"}),
    "api:client_remind": SALMAS.api("clients", "client", post=REMINDER),
    "api:client_deal": SALMAS.api("clients", "client", post=API_DEAL),
    "api:client_invite": SALMAS.api("clients", "client", post={}),
    "api:retainers": answers(idle(MEMBER.api("retainers", get={}, post=API_TERMS)), 422),
    "api:retainer": PARTY.api("retainers", "retainer_running", get={}),
    "api:retainer_accept": PARTY.by(OMAR).api("retainers", "retainer_offered", post={}),
    "api:retainer_decline": PARTY.by(OMAR).api("retainers", "retainer_offered", post={}),
    "api:retainer_withdraw": PARTY.by(SALMA).api("retainers", "retainer_offered", post={}),
    "api:retainer_pause": PARTY.api("retainers", "retainer_running", post={}),
    "api:retainer_resume": PARTY.by(OMAR).api("retainers", "retainer_paused", post={}),
    "api:retainer_stop": PARTY.api("retainers", "retainer_running", post={}),
    "api:retainer_keep": PARTY.by(OMAR).api("retainers", "retainer_stopping", post={}),
    "api:retainer_pay": PARTY.by(OMAR).api("retainers", "retainer_short", post={}),
    "api:retainer_log_usage": PARTY.by(SALMA).api("retainers", "retainer_running", post=API_USAGE),
    "api:retainer_propose": PARTY.api("retainers", "retainer_running", post=API_CHANGE),
    "api:retainer_answer": PARTY.by(OMAR).api("retainers", "change", post={"accept": True}),
    "api:introductions": answers(idle(MEMBER.api("introductions", get={}, post=MEETING)), 422, 409),
    "api:introduction": PARTY.api("introductions", "introduction", get={}),
    "api:introduction_accept": PARTY.api("introductions", "introduction", post={}),
    "api:introduction_decline": PARTY.api("introductions", "introduction", post={}),
    "api:introduction_withdraw": answers(
        idle(PARTY.api("introductions", "introduction", post={})), 403
    ),
    "api:pulses": MEMBER.api("pulses", get={}),
    "api:pulse_answer": OMARS.api("pulses", "pulse", post={"feeling": "happy"}),
    "api:deals": MEMBER.api("clients", get={}, post=API_STORY),
    "api:deals_withdraw": MEMBER.api("clients", post={}),
}
TABLE: dict[str, Lines] = PAGES | API
