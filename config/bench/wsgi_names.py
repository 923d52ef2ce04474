"""Names that the measuring side shares with the measured one without loading Django."""

HELLO = "/__hello"
