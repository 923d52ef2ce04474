"""Notices and mails."""

from config.tests.permissions.rules import MEMBER, PUBLIC, SALMAS, Lines, answers
from marketplace.notifications.choices import NotificationGroup

CHOICES = {f"mail-{group}": "daily" for group in NotificationGroup.values}
TABLE: dict[str, Lines] = {
    "notifications:list": MEMBER.page(),
    "notifications:mark_all_read": MEMBER.act(),
    "notifications:bell": PUBLIC.page(),
    "notifications:open": SALMAS.page("notice"),
    "notifications:preferences": MEMBER.form(**CHOICES),
    "notifications:unsubscribe": PUBLIC.form("unsubscribe"),
    # Open in the demo only: everywhere else there is no such page, for anybody.
    "notifications:dev_mail": answers(PUBLIC.page(), 404),
    "notifications:dev_mail_detail": answers(PUBLIC.page("mail"), 404),
    "notifications:dev_mail_html": answers(PUBLIC.page("mail"), 404),
    "api:notifications": MEMBER.api("notifications", get={}),
    "api:notifications_read": SALMAS.api("notifications", "notice", post={}),
    "api:notifications_read_all": MEMBER.api("notifications", post={}),
}
