"""Where the state lives, and where the checkout is."""

import os
from pathlib import Path

from platformdirs import user_data_path


def checkout_root() -> Path:
    """The folder that holds ``src``, ``frontend`` and ``rulebooks``."""
    return Path(__file__).resolve().parents[3]


def anlan_home() -> Path:
    """``$ANLAN_HOME``, else ``.anlan`` in a checkout, else the user's data folder."""
    chosen = os.environ.get("ANLAN_HOME")
    if chosen:
        return Path(chosen).expanduser().resolve()
    root = checkout_root()
    return root / ".anlan" if (root / "pyproject.toml").exists() else user_data_path("anlan")
