"""Addresses of orders."""

from django.urls import path

from marketplace.orders.views import acts, checkout, desk, detail, lists

app_name = "orders"
ORDER = "orders/<str:public_id>/"
DESK = "desk/orders/<str:public_id>/"
urlpatterns = [
    path("orders/", lists.order_list, name="list"),
    path("orders/new/<int:package_id>/", checkout.order_package, name="order_package"),
    path(ORDER, detail.detail, name="detail"),
    path(f"{ORDER}pay/", checkout.checkout, name="checkout"),
    path(f"{ORDER}pay/start/", checkout.pay, name="pay"),
    path(f"{ORDER}paid/", checkout.paid, name="paid"),
    path(f"{ORDER}files/<str:file_id>/", detail.file, name="file"),
    path(f"{ORDER}requirements/", detail.submit_requirements, name="submit_requirements"),
    path(f"{ORDER}deliver/", acts.deliver, name="deliver"),
    path(f"{ORDER}revision/", acts.request_revision, name="request_revision"),
    path(f"{ORDER}complete/", acts.complete, name="complete"),
    path(f"{ORDER}stop-clock/", acts.stop_clock, name="stop_clock"),
    path(f"{ORDER}resume-clock/", acts.resume_clock, name="resume_clock"),
    path(f"{ORDER}extension/", acts.request_extension, name="request_extension"),
    path(f"{ORDER}extension/accept/", acts.accept_extension, name="accept_extension"),
    path(f"{ORDER}extension/refuse/", acts.refuse_extension, name="refuse_extension"),
    path(f"{ORDER}cancel/", acts.cancel, name="cancel"),
    path(f"{ORDER}leave/", acts.leave_suspended, name="leave_suspended"),
    path(f"{ORDER}cancellation/", acts.request_cancellation, name="request_cancellation"),
    path(
        f"{ORDER}cancellation/withdraw/",
        acts.withdraw_cancellation,
        name="withdraw_cancellation",
    ),
    path(f"{ORDER}cancellation/accept/", acts.accept_cancellation, name="accept_cancellation"),
    path(f"{ORDER}cancellation/refuse/", acts.refuse_cancellation, name="refuse_cancellation"),
    path("desk/orders/", desk.queue, name="desk"),
    path(DESK, desk.show, name="desk_order"),
    path(f"{DESK}call-off/", desk.call_off, name="desk_call_off"),
    path(f"{DESK}keep/", desk.keep, name="desk_keep"),
    path(f"{DESK}files/<str:file_id>/", desk.file, name="desk_file"),
]
