"""Inspection: checklists, runs, findings until they are closed, conclusions, blind re-checks, the protected channel."""
