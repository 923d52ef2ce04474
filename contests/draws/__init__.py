"""The draw that anybody can repeat."""
