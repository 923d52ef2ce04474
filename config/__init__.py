"""Composition root: the only package that may know everybody."""
