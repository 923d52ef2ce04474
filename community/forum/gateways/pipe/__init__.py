"""A message on standard input: for a mail server's pipe."""
