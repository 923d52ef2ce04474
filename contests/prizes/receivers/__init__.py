"""What prizes tell, show and react to."""

from contests.prizes.receivers import books, ends, panels, people, placings

__all__ = ["books", "ends", "panels", "people", "placings"]
