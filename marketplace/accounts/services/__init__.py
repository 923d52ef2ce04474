"""Verbs of accounts."""

from marketplace.accounts.services.mail import QueueMail, queue_mail, register_mail_queue
from marketplace.accounts.services.roles import grant_role, revoke_role

__all__ = ["QueueMail", "grant_role", "queue_mail", "register_mail_queue", "revoke_role"]
