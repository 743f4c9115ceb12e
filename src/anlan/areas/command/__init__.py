"""Meetings become issued, owned requirements."""
