"""What inspection lends to random re-checks."""

from anlan.areas.inspection.selectors.populations import POPULATIONS

__all__ = ["POPULATIONS"]
