"""The door of the queue."""

from anlan.foundation.jobs.registry import JOBS, Job, job
from anlan.foundation.jobs.running import Ran, run_pending

__all__ = ["JOBS", "Job", "Ran", "job", "run_pending"]
