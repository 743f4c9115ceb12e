"""``anlan worker``: runs background jobs until told to stop."""

import argparse
from collections.abc import Sequence

from anlan.foundation.jobs.worker import main as run_jobs


def main(argv: Sequence[str]) -> int:
    """Work until SIGTERM; jobs that were begun are finished or come back."""
    argparse.ArgumentParser(prog="anlan worker", description=__doc__).parse_args(argv)
    return run_jobs(argv)
