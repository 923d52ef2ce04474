"""What the record hears, and what it shows on pages of other parts."""

from community.reputation.receivers import notices, panels
from community.reputation.receivers.planting import plant

__all__ = ["notices", "panels", "plant"]
