"""What notifications offer to the parts below: the queue that account mails go through."""

from __future__ import annotations

from marketplace.accounts.services import register_mail_queue
from marketplace.notifications.services import queue_mail

register_mail_queue(queue_mail)
