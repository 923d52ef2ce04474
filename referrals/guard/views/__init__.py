"""Pages of cases: those of the two members, and the desk."""
