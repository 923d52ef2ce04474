"""A Maildir that a mail server delivers into."""
