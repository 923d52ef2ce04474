"""Trophies: rules over the record, and who fulfilled them when."""
