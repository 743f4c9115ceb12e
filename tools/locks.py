"""A lock names packages and digests, never a place to get them from."""

import re

from checkout import REQUIREMENTS, ROOT

ADDRESS = re.compile(r"https?://|file://|index-url|find-links|trusted-host")
RESOLVED = re.compile(r'"resolved"\s*:')


def addresses_in_locks() -> list[str]:
    """A line for each place in a lock that names an address."""
    rules = [(file, ADDRESS) for file in sorted(REQUIREMENTS.iterdir())] + [
        (ROOT / "package-lock.json", RESOLVED)
    ]
    return [
        f"{file.relative_to(ROOT)}:{number}: a lock names no address"
        for file, rule in rules
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if rule.search(line)
    ]
