"""Mailgun's route that forwards the whole message."""
