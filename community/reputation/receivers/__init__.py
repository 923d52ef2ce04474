"""What the record hears."""

from community.reputation.receivers.planting import plant

__all__ = ["plant"]
