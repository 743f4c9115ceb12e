"""From JSON to a ``Document``: shape, names, types; every fault with its place."""

from anlan.core.policy.loading.documents import Loaded, load, usable

__all__ = ["Loaded", "load", "usable"]
