"""The small safe language of conditions in a checklist."""
