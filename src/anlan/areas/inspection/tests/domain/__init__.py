"""Tests of inspection: domain."""
