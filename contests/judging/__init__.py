"""Rubric, judges, sealed score sheets, and the ranking that comes of them."""
