"""What is known from the record."""

from community.reputation.queries.metrics import Metrics, metrics_of
from community.reputation.queries.standing import Requirement, Standing, standing_of

__all__ = ["Metrics", "Requirement", "Standing", "metrics_of", "standing_of"]
