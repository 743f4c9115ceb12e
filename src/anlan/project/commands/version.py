"""``anlan version``: which release this is."""

import tomllib
from collections.abc import Sequence

from anlan.project.home import checkout_root


def main(_: Sequence[str]) -> int:
    """Print the name and the version."""
    file = checkout_root() / "pyproject.toml"
    print("anlan", tomllib.loads(file.read_text(encoding="utf-8"))["project"]["version"])
    return 0
