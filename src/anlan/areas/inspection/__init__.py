"""Inspection: checklists, runs, findings until closed, conclusions, blind re-checks, a protected channel."""
