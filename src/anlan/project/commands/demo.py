"""``anlan demo load``: the invented university; a loading that was cut off is begun anew."""

from collections.abc import Sequence

from anlan.demo.emptying import holds_data
from anlan.project import demonstration
from anlan.project.commands.migrate import migrate
from anlan.project.commands.plainly import call

LOADER = "anlan.demo.command:main"
HELP_WORDS = frozenset({"-h", "--help"})


def main(argv: Sequence[str]) -> int:
    """Hand the words to the demo, noting that a loading began until it has ended."""
    if not HELP_WORDS.isdisjoint(argv) or not argv or argv[0] != "load":
        return call(LOADER, argv)
    migrate()
    words = list(argv)
    if demonstration.was_cut_off() and "--replace" not in words:
        words.append("--replace")
    if holds_data() and "--replace" not in words:
        return call(LOADER, words)
    demonstration.begin()
    status = call(LOADER, words)
    if status == 0 or not holds_data():
        demonstration.end()
    return status
