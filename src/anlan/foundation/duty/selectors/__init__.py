"""The reads of duty."""
