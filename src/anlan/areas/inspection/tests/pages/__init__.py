"""Tests of inspection: pages."""
