"""Tests of inspection: rules."""
