"""A signed webhook: the message itself is the body."""
