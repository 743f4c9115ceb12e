"""Static checks of a document beyond its shape: what would surprise people at a gate."""

from anlan.core.policy.linting.checks import check, lint

__all__ = ["check", "lint"]
