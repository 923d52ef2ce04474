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
    "orders:order_package": MEMBER.act("package", by=OMAR),
    "orders:detail": PARTY.page("delivered"),
    "orders:checkout": PARTY.page("unpaid"),
    "orders:pay": PARTY.act("unpaid", by=OMAR, method="wallet"),
    "orders:paid": PARTY.page("unpaid"),
    "orders:file": (PARTY.page("running", "file"), PARTY.page("delivered", "delivered_file")),
    "orders:submit_requirements": PARTY.act("waiting", by=OMAR, **ANSWERS),
    "orders:deliver": PARTY.form("running", by=SALMA, note="Here"),
    "orders:request_revision": PARTY.form("delivered", by=OMAR, text="Bolder, please."),
    "orders:complete": PARTY.form("delivered", by=OMAR),
    "orders:stop_clock": PARTY.form("running", **WHY),
    "orders:resume_clock": PARTY.form("stopped"),
    "orders:request_extension": PARTY.form("running", by=SALMA, **MORE),
    "orders:accept_extension": PARTY.form("extending", by=OMAR),
    "orders:refuse_extension": PARTY.form("extending", by=OMAR),
    "orders:cancel": PARTY.form("waiting", **WHY),
    "orders:request_cancellation": PARTY.form("running", **WHY),
    "orders:withdraw_cancellation": PARTY.form("ending", by=OMAR),
    "orders:accept_cancellation": PARTY.form("ending", by=SALMA),
    "orders:refuse_cancellation": PARTY.form("ending", by=SALMA, **WHY),
    "orders:desk": SUPPORTS.page(),
    "orders:desk_order": SUPPORTS.page("unsettled"),
    "orders:desk_call_off": SUPPORTS.act("unsettled", **WHY),
    "orders:desk_keep": SUPPORTS.act("unsettled", **WHY),
    "orders:desk_file": SUPPORTS.page("running", "file"),
    "api:orders": MEMBER.api("orders", by=OMAR, get={}, post={"package": "@package"}),
    "api:order": PARTY.api("orders", "delivered", get={}),
    "api:order_file": PARTY.api("orders", "running", "file", get={}),
    "api:order_pay": PARTY.api("orders", "unpaid", by=OMAR, post={"method": "wallet"}),
    "api:order_submit_requirements": PARTY.api(
        "orders", "waiting", by=OMAR, post={"answers": {"1": "Abha Roastery", "2": "Old"}}
    ),
    "api:order_deliver": PARTY.api("orders", "running", by=SALMA, post={"note": "Here"}),
    "api:order_request_revision": PARTY.api(
        "orders", "delivered", by=OMAR, post={"text": "Bolder, please."}
    ),
    "api:order_complete": PARTY.api("orders", "delivered", by=OMAR, post={}),
    "api:order_stop_clock": PARTY.api("orders", "running", post=WHY),
    "api:order_resume_clock": PARTY.api("orders", "stopped", post={}),
    "api:order_request_extension": PARTY.api("orders", "running", by=SALMA, post=MORE),
    "api:order_answer_extension": PARTY.api("orders", "extending", by=OMAR, post={"accept": True}),
    "api:order_cancel": PARTY.api("orders", "waiting", post=WHY),
    "api:order_request_cancellation": PARTY.api("orders", "running", post=WHY),
    "api:order_withdraw_cancellation": PARTY.api("orders", "ending", by=OMAR, post={}),
    "api:order_accept_cancellation": PARTY.api("orders", "ending", by=SALMA, post={}),
    "api:order_refuse_cancellation": PARTY.api("orders", "ending", by=SALMA, post=WHY),
}
