"""Links that are passed on: who came by them, and what came of it."""
