"""Orders: the two sides, each with its own acts, and support's desk."""

from config.tests.permissions.rules import (
    MEMBER,
    OMAR,
    PARTY,
    SALMA,
    SUPPORTS,
    Lines,
)

WHY = {"reason": "Because we agreed on something else."}
ANSWERS = {"answer_1": "Abha Roastery", "answer_2": "Old"}
MORE = {"days": "2", **WHY}
TABLE: dict[str, Lines] = {
    "orders:list": MEMBER.page(),
    "orders:order_package": MEMBER.by(OMAR).act("package"),
    "orders:detail": PARTY.page("delivered"),
    "orders:checkout": PARTY.page("unpaid"),
    "orders:pay": PARTY.by(OMAR).act("unpaid", method="wallet"),
    "orders:paid": PARTY.page("unpaid"),
    "orders:file": (PARTY.page("running", "file"), PARTY.page("delivered", "delivered_file")),
    "orders:submit_requirements": PARTY.by(OMAR).act("waiting", **ANSWERS),
    "orders:deliver": PARTY.by(SALMA).form("running", note="Here"),
    "orders:request_revision": PARTY.by(OMAR).form("delivered", text="Bolder, please."),
    "orders:complete": PARTY.by(OMAR).form("delivered"),
    "orders:stop_clock": PARTY.form("running", **WHY),
    "orders:resume_clock": PARTY.form("stopped"),
    "orders:request_extension": PARTY.by(SALMA).form("running", **MORE),
    "orders:accept_extension": PARTY.by(OMAR).form("extending"),
    "orders:refuse_extension": PARTY.by(OMAR).form("extending"),
    "orders:cancel": PARTY.form("waiting", **WHY),
    "orders:request_cancellation": PARTY.form("running", **WHY),
    "orders:withdraw_cancellation": PARTY.by(OMAR).form("ending"),
    "orders:accept_cancellation": PARTY.by(SALMA).form("ending"),
    "orders:refuse_cancellation": PARTY.by(SALMA).form("ending", **WHY),
    "orders:desk": SUPPORTS.page(),
    "orders:desk_order": SUPPORTS.page("unsettled"),
    "orders:desk_call_off": SUPPORTS.act("unsettled", **WHY),
    "orders:desk_keep": SUPPORTS.act("unsettled", **WHY),
    "orders:desk_file": SUPPORTS.page("running", "file"),
    "api:orders": MEMBER.by(OMAR).api("orders", get={}, post={"package": "@package"}),
    "api:order": PARTY.api("orders", "delivered", get={}),
    "api:order_file": PARTY.api("orders", "running", "file", get={}),
    "api:order_pay": PARTY.by(OMAR).api("orders", "unpaid", post={"method": "wallet"}),
    "api:order_submit_requirements": PARTY.by(OMAR).api(
        "orders", "waiting", post={"answers": {"1": "Abha Roastery", "2": "Old"}}
    ),
    "api:order_deliver": PARTY.by(SALMA).api("orders", "running", post={"note": "Here"}),
    "api:order_request_revision": PARTY.by(OMAR).api(
        "orders", "delivered", post={"text": "Bolder, please."}
    ),
    "api:order_complete": PARTY.by(OMAR).api("orders", "delivered", post={}),
    "api:order_stop_clock": PARTY.api("orders", "running", post=WHY),
    "api:order_resume_clock": PARTY.api("orders", "stopped", post={}),
    "api:order_request_extension": PARTY.by(SALMA).api("orders", "running", post=MORE),
    "api:order_answer_extension": PARTY.by(OMAR).api("orders", "extending", post={"accept": True}),
    "api:order_cancel": PARTY.api("orders", "waiting", post=WHY),
    "api:order_request_cancellation": PARTY.api("orders", "running", post=WHY),
    "api:order_withdraw_cancellation": PARTY.by(OMAR).api("orders", "ending", post={}),
    "api:order_accept_cancellation": PARTY.by(SALMA).api("orders", "ending", post={}),
    "api:order_refuse_cancellation": PARTY.by(SALMA).api("orders", "ending", post=WHY),
}
