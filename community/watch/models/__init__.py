"""Newcomers whose output bursts, and what was done for them.

*Output* is what others valued or a person confirmed, by its weights in the record. A *sighting* is
about one member whose output burst: its *stage* is moved by the *daily look*, each move is a *stage
change*. A *watch act* is what a community manager did; an *outcome* is what the member's output was
before and after a day: of the burst, of its fading, or of an act. A *pause* is a member's own word
that they are on a break: nobody is looked at then. Nothing of this is shown to others.
"""

from community.watch.models.outcomes import Outcome, WatchAct
from community.watch.models.pauses import Pause
from community.watch.models.sightings import DailyLook, Sighting, StageChange

__all__ = ["DailyLook", "Outcome", "Pause", "Sighting", "StageChange", "WatchAct"]
