"""The door of the queue."""

from anlan.foundation.jobs.registry import JOBS, Job, job

__all__ = ["JOBS", "Job", "job"]
