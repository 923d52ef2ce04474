"""What the club hears, whom it tells, and what it shows on pages of other parts."""

from community.forum.policies import register_gurus
from community.gurus.queries.members import gurus
from community.gurus.receivers import grants, memberships, nominations, panels

register_gurus(gurus)

__all__ = ["grants", "memberships", "nominations", "panels"]
