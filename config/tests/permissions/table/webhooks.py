"""Where a member's own programs are told what happened."""

from config.tests.permissions.rules import MEMBER, SALMAS, Lines

NEW = {"url": "https://example.com/new", "events": ["@event"], "description": "Books"}
TABLE: dict[str, Lines] = {
    "webhooks:endpoints": MEMBER.page(),
    "webhooks:new_endpoint": MEMBER.form(**NEW),
    "webhooks:endpoint": SALMAS.page("endpoint"),
    "webhooks:edit_endpoint": SALMAS.form("endpoint", **NEW),
    "webhooks:disable_endpoint": SALMAS.act("endpoint"),
    "webhooks:enable_endpoint": SALMAS.act("endpoint_off"),
    "webhooks:rotate_secret": SALMAS.form("endpoint"),
    "webhooks:remove_endpoint": SALMAS.form("endpoint"),
    "webhooks:send_test": SALMAS.act("endpoint"),
    "webhooks:delivery": SALMAS.page("delivery"),
    "webhooks:redeliver": SALMAS.act("delivery"),
    "api:webhooks": MEMBER.api("webhooks", get={}, post=NEW),
    "api:webhook": SALMAS.api(
        "webhooks", "endpoint", get={}, patch={"description": "Other"}, delete={}
    ),
    "api:webhooks_enable": SALMAS.api("webhooks", "endpoint_off", post={}),
    "api:webhooks_disable": SALMAS.api("webhooks", "endpoint", post={}),
    "api:webhooks_rotate_secret": SALMAS.api("webhooks", "endpoint", post={}),
    "api:webhooks_send_test": SALMAS.api("webhooks", "endpoint", post={}),
    "api:webhooks_deliveries": SALMAS.api("webhooks", "endpoint", get={}),
    "api:webhooks_delivery": SALMAS.api("webhooks", "delivery", get={}),
    "api:webhooks_redeliver": SALMAS.api("webhooks", "delivery", post={}),
}
